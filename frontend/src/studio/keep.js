// What isn't saved yet stays in this browser, so that neither a lost connection nor an expired log-in loses it.

/** One file's unsaved text under one key; a storage that is full or forbidden is answered, never thrown. */
export class Keep {
  #storage;
  #key;

  /** `storage` is a function, since a browser that forbids storage throws already where it is named. */
  constructor(storage, ...names) {
    this.#storage = storage;
    this.#key = ['paraf-studio', ...names].join(':');
  }

  /** Keep `text`, drawn over the file whose digest was `was`. Returns whether it is kept. */
  put(text, was) {
    try {
      this.#storage().setItem(this.#key, JSON.stringify({ text, was, at: new Date().toISOString() }));
      return true;
    } catch {
      return false;
    }
  }

  /** Return `{text, was, at}`, or null where nothing is kept. */
  get() {
    try {
      const kept = JSON.parse(this.#storage().getItem(this.#key));
      return typeof kept?.text === 'string' ? kept : null;
    } catch {
      return null;
    }
  }

  drop() {
    try {
      this.#storage().removeItem(this.#key);
    } catch {
      // Where nothing can be stored, nothing is left to drop.
    }
  }
}
