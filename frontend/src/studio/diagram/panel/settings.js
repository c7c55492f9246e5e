// Paraf's own settings, the `camunda:property` names that have a field of their own or are suggested for the list.
import { is } from 'bpmn-js/lib/util/ModelUtil';

import { definitionOf } from '../flow.js';
import { bearer, propertyOf } from './extensions.js';

const isProcess = (element) => bearer(element).$type === 'bpmn:Process';
const isFlowNode = (element) => is(element, 'bpmn:FlowNode');
const isTask = (element) => is(element, 'bpmn:UserTask');
const isAnyCaseStart = (element) => is(element, 'bpmn:StartEvent') && !is(element.parent, 'bpmn:SubProcess');
/** Where a person begins a case, not an event. */
export const isCaseStart = (element) => isAnyCaseStart(element) && !element.businessObject.get('eventDefinitions').length;

const isOneOf = (element, ...types) => types.some((type) => is(element, type));
const throws = (element, kind) => isOneOf(element, 'bpmn:IntermediateThrowEvent', 'bpmn:EndEvent') && Boolean(definitionOf(element, kind));
/** A message start event begins a case whatever the message's key is. */
const waitsForMessage = (element) =>
  is(element, 'bpmn:ReceiveTask') || (is(element, 'bpmn:CatchEvent') && Boolean(definitionOf(element, 'Message')) && !isAnyCaseStart(element));
const throwsMessage = (element) => is(element, 'bpmn:SendTask') || throws(element, 'Message');
const throwsSignal = (element) => throws(element, 'Signal');

/** What may have its work done by a connector (`docs/panduan/layanan.md`). */
export const takesConnector = (element) =>
  isOneOf(element, 'bpmn:ServiceTask', 'bpmn:SendTask') || (is(element, 'bpmn:IntermediateThrowEvent') && Boolean(definitionOf(element, 'Message')));

/** Which connector an element has, if any. */
export const connectorOf = (element) => propertyOf(element, 'connector')?.get('value');
const sendsItself = (element) => throwsMessage(element) && !connectorOf(element);

/** `of` says where Paraf reads it; `kind` is the field; `main` that it is read on the definition's main process alone; `help` what to write. */
const SETTINGS = [
  { name: 'butir', label: 'Butir SOP (butir)', kind: 'clauses', group: 'paraf', of: (element) => isFlowNode(element) || isProcess(element) },
  { name: 'action', label: 'Nama di halaman Mulai (action)', kind: 'text', group: 'paraf', of: isCaseStart },
  { name: 'starterGroups', label: 'Kelompok yang boleh memulai (starterGroups)', kind: 'groups', group: 'paraf', of: isCaseStart },
  { name: 'escalationGroups', label: 'Diberi tahu bila lewat tenggat (escalationGroups)', kind: 'groups', group: 'assignment', of: isTask },
  { name: 'informedGroups', label: 'Ikut melihat sejak terbuka (informedGroups)', kind: 'groups', group: 'assignment', of: isTask },
  { name: 'paraf', label: 'Wajib paraf bila (paraf), FEEL', kind: 'feel', group: 'paraf', of: isTask },
  { name: 'case:title', label: 'Judul kasus (case:title), FEEL', kind: 'feel', group: 'paraf', of: isProcess, main: true },
  { name: 'case:number', label: 'Nomor kasus (case:number), FEEL', kind: 'feel', group: 'paraf', of: isProcess, main: true },
  { name: 'case:partner', label: 'Akun mitra (case:partner), FEEL', kind: 'feel', group: 'paraf', of: isProcess, main: true },
  { name: 'withdrawGroups', label: 'Yang boleh menarik kasus (withdrawGroups)', kind: 'groups', group: 'paraf', of: isProcess, main: true },
  { name: 'correlation', label: 'Kunci kasus ini (correlation), FEEL', kind: 'feel', group: 'message', of: waitsForMessage, help: 'Mis. nomorSurat. Hanya pesan dengan kunci yang sama yang diterima.' },
  { name: 'correlation:message', label: 'Kunci di dalam pesannya (correlation:message), FEEL', kind: 'feel', group: 'message', of: waitsForMessage, help: 'Mis. message.nomor. Kosong: kunci yang dikirim bersama pesannya.' },
  { name: 'correlation', label: 'Kunci pesannya (correlation), FEEL', kind: 'feel', group: 'message', of: sendsItself, help: 'Mis. nomorSurat. Menentukan kasus mana yang menerimanya.' },
  { name: 'payload', label: 'Isi pesannya (payload), FEEL', kind: 'feel', group: 'message', of: sendsItself, help: 'Mis. {nomor: nomorSurat}. Kosong: Masukan elemen ini.' },
  { name: 'timeToLive', label: 'Disimpan selama belum ada yang menunggu (timeToLive)', kind: 'text', group: 'message', of: sendsItself, help: 'Mis. P3D (3 hari) atau PT10H (10 jam). Kosong: menurut setelan server.' },
  { name: 'payload', label: 'Isi sinyalnya (payload), FEEL', kind: 'feel', group: 'signal', of: throwsSignal, help: 'Mis. {nomor: nomorSurat}. Kosong: Masukan elemen ini.' },
  { name: 'connector', group: 'connector', of: takesConnector },
  { name: 'retries', label: 'Dicoba paling banyak (retries)', kind: 'text', group: 'connector', of: (element) => takesConnector(element) && Boolean(connectorOf(element)), help: '1 sampai 20 kali. Kosong: 5 kali.' },
  { name: 'withdrawUntil', label: 'Dapat ditarik sampai elemen (withdrawUntil)', kind: 'text', group: 'paraf', of: isProcess, main: true },
];

const SUGGESTED = [
  { name: 'number:', of: (element) => isTask(element) || isCaseStart(element) },
  { name: 'paraf:', of: isTask },
  { name: 'paraf:version', of: isTask },
  { name: 'note:', of: isTask },
  { name: 'case:fact:', of: isProcess },
  { name: 'case:paper:', of: isProcess },
  { name: 'case:partner:name', of: isProcess, main: true },
  { name: 'case:column:', of: isProcess, main: true },
  { name: 'register:', of: isProcess, main: true },
];

const readOn = (element, key) => ({ of, main }) => of(element) && (!main || bearer(element).get('id') === key);

/** The settings with a field of their own on this element, of the group or of all; `key` is the main process's id. */
export const settingsOf = (element, key, group) =>
  SETTINGS.filter(readOn(element, key)).filter((setting) => !group || setting.group === group);

/** Names that the list of further properties suggests. */
export const suggestedOf = (element, key) => SUGGESTED.filter(readOn(element, key)).map(({ name }) => name);

/** Whether the element may have properties at all. */
export const hasProperties = (element) => isFlowNode(element) || isProcess(element);

/** The panel's entry for a setting. */
export const entryOf = (name) => `paraf-${name.replaceAll(':', '-')}`;
