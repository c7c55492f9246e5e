// The form as the person will see it who fills it in; nothing that is entered here goes anywhere.
import { FormView, parseSchema } from '../../form/viewer.js';

export class Preview {
  #dialog;
  #mount;
  #view;

  /** `dialog` holds #form-mount and a button [data-close]. */
  constructor(dialog) {
    this.#dialog = dialog;
    this.#mount = dialog.querySelector('#form-mount');
    dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => this.#clear());
  }

  async show(text) {
    this.#dialog.showModal();
    try {
      this.#view = await FormView.open(this.#mount, parseSchema(text), {});
    } catch (error) {
      this.#mount.textContent = `Formulir ini belum dapat ditampilkan. ${error.message}`;
    }
  }

  #clear() {
    this.#view?.form.destroy();
    this.#view = null;
    this.#mount.replaceChildren();
  }
}
