// The buttons above the drawing.
const ZOOM_STEP = 1.25;
const MARGIN = 16; // px

/** Show the whole diagram beside the palette, never larger than life. */
export function fit(canvas) {
  canvas.zoom('fit-viewport', 'auto');
  const { inner, outer } = canvas.viewbox();
  const palette = canvas.getContainer().querySelector('.djs-palette');
  const covered = palette.offsetLeft + palette.offsetWidth + MARGIN;
  const scale = Math.min(1, (outer.width - covered - MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height);
  const [width, height] = [outer.width / scale, outer.height / scale];
  const left = Math.max(covered / scale, (width - inner.width) / 2);
  canvas.viewbox({ x: inner.x - left, y: inner.y - (height - inner.height) / 2, width, height });
}

export class Toolbar {
  #modeler;
  #buttons;

  constructor(place, modeler) {
    this.#buttons = place;
    this.#modeler = modeler;
    const canvas = modeler.get('canvas');
    const commandStack = modeler.get('commandStack');
    const minimap = modeler.get('minimap');
    const insertion = modeler.get('parafInsertion');
    this.#on('undo', () => commandStack.undo());
    this.#on('redo', () => commandStack.redo());
    this.#on('insert', () => insertion.insert());
    this.#offerSearch();
    this.#on('map', () => minimap.toggle());
    this.#on('in', () => canvas.zoom(canvas.zoom() * ZOOM_STEP));
    this.#on('out', () => canvas.zoom(canvas.zoom() / ZOOM_STEP));
    this.#on('fit', () => fit(canvas));
    modeler.on(['commandStack.changed', 'selection.changed'], () => this.#update());
    modeler.on('minimap.toggle', ({ open }) => { this.#button('map').ariaPressed = String(open); });
    this.#update();
  }

  #button(name) {
    return this.#buttons.querySelector(`[data-do="${name}"]`);
  }

  #on(name, act) {
    this.#button(name).addEventListener('click', act);
  }

  /** The search closes at any click beside it, and at an Enter that comes up in it: also at those that open it. */
  #offerSearch() {
    const toggle = () => this.#modeler.get('searchPad').toggle();
    this.#on('find', (event) => {
      event.stopPropagation();
      toggle();
    });
    this.#button('find').addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
    this.#button('find').addEventListener('keyup', ({ key }) => key === 'Enter' && toggle());
  }

  /** A button that can't do anything says so, and keeps the focus. */
  #update() {
    const commandStack = this.#modeler.get('commandStack');
    this.#button('insert').ariaDisabled = String(!this.#modeler.get('parafInsertion').place);
    this.#button('undo').ariaDisabled = String(!commandStack.canUndo());
    this.#button('redo').ariaDisabled = String(!commandStack.canRedo());
  }
}
