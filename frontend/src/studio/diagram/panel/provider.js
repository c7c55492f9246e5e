// The properties panel as a process owner of Paraf needs it: what Paraf reads, and nothing else.
import { is } from 'bpmn-js/lib/util/ModelUtil';

import { Extensions } from './extensions.js';
import { Groups } from './groups.js';
import { Unread } from './unread.js';

const AFTER_THE_OTHERS = 400; // a lower priority than Camunda's own provider, so this sees what that one shows

const GENERAL = ['name', 'id', 'processId', 'processName', 'isExecutable'];
const ASSIGNMENT = ['assignee', 'candidateUsers', 'dueDate', 'priority'];
const MULTI_INSTANCE = ['loopCardinality', 'completionCondition', 'collection', 'elementVariable'];

class Provider {
  static $inject = ['propertiesPanel', 'parafGroups', 'parafUnread'];

  #groups;
  #unread;

  constructor(propertiesPanel, groups, unread) {
    this.#groups = groups;
    this.#unread = unread;
    propertiesPanel.registerProvider(AFTER_THE_OTHERS, this);
  }

  getGroups(element) {
    return (all) => {
      const theirs = (id) => all.find((group) => group.id === id);
      const own = this.#groups;
      const groups = [
        this.#unread.group,
        this.#general(element, theirs('general')),
        theirs('documentation'),
        own.form(element),
        this.#assignment(element, theirs('CamundaPlatform__UserAssignment')),
        own.paraf(element),
        own.condition(element),
        this.#timer(element, theirs('timer')),
        only(theirs('multiInstance'), MULTI_INSTANCE),
        own.script(element),
        own.calledElement(element),
        mappings(theirs('CamundaPlatform__InMapping')),
        mappings(theirs('CamundaPlatform__OutMapping')),
        own.parameters(element, 'inputParameter', 'Masukan (inputParameter)'),
        own.parameters(element, 'outputParameter', 'Keluaran (outputParameter)'),
        own.extensionProperties(element),
      ].filter(Boolean);
      // The first that matters for the element is open; whatever a person opens or closes afterwards stays so.
      return groups.map((group) => ({ ...group, shouldOpen: ['unread', 'general', 'form', 'condition', 'script', 'calledElement', 'timer'].includes(group.id) }));
    };
  }

  #general(element, general) {
    const kept = only(general, GENERAL);
    if (!kept || !is(element, 'bpmn:Lane')) return kept;
    return { ...kept, entries: kept.entries.map((entry) => (entry.id === 'name' ? this.#groups.laneName(element) : entry)) };
  }

  #assignment(element, assignment) {
    const kept = only(assignment, ASSIGNMENT);
    if (!kept) return null;
    const [assignee, ...others] = kept.entries;
    return { ...kept, entries: [assignee, this.#groups.candidateGroups(element), ...others, ...this.#groups.settings(element, 'assignment')] };
  }

  #timer(element, timer) {
    if (!timer?.entries.length) return null;
    const [, ...value] = timer.entries;
    return { ...timer, entries: [this.#groups.timerType(element), ...value] };
  }
}

function only(group, names) {
  return group && { ...group, entries: group.entries.filter(({ id }) => names.includes(id)) };
}

/** Without Camunda's local scope, which Paraf has not. */
function mappings(group) {
  const trimmed = ({ entries, ...item }) => ({ ...item, entries: entries.filter(({ id }) => !id.endsWith('-local')) });
  return group && { ...group, items: group.items.map(trimmed) };
}

export default {
  __init__: ['parafProvider'],
  parafProvider: ['type', Provider],
  parafGroups: ['type', Groups],
  parafExtensions: ['type', Extensions],
  parafUnread: ['type', Unread],
};
