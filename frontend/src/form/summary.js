// The summary above the form: what is wrong, each with a link to its field. It takes the focus, so that
// nobody has to find out that nothing was sent.

function element(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function leadTo(target) {
  target.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
}

/** A sentence with a link to its field; alone where the field isn't on the page. */
function entry({ label, target, sentences }) {
  const text = `${label}: ${sentences.join(' ')}`;
  if (!target) return element('li', {}, text);
  const link = element('a', { href: `#${target.id}`, textContent: text });
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leadTo(target);
  });
  return element('li', {}, link);
}

/** As the page reads: top to bottom, what isn't on it last. */
function byPosition(a, b) {
  if (!a.target || !b.target) return (a.target ? 0 : 1) - (b.target ? 0 : 1);
  return a.target.compareDocumentPosition(b.target) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

export class ErrorSummary {
  constructor(box) {
    this.box = box;
  }

  hide() {
    this.box.hidden = true;
    this.box.replaceChildren();
  }

  /** Show the entries `{label, target, sentences}`, or a message where there is none. */
  show({ title, message, login, caseUrl, entries = [] }) {
    const parts = [element('h2', { textContent: title })];
    if (message && !entries.length) parts.push(element('p', { textContent: message }));
    if (login) parts.push(element('p', {}, element('a', { href: login, target: '_blank', rel: 'noopener', textContent: 'Masuk lagi di tab baru' }), ', lalu kembali ke sini dan kirim lagi.'));
    if (caseUrl) parts.push(element('p', {}, element('a', { href: caseUrl, textContent: 'Lihat kasusnya' })));
    if (entries.length) parts.push(element('ul', {}, ...entries.toSorted(byPosition).map(entry)));
    this.box.replaceChildren(...parts);
    this.box.hidden = false;
    leadTo(this.box);
  }
}
