import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { bundled } from './studio-bundled.js';

let library;

before(async () => {
  library = await bundled(`
    export { BpmnModdle } from 'bpmn-moddle';
    export { default as camunda } from 'camunda-bpmn-moddle/resources/camunda.json';
    export { default as BpmnFactory } from 'bpmn-js/lib/features/modeling/BpmnFactory';
    export { Access } from './studio/diagram/panel/access.js';
    export { Events } from './studio/diagram/panel/events.js';
    export { Extensions } from './studio/diagram/panel/extensions.js';
    export { Groups } from './studio/diagram/panel/groups.js';
    export { Work } from './studio/diagram/panel/work.js';
  `);
});

/** What the panel shows of one element of a process, and what is written when somebody fills it in. */
class Panel {
  constructor(moddle, definitions, object, workspace) {
    this.moddle = moddle;
    this.definitions = definitions;
    const change = (part, properties) => Object.entries(properties).forEach(([name, value]) => part.set(name, value));
    const modeling = {
      updateProperties: ({ businessObject }, properties) => change(businessObject, properties),
      updateModdleProperties: (_, part, properties) => change(part, properties),
    };
    const commandStack = { execute: (_, commands) => commands.forEach(({ context }) => change(context.moddleElement, context.properties)) };
    const factory = new library.BpmnFactory(moddle);
    const extensions = new library.Extensions(modeling, factory);
    const access = new library.Access(modeling, commandStack, factory, extensions);
    const config = { workspace: { key: 'izin', forms: {}, groups: {}, clauses: {}, processes: {}, ...workspace }, diagramOf: () => null };
    this.own = new library.Groups(modeling, extensions, access, config);
    this.events = new library.Events(modeling, factory, access);
    this.work = new library.Work(modeling, extensions, access, config);
    this.element = shapeOf(object);
  }

  /** The fields by id; `theirs` are those of the library's groups, by group. */
  fields(theirs = {}) {
    const settings = (...which) => this.own.settings(...which);
    const their = (id) => theirs[id] && { id, label: id, entries: theirs[id].map((name) => ({ id: name })) };
    const groups = [
      ...this.events.groups(this.element, their, settings), ...this.work.groups(this.element, settings), this.own.association(this.element),
    ];
    const entries = groups.filter(Boolean).flatMap((group) => group.entries);
    const general = [...this.events.interrupting(this.element), ...this.own.variable(this.element)];
    return new Map([...entries, ...general].map((entry) => [entry.id, entry]));
  }

  fill(id, value, theirs) {
    this.fields(theirs).get(id).set(value);
  }

  /** The names in the list of inputs. */
  get inputs() {
    return this.own.parameters(this.element, 'inputParameter', '').items.map(({ label }) => label);
  }

  /** The file's text, in one line, from the process on or before it. */
  async text() {
    const { xml } = await this.moddle.toXML(this.definitions);
    return xml.replace(/\s*\n\s*/g, '');
  }
}

function shapeOf(object, parent) {
  return { id: object.id, type: object.$type, businessObject: object, incoming: [], outgoing: [], parent: parent ?? (object.$parent && { businessObject: object.$parent }) };
}

async function panel(xml, { workspace, roots = '', at = 'X' } = {}) {
  const moddle = new library.BpmnModdle({ camunda: library.camunda });
  let made = 0;
  moddle.ids = { nextPrefixed: (prefix) => `${prefix}${(made += 1)}`, claim() {} };
  const { rootElement, elementsById } = await moddle.fromXML(
    `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">${roots}<bpmn:process id="izin">${xml}</bpmn:process></bpmn:definitions>`,
  );
  return new Panel(moddle, rootElement, elementsById[at], workspace);
}

const property = (name, value) => `<camunda:property name="${name}" value="${value}" />`;
const input = (name, value) => `<camunda:inputParameter name="${name}">${value}</camunda:inputParameter>`;

const THROWN = '<bpmn:intermediateThrowEvent id="X"><bpmn:messageEventDefinition /></bpmn:intermediateThrowEvent>';
const AWAITED = '<bpmn:intermediateCatchEvent id="X"><bpmn:messageEventDefinition /></bpmn:intermediateCatchEvent>';
const OF_LIBRARY = { message: ['messageRef', 'messageName'], signal: ['signalRef', 'signalName'] };

test('a send task is given a message, which the file has from then on', async () => {
  const shown = await panel('<bpmn:sendTask id="X" />');
  shown.fill('messageRef', '+');
  shown.fill('messageName', 'Surat dikirim');
  const [, id] = /<bpmn:message id="(\w+)" name="Surat dikirim" \/>/.exec(await shown.text());
  assert.ok((await shown.text()).includes(`<bpmn:sendTask id="X" messageRef="${id}" />`));
});

test('a send task may send a message that is there, or none', async () => {
  const shown = await panel('<bpmn:sendTask id="X" />', { roots: '<bpmn:message id="M" name="Surat" />' });
  assert.deepEqual(Object.keys(shown.fields().get('messageRef').offers), ['+', 'M']);
  shown.fill('messageRef', 'M');
  assert.match(await shown.text(), /<bpmn:sendTask id="X" messageRef="M" \/>/);
  shown.fill('messageRef', undefined);
  assert.match(await shown.text(), /<bpmn:sendTask id="X" \/>/);
});

test('who waits for a message says by which key it knows its own', async () => {
  for (const xml of [AWAITED, '<bpmn:receiveTask id="X" />']) {
    const shown = await panel(xml);
    shown.fill('paraf-correlation', 'nomor', OF_LIBRARY);
    shown.fill('paraf-correlation-message', 'message.nomor', OF_LIBRARY);
    const written = await shown.text();
    assert.ok(written.includes(property('correlation', 'nomor') + property('correlation:message', 'message.nomor')), written);
    assert.equal(shown.fields(OF_LIBRARY).has('paraf-payload'), false);
  }
});

test('who sends a message says its key, what it carries, and how long it is kept', async () => {
  for (const xml of [THROWN, '<bpmn:sendTask id="X" />']) {
    const shown = await panel(xml);
    for (const [name, value] of [['correlation', 'nomor'], ['payload', 'isi'], ['timeToLive', 'P3D']]) shown.fill(`paraf-${name}`, value, OF_LIBRARY);
    const written = await shown.text();
    assert.ok(written.includes(property('correlation', 'nomor') + property('payload', 'isi') + property('timeToLive', 'P3D')), written);
    assert.equal(shown.fields(OF_LIBRARY).has('paraf-correlation-message'), false);
  }
});

test('a message that begins a case has no key to be known by', async () => {
  const shown = await panel('<bpmn:startEvent id="X"><bpmn:messageEventDefinition /></bpmn:startEvent>');
  assert.deepEqual([...shown.fields({ message: OF_LIBRARY.message }).keys()], ['message-help', 'messageRef', 'messageName']);
});

test('a signal that is thrown may carry something, one that is waited for doesn’t', async () => {
  const thrown = await panel('<bpmn:endEvent id="X"><bpmn:signalEventDefinition /></bpmn:endEvent>');
  thrown.fill('paraf-payload', 'isi', OF_LIBRARY);
  assert.ok((await thrown.text()).includes(property('payload', 'isi')));
  const awaited = await panel('<bpmn:intermediateCatchEvent id="X"><bpmn:signalEventDefinition /></bpmn:intermediateCatchEvent>');
  assert.equal(awaited.fields(OF_LIBRARY).has('paraf-payload'), false);
});

test('of the library’s fields only those are shown that Paraf reads', async () => {
  const error = ['errorRef', 'errorName', 'errorCode', 'errorMessage', 'errorCodeVariable', 'errorMessageVariable'];
  const shown = await panel('<bpmn:boundaryEvent id="X"><bpmn:errorEventDefinition /></bpmn:boundaryEvent>');
  assert.deepEqual([...shown.fields({ error }).keys()].slice(1), error.filter((name) => name !== 'errorMessage'));
  const compensation = await panel('<bpmn:endEvent id="X"><bpmn:compensateEventDefinition /></bpmn:endEvent>');
  assert.deepEqual([...compensation.fields({ compensation: ['waitForCompletion', 'activityRef'] }).keys()].slice(1), ['activityRef']);
});

test('a timer may come again and again', async () => {
  const shown = await panel('<bpmn:boundaryEvent id="X"><bpmn:timerEventDefinition /></bpmn:boundaryEvent>');
  for (const kind of ['timeDuration', 'timeCycle']) shown.fill('timerEventDefinitionType', kind);
  shown.fill('timerEventDefinitionValue', 'R3/PT10H');
  assert.match(await shown.text(), /<bpmn:timerEventDefinition><bpmn:timeCycle[^>]*>R3\/PT10H<\/bpmn:timeCycle><\/bpmn:timerEventDefinition>/);
});

test('a conditional event gets its condition, and loses it', async () => {
  const shown = await panel('<bpmn:startEvent id="X"><bpmn:conditionalEventDefinition /></bpmn:startEvent>');
  shown.fill('eventCondition', 'saldo > 5');
  assert.match(await shown.text(), /<bpmn:conditionalEventDefinition><bpmn:condition[^>]*>saldo &gt; 5<\/bpmn:condition>/);
  shown.fill('eventCondition', '');
  assert.match(await shown.text(), /<bpmn:conditionalEventDefinition \/>/);
});

test('an event says whether it interrupts, unless it always does', async () => {
  const message = await panel('<bpmn:boundaryEvent id="X"><bpmn:messageEventDefinition /></bpmn:boundaryEvent>');
  message.fill('interrupting', false);
  assert.match(await message.text(), /<bpmn:boundaryEvent id="X" cancelActivity="false">/);
  const inside = await panel('<bpmn:subProcess id="S" triggeredByEvent="true"><bpmn:startEvent id="X"><bpmn:signalEventDefinition /></bpmn:startEvent></bpmn:subProcess>');
  inside.fill('interrupting', false);
  assert.match(await inside.text(), /<bpmn:startEvent id="X" isInterrupting="false">/);
  const error = await panel('<bpmn:boundaryEvent id="X"><bpmn:errorEventDefinition /></bpmn:boundaryEvent>');
  assert.equal(error.fields().has('interrupting'), false);
});

test('a loop says how long it goes on', async () => {
  const shown = await panel('<bpmn:userTask id="X"><bpmn:standardLoopCharacteristics /></bpmn:userTask>');
  shown.fill('loopCondition', 'kurang');
  shown.fill('testBefore', true);
  shown.fill('loopMaximum', '3');
  assert.match(await shown.text(), /<bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="3"><bpmn:loopCondition[^>]*>kurang<\/bpmn:loopCondition>/);
  assert.equal(shown.fields().get('loopMaximum').get(), '3');
  shown.fill('testBefore', false);
  assert.match(await shown.text(), /<bpmn:standardLoopCharacteristics loopMaximum="3">/);
});

test('a complex gateway says when it goes on', async () => {
  const shown = await panel('<bpmn:complexGateway id="X" />');
  shown.fill('activationCondition', 'activationCount = 2');
  assert.match(await shown.text(), /<bpmn:complexGateway id="X"><bpmn:activationCondition[^>]*>activationCount = 2<\/bpmn:activationCondition>/);
});

test('a business rule task names its decision, of the version that the case runs on', async () => {
  const shown = await panel('<bpmn:businessRuleTask id="X" />');
  for (const [name, value] of [['decisionRef', 'tarif'], ['resultVariable', 'biaya'], ['mapDecisionResult', 'singleEntry']]) shown.fill(name, value);
  const written = await shown.text();
  for (const said of ['decisionRef="tarif"', 'decisionRefBinding="deployment"', 'resultVariable="biaya"', 'mapDecisionResult="singleEntry"']) assert.ok(written.includes(`camunda:${said}`), written);
  shown.fill('decisionRef', '');
  assert.doesNotMatch(await shown.text(), /decisionRef/);
});

test('the decisions that are there are offered', async () => {
  const decisions = { tarif: 'Tarif ruang' };
  const shown = await panel('<bpmn:businessRuleTask id="X" />', { workspace: { decisions } });
  assert.deepEqual(shown.fields().get('decisionRef').offers, decisions);
});

test('a service task is given a connector and its inputs', async () => {
  const shown = await panel('<bpmn:serviceTask id="X" />');
  shown.fill('paraf-connector', 'http');
  for (const [name, value] of [['connector-url', '"https://contoh.go.id"'], ['connector-method', '"POST"'], ['paraf-retries', '3'], ['resultVariable', 'jawaban']]) shown.fill(name, value);
  const written = await shown.text();
  assert.ok(written.includes(property('connector', 'http') + property('retries', '3')), written);
  assert.ok(written.includes(`<camunda:inputOutput>${input('url', '"https://contoh.go.id"')}${input('method', '"POST"')}</camunda:inputOutput>`), written);
  assert.ok(written.includes('camunda:resultVariable="jawaban"'), written);
});

test('another connector takes over only the inputs that it reads', async () => {
  const shown = await panel('<bpmn:serviceTask id="X" />');
  shown.fill('paraf-connector', 'email');
  for (const name of ['to', 'subject', 'text']) shown.fill(`connector-${name}`, name);
  shown.fill('paraf-connector', 'notify');
  assert.ok((await shown.text()).includes(`<camunda:inputOutput>${input('text', 'text')}</camunda:inputOutput>`));
  shown.fill('paraf-connector', undefined);
  assert.match(await shown.text(), /<bpmn:serviceTask id="X" \/>/);
});

test('what has a field of its own stands in no list beside', async () => {
  const shown = await panel('<bpmn:serviceTask id="X" />');
  shown.fill('paraf-connector', 'http');
  shown.fill('connector-url', '"https://contoh.go.id"');
  shown.own.extensions.add(shown.element, 'inputParameter', { name: 'lain', value: '1' });
  assert.deepEqual(shown.inputs, ['lain']);
  shown.fill('connector-url', '');
  assert.doesNotMatch(await shown.text(), /name="url"/);
});

test('a send task with a connector sends no message of its own', async () => {
  const shown = await panel('<bpmn:sendTask id="X" />');
  shown.fill('paraf-connector', 'email');
  const fields = shown.fields();
  assert.deepEqual(['messageRef', 'paraf-payload', 'paraf-timeToLive'].filter((id) => fields.has(id)), []);
});

test('a data object names its variable, and an arrow to it says what it takes', async () => {
  const data = '<bpmn:dataObject id="D" /><bpmn:dataObjectReference id="R" name="Biaya sewa" dataObjectRef="D" />';
  const task = '<bpmn:userTask id="T"><bpmn:dataOutputAssociation id="A"><bpmn:targetRef>R</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:userTask>';
  const object = await panel(data, { at: 'R' });
  object.fill('dataObject', 'biaya');
  assert.match(await object.text(), /<bpmn:dataObject id="D" name="biaya" \/>/);
  const arrow = await panel(data + task, { at: 'A' });
  arrow.fill('transformation', 'jumlah * 2');
  assert.match(await arrow.text(), /<bpmn:targetRef>R<\/bpmn:targetRef><bpmn:transformation>jumlah \* 2<\/bpmn:transformation>/);
});
