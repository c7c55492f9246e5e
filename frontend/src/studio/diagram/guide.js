// Leads to an element: into sight, selected, and in the panel to the field that a problem is about.
import { drawn, nextAct } from '../leading.js';

const LEGIBLE = 0.8; // below this scale a diagram's names can't be read
const MARGIN = { top: 120, right: 160, bottom: 120, left: 240 }; // px kept free around an element that is led to: palette, menus

export class Guide {
  static $inject = ['canvas', 'selection', 'eventBus', 'parafPlaces'];

  #canvas;
  #selection;
  #eventBus;
  #places;
  #problems = [];
  #element = null;
  #panelListens; // resolves once it does: some time after it is first drawn, and what is selected before it misses

  constructor(canvas, selection, eventBus, places) {
    this.#canvas = canvas;
    this.#selection = selection;
    this.#eventBus = eventBus;
    this.#places = places;
    this.#panelListens = new Promise((resolve) => eventBus.once('propertiesPanel.layoutChanged', resolve))
      .then(() => selection.select(selection.get()));
    eventBus.on('paraf.problems', ({ problems }) => {
      this.#problems = problems;
      this.#tellPanel();
    });
    eventBus.on('propertiesPanel.updated', ({ element }) => {
      if (element === this.#element) return;
      this.#element = element;
      // The panel hears nothing of what is said to it while it draws.
      drawn().then(() => this.#tellPanel());
    });
  }

  /** Lead to a problem `{element, id, message}` of the diagram. */
  async show(problem) {
    const next = nextAct();
    await this.#panelListens;
    const element = this.#places.elementOf(problem);
    if (!element || next.aborted) return;
    this.#bringIntoSight(element);
    await drawn();
    if (next.aborted) return;
    const entry = this.#places.entryOf(element, problem);
    if (entry) this.#eventBus.fire('propertiesPanel.showEntry', { id: entry });
    await drawn();
    if (!next.aborted) this.#turnTo(entry);
  }

  #turnTo(entry) {
    // The panel opens the group and takes the focus to a field of its own; a button it leaves to us.
    const field = entry && document.querySelector(`[data-entry-id="${CSS.escape(entry)}"]`);
    if (field && !field.contains(document.activeElement)) field.querySelector('input, textarea, select, button')?.focus();
    if (field?.contains(document.activeElement)) field.scrollIntoView({ block: 'center' });
    else this.#canvas.focus();
  }

  /** Lead to the element with this id; `field` is the PRF id of a problem there. */
  showById(id, field) {
    const problem = this.#problems.find((known) => known.element === id && known.id === field);
    return this.show(problem ?? { element: id, id: field });
  }

  #bringIntoSight(element) {
    if (element.parent) {
      const root = this.#canvas.findRoot(element);
      if (root && root !== this.#canvas.getRootElement()) this.#canvas.setRootElement(root);
      if (this.#canvas.zoom() < LEGIBLE) this.#canvas.zoom(LEGIBLE);
      this.#canvas.scrollToElement(element, MARGIN);
      this.#selection.select(element);
    } else {
      this.#selection.select(null);
    }
  }

  /** Write the problems of the element that is selected at its fields. */
  #tellPanel() {
    const element = this.#element;
    if (!element || Array.isArray(element)) return;
    const errors = {};
    for (const problem of this.#problems) {
      if (this.#places.elementOf(problem) !== element) continue;
      const entry = this.#places.entryOf(element, problem);
      if (entry) errors[entry] = [errors[entry], problem.message].filter(Boolean).join(' ');
    }
    this.#eventBus.fire('propertiesPanel.setErrors', { errors });
  }
}
