// A menu of all that may follow the selected element, stand in the selected flow, or sit on the selected activity's edge:
// also for those who draw without a mouse.
import { PopupEntries } from 'bpmn-js/lib/features/popup-menu/PopupEntries';
import { is } from 'bpmn-js/lib/util/ModelUtil';
import { hasModifier, isKey } from 'diagram-js/lib/features/keyboard/KeyboardUtil';

import { goesOn, takesBoundaryEvents } from './flow.js';
import { openMenu } from './menu.js';

const TITLE = 'Tambahkan yang lain (A)';
const MENU = 'paraf-append';

const TASKS = ['user-task', 'service-task', 'send-task', 'receive-task', 'manual-task', 'rule-task', 'script-task', 'task', 'call-activity'];
const SUBPROCESSES = ['expanded-subprocess', 'collapsed-subprocess', 'transaction'];
const GATEWAYS = ['exclusive', 'parallel', 'inclusive', 'complex', 'event-based'].map((kind) => `${kind}-gateway`);
const CATCHING = ['message', 'timer', 'conditional', 'signal'];
const AFTER_AN_EVENT_GATEWAY = [...CATCHING.map((kind) => `${kind}-intermediate-catch`), 'receive-task'];
const THROWING = ['none-intermediate-throwing', ...['message', 'signal', 'escalation', 'compensation'].map((kind) => `${kind}-intermediate-throw`)];
const BETWEEN = [...TASKS, ...GATEWAYS, ...SUBPROCESSES, ...AFTER_AN_EVENT_GATEWAY, ...THROWING].filter((name, at, all) => all.indexOf(name) === at);
const LAST = ['none-end-event', ...['message', 'signal', 'error', 'escalation', 'compensation', 'terminate'].map((kind) => `${kind}-end`), 'link-intermediate-throw'];
const ON_THE_EDGE = [
  ...[...CATCHING, 'escalation', 'error', 'compensation'].map((kind) => `${kind}-boundary`),
  ...[...CATCHING, 'escalation'].map((kind) => `non-interrupting-${kind}-boundary`),
];

/** The names of what may be added at the element, in the order of the menu. */
export function addable(element) {
  // What follows an event-based gateway is no longer what followed before.
  if (is(element, 'bpmn:SequenceFlow')) return BETWEEN.filter((name) => name !== 'event-based-gateway');
  if (is(element, 'bpmn:EventBasedGateway')) return AFTER_AN_EVENT_GATEWAY;
  return [...following(element), ...onTheEdge(element)];
}

function following(element) {
  if (!goesOn(element)) return [];
  return [...BETWEEN, ...LAST, ...(is(element.businessObject.$parent, 'bpmn:Transaction') ? ['cancel-end'] : [])];
}

function onTheEdge(element) {
  if (!takesBoundaryEvents(element)) return [];
  return [...ON_THE_EDGE, ...(is(element, 'bpmn:Transaction') ? ['cancel-boundary'] : [])];
}

export class Append {
  static $inject = ['popupMenu', 'contextPad', 'keyboard', 'canvas', 'elementFactory', 'translate', 'parafInsertion'];

  constructor(popupMenu, contextPad, keyboard, canvas, elementFactory, translate, insertion) {
    Object.assign(this, { popupMenu, canvas, elementFactory, translate, insertion });
    popupMenu.registerProvider(MENU, this);
    contextPad.registerProvider(this);
    keyboard.addListener(({ keyEvent }) => {
      if (hasModifier(keyEvent) || !isKey(['a', 'A'], keyEvent)) return undefined; // false would keep it from the others
      contextPad.triggerEntry(MENU, 'click', keyEvent);
      return true;
    });
  }

  getContextPadEntries(element) {
    if (element.labelTarget || !addable(element).length) return {};
    const open = (event) => openMenu(this, element, MENU, event, TITLE);
    return { [MENU]: { group: 'model', title: TITLE, html: '<div class="entry pad-more">…</div>', action: { click: open } } };
  }

  getPopupMenuEntries(element) {
    return Object.fromEntries(addable(element).map((name) => [name, this.#entry(element, PopupEntries[name])]));
  }

  #entry(element, { label, className, target }) {
    const action = () => this.insertion.put(this.elementFactory.createShape({ ...target }), element);
    return { label: this.translate(label), className, action };
  }
}
