// The initials: asked for where the process says so, confirmed with the password.
const MISSING = 'Wajib diisi untuk membubuhkan paraf.';

export class Paraf {
  constructor(block) {
    this.block = block;
    this.input = block.querySelector('input[name="password"]');
    this.error = block.querySelector('#paraf-error') ?? this.#makeError();
    this.input.addEventListener('input', () => this.showError(''));
  }

  /** Show the block where its condition is true, or where the server, whose FEEL decides, has asked for it. */
  update(evaluate) {
    const { condition } = this.block.dataset;
    this.#setDue(this.demanded || !condition || evaluate(condition) === true);
  }

  /** What sending does where initials are due. */
  get action() {
    return this.block.dataset.submit;
  }

  get due() {
    return !this.block.hidden;
  }

  /** The password, null where none is asked for. */
  get password() {
    return this.due ? this.input.value : null;
  }

  /** The sentences of the check in the browser, as the server would give them. */
  errors() {
    return this.due && !this.input.value ? { password: [MISSING] } : {};
  }

  showError(sentence) {
    if (sentence) this.#demand();
    this.error.textContent = sentence;
    this.error.hidden = !sentence;
    this.input.setAttribute('aria-invalid', Boolean(sentence));
    this.input.setAttribute('aria-describedby', this.error.id);
  }

  locate() {
    const label = this.input.labels[0]?.textContent.trim() || 'Kata sandi';
    return { target: this.input, label };
  }

  #demand() {
    this.demanded = !this.due || this.demanded;
    this.#setDue(true);
  }

  #makeError() {
    const error = Object.assign(document.createElement('p'), { id: 'paraf-error', className: 'field-error', hidden: true });
    this.input.after(error);
    return error;
  }

  #setDue(due) {
    this.block.hidden = !due;
    // A disabled field is neither sent nor filled in by a password manager behind the person's back.
    this.block.disabled = !due;
    if (!due) this.input.value = '';
  }
}
