// A form that form-js can't show is mended as text: with the same desk around it as the editor.

export class TextEditor {
  #field;

  constructor(mount, text) {
    this.#field = Object.assign(document.createElement('textarea'), { className: 'form-text', value: text, spellcheck: false, ariaLabel: 'Isi berkas formulir' });
    mount.replaceChildren(this.#field);
  }

  close() {}

  read() {
    return this.#field.value;
  }

  onChange(listener) {
    this.#field.addEventListener('input', listener);
  }

  onSelect() {}

  /** Undoing is the browser's own; there is nothing else to select or move than text. */
  get canUndo() {
    return false;
  }

  get canRedo() {
    return false;
  }

  canMove() {
    return false;
  }

  at() {}
}
