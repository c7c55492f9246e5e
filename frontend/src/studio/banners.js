// What the person at the editor must know or decide, above the drawing: one banner a matter.

export class Banners {
  #place;
  #shown = new Map();

  constructor(place) {
    this.#place = place;
  }

  /** Say it under `name`, in place of what was said there. An action is `{words, href}` or `{words, act}`. */
  show(name, text, actions = []) {
    const banner = Object.assign(document.createElement('div'), { className: 'alert alert-warning', role: 'alert' });
    banner.append(Object.assign(document.createElement('p'), { textContent: text }), ...actions.map(control));
    const before = this.#shown.get(name);
    // The same words again would be read aloud again, and take the focus from a button of theirs.
    if (before?.textContent === banner.textContent) return;
    if (before) before.replaceWith(banner);
    else this.#place.append(banner);
    this.#shown.set(name, banner);
  }

  drop(name) {
    this.#shown.get(name)?.remove();
    this.#shown.delete(name);
  }
}

function control({ words, href, act }) {
  if (href) {
    const link = { className: 'btn btn-sm btn-outline-dark', textContent: words, href, target: '_blank', rel: 'noopener' };
    return Object.assign(document.createElement('a'), link);
  }
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm btn-outline-dark', textContent: words });
  button.addEventListener('click', act);
  return button;
}
