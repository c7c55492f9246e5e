// One process's diagram, showing how one of its runs stands. Only what differs from what it shows is drawn.
import { DiagramCanvas, LEGIBLE, within } from '../diagram/canvas.js';

const MARKS = { active: 'tokens', done: 'done', taken: 'taken', now: 'now', acted: 'acted' };
const COUNTS = ['tokens', 'done', 'taken', 'now'];
const PLACES = {
  token: [{ top: -14, left: -14 }, { min: LEGIBLE }],
  'diagram-badge badge-done': [{ top: -12, right: 14 }, true],
  'diagram-badge badge-acted': [{ top: -28, left: 12 }, { min: LEGIBLE }],
};
const MARGIN = 30; // what is led to stands at least so far from the edge
const SMALLEST = 0.5; // so far the drawing is made smaller by itself, to show a long way whole

export class Drawing extends DiagramCanvas {
  #canvas;
  #overlays;
  #looks = new Map();
  #badges = new Map();
  #chosen;

  constructor(section, viewer) {
    super(section, viewer);
    this.#canvas = viewer.get('canvas');
    this.#overlays = viewer.get('overlays');
    if (this.scale < LEGIBLE) this.#canvas.zoom(LEGIBLE, 'auto');
    this.#chosen = this.scale;
  }

  /** The size that somebody chooses is kept, as far as it shows where the case goes. */
  zoom(way) {
    super.zoom(way);
    // Before this class is set up, it is the library that fits the drawing in.
    if (#chosen in this) this.#chosen = this.scale;
  }

  /** Draw `ids` as they stand; `words` is what the element that was acted on bears. */
  draw(standing, ids, words) {
    for (const id of ids) this.#draw(id, standing.of(id), words);
  }

  /** Draw another run of the same process instead of the one that is shown. */
  redraw(standing, words) {
    this.draw(standing, new Set([...this.#looks.keys(), ...standing.ids()]), words);
  }

  /** Bring ids into view: the first of these groups that fits whole, else the last. What is seen already doesn't move. */
  reveal(groups) {
    const drawn = groups.map((ids) => ids.map((id) => this.elements.get(id)).filter(Boolean));
    const aims = drawn.filter((elements) => elements.length).map((elements) => together(elements.map(boxOf)));
    if (!aims.length) return;
    const { inner, outer, scale, ...view } = this.#canvas.viewbox();
    const fitting = ({ width, height }) => Math.min(outer.width / (width + 2 * MARGIN), outer.height / (height + 2 * MARGIN));
    const aim = aims.find((box) => fitting(box) >= SMALLEST) ?? aims.at(-1);
    const wanted = Math.min(this.#chosen, Math.max(fitting(aim), SMALLEST));
    if (wanted === scale && holds(view, aim)) return;
    const [width, height] = [outer.width / wanted, outer.height / wanted];
    this.#canvas.viewbox({
      x: within(aim.x + aim.width / 2, width, inner.x, inner.width),
      y: within(aim.y + aim.height / 2, height, inner.y, inner.height),
      width,
      height,
    });
  }

  #draw(id, look, words) {
    if (!this.elements.get(id)) return;
    const before = this.#looks.get(id) ?? {};
    for (const [mark, key] of Object.entries(MARKS)) {
      if (look[key] && !before[key]) this.mark(id, mark);
      if (!look[key] && before[key]) this.unmark(id, mark);
    }
    this.#count(id, look);
    this.#badge(id, 'token', look.tokens ? String(look.tokens) : '');
    this.#badge(id, 'diagram-badge badge-done', doneWords(look));
    this.#badge(id, 'diagram-badge badge-acted', look.acted ? words : '');
    if (COUNTS.some((key) => look[key]) || look.acted) this.#looks.set(id, look);
    else this.#looks.delete(id);
  }

  /** The counts stand on the drawing itself too, to be read by whoever compares it with the engine's. */
  #count(id, look) {
    const { dataset } = this.elements.getGraphics(id);
    for (const key of COUNTS) {
      if (look[key]) dataset[key] = look[key];
      else delete dataset[key];
    }
  }

  #badge(id, name, text) {
    const key = `${id} ${name}`;
    const badge = this.#badges.get(key);
    if (badge && text) badge.html.textContent = text;
    else if (badge) this.#unpin(key, badge);
    else if (text) this.#pin(key, id, name, text);
  }

  #pin(key, id, name, text) {
    const html = Object.assign(document.createElement('span'), { className: name, textContent: text });
    const [position, scale] = PLACES[name];
    this.#badges.set(key, { html, overlay: this.#overlays.add(id, { position, html, scale }) });
  }

  #unpin(key, { overlay }) {
    this.#overlays.remove(overlay);
    this.#badges.delete(key);
  }
}

/** A flow says by its line that it was taken. */
function doneWords({ done }) {
  if (!done) return '';
  return done > 1 ? `${done}×` : '✓';
}

function boxOf({ x, y, width, height, waypoints }) {
  if (!waypoints) return { x, y, width, height };
  return together(waypoints.map((point) => ({ x: point.x, y: point.y, width: 0, height: 0 })));
}

function together(boxes) {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function holds(view, { x, y, width, height }) {
  return x - MARGIN >= view.x && y - MARGIN >= view.y && x + width + MARGIN <= view.x + view.width && y + height + MARGIN <= view.y + view.height;
}
