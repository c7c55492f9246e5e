// Which elements a flow may leave, what may sit on an activity's edge, and what may compensate another.
import { isEventSubProcess } from 'bpmn-js/lib/util/DiUtil';
import { is } from 'bpmn-js/lib/util/ModelUtil';

const isFlow = (connection) => is(connection, 'bpmn:SequenceFlow');

/** Whether an event of this type waits for, or throws, this, e.g. `('bpmn:BoundaryEvent', 'Compensate')`. */
export const isEvent = (element, type, kind) => is(element, type) && definitionOf(element, kind) !== undefined;

/** The definition of this kind that stands on an event, e.g. `Timer`. */
export const definitionOf = (element, kind) =>
  is(element, 'bpmn:Event') ? element.businessObject.get('eventDefinitions')?.find((definition) => is(definition, `bpmn:${kind}EventDefinition`)) : undefined;

export const flowsOutOf = (element) => (element.outgoing ?? []).filter(isFlow);

/** Whether a flow may leave the element. */
export function goesOn(element) {
  if (!is(element, 'bpmn:FlowNode') || is(element, 'bpmn:EndEvent')) return false;
  if (isEventSubProcess(element) || element.businessObject.isForCompensation) return false;
  return !isEvent(element, 'bpmn:IntermediateThrowEvent', 'Link') && !isEvent(element, 'bpmn:BoundaryEvent', 'Compensate');
}

/** Whether an event may sit on its edge. */
export const takesBoundaryEvents = (element) =>
  is(element, 'bpmn:Activity') && !isEventSubProcess(element) && !element.businessObject.isForCompensation;

/** Whether it is an activity that compensates another, or may be made one: no flow leads there, no event sits there. */
export function canCompensate(element) {
  if (!is(element, 'bpmn:Activity') || isEventSubProcess(element)) return false;
  const joined = [...(element.incoming ?? []), ...(element.outgoing ?? [])].some(isFlow) || (element.attachers ?? []).length > 0;
  return Boolean(element.businessObject.isForCompensation) || !joined;
}
