// What the palette and the menus offer: what Paraf runs, at the places where it runs it. What somebody drew elsewhere
// stays as it is, and the linter speaks of it.
import BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import { isEventSubProcess } from 'bpmn-js/lib/util/DiUtil';
import { is } from 'bpmn-js/lib/util/ModelUtil';

import { Append } from './append.js';
import { canCompensate } from './flow.js';
import { openMenu } from './menu.js';

const AFTER_THE_OTHERS = 500; // providers of a lower priority see what the others have offered

const PALETTE = [
  'hand-tool', 'lasso-tool', 'space-tool', 'global-connect-tool', 'tool-separator', 'create.start-event',
  'create.intermediate-event', 'create.end-event', 'create.exclusive-gateway', 'create.user-task',
  'create.subprocess-expanded', 'create.data-object', 'create.data-store', 'create.participant-expanded', 'create.group',
];
/** What bpmn-js would draw and Paraf refuses (`docs/bpmn.md`). */
export const REFUSED = ['ad-hoc-subprocess', 'collapsed-ad-hoc-subprocess'].map((name) => `replace-with-${name}`);

/** Starts that only an event subprocess has: before there is a case nothing can be looked at, thrown, or interrupted. */
const IN_EVENT_SUBPROCESSES = /^replace-with-(conditional|error|escalation|compensation|non-interrupting-\w+)-start$/;
const MARKERS = ['toggle-parallel-mi', 'toggle-sequential-mi', 'toggle-loop', 'toggle-non-interrupting', 'toggle-is-collection'];

const only = (names) => (entries) => pick(entries, (name) => names.includes(name));
const pick = (entries, test) => Object.fromEntries(Object.entries(entries).filter(([name]) => test(name)));

class Offer {
  static $inject = ['palette', 'popupMenu', 'contextPad', 'elementFactory', 'create', 'autoPlace', 'translate', 'canvas', 'modeling'];

  constructor(palette, popupMenu, contextPad, elementFactory, create, autoPlace, translate, canvas, modeling) {
    Object.assign(this, { popupMenu, elementFactory, create, autoPlace, translate, canvas, modeling });
    palette.registerProvider(AFTER_THE_OTHERS, this);
    contextPad.registerProvider(AFTER_THE_OTHERS, this);
    popupMenu.registerProvider('bpmn-replace', AFTER_THE_OTHERS, this);
  }

  getPaletteEntries() {
    return (entries) => {
      const start = (event) => this.create.start(event, this.#task());
      const task = {
        group: 'activity',
        className: 'bpmn-icon-user-task',
        title: this.translate('Create task'),
        action: { dragstart: start, click: start },
      };
      return only(PALETTE)(insertBefore(entries, 'create.subprocess-expanded', 'create.user-task', task));
    };
  }

  getContextPadEntries() {
    return (entries) => {
      const offered = { ...entries };
      // Most tasks are somebody's.
      for (const [name, attributes] of [['append.append-task', {}], ['append.compensation-activity', { isForCompensation: true }]]) {
        if (offered[name]) offered[name] = this.#appendTask(offered[name], attributes);
      }
      if (offered.replace) offered.replace = this.#replace(offered.replace);
      return offered;
    };
  }

  getPopupMenuEntries(element) {
    return (entries) => pick(entries, (name) => !REFUSED.includes(name) && startsHere(name, element.businessObject));
  }

  getPopupMenuHeaderEntries(element) {
    return (entries) => ({ ...only(MARKERS)(entries), ...(canCompensate(element) && { 'toggle-compensation': this.#compensation(element) }) });
  }

  /** The library's own way asks for the pad by a call that it has deprecated, and says so on the console. */
  #replace(entry) {
    return { ...entry, action: { click: (event, element) => openMenu(this, element, 'bpmn-replace', event, entry.title) } };
  }

  #compensation(element) {
    const active = element.businessObject.isForCompensation === true;
    return {
      className: 'bpmn-icon-compensation-marker',
      title: 'Aktivitas kompensasi',
      active,
      action: () => this.modeling.updateProperties(element, { isForCompensation: !active }),
    };
  }

  #task(attributes) {
    return this.elementFactory.createShape({ type: 'bpmn:UserTask', ...attributes });
  }

  #appendTask(entry, attributes) {
    return {
      ...entry,
      className: 'bpmn-icon-user-task',
      action: {
        click: (_event, source) => this.autoPlace.append(source, this.#task(attributes)),
        dragstart: (event, source) => this.create.start(event, this.#task(attributes), { source }),
      },
    };
  }
}

/** Whether a start event that bpmn-js offers may begin the level on which the event stands. */
function startsHere(name, { $parent: level }) {
  if (isEventSubProcess(level)) {
    const compensates = name === 'replace-with-compensation-start'; // of the process there is nobody who could
    return name !== 'replace-with-none-start' && (!compensates || is(level.$parent, 'bpmn:SubProcess'));
  }
  return !IN_EVENT_SUBPROCESSES.test(name);
}

function insertBefore(entries, place, name, entry) {
  const pairs = Object.entries(entries);
  const at = pairs.findIndex(([known]) => known === place);
  return Object.fromEntries(pairs.toSpliced(at, 0, [name, entry]));
}

/** A process that is drawn here is meant to run. */
class ExecutableFactory extends BpmnFactory {
  create(type, attributes) {
    return super.create(type, type === 'bpmn:Process' ? { isExecutable: true, ...attributes } : attributes);
  }
}
ExecutableFactory.$inject = BpmnFactory.$inject;

export default {
  __init__: ['parafOffer', 'parafAppend'],
  parafOffer: ['type', Offer],
  parafAppend: ['type', Append],
  bpmnFactory: ['type', ExecutableFactory],
};
