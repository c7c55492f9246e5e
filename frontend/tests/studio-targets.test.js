import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bundled } from './studio-bundled.js';

const { EventBus, DataInputs, Targets } = await bundled(`
  export { default as EventBus } from 'diagram-js/lib/core/EventBus';
  export { default as DataInputs } from 'bpmn-js/lib/features/modeling/behavior/DataInputAssociationBehavior';
  export { Targets } from './studio/diagram/targets.js';
`);

/** A part of a model, as much as the two behaviours ask for. */
const part = ($type, more = {}) => ({ $type, $instanceOf: (type) => type === $type, get(name) { return (this[name] ??= []); }, ...more });

/** An activity with a data input, to which an association leads. */
function drawn() {
  const activity = part('bpmn:Task');
  const input = part('bpmn:DataInput', { $parent: { $parent: activity } });
  const association = part('bpmn:DataInputAssociation', { targetRef: input });
  activity.get('dataInputAssociations').push(association);
  const eventBus = new EventBus();
  new DataInputs(eventBus, { create: part });
  new Targets(eventBus);
  const connection = { businessObject: association, target: { businessObject: activity } };
  return { activity, input, association, connection, tell: (event) => eventBus.fire(event, { context: { connection } }) };
}

test('an association that is moved leads to its data input still', () => {
  const { activity, input, association, tell } = drawn();
  for (const done of ['executed', 'reverted']) {
    tell(`commandStack.connection.move.${done}`);
    assert.equal(association.targetRef, input);
    assert.deepEqual(activity.get('properties'), []);
  }
});

test('an association that is drawn to another activity doesn’t lead to the old one’s data', () => {
  const { association, connection, tell } = drawn();
  const other = part('bpmn:Task');
  connection.target = { businessObject: other };
  tell('commandStack.connection.reconnect.executed');
  assert.deepEqual(other.get('properties'), [association.targetRef]);
});
