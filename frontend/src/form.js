// The pages on which somebody fills in a form, a task or the start of a case, or reads one that was filled in.
import { Draft } from './form/draft.js';
import { Paraf } from './form/paraf.js';
import { submissionBody } from './form/payload.js';
import { failure, networkFailure, send } from './form/send.js';
import { ErrorSummary } from './form/summary.js';
import { FormView, parseSchema } from './form/viewer.js';

const json = (id) => document.getElementById(id).textContent;

class TaskPage {
  static async open(page) {
    const view = await FormView.open(document.getElementById('form-mount'), parseSchema(json('form-schema')), JSON.parse(json('form-data')));
    return new TaskPage(page, view);
  }

  constructor(page, view) {
    this.page = page;
    this.view = view;
    this.summary = new ErrorSummary(document.getElementById('error-summary'));
    this.button = [...page.elements].findLast(({ type }) => type === 'submit');
    const block = document.getElementById('paraf-block');
    this.paraf = block && new Paraf(block);
    this.draft = page.dataset.draftUrl && this.#draft(page.dataset.draftUrl);
    this.dirty = false;
    this.#listen();
  }

  #listen() {
    const update = () => {
      this.paraf?.update((expression) => this.view.evaluate(expression));
      this.#nameButton();
    };
    update();
    this.view.onChange(update);
    this.view.onEdit(() => {
      this.dirty = true;
      this.draft?.touch();
    });
    // The browser's own checks would speak its language and stop at the first fault.
    this.page.noValidate = true;
    this.page.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.busy) this.submit();
    });
    window.addEventListener('beforeunload', (event) => this.dirty && !this.draft && event.preventDefault());
    // Back to a page that the browser kept: it must be usable again.
    window.addEventListener('pageshow', (event) => {
      // A start page that was sent has used its key up: the same key again would be the same case.
      if (event.persisted && this.page.elements.key) location.reload();
      else this.#setBusy(false);
    });
  }

  #draft(url) {
    const status = Object.assign(document.createElement('p'), { className: 'draft-status' });
    status.setAttribute('role', 'status');
    this.button.after(status);
    return new Draft({ url, account: this.page.dataset.account, status, hidden: () => this.#hidden(), read: () => this.view.entered().data });
  }

  async submit() {
    this.summary.hide();
    const errors = { ...this.view.check(), ...this.paraf?.errors() };
    if (Object.keys(errors).length) return this.#fail({ fields: errors });
    this.#setBusy(true);
    this.draft?.stop();
    const { data, files } = this.view.entered();
    const body = submissionBody(this.#hidden(), data, files, this.paraf?.password ?? null);
    const answer = await send(this.page.action, body, { account: this.page.dataset.account }).catch(() => null);
    if (answer?.status === 200 && answer.content.redirect) return this.#leave(answer.content.redirect);
    this.#setBusy(false);
    this.draft?.touch();
    return this.#fail(answer ? failure(answer) : networkFailure());
  }

  #leave(url) {
    this.dirty = false;
    window.location.assign(url);
  }

  #hidden() {
    return this.page.querySelectorAll(':scope > input[type="hidden"]');
  }

  #fail({ message, login, caseUrl, fields }) {
    this.view.showErrors(fields);
    this.paraf?.showError(fields.password?.join(' ') ?? '');
    const entries = Object.entries(fields).map(([path, sentences]) => ({ label: path, target: null, ...this.#locate(path), sentences }));
    const title = entries.length ? `Ada ${entries.length} isian yang perlu diperbaiki` : 'Belum terkirim';
    this.summary.show({ title, message, login, caseUrl, entries });
    this.#nameButton();
  }

  #locate(path) {
    return path === 'password' && this.paraf ? this.paraf.locate() : this.view.locate(path);
  }

  #setBusy(busy) {
    this.busy = busy;
    this.page.setAttribute('aria-busy', busy);
    this.button.setAttribute('aria-disabled', busy);
    this.#nameButton();
  }

  /** The button says what pressing it does. */
  #nameButton() {
    this.button.dataset.label ??= this.button.textContent;
    const label = this.paraf?.due ? this.paraf.action : this.button.dataset.label;
    this.button.textContent = this.busy ? 'Mengirim…' : label;
  }
}

/** What somebody filled in once, to be read: nothing can be changed and nothing is sent. */
async function openToRead(mount) {
  const view = await FormView.open(mount, parseSchema(json('form-schema')), JSON.parse(json('form-data')));
  view.readOnly();
}

const page = document.getElementById('task-form');
const mount = document.getElementById('form-mount');
if (mount?.dataset.mode === 'view') {
  openToRead(mount).catch((error) => {
    mount.textContent = 'Formulir tidak dapat ditampilkan. Isiannya juga tertulis pada rincian entri ini.';
    console.error(error);
  });
} else if (page && mount) {
  // A task that is only confirmed has no form to render; the browser posts it by itself.
  TaskPage.open(page).catch((error) => {
    new ErrorSummary(document.getElementById('error-summary')).show({
      title: 'Formulir tidak dapat ditampilkan',
      message: 'Muat ulang halaman ini. Bila terulang, sampaikan kepada pengelola sistem.',
    });
    console.error(error);
  });
}
