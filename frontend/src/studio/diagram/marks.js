// The problems on the drawing itself: a frame and a count at each element that has some.

const WORDS = { error: 'kesalahan', warning: 'peringatan' };
const PLACE = { top: -3, left: 0 }; // px from the element's corner: its style lifts the badge, which must not cover an event

export class Marks {
  static $inject = ['canvas', 'overlays', 'parafPlaces', 'eventBus', 'elementRegistry'];

  #canvas;
  #overlays;
  #marked = [];

  constructor(canvas, overlays, places, eventBus, elementRegistry) {
    this.#canvas = canvas;
    this.#overlays = overlays;
    eventBus.on('paraf.problems', ({ problems }) => {
      this.#clear(elementRegistry);
      const byElement = Map.groupBy(problems, (problem) => places.elementOf(problem));
      for (const [element, own] of byElement) {
        if (element && element !== canvas.getRootElement()) this.#mark(element, own);
      }
    });
  }

  #clear(elementRegistry) {
    this.#overlays.remove({ type: 'paraf-problems' });
    for (const { element, marker } of this.#marked) {
      if (elementRegistry.get(element.id) === element) this.#canvas.removeMarker(element, marker);
    }
    this.#marked = [];
  }

  #mark(element, problems) {
    const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
    const marker = `problem-mark-${severity}`;
    this.#canvas.addMarker(element, marker);
    this.#marked.push({ element, marker });
    const badge = Object.assign(document.createElement('span'), {
      className: `problem-badge problem-badge-${severity}`,
      textContent: `${severity === 'error' ? '✖' : '⚠'} ${problems.length}`,
      title: `${problems.length} masalah, yang terberat ${WORDS[severity]}: ${problems[0].message}`,
    });
    this.#overlays.add(element, 'paraf-problems', { position: PLACE, html: badge, scale: { min: 1 } });
  }
}
