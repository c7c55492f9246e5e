// The properties panel as a process owner of Paraf needs it: what Paraf reads, and nothing else.
import { is } from 'bpmn-js/lib/util/ModelUtil';

import { Access } from './access.js';
import { Events } from './events.js';
import { Extensions } from './extensions.js';
import { Groups } from './groups.js';
import { Unread } from './unread.js';
import { Work } from './work.js';

const AFTER_THE_OTHERS = 400; // a lower priority than Camunda's own provider, so this sees what that one shows

const GENERAL = ['name', 'id', 'processId', 'processName', 'isExecutable'];
const ASSIGNMENT = ['assignee', 'candidateUsers', 'dueDate', 'priority'];
const MULTI_INSTANCE = ['loopCardinality', 'completionCondition', 'collection', 'elementVariable'];
/** What matters first where it is there. */
const OPEN = [
  'unread', 'general', 'form', 'condition', 'script', 'calledElement', 'association', 'decision', 'connector', 'loop', 'activation',
  'message', 'signal', 'timer', 'eventCondition', 'error', 'escalation', 'link', 'compensation',
];

class Provider {
  static $inject = ['propertiesPanel', 'parafGroups', 'parafEvents', 'parafWork', 'parafUnread'];

  #groups;
  #events;
  #work;
  #unread;

  constructor(propertiesPanel, groups, events, work, unread) {
    this.#groups = groups;
    this.#events = events;
    this.#work = work;
    this.#unread = unread;
    propertiesPanel.registerProvider(AFTER_THE_OTHERS, this);
  }

  getGroups(element) {
    return (all) => {
      const theirs = (id) => all.find((group) => group.id === id);
      const own = this.#groups;
      const settings = (...which) => own.settings(...which);
      const groups = [
        this.#unread.group,
        this.#general(element, theirs('general')),
        theirs('documentation'),
        own.form(element),
        this.#assignment(element, theirs('CamundaPlatform__UserAssignment')),
        own.paraf(element),
        own.condition(element),
        own.association(element),
        ...this.#events.groups(element, theirs, settings),
        ...this.#work.groups(element, settings),
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
      return groups.map((group) => ({ ...group, shouldOpen: OPEN.includes(group.id) }));
    };
  }

  #general(element, general) {
    const kept = only(general, GENERAL);
    if (!kept) return null;
    const entries = kept.entries.map((entry) => (entry.id === 'name' && is(element, 'bpmn:Lane') ? this.#groups.laneName(element) : entry));
    return { ...kept, entries: [...entries, ...this.#groups.variable(element), ...this.#events.interrupting(element)] };
  }

  #assignment(element, assignment) {
    const kept = only(assignment, ASSIGNMENT);
    if (!kept) return null;
    const [assignee, ...others] = kept.entries;
    return { ...kept, entries: [assignee, this.#groups.candidateGroups(element), ...others, ...this.#groups.settings(element, 'assignment')] };
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
  parafEvents: ['type', Events],
  parafWork: ['type', Work],
  parafAccess: ['type', Access],
  parafExtensions: ['type', Extensions],
  parafUnread: ['type', Unread],
};
