// Who may save: the pen of a definition, asked for as long as its editor is open.

const EVERY = 30_000; // ms

export class Pen {
  #ask;
  #urls;
  #state;
  #onChange;

  /** `ask(url, fields, options)` as `Line.ask`; `state` as the page came with it; `onChange(state)` when it has changed hands. */
  constructor({ ask, urls, state, onChange }) {
    this.#ask = ask;
    this.#urls = urls;
    this.#state = state;
    this.#onChange = onChange;
  }

  get state() {
    return this.#state;
  }

  get mine() {
    return Boolean(this.#state?.mine);
  }

  /** Take it now and keep it until the page is left. */
  hold() {
    setInterval(() => this.take(), EVERY);
    window.addEventListener('pagehide', () => this.#drop());
    // A page that the browser kept comes back without asking the server.
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.take());
    return this.take();
  }

  /** Ask for it; `over` takes it from whoever has it. */
  async take({ over = false } = {}) {
    const answer = await this.#ask(this.#urls.pen, over ? { over: '1' } : {});
    if (answer?.status !== 200) return;
    const before = this.#state;
    this.#state = answer.content;
    if (before?.mine !== this.#state.mine || before?.holder !== this.#state.holder) this.#onChange(this.#state);
  }

  #drop() {
    if (this.mine) this.#ask(this.#urls.drop, {}, { keepalive: true });
  }
}
