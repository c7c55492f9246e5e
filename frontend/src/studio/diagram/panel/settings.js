// Paraf's own settings, the `camunda:property` names that have a field of their own or are suggested for the list.
import { is } from 'bpmn-js/lib/util/ModelUtil';

import { bearer } from './extensions.js';

const isProcess = (element) => bearer(element).$type === 'bpmn:Process';
const isFlowNode = (element) => is(element, 'bpmn:FlowNode');
const isTask = (element) => is(element, 'bpmn:UserTask');
const isCaseStart = (element) => is(element, 'bpmn:StartEvent') && !is(element.parent, 'bpmn:SubProcess');

/** `of` says where Paraf reads it; `kind` is the field; `main` that it is read on the definition's main process alone. */
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
