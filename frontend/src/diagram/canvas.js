// A diagram to look at: moved by buttons, mouse, keyboard and finger; its elements marked, badged and shown.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

const ZOOM_STEP = 1.25;
const PAN_STEP = 60; // px
const PAN = { ArrowLeft: [PAN_STEP, 0], ArrowRight: [-PAN_STEP, 0], ArrowUp: [0, PAN_STEP], ArrowDown: [0, -PAN_STEP] };
const HELP = 'Tombol panah menggeser diagram, + dan − mengubah ukurannya, 0 menampilkan semuanya.';

const DRAWING = 'http://www.omg.org/spec/BPMN/20100524/DI';

/** Below this scale a diagram's names can't be read. */
export const LEGIBLE = 0.8;

/** A file that says what happens, and draws nothing of it (BPMN 2.0, chapter 12). */
class Undrawn extends Error {}

export class DiagramCanvas {
  /** Draw what `section.dataset.xmlUrl` gives into the section's `.canvas`. */
  static async open(section) {
    const answer = await fetch(section.dataset.xmlUrl);
    if (!answer.ok) throw new Error(`${answer.status} ${section.dataset.xmlUrl}`);
    const xml = await answer.text();
    if (!draws(xml)) throw new Undrawn(section.dataset.xmlUrl);
    const viewer = new NavigatedViewer({
      container: section.querySelector('.canvas'),
      // The wheel belongs to the page; the diagram has its buttons, dragging and the keyboard.
      zoomScroll: { enabled: false },
    });
    const { warnings } = await viewer.importXML(xml);
    for (const warning of warnings) console.warn(warning.message);
    return new this(section, viewer);
  }

  #canvas;
  #overlays;

  constructor(section, viewer) {
    this.section = section;
    this.elements = viewer.get('elementRegistry');
    this.#canvas = viewer.get('canvas');
    this.#overlays = viewer.get('overlays');
    this.#listen();
    this.zoom('fit');
  }

  /** The scale it is shown at. */
  get scale() {
    return this.#canvas.zoom();
  }

  /** Give an element the look `.paraf-<name>`; an id that isn't drawn is left alone. */
  mark(id, name) {
    if (this.elements.get(id)) this.#canvas.addMarker(id, `paraf-${name}`);
  }

  unmark(id, name) {
    if (this.elements.get(id)) this.#canvas.removeMarker(id, `paraf-${name}`);
  }

  /** Pin a few words to an element; `scale` as diagram-js takes it for overlays. */
  badge(id, name, text, position, scale = true) {
    if (!this.elements.get(id)) return;
    const html = Object.assign(document.createElement('span'), { className: `diagram-badge ${name}`, textContent: text });
    this.#overlays.add(id, { position, html, scale });
  }

  /** `in`, `out`, or `fit` for the whole diagram. */
  zoom(way) {
    if (way === 'fit') this.#canvas.zoom('fit-viewport', 'auto');
    else this.#canvas.zoom(this.scale * (way === 'in' ? ZOOM_STEP : 1 / ZOOM_STEP));
  }

  /** Put an element in the middle, or as near to it as leaves no empty space beside the diagram; large enough to be read. */
  show(id) {
    const element = this.elements.get(id);
    if (!element) return;
    const middle = middleOf(element);
    this.#canvas.zoom(Math.max(this.scale, LEGIBLE), { x: 0, y: 0 });
    const { inner, width, height } = this.#canvas.viewbox();
    this.#canvas.viewbox({
      x: within(middle.x, width, inner.x, inner.width),
      y: within(middle.y, height, inner.y, inner.height),
      width,
      height,
    });
  }

  /** A step's name in a table shows its place in the drawing: by keyboard too, and on a phone without dragging. */
  lead(name) {
    const { element } = name.dataset;
    if (!this.elements.get(element)) return;
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-link', textContent: name.textContent });
    button.setAttribute('aria-label', `${name.textContent}: tunjukkan pada diagram`);
    button.addEventListener('click', () => {
      this.show(element);
      this.#canvas.getContainer().scrollIntoView({ block: 'nearest' });
    });
    name.replaceChildren(button);
  }

  #listen() {
    for (const button of this.section.querySelectorAll('[data-zoom]')) {
      button.addEventListener('click', () => this.zoom(button.dataset.zoom));
    }
    const drawing = this.#canvas.getContainer().querySelector('svg');
    drawing.setAttribute('role', 'img');
    drawing.setAttribute('aria-labelledby', this.section.getAttribute('aria-labelledby') ?? '');
    drawing.setAttribute('aria-description', HELP);
    drawing.addEventListener('keydown', (event) => this.#key(event));
    for (const name of this.section.querySelectorAll('[data-element]')) this.lead(name);
    this.#panByTouch(drawing);
    window.addEventListener('beforeprint', () => this.zoom('fit'));
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { '+': 'in', '=': 'in', '-': 'out', 0: 'fit' }[event.key];
    if (way) this.zoom(way);
    else if (PAN[event.key]) this.#canvas.scroll({ dx: PAN[event.key][0], dy: PAN[event.key][1] });
    else return;
    event.preventDefault();
  }

  /** The viewer moves by mouse only. A finger moves the diagram sideways; up and down stays the page's. */
  #panByTouch(drawing) {
    drawing.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'touch' && event.isPrimary) this.#canvas.scroll({ dx: event.movementX, dy: event.movementY });
    });
  }
}

/** Call `open` for each section when it first comes into view: a folded one has no size to fit into. */
export function openWhenSeen(sections, open) {
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      open(target).catch((error) => explain(target, error, 'Tabel di halaman ini memuat keterangan yang sama.'));
    }
  }, { rootMargin: '200px' });
  for (const section of sections) seen.observe(section);
}

/** A flow has its way, everything else a place. */
function middleOf({ x, y, width, height, waypoints }) {
  return waypoints ? waypoints[Math.floor(waypoints.length / 2)] : { x: x + width / 2, y: y + height / 2 };
}

/** Where a view of `size` begins that has `middle` in its middle, kept inside what it shows. */
export function within(middle, size, start, length) {
  if (length <= size) return start + (length - size) / 2;
  return Math.min(Math.max(middle - size / 2, start), start + length - size);
}

function draws(xml) {
  return new DOMParser().parseFromString(xml, 'text/xml').getElementsByTagNameNS(DRAWING, 'BPMNShape').length > 0;
}

/** Put a sentence in the place of a drawing that can't be shown; `instead` says where the same is told in words. */
export function explain(section, error, instead) {
  const undrawn = error instanceof Undrawn;
  const message = Object.assign(document.createElement('p'), {
    className: `alert m-0 ${undrawn ? 'alert-secondary' : 'alert-warning'}`,
    textContent: undrawn ? 'Prosedur ini belum punya gambar.' : `Diagram tidak dapat ditampilkan. ${instead}`,
  });
  section.querySelector('.canvas').replaceWith(message);
  section.querySelector('.diagram-zoom').remove();
  for (const words of section.querySelectorAll('details:has([data-element])')) words.open = true;
  if (!undrawn) console.error(error);
}
