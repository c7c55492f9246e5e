// Puts a new element where one is selected: into a flow, after a step, on an activity's edge. Drawing without a mouse.
import { is } from 'bpmn-js/lib/util/ModelUtil';
import { selfAndAllChildren } from 'diagram-js/lib/util/Elements';

import { flowsOutOf, goesOn } from './flow.js';

const GAP = 40; // px that an element keeps from its neighbours
const APART = 50; // px between the middles of two events on an edge

export class Insertion {
  static $inject = ['selection', 'elementFactory', 'modeling', 'autoPlace', 'directEditing', 'spaceTool', 'canvas'];

  constructor(selection, elementFactory, modeling, autoPlace, directEditing, spaceTool, canvas) {
    Object.assign(this, { selection, elementFactory, modeling, autoPlace, directEditing, spaceTool, canvas });
  }

  /** What is selected, if a task can be put on or after it: a flow, or a step that may go on; else null. */
  get place() {
    const [element, ...others] = this.selection.get();
    if (!element || others.length || element.labelTarget) return null;
    return (goesOn(element) && !is(element, 'bpmn:EventBasedGateway')) || is(element, 'bpmn:SequenceFlow') ? element : null;
  }

  /** Put a user task there. */
  insert() {
    if (this.place) this.put(this.elementFactory.createShape({ type: 'bpmn:UserTask' }), this.place);
  }

  /** Put a new shape at the place, and let its name be typed. */
  put(shape, place) {
    const made = is(shape, 'bpmn:BoundaryEvent') ? this.#onEdge(shape, place) : this.#onTheWay(shape, place);
    if (is(made, 'bpmn:SubProcess') && !made.collapsed) this.#begin(made);
    this.selection.select(made);
    this.canvas.scrollToElement(made);
    this.directEditing.activate(made);
  }

  /** A subprocess begins somewhere. */
  #begin(subprocess) {
    const start = this.elementFactory.createShape({ type: 'bpmn:StartEvent' });
    this.modeling.createShape(start, { x: subprocess.x + GAP + start.width / 2, y: subprocess.y + subprocess.height / 2 }, subprocess);
  }

  #onTheWay(shape, place) {
    const flows = is(place, 'bpmn:SequenceFlow') ? [place] : flowsOutOf(place);
    const leadsOn = goesOn(shape) && ![shape, place].some((element) => is(element, 'bpmn:EventBasedGateway'));
    return flows.length === 1 && leadsOn ? this.#intoFlow(shape, flows[0]) : this.autoPlace.append(place, shape);
  }

  /** On the lower edge, beside those that are there, from the right. */
  #onEdge(event, host) {
    const taken = (host.attachers ?? []).map(({ x, width }) => x + width / 2);
    const places = Array.from({ length: Math.max(1, Math.floor(host.width / APART)) }, (_, at) => host.x + host.width - APART / 2 - at * APART);
    const x = places.find((middle) => taken.every((other) => Math.abs(other - middle) >= event.width)) ?? places[0];
    return this.modeling.createShape(event, { x, y: host.y + host.height }, host, { attach: true });
  }

  #intoFlow(shape, flow) {
    this.#makeRoom(shape, flow);
    const [start, end] = longest(flow.waypoints);
    return this.modeling.createShape(shape, { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }, flow);
  }

  /** Move what lies behind the flow's middle aside, where the element would cover its neighbours. */
  #makeRoom(shape, flow) {
    const [start, end] = longest(flow.waypoints);
    const axis = Math.abs(end.x - start.x) >= Math.abs(end.y - start.y) ? 'x' : 'y';
    const missing = (axis === 'x' ? shape.width : shape.height) + 2 * GAP - Math.abs(end[axis] - start[axis]);
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
