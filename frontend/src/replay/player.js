// Steps by itself, at a pace that may change on the way.

export class Player {
  #timer = null;
  #step;
  #changed;

  /** `step()` goes on by one entry and says whether there are more; `changed(playing)` hears of start and stop. */
  constructor({ step, changed, interval }) {
    this.#step = step;
    this.#changed = changed;
    this.interval = interval;
  }

  get playing() {
    return this.#timer !== null;
  }

  play() {
    this.#timer = setInterval(() => this.#step() || this.pause(), this.interval);
    this.#changed(true);
  }

  pause() {
    if (!this.playing) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.#changed(false);
  }

  /** Milliseconds from entry to entry, from now on. */
  pace(interval) {
    this.interval = interval;
    if (!this.playing) return;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#step() || this.pause(), interval);
  }
}
