// The desk around an editor: keeps what is drawn, checks it on a pause, saves it, and holds the pen.
import { Banners } from './banners.js';
import { download } from './download.js';
import { Keep } from './keep.js';
import { Line } from './line.js';
import { moment } from './moment.js';
import { onPause } from './pause.js';
import { Pen } from './pen.js';

const KEEP_PAUSE = 500; // ms without a change before the text is kept in the browser
const LINT_PAUSE = 1000; // ms without a change before the text is checked

const WORDS = {
  untouched: 'Belum ada yang diubah.',
  saving: 'Menyimpan…',
  kept: 'Belum disimpan; sementara tersimpan di peramban ini.',
  unkept: 'Belum disimpan, dan peramban ini tidak dapat menyimpannya sementara. Simpan atau unduh sekarang.',
  undecided: 'Belum disimpan. Putuskan dahulu, pulihkan atau buang, supaya perubahan baru dapat tersimpan di peramban ini.',
  notMine: 'Belum tersimpan: orang lain yang menyunting.',
  same: 'Tidak ada perubahan yang perlu disimpan.',
  unreadable: 'Yang Anda ubah tidak dapat dibaca dari penyunting, sehingga belum tersimpan. Urungkan langkah terakhir, lalu simpan lagi.',
};

/**
 * Everything around an editor of one file that isn't the editor. In #studio it needs the markup of
 * `studio/desk.html` (status, pen, banners) and two buttons: data-desk="save" and data-desk="download".
 *
 * How to use it:
 *   const desk = new Desk({ page: document.querySelector('#studio'), workspace, read, load, onProblems });
 *   …show workspace.text in the editor…
 *   await desk.open();          // from here on it keeps, checks and holds the pen; offers to restore a kept text
 *   editor.on('changed', () => desk.changed());
 */
export class Desk {
  #page;
  #workspace;
  #read;
  #load;
  #onProblems;
  #keep;
  #line;
  #pen;
  #banners;
  #digest;
  #draft;
  #saved; // the text as the editor writes it, when it was opened or last saved
  #changed = false;
  #offered = false; // a kept text waits for “Pulihkan” or “Buang”, so nothing may be kept over it
  #changes = 0;
  #checks = 0;
  #safe = true; // nothing would be lost if the page were closed now
  #saving = null;
  #unsent = false; // a save that nobody heard
  #keepSoon = onPause(KEEP_PAUSE, () => this.#keepNow());
  #lintSoon = onPause(LINT_PAUSE, () => this.#lint());

  /**
   * @param {object} parts
   * @param {HTMLElement} parts.page  the element #studio; in it the markup of `studio/desk.html`
   * @param {object} parts.workspace  what the page came with, `JSON.parse` of #workspace
   * @param {() => Promise<string>} parts.read  the file's text as it stands in the editor
   * @param {(text: string) => Promise<void>} parts.load  put another text (a restored one) into the editor
   * @param {(problems: object[]) => void} parts.onProblems  called with all problems of the bundle, whenever they were asked for
   */
  constructor({ page, workspace, read, load, onProblems }) {
    this.#page = page;
    this.#workspace = workspace;
    this.#read = () => read().then((text) => this.#readable(text), (error) => this.#unreadable(error));
    this.#load = load;
    this.#onProblems = onProblems;
    this.#digest = workspace.digest;
    this.#draft = workspace.draft;
    const { account } = page.dataset;
    this.#keep = new Keep(() => window.localStorage, account, workspace.key, workspace.path);
    this.#banners = new Banners(this.#part('banners'));
    this.#line = new Line({ account, form: document.querySelector('#studio-form'), banners: this.#banners, again: () => this.#again() });
    this.#pen = new Pen({
      ask: (...question) => this.#line.ask(...question),
      urls: workspace.urls,
      state: workspace.pen,
      onChange: () => this.#showPen(),
    });
  }

  /** Begin, once the editor shows the workspace's text. */
  async open() {
    this.#saved = await this.#read();
    this.#listen();
    this.#showStatus();
    this.#showPen();
    this.#offerKept();
    this.#onProblems(this.#workspace.problems);
    await this.#pen.hold();
  }

  /** To be called at each change of the text. */
  changed() {
    this.#changes += 1;
    this.#safe = false;
    this.#keepSoon();
    this.#lintSoon();
  }

  /** Save the text. Resolves to whether it is saved now. */
  save() {
    this.#saving ??= this.#save().finally(() => { this.#saving = null; });
    return this.#saving;
  }

  /** Save a new file of the bundle, e.g. `forms/izin.form`. Resolves to whether it was accepted. */
  async saveNew(path, text) {
    if (!this.#pen.mine) {
      this.#showPen();
      return false;
    }
    const answer = await this.#post({ [path]: text }, { [path]: null });
    if (answer?.status === 200) this.#accept(answer.content);
    else if (answer) this.#banners.show('refused', answer.content.message);
    return answer?.status === 200;
  }

  // ---- reading

  #readable(text) {
    this.#banners.drop('unreadable');
    return text;
  }

  /** Whatever was asked for stops here, but not without a word: nothing of it would be saved or kept. */
  #unreadable(error) {
    this.#safe = false;
    this.#banners.show('unreadable', `${WORDS.unreadable} (${error.message})`);
    throw error;
  }

  // ---- keeping

  async #keepNow() {
    const [changes, text] = [this.#changes, await this.#read()];
    const kept = this.#keepText(text);
    if (changes === this.#changes) this.#safe = kept;
    this.#showStatus();
    // What was asked to be saved, and wasn't heard, is asked again with what has been added.
    if (this.#unsent) this.save();
  }

  /** Returns whether nothing of `text` would be lost with the page. */
  #keepText(text) {
    this.#changed = text !== this.#saved;
    if (this.#offered) return !this.#changed;
    if (this.#changed) return this.#keep.put(text, this.#digest);
    this.#keep.drop();
    return true;
  }

  #offerKept() {
    const kept = this.#keep.get();
    if (!kept) return;
    if (kept.text === this.#saved || kept.text === this.#workspace.text) {
      this.#keep.drop();
      return;
    }
    const overtaken = kept.was === this.#digest ? '' : ' Sejak itu berkas ini disimpan lagi di server; yang dipulihkan akan menggantikannya begitu Anda menyimpan.';
    const text = `Di peramban ini ada perubahan Anda dari ${moment(kept.at)} yang belum disimpan.${overtaken}`;
    this.#offered = true;
    this.#banners.show('kept', text, [
      { words: 'Pulihkan', act: () => this.#restore(kept) },
      { words: 'Unduh', act: () => download(this.#fileName(), kept.text) },
      { words: 'Buang', act: () => this.#discardKept() },
    ]);
  }

  async #restore({ text }) {
    this.#decided();
    await this.#load(text);
    this.changed();
  }

  #discardKept() {
    this.#decided();
    this.#keep.drop();
    this.#keepNow();
  }

  #decided() {
    this.#banners.drop('kept');
    this.#offered = false;
  }

  // ---- checking

  async #lint() {
    const turn = ++this.#checks;
    const text = await this.#read();
    const changes = text === this.#saved ? {} : { [this.#workspace.path]: text };
    const answer = await this.#line.ask(this.#workspace.urls.lint, { changes: JSON.stringify(changes) });
    if (answer?.status === 200 && turn === this.#checks) this.#onProblems(answer.content.problems);
  }

  // ---- saving

  async #save() {
    const [changes, text] = [this.#changes, await this.#read()];
    this.#safe = this.#keepText(text);
    if (!this.#changed) {
      this.#showStatus(WORDS.same);
      return true;
    }
    if (!this.#pen.mine) {
      this.#showPen();
      this.#showStatus(WORDS.notMine);
      return false;
    }
    this.#showStatus(WORDS.saving);
    const { path } = this.#workspace;
    const answer = await this.#post({ [path]: text }, { [path]: this.#digest });
    this.#unsent = !answer;
    if (answer?.status === 200) {
      this.#saved = text;
      this.#digest = answer.content.digests[path];
      // What was drawn meanwhile is kept, over what has just been saved.
      this.#safe = this.#keepText(changes === this.#changes ? text : await this.#read());
      this.#accept(answer.content);
      return true;
    }
    this.#showStatus();
    if (answer?.status === 409) await this.#conflict(answer.content.message);
    else if (answer) this.#banners.show('refused', `Belum tersimpan. ${answer.content.message}`, [{ words: 'Coba lagi', act: () => this.save() }]);
    return false;
  }

  #post(changes, was) {
    return this.#line.ask(this.#workspace.urls.save, { changes: JSON.stringify(changes), was: JSON.stringify(was) });
  }

  #accept({ problems, ...draft }) {
    this.#checks += 1;
    this.#draft = draft;
    this.#banners.drop('refused');
    this.#banners.drop('conflict');
    this.#showStatus();
    this.#onProblems(problems);
  }

  /** Somebody else has the pen, or the file isn't any more what this text was drawn over. */
  async #conflict(message) {
    await this.#pen.take();
    if (!this.#pen.mine) {
      this.#showStatus(WORDS.notMine);
      return;
    }
    const text = `Belum tersimpan. ${message} Yang Anda ubah masih ada di halaman ini dan tersimpan di peramban ini.`;
    this.#banners.show('conflict', text, [
      { words: 'Unduh versi saya', act: () => this.#download() },
      { words: 'Muat yang tersimpan di server', act: () => window.location.reload() },
    ]);
  }

  /** The line may hold again, or the person has come back from another tab. */
  #again() {
    if (this.#unsent) this.save();
    this.#lintSoon();
    this.#pen.take();
  }

  #leave() {
    if (!this.#safe) this.#keepNow();
  }

  // ---- the page

  #listen() {
    this.#part('save').addEventListener('click', () => this.save());
    this.#part('download').addEventListener('click', () => this.#download());
    document.addEventListener('keydown', (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      // A field of the panel hands over what is typed when it is left.
      document.activeElement?.blur?.();
      this.save();
    });
    document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? this.#again() : this.#leave()));
    window.addEventListener('beforeunload', (event) => {
      if (!this.#safe) event.preventDefault();
    });
  }

  #part(name) {
    return this.#page.querySelector(`[data-desk="${name}"]`);
  }

  #fileName() {
    return this.#workspace.path.split('/').at(-1);
  }

  async #download() {
    download(this.#fileName(), await this.#read());
  }

  #showStatus(words = this.#standing()) {
    const status = this.#part('status');
    // Said anew only where it is new: the line is read aloud.
    if (status.textContent !== words) status.textContent = words;
  }

  #standing() {
    if (this.#changed && this.#offered) return WORDS.undecided;
    if (this.#changed) return this.#safe ? WORDS.kept : WORDS.unkept;
    return this.#draft ? `Tersimpan ${this.#draft.saved_at_words} oleh ${this.#draft.saved_by}.` : WORDS.untouched;
  }

  #showPen() {
    const { holder, mine, since } = this.#pen.state ?? {};
    this.#part('pen').textContent = mine ? 'Anda yang menyunting.' : '';
    if (!holder || mine) {
      this.#banners.drop('pen');
      return;
    }
    const text = `${holder} sedang menyunting prosedur ini sejak ${moment(since)}. Anda dapat melihat dan mencoba; yang Anda ubah hanya tersimpan di peramban ini, dan baru dapat disimpan setelah Anda mengambil alih.`;
    this.#banners.show('pen', text, [{ words: 'Ambil alih', act: () => this.#takeOver(holder) }]);
  }

  #takeOver(holder) {
    if (window.confirm(`${holder} tidak akan dapat menyimpan lagi sebelum mengambil alih kembali. Ambil alih?`)) this.#pen.take({ over: true });
  }
}
