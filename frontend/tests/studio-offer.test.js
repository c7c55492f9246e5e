import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { bundled } from './studio-bundled.js';

let addable;
let offer;
let everything;
let moddle;

before(async () => {
  const { BpmnModdle, default: module, addable: names, options } = await bundled(`
    export { BpmnModdle } from 'bpmn-moddle';
    export { addable } from './studio/diagram/append.js';
    export { default } from './studio/diagram/offer.js';
    export * as options from 'bpmn-js/lib/features/replace/ReplaceOptions';
  `);
  const [, Offer] = module.parafOffer;
  const nowhere = { registerProvider() {} };
  offer = new Offer(nowhere, nowhere, nowhere);
  addable = names;
  moddle = new BpmnModdle();
  const { TYPED_EVENT, ...lists } = options;
  everything = [...new Set([...Object.values(lists), ...Object.values(TYPED_EVENT)].flat().map(({ actionName }) => actionName))];
});

/** An element of the level that the last of `levels` makes, e.g. `drawn('StartEvent', {}, ['SubProcess', {…}])`. */
function drawn(type, attributes = {}, ...levels) {
  const businessObject = [['Process', {}], ...levels, [type, attributes]].reduce(
    ($parent, [name, more]) => Object.assign(moddle.create(`bpmn:${name}`, more), { $parent }), undefined,
  );
  return { businessObject, incoming: [], outgoing: [], attachers: [] };
}

const throwing = (type, kind, ...levels) => drawn(type, { eventDefinitions: [moddle.create(`bpmn:${kind}EventDefinition`)] }, ...levels);
const replacements = (element) => Object.keys(offer.getPopupMenuEntries(element)(Object.fromEntries(everything.map((name) => [name, {}])))).map((name) => name.replace('replace-with-', ''));
const markers = (element, ...theirs) => Object.keys(offer.getPopupMenuHeaderEntries(element)(Object.fromEntries(theirs.map((name) => [name, {}]))));

const EVENT_SUB_PROCESS = ['SubProcess', { triggeredByEvent: true }];
const ONLY_THERE = [
  'conditional-start', 'error-start', 'escalation-start', 'compensation-start', 'non-interrupting-message-start', 'non-interrupting-timer-start',
  'non-interrupting-conditional-start', 'non-interrupting-signal-start', 'non-interrupting-escalation-start',
];

test('all that can be drawn is offered but what Paraf refuses', () => {
  const offered = replacements(drawn('IntermediateThrowEvent'));
  assert.deepEqual(
    everything.map((name) => name.replace('replace-with-', '')).filter((name) => !offered.includes(name) && !ONLY_THERE.includes(name)).sort(),
    ['ad-hoc-subprocess', 'collapsed-ad-hoc-subprocess'],
  );
  assert.ok(offered.length > 60, 'the menus are found');
});

test('an event subprocess begins by an event, also by one that begins nothing else', () => {
  const offered = replacements(drawn('StartEvent', {}, ['SubProcess', {}], EVENT_SUB_PROCESS));
  assert.deepEqual(ONLY_THERE.filter((name) => !offered.includes(name)), []);
  assert.equal(offered.includes('none-start'), false);
});

test('what compensates a whole process is offered nowhere', () => {
  assert.equal(replacements(drawn('StartEvent', {}, EVENT_SUB_PROCESS)).includes('compensation-start'), false);
});

test('loops and instances are offered, and participants of which there are many aren’t', () => {
  const theirs = ['toggle-parallel-mi', 'toggle-sequential-mi', 'toggle-loop'];
  assert.deepEqual(markers(drawn('UserTask'), ...theirs, 'toggle-participant-multiplicity'), [...theirs, 'toggle-compensation']);
});

test('only an activity without flows and without events on its edge can be made to compensate', () => {
  const flow = { businessObject: moddle.create('bpmn:SequenceFlow') };
  assert.deepEqual(markers({ ...drawn('UserTask'), incoming: [flow] }), []);
  assert.deepEqual(markers({ ...drawn('UserTask'), attachers: [throwing('BoundaryEvent', 'Timer')] }), []);
  assert.deepEqual(markers({ ...drawn('UserTask', { isForCompensation: true }), incoming: [flow] }), ['toggle-compensation']);
  assert.deepEqual(markers(throwing('EndEvent', 'Error')), []);
});

test('what may follow a step or sit on its edge can be added, an event without either can’t', () => {
  const names = addable(drawn('UserTask'));
  for (const name of ['service-task', 'event-based-gateway', 'message-intermediate-catch', 'terminate-end', 'error-boundary', 'non-interrupting-timer-boundary']) assert.ok(names.includes(name), name);
  assert.deepEqual(names.filter((name) => name.endsWith('-start') || name.startsWith('cancel') || name === 'link-intermediate-catch'), []);
  assert.deepEqual(addable(drawn('EndEvent')), []);
  assert.deepEqual(addable(throwing('IntermediateThrowEvent', 'Link')), []);
  assert.deepEqual(addable(throwing('BoundaryEvent', 'Compensate')), []);
  assert.deepEqual(addable(drawn('UserTask', { isForCompensation: true })), []);
});

test('an event-based gateway is followed by what waits', () => {
  const waiting = ['message', 'timer', 'conditional', 'signal'].map((kind) => `${kind}-intermediate-catch`);
  assert.deepEqual(addable(drawn('EventBasedGateway')), [...waiting, 'receive-task']);
});

test('a transaction is cancelled inside, and told so on its edge', () => {
  assert.ok(addable(drawn('Transaction')).includes('cancel-boundary'));
  assert.ok(addable(drawn('UserTask', {}, ['Transaction', {}])).includes('cancel-end'));
});

test('into a flow goes nothing after which it couldn’t go on', () => {
  const names = addable(drawn('SequenceFlow'));
  assert.deepEqual(names.filter((name) => /-end|end-event|boundary|link|event-based/.test(name)), []);
});
