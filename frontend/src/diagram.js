// The case page's diagrams: where the case stands, which way it came, and how often.
import { DiagramCanvas, LEGIBLE, openWhenSeen } from './diagram/canvas.js';

async function open(section) {
  const canvas = await DiagramCanvas.open(section);
  const state = JSON.parse(section.querySelector('.diagram-state').textContent);
  paint(canvas, state);
  start(canvas, state);
}

function paint(canvas, { active, done, flows, halted }) {
  for (const id of flows) canvas.mark(id, 'taken');
  for (const [id, times] of Object.entries(done)) {
    canvas.mark(id, 'done');
    canvas.badge(id, 'badge-done', times > 1 ? `${times}×` : '✓', { top: -12, right: 14 });
  }
  for (const id of new Set([...Object.keys(active), ...halted])) {
    const isHalted = halted.includes(id);
    if (active[id]) canvas.mark(id, 'active');
    // One badge at the upper edge: events sit on the lower one.
    const words = [active[id] && here(active[id]), isHalted && 'terhenti'].filter(Boolean).join(', ');
    canvas.badge(id, isHalted ? 'badge-halted' : 'badge-active', words, { top: -22, left: 0 }, { min: LEGIBLE });
  }
}

const here = (tokens) => (tokens > 1 ? `di sini (${tokens})` : 'di sini');

/** The whole diagram where its names can be read, else the place where the case stands, or came to last. */
function start(canvas, { active }) {
  if (canvas.scale >= LEGIBLE) return;
  // The table beside the drawing lists the steps in the order in which the case met them.
  const met = [...canvas.section.querySelectorAll('[data-element]')].map(({ dataset }) => dataset.element);
  const place = [...Object.keys(active), ...met.reverse()].find((id) => canvas.elements.get(id));
  if (place) canvas.show(place);
}

openWhenSeen(document.querySelectorAll('section.diagram'), open);
