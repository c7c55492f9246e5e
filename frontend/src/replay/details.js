// What stands beside the diagram: asked for once the person rests at an entry.

const REST = 150; // ms without another step

export class Details {
  #timer;
  #asking;
  #load;
  #show;
  #fail;

  /** `load(n, signal)` promises what `show(n, content)` gets; `fail(error)` hears why it didn't come. */
  constructor({ load, show, fail }) {
    this.#load = load;
    this.#show = show;
    this.#fail = fail;
  }

  /** Ask for entry `n`. Whatever was asked for before is not shown any more. */
  ask(n) {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#timer = setTimeout(() => this.#fetch(n), REST);
  }

  async #fetch(n) {
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    try {
      const content = await this.#load(n, signal);
      if (!signal.aborted) this.#show(n, content);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }
}
