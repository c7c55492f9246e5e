// The checks of a case, answered in place.
import { ask, Refusal, refusalNote } from './ask.js';

export class Proof {
  /** Let the buttons of `form` show in `place` what their own page would say. */
  static offer(form, place) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (form.ariaBusy === 'true') return;
      Proof.#check(form, place, `${form.action}?check=${event.submitter.value}`);
    });
  }

  static async #check(form, place, url) {
    form.ariaBusy = 'true';
    place.textContent = 'Sedang diperiksa…';
    try {
      const page = new DOMParser().parseFromString(await ask(url), 'text/html');
      place.replaceChildren(page.getElementById('proof-answer'));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      place.replaceChildren(refusalNote(error));
    } finally {
      form.ariaBusy = null;
    }
  }
}
