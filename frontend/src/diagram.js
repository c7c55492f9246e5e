// The case page's diagrams: where the case stands, which way it came, and how often.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

const ZOOM_STEP = 1.25;
const PAN_STEP = 60; // px
const PAN = { ArrowLeft: [PAN_STEP, 0], ArrowRight: [-PAN_STEP, 0], ArrowUp: [0, PAN_STEP], ArrowDown: [0, -PAN_STEP] };
const LEGIBLE = 0.8; // below this scale a diagram's names can't be read
const HELP = 'Tombol panah menggeser diagram, + dan − mengubah ukurannya, 0 menampilkan semuanya.';

class CaseDiagram {
  static async open(section) {
    const viewer = new NavigatedViewer({
      container: section.querySelector('.canvas'),
      // The wheel belongs to the page; the diagram has its buttons, dragging and the keyboard.
      zoomScroll: { enabled: false },
    });
    const answer = await fetch(section.dataset.xmlUrl);
    if (!answer.ok) throw new Error(`${answer.status} ${section.dataset.xmlUrl}`);
    const { warnings } = await viewer.importXML(await answer.text());
    for (const warning of warnings) console.warn(warning.message);
    return new CaseDiagram(section, viewer);
  }

  constructor(section, viewer) {
    this.section = section;
    this.state = JSON.parse(section.querySelector('.diagram-state').textContent);
    this.canvas = viewer.get('canvas');
    this.elements = viewer.get('elementRegistry');
    this.overlays = viewer.get('overlays');
    this.#paint();
    this.#listen();
    this.#start();
  }

  #paint() {
    const { active, done, flows } = this.state;
    for (const id of flows) this.#mark(id, 'taken');
    for (const [id, times] of Object.entries(done)) {
      this.#mark(id, 'done');
      this.#badge(id, 'badge-done', times > 1 ? `${times}×` : '✓', { top: -12, right: 14 });
    }
    for (const [id, tokens] of Object.entries(active)) {
      this.#mark(id, 'active');
      this.#badge(id, 'badge-active', tokens > 1 ? `di sini (${tokens})` : 'di sini', { top: -22, left: 0 }, { min: LEGIBLE });
    }
  }

  #mark(id, name) {
    if (this.elements.get(id)) this.canvas.addMarker(id, `paraf-${name}`);
  }

  #badge(id, name, text, position, scale = true) {
    if (!this.elements.get(id)) return;
    const html = Object.assign(document.createElement('span'), { className: `diagram-badge ${name}`, textContent: text });
    this.overlays.add(id, { position, html, scale });
  }

  #listen() {
    for (const button of this.section.querySelectorAll('[data-zoom]')) {
      button.addEventListener('click', () => this.#zoom(button.dataset.zoom));
    }
    const drawing = this.canvas.getContainer().querySelector('svg');
    drawing.setAttribute('role', 'img');
    drawing.setAttribute('aria-labelledby', this.section.getAttribute('aria-labelledby') ?? '');
    drawing.setAttribute('aria-description', HELP);
    drawing.addEventListener('keydown', (event) => this.#key(event));
    for (const name of this.section.querySelectorAll('[data-element]')) this.#lead(name);
    this.#panByTouch(drawing);
    window.addEventListener('beforeprint', () => this.#zoom('fit'));
  }

  /** A step's name in the table shows its place in the drawing: by keyboard too, and on a phone without dragging. */
  #lead(name) {
    const element = this.elements.get(name.dataset.element);
    if (!element) return;
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-link', textContent: name.textContent });
    button.setAttribute('aria-label', `${name.textContent}: tunjukkan pada diagram`);
    button.addEventListener('click', () => {
      this.#show(element);
      this.canvas.getContainer().scrollIntoView({ block: 'nearest' });
    });
    name.replaceChildren(button);
  }

  #zoom(way) {
    if (way === 'fit') this.canvas.zoom('fit-viewport', 'auto');
    else this.canvas.zoom(this.canvas.zoom() * (way === 'in' ? ZOOM_STEP : 1 / ZOOM_STEP));
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { '+': 'in', '=': 'in', '-': 'out', 0: 'fit' }[event.key];
    if (way) this.#zoom(way);
    else if (PAN[event.key]) this.canvas.scroll({ dx: PAN[event.key][0], dy: PAN[event.key][1] });
    else return;
    event.preventDefault();
  }

  /** The viewer moves by mouse only. A finger moves the diagram sideways; up and down stays the page's. */
  #panByTouch(drawing) {
    drawing.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'touch' && event.isPrimary) this.canvas.scroll({ dx: event.movementX, dy: event.movementY });
    });
  }

  /** The whole diagram where its names can be read, else the place where the case stands, or came to last. */
  #start() {
    // The table beside the drawing lists the steps in the order in which the case met them.
    const met = [...this.section.querySelectorAll('[data-element]')].map(({ dataset }) => dataset.element);
    const here = [...Object.keys(this.state.active), ...met.reverse()].map((id) => this.elements.get(id)).find(Boolean);
    this.canvas.zoom('fit-viewport', 'auto');
    if (here && this.canvas.zoom() < LEGIBLE) this.#show(here);
  }

  /** Put an element in the middle, or as near to it as leaves no empty space beside the diagram; large enough to be read. */
  #show(element) {
    this.canvas.zoom(Math.max(this.canvas.zoom(), LEGIBLE), { x: 0, y: 0 });
    const { inner, width, height } = this.canvas.viewbox();
    this.canvas.viewbox({
      x: within(element.x + element.width / 2, width, inner.x, inner.width),
      y: within(element.y + element.height / 2, height, inner.y, inner.height),
      width,
      height,
    });
  }
}

/** Where a view of `size` begins that has `middle` in its middle, kept inside what it shows. */
function within(middle, size, start, length) {
  if (length <= size) return start + (length - size) / 2;
  return Math.min(Math.max(middle - size / 2, start), start + length - size);
}

function fail(section, error) {
  const message = Object.assign(document.createElement('p'), {
    className: 'alert alert-warning m-0',
    textContent: 'Diagram tidak dapat ditampilkan. Tabel di halaman ini memuat keterangan yang sama.',
  });
  section.querySelector('.canvas').replaceChildren(message);
  console.error(error);
}

// A folded section has no size to fit into, so each is drawn when it first comes into view.
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    CaseDiagram.open(target).catch((error) => fail(target, error));
  }
}, { rootMargin: '200px' });
for (const section of document.querySelectorAll('section.diagram')) seen.observe(section);
