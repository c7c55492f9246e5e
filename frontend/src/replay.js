// The auditor's page: a case's entries one by one on its diagrams, with what each of them records.
import { ask, Refusal, refusalNote } from './replay/ask.js';
import { Details } from './replay/details.js';
import { stepOf } from './replay/keys.js';
import { Player } from './replay/player.js';
import { Proof } from './replay/proof.js';
import { Stage } from './replay/stage.js';
import { Timeline } from './replay/timeline.js';

const byId = (id) => document.getElementById(id);

class Replay {
  static async open(root) {
    return new Replay(root, new Timeline(JSON.parse(await ask(root.dataset.trailUrl))));
  }

  constructor(root, timeline) {
    this.root = root;
    this.timeline = timeline;
    this.stage = new Stage(root, timeline);
    this.controls = root.querySelector('.replay-controls');
    this.slider = byId('replay-slider');
    this.headline = byId('replay-headline');
    this.aside = byId('replay-details');
    this.details = new Details({
      load: (n, signal) => ask(`${root.dataset.entriesUrl}${n}`, { signal }),
      show: (n, html) => this.#showDetails(n, html),
      fail: (error) => this.#failDetails(error),
    });
    this.player = new Player({ step: () => this.#playOn(), changed: (playing) => this.#namePlay(playing), interval: Number(byId('replay-speed').value) });
    this.#listen();
    this.#takeOver();
  }

  get #last() {
    return this.timeline.length;
  }

  /** The links give way to what does the same without loading the page again. */
  #takeOver() {
    this.root.querySelector('.replay-links').hidden = true;
    this.controls.hidden = false;
    this.root.querySelector('.replay-help').hidden = false;
    // The case may have gone on since the page was drawn.
    this.slider.max = this.#last;
    this.#draw(Number(this.root.dataset.n));
  }

  #listen() {
    this.slider.addEventListener('input', () => this.#goTo(Number(this.slider.value)));
    for (const button of this.controls.querySelectorAll('[data-step]')) button.addEventListener('click', () => this.#press(button.dataset.step));
    byId('replay-speed').addEventListener('change', ({ target }) => this.player.pace(Number(target.value)));
    this.controls.querySelector('[data-copy]').addEventListener('click', () => this.#copy());
    document.addEventListener('keydown', (event) => {
      const step = stepOf(event);
      if (!step) return;
      event.preventDefault();
      this.#goTo(this.timeline.n + step);
    });
  }

  #press(what) {
    if (what === 'play') return this.player.playing ? this.player.pause() : this.#play();
    return this.#goTo({ first: 1, previous: this.timeline.n - 1, next: this.timeline.n + 1, last: this.#last }[what]);
  }

  #play() {
    if (this.timeline.n === this.#last) this.#move(1);
    this.player.play();
  }

  #playOn() {
    this.#move(this.timeline.n + 1);
    return this.timeline.n < this.#last;
  }

  /** Whoever goes somewhere by hand wants to look at it. */
  #goTo(n) {
    this.player.pause();
    this.#move(n);
  }

  #move(wanted) {
    const n = Math.min(Math.max(wanted, 1), this.#last);
    if (n === this.timeline.n) return;
    this.#draw(n);
    this.aside.setAttribute('aria-busy', true);
    this.details.ask(n);
  }

  #draw(n) {
    this.stage.show(this.timeline.goTo(n));
    const words = `Entri ${n} dari ${this.#last}: ${this.timeline.moment().said}`;
    this.slider.value = n;
    this.slider.setAttribute('aria-valuetext', words);
    // The slider says its moment itself, and nobody follows a voice that is always interrupted.
    this.headline.ariaLive = this.player.playing || document.activeElement === this.slider ? 'off' : 'polite';
    this.headline.textContent = words;
    for (const [step, end] of [['first', 1], ['previous', 1], ['next', this.#last], ['last', this.#last]]) {
      this.controls.querySelector(`[data-step="${step}"]`).setAttribute('aria-disabled', n === end);
    }
    this.root.dataset.n = n;
  }

  #showDetails(n, html) {
    const unfolded = this.aside.querySelector('.entry-variables')?.open;
    this.aside.innerHTML = html;
    const variables = this.aside.querySelector('.entry-variables');
    if (variables && unfolded) variables.open = true;
    this.aside.setAttribute('aria-busy', false);
    document.title = `${this.aside.querySelector('[data-title]').dataset.title} – Paraf`;
    this.#keepAddress(n);
  }

  #failDetails(error) {
    if (!(error instanceof Refusal)) throw error;
    this.#keepAddress(this.timeline.n);
    this.aside.replaceChildren(refusalNote(error));
    this.aside.setAttribute('aria-busy', false);
  }

  #namePlay(playing) {
    this.controls.querySelector('[data-step="play"]').textContent = playing ? 'Jeda' : 'Putar';
  }

  /** The address is always the link to the moment that is shown. */
  #keepAddress(n) {
    window.history.replaceState(null, '', this.#address(n));
  }

  #address(n) {
    return new URL(`${this.root.dataset.pageUrl}?entri=${n}`, window.location.href).href;
  }

  /** Where the browser keeps pages from its clipboard, the link is shown to be copied by hand. */
  async #copy() {
    const link = byId('replay-link');
    link.value = this.#address(this.timeline.n);
    const copied = await Promise.resolve(navigator.clipboard?.writeText(link.value).then(() => true)).catch(() => false);
    link.hidden = Boolean(copied);
    byId('replay-said').textContent = copied ? `Tautan ke entri ${this.timeline.n} disalin.` : 'Salin tautan ini:';
    if (!copied) link.select();
  }
}

const root = byId('replay');
if (root) {
  Replay.open(root).catch((error) => {
    root.prepend(refusalNote(error instanceof Refusal ? error : new Refusal('Pemutar tidak dapat ditampilkan. Langkah di bawah ini tetap dapat dipakai.')));
    console.error(error);
  });
  Proof.offer(byId('replay-proof'), byId('replay-proof-answer'));
}
