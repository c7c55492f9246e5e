import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { bundled } from './studio-bundled.js';

const XML = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
  <bpmn:collaboration id="C"><bpmn:participant id="P" processRef="izin" /></bpmn:collaboration>
  <bpmn:process id="izin">
    <bpmn:userTask id="UT" camunda:formRef="F01" camunda:asyncBefore="true" zeebe:modelerTemplate="x">
      <bpmn:extensionElements>
        <camunda:properties>
          <camunda:property name="butir" value="1,9" />
          <camunda:property name="escalationGroups" value="kaban, tu" />
          <camunda:property name="note:Konsep" value="=konsep" />
          <camunda:property name="case:titel" value="=x" />
        </camunda:properties>
        <camunda:inputOutput>
          <camunda:inputParameter name="awal">a +</camunda:inputParameter>
          <camunda:outputParameter name="hasil">b.c</camunda:outputParameter>
        </camunda:inputOutput>
        <zeebe:taskDefinition type="y" />
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:boundaryEvent id="BE" attachedToRef="UT"><bpmn:timerEventDefinition id="TED" /></bpmn:boundaryEvent>
    <bpmn:callActivity id="CA">
      <bpmn:extensionElements><camunda:in source="x" target="dua kata" /></bpmn:extensionElements>
    </bpmn:callActivity>
    <bpmn:manualTask id="MT">
      <bpmn:dataOutputAssociation id="DOA"><bpmn:transformation>a +</bpmn:transformation></bpmn:dataOutputAssociation>
    </bpmn:manualTask>
    <bpmn:sequenceFlow id="SF" sourceRef="UT" targetRef="CA"><bpmn:conditionExpression id="CE">x</bpmn:conditionExpression></bpmn:sequenceFlow>
  </bpmn:process>
</bpmn:definitions>`;

let places;
let elements;
let removal;

before(async () => {
  const { BpmnModdle, camunda, Places, ...rest } = await bundled(`
    export { BpmnModdle } from 'bpmn-moddle';
    export { default as camunda } from 'camunda-bpmn-moddle/resources/camunda.json';
    export { Places } from './studio/diagram/places.js';
    export { removal } from './studio/diagram/removal.js';
  `);
  ({ removal } = rest);
  const { elementsById } = await new BpmnModdle({ camunda }).fromXML(XML);
  // What is drawn: no process beside its pool, no event definition, no condition.
  elements = new Map(['C', 'P', 'UT', 'BE', 'CA', 'MT', 'DOA', 'SF'].map((id) => [id, { id, businessObject: elementsById[id] }]));
  const registry = { get: (id) => elements.get(id), find: (test) => [...elements.values()].find(test) };
  const moddle = { ids: { assigned: (id) => elementsById[id] ?? false } };
  const workspace = { key: 'izin', path: 'izin.bpmn' };
  const canvas = { getRootElements: () => [elements.get('C')], getRootElement: () => elements.get('C') };
  places = new Places(registry, moddle, canvas, { workspace });
});

const at = (element, file = 'izin.bpmn') => places.elementOf({ file, element })?.id;
const entry = (element, id, message) => places.entryOf(elements.get(element), { id, message });

test('a problem belongs to the drawn element that bears its id, or in which the bearer stands', () => {
  assert.deepEqual(['UT', 'TED', 'CE', 'izin'].map((id) => at(id)), ['UT', 'BE', 'SF', 'P']);
});

test('a problem of an activity belongs to the association of its that the sentence quotes', () => {
  const of = (message) => places.elementOf({ file: 'izin.bpmn', element: 'MT', message }).id;
  assert.equal(of('“a +” pada transformation bukan FEEL yang sah.'), 'DOA');
  assert.equal(of('“DOA” punya lebih dari satu sourceRef tanpa transformation.'), 'DOA');
  assert.equal(of('“MT” tanpa formulir dan tanpa petunjuk.'), 'MT');
});

test('a problem that is drawn nowhere belongs to the diagram, another file’s to nothing here', () => {
  assert.deepEqual([at(null), at('tidak_ada'), at('UT', 'lain.bpmn')], ['C', 'C', undefined]);
});

test('where the PRF id tells the field, that is it', () => {
  assert.equal(entry('UT', 'PRF-302', '“UT” memakai formulir “F99” yang tidak ada.'), 'formRef');
  assert.equal(entry('SF', 'PRF-205', 'Alur “SF” dari “UT” tanpa syarat.'), 'conditionExpression');
  assert.equal(entry('UT', 'PRF-309', 'Butir “9” tidak ada di clauses.json.'), 'paraf-butir');
});

test('where the sentence names the field, that is it', () => {
  assert.equal(entry('SF', 'PRF-403', '“x” pada syarat alur: nama “x” tidak dikenal.'), 'conditionExpression');
  assert.equal(entry('UT', 'PRF-402', '“b.c” pada camunda:dueDate bukan FEEL yang sah.'), 'dueDate');
  assert.equal(entry('UT', 'PRF-316', 'Prioritas “tinggi” bukan bilangan bulat.'), 'priority');
});

test('what an event, a decision or a connector lacks is found by what the sentence asks for', () => {
  assert.equal(entry('UT', 'PRF-319', 'signalRef=“S” pada “UT” tidak menunjuk ke apa pun yang cocok. Pilih ulang, atau hapus.'), 'signalRef');
  assert.equal(entry('UT', 'PRF-320', '“UT” tidak menyebut pesan yang mana. Pilih pesan yang punya nama.'), 'messageRef');
  assert.equal(entry('BE', 'PRF-321', '“BE” melempar error tanpa kode. Isi errorCode.'), 'errorRef');
  assert.equal(entry('BE', 'PRF-402', '“a +” pada syarat event bukan FEEL yang sah.'), 'eventCondition');
  assert.equal(entry('UT', 'PRF-323', '“UT”: loopMaximum “nol” harus bilangan bulat mulai 1.'), 'loopMaximum');
  assert.equal(entry('UT', 'PRF-324', '“UT”: email memerlukan subject, to. Tambahkan camunda:inputParameter.'), 'connector-subject');
  assert.equal(entry('UT', 'PRF-324', 'Konektor “telegram” pada “UT” tidak dikenal. Yang ada: email, http, notify.'), 'paraf-connector');
  assert.equal(entry('UT', 'PRF-327', 'retries “banyak” bukan bilangan 1 sampai 20, jadi dicoba 5 kali. Tulis misalnya 3.'), 'paraf-retries');
  assert.equal(entry('UT', 'PRF-318', 'Hasil keputusan “UT” tidak disimpan. Isi camunda:resultVariable, nama variabelnya.'), 'resultVariable');
});

test('a property is found by its name, and one with a field of its own by that', () => {
  assert.equal(entry('UT', 'PRF-403', '“konsep” pada properti “note:Konsep”: nama “konsep” tidak dikenal.'), 'UT-property-2-value');
  assert.equal(entry('UT', 'PRF-310', 'Properti “case:titel” tidak dibaca pada <userTask>.'), 'UT-property-3-name');
  assert.equal(entry('UT', 'PRF-307', 'Kelompok “tu” tidak ada di organisation.json.'), 'paraf-escalationGroups');
});

test('parameters and mappings are found by the text or the name that is quoted', () => {
  assert.equal(entry('UT', 'PRF-402', '“a +” pada camunda:inputParameter bukan FEEL yang sah.'), 'UT-inputParameter-0-value');
  assert.equal(entry('UT', 'PRF-404', 'Nama “hasil” sudah dipakai Paraf sendiri.'), 'UT-outputParameter-0-name');
  assert.equal(entry('CA', 'PRF-404', '“dua kata” bukan nama variabel.'), 'CA-inMapping-0-target');
});

test('what nobody reads has an entry that takes it away', () => {
  assert.equal(entry('UT', 'PRF-105', 'camunda:asyncBefore=“true” tidak dibaca di sini. Hapus.'), 'unread-camunda:asyncBefore');
  assert.equal(entry('UT', 'PRF-104', 'zeebe:taskDefinition tidak dibaca. Hapus.'), 'unread-zeebe:taskDefinition');
});

test('a problem that no field mends has none', () => {
  assert.equal(entry('UT', 'PRF-210', 'Dari “UT” tidak ada jalan keluar.'), null);
});

test('an unread attribute is taken from the part that bears it', () => {
  const { businessObject } = elements.get('UT');
  assert.deepEqual(removal(businessObject, 'camunda:asyncBefore'), { part: businessObject, properties: { 'camunda:asyncBefore': undefined } });
  assert.deepEqual(removal(businessObject, 'zeebe:modelerTemplate').properties, { 'zeebe:modelerTemplate': undefined });
});

test('an unread element is taken from among the others', () => {
  const { part, properties } = removal(elements.get('UT').businessObject, 'zeebe:taskDefinition');
  assert.equal(part.$type, 'bpmn:ExtensionElements');
  assert.deepEqual(properties.values.map(({ $type }) => $type), ['camunda:Properties', 'camunda:InputOutput']);
});

test('with the last extension goes what held it', () => {
  const { businessObject } = elements.get('CA');
  assert.deepEqual(removal(businessObject, 'camunda:in'), { part: businessObject, properties: { extensionElements: undefined } });
});
