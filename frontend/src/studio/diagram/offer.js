// What the palette and the menus offer: only what Paraf runs. What somebody drew elsewhere stays as it is,
// and the linter speaks of it.
import BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';

const AFTER_THE_OTHERS = 500; // providers of a lower priority see what the others have offered

const PALETTE = [
  'hand-tool', 'lasso-tool', 'space-tool', 'global-connect-tool', 'tool-separator', 'create.start-event',
  'create.intermediate-event', 'create.end-event', 'create.exclusive-gateway', 'create.user-task',
  'create.subprocess-expanded', 'create.participant-expanded', 'create.group',
];
const REPLACEMENTS = [
  'none-start', 'none-intermediate-throwing', 'none-intermediate-throw', 'none-end', 'terminate-end',
  'timer-intermediate-catch', 'timer-boundary', 'non-interrupting-timer-boundary', 'exclusive-gateway', 'parallel-gateway',
  'inclusive-gateway', 'user-task', 'script-task', 'call-activity', 'subprocess', 'collapsed-subprocess', 'expanded-subprocess',
  'expanded-pool', 'collapsed-pool', 'sequence-flow', 'default-flow',
].map((name) => `replace-with-${name}`);
const MARKERS = ['toggle-parallel-mi', 'toggle-sequential-mi', 'toggle-non-interrupting'];
const PAD_WITHOUT = [
  'append.receive-task', 'append.message-intermediate-event', 'append.condition-intermediate-event',
  'append.signal-intermediate-event', 'append.compensation-activity',
];

const only = (names) => (entries) => Object.fromEntries(Object.entries(entries).filter(([name]) => names.includes(name)));

class Offer {
  static $inject = ['palette', 'popupMenu', 'contextPad', 'elementFactory', 'create', 'autoPlace', 'translate', 'canvas'];

  constructor(palette, popupMenu, contextPad, elementFactory, create, autoPlace, translate, canvas) {
    Object.assign(this, { popupMenu, elementFactory, create, autoPlace, translate, canvas });
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
      const offered = Object.fromEntries(Object.entries(entries).filter(([name]) => !PAD_WITHOUT.includes(name)));
      // A task that says nothing of who does it isn't run; most are somebody's.
      if (offered['append.append-task']) offered['append.append-task'] = this.#appendTask(offered['append.append-task']);
      if (offered.replace) offered.replace = this.#replace(offered.replace);
      return offered;
    };
  }

  getPopupMenuEntries() {
    return only(REPLACEMENTS);
  }

  getPopupMenuHeaderEntries() {
    return only(MARKERS);
  }

  /** The library's own way asks for the pad by a call that it has deprecated, and says so on the console. */
  #replace(entry) {
    const open = ({ x, y }, element) => {
      const pad = this.canvas.getContainer().querySelector('.djs-context-pad.open').getBoundingClientRect();
      const position = { x: pad.left, y: pad.bottom + 5, cursor: { x, y } };
      this.popupMenu.open(element, 'bpmn-replace', position, { title: entry.title, width: '300px', search: true });
    };
    return { ...entry, action: { click: open } };
  }

  #task() {
    return this.elementFactory.createShape({ type: 'bpmn:UserTask' });
  }

  #appendTask(entry) {
    return {
      ...entry,
      className: 'bpmn-icon-user-task',
      action: {
        click: (_event, source) => this.autoPlace.append(source, this.#task()),
        dragstart: (event, source) => this.create.start(event, this.#task(), { source }),
      },
    };
  }
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
  __init__: ['parafOffer'],
  parafOffer: ['type', Offer],
  bpmnFactory: ['type', ExecutableFactory],
};
