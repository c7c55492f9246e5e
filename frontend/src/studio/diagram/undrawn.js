// bpmn-js writes the shapes of what it has drawn and drops all others: those of a process that no pool names, or an
// edge without an element. They are put back, so that a file loses nothing by being edited here.
import { getDi } from 'bpmn-js/lib/util/ModelUtil';

const AFTER_ORDERING = 1000; // bpmn-js writes its own list of a plane's shapes at 2000

export class Undrawn {
  static $inject = ['eventBus', 'elementRegistry', 'bpmnjs'];

  #left = [];

  constructor(eventBus, elementRegistry, bpmnjs) {
    eventBus.on('import.render.complete', () => {
      const drawn = new Set(elementRegistry.getAll().map(getDi));
      const planes = (bpmnjs.getDefinitions().diagrams ?? []).map(({ plane }) => plane).filter(Boolean);
      this.#left = planes.flatMap((plane) => plane.get('planeElement').filter((shape) => !drawn.has(shape)).map((shape) => ({ plane, shape })));
    });
    eventBus.on('saveXML.start', AFTER_ORDERING, () => {
      for (const { plane, shape } of this.#left) {
        const shapes = plane.get('planeElement');
        if (!shapes.includes(shape) && isThere(shape.bpmnElement)) shapes.push(shape);
      }
    });
  }
}

/** Whether an element is still part of its file, with all that it stands in; a shape may also have none. */
const isThere = (object) => !object || object.$type === 'bpmn:Definitions' || (Boolean(object.$parent) && isThere(object.$parent));
