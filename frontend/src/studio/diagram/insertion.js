// Puts a user task between two steps by one button: drawing without a mouse.
import { is } from 'bpmn-js/lib/util/ModelUtil';
import { selfAndAllChildren } from 'diagram-js/lib/util/Elements';

const GAP = 40; // px that a task keeps from its neighbours

export class Insertion {
  static $inject = ['selection', 'elementFactory', 'modeling', 'autoPlace', 'directEditing', 'spaceTool', 'canvas'];

  constructor(selection, elementFactory, modeling, autoPlace, directEditing, spaceTool, canvas) {
    Object.assign(this, { selection, elementFactory, modeling, autoPlace, directEditing, spaceTool, canvas });
  }

  /** What is selected, if a task can be put on or after it: a flow, or a step that may go on; else null. */
  get place() {
    const [element, ...others] = this.selection.get();
    if (!element || others.length || element.labelTarget) return null;
    const goesOn = is(element, 'bpmn:FlowNode') && !is(element, 'bpmn:EndEvent');
    return goesOn || is(element, 'bpmn:SequenceFlow') ? element : null;
  }

  /** Put the task there, and let its name be typed. */
  insert() {
    const { place } = this;
    if (!place) return;
    const task = this.elementFactory.createShape({ type: 'bpmn:UserTask' });
    const flows = is(place, 'bpmn:SequenceFlow') ? [place] : place.outgoing.filter((flow) => is(flow, 'bpmn:SequenceFlow'));
    const made = flows.length === 1 ? this.#intoFlow(task, flows[0]) : this.autoPlace.append(place, task);
    this.selection.select(made);
    this.canvas.scrollToElement(made);
    this.directEditing.activate(made);
  }

  #intoFlow(task, flow) {
    this.#makeRoom(task, flow);
    const [start, end] = longest(flow.waypoints);
    return this.modeling.createShape(task, { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }, flow);
  }

  /** Move what lies behind the flow's middle aside, where the task would cover its neighbours. */
  #makeRoom(task, flow) {
    const [start, end] = longest(flow.waypoints);
    const axis = Math.abs(end.x - start.x) >= Math.abs(end.y - start.y) ? 'x' : 'y';
    const missing = (axis === 'x' ? task.width : task.height) + 2 * GAP - Math.abs(end[axis] - start[axis]);
    if (missing <= 0) return;
    const middle = (start[axis] + end[axis]) / 2;
    const drawn = selfAndAllChildren([this.canvas.getRootElement()]).slice(1);
    const { movingShapes, resizingShapes } = this.spaceTool.calculateAdjustments(drawn, axis, missing, middle);
    const delta = { x: 0, y: 0, [axis]: missing };
    this.spaceTool.makeSpace(movingShapes, resizingShapes, delta, axis === 'x' ? 'e' : 's', middle);
  }
}

/** The longest piece of a line, as its two ends. */
function longest(points) {
  const pieces = points.slice(1).map((end, at) => [points[at], end]);
  const length = ([start, end]) => Math.hypot(end.x - start.x, end.y - start.y);
  return pieces.reduce((best, piece) => (length(piece) > length(best) ? piece : best));
}
