// Where on the drawing, and in the panel, a problem belongs.
import { bearer, listOf } from './panel/extensions.js';
import { entryOf, settingsOf } from './panel/settings.js';
import { unreadEntry, unreadName } from './removal.js';

/** PRF id → the panel's entry, where the id alone tells it. */
const ENTRIES = {
  'PRF-008': 'id',
  'PRF-007': 'id',
  'PRF-010': 'isExecutable',
  'PRF-011': 'processId',
  'PRF-204': 'conditionExpression',
  'PRF-205': 'conditionExpression',
  'PRF-206': 'conditionExpression',
  'PRF-301': 'documentation',
  'PRF-302': 'formRef',
  'PRF-303': 'calledElement',
  'PRF-306': 'candidateGroups',
  'PRF-308': 'starterGroups',
  'PRF-309': 'butir',
  'PRF-311': 'collection',
  'PRF-312': 'timerEventDefinitionValue',
  'PRF-313': 'withdrawUntil',
  'PRF-317': 'decisionRef',
  'PRF-322': 'eventCondition',
  'PRF-330': 'transformation',
};
/** Words of a problem's sentence → the panel's entry, where the id may be about several. */
const SPOKEN = [
  [/syarat alur/, 'conditionExpression'],
  [/syarat event/, 'eventCondition'],
  [/syarat gateway|activationCondition/, 'activationCondition'],
  [/loopCondition/, 'loopCondition'],
  [/loopMaximum/, 'loopMaximum'],
  [/pada skrip|tidak punya skrip/, 'script'],
  [/pada timer/, 'timerEventDefinitionValue'],
  [/loopCardinality/, 'loopCardinality'],
  [/completionCondition/, 'completionCondition'],
  [/camunda:(assignee|candidateGroups|candidateUsers|dueDate|priority|collection|formRef|decisionRef|mapDecisionResult|resultVariable)/, '$1'],
  [/^(?:singleEntry|singleResult|collectEntries) /, 'mapDecisionResult'],
  [/transformation/, 'transformation'],
  [/^((?:message|signal|error|escalation|activity)Ref)=/, '$1'],
  [/tidak menyebut pesan/, 'messageRef'],
  [/tidak menyebut sinyal/, 'signalRef'],
  [/melempar error tanpa kode/, 'errorRef'],
  [/melempar escalation tanpa kode/, 'escalationRef'],
  [/ (?:http|email|notify) memerlukan (\w+)/, 'connector-$1'],
  [/^Konektor “/, entryOf('connector')],
  [/^(timeToLive|retries) “/, entryOf('$1')],
  [/^Tenggat “/, 'dueDate'],
  [/^Prioritas “/, 'priority'],
];
/** Where neither the element nor the sentence has told. */
const FALLBACKS = { 'PRF-307': 'candidateGroups' };

const quoted = (message) => [...message.matchAll(/“([^”]*)”/g)].map(([, text]) => text.trim());
const bare = (text = '') => text.replace(/^=/, '').trim();

function spoken(message) {
  const [pattern, entry] = SPOKEN.find(([pattern]) => pattern.test(message)) ?? [];
  return pattern ? entry.replace('$1', pattern.exec(message)[1]) : null;
}

/** Finds the element and the panel's entry of a problem. */
export class Places {
  static $inject = ['elementRegistry', 'moddle', 'canvas', 'config.paraf'];

  #registry;
  #ids;
  #canvas;
  #workspace;

  constructor(elementRegistry, moddle, canvas, { workspace }) {
    this.#registry = elementRegistry;
    this.#ids = moddle.ids;
    this.#canvas = canvas;
    this.#workspace = workspace;
  }

  /** The drawn element that bears the problem; the diagram itself where it is drawn nowhere; null for another file's. */
  elementOf({ file, element, message = '' }) {
    if (file && file !== this.#workspace.path) return null;
    // While another text is being drawn there is none, and the canvas, asked for it, would make one that can't be saved.
    const root = this.#canvas.getRootElements().length ? this.#canvas.getRootElement() : null;
    if (!element) return root;
    for (let object = this.#registry.get(element)?.businessObject ?? this.#ids.assigned(element); object; object = object.$parent) {
      const drawn = this.#registry.get(object.id) ?? this.#participantOf(object);
      if (drawn) return this.#associationOf(drawn, quoted(message)) ?? drawn;
    }
    return root;
  }

  /** The drawn association of an activity that the sentence quotes: the linter names the activity. */
  #associationOf({ businessObject }, texts) {
    const associations = ['dataInputAssociations', 'dataOutputAssociations'].flatMap((name) => businessObject?.[name] ?? []);
    const told = associations.find(({ id, transformation }) => texts.some((text) => text && (text === id || text === bare(transformation?.body))));
    return told && this.#registry.get(told.id);
  }

  #participantOf(process) {
    return this.#registry.find(({ businessObject }) => businessObject?.get('processRef') === process);
  }

  /** The id of the panel's entry that the problem is about; null where no field mends it. */
  entryOf(element, { id, message = '' }) {
    const unread = unreadName({ id, message });
    if (unread) return unreadEntry(unread);
    if (ENTRIES[id]) return this.#known(element, ENTRIES[id]);
    return spoken(message) ?? this.#property(element, id, message) ?? this.#listed(element, quoted(message)) ?? FALLBACKS[id] ?? null;
  }

  /** The entry of the property that the sentence names. */
  #property(element, id, message) {
    const name = /[Pp]roperti “([^”]+)”/.exec(message)?.[1];
    const at = listOf(element, 'property').findIndex((property) => property.get('name') === name);
    if (at < 0) return null;
    const field = this.#known(element, name);
    return field === name ? `${element.id}-property-${at}-${id === 'PRF-310' ? 'name' : 'value'}` : field;
  }

  /** A setting's field is named after it, whatever else has the name. */
  #known(element, name) {
    const setting = settingsOf(element, this.#workspace.key).find((known) => known.name === name);
    return setting ? entryOf(name) : name;
  }

  /** The entry of a property, parameter or mapping whose name or text the sentence quotes. */
  #listed(element, texts) {
    const parts = (value) => (value.startsWith('=') ? [bare(value)] : [value.trim(), ...value.split(',').map((part) => part.trim())]);
    const quotes = (value) => Boolean(value) && texts.some((text) => parts(value).includes(bare(text)));
    const shown = settingsOf(element, this.#workspace.key).map(({ name }) => name);
    for (const kind of ['property', 'inputParameter', 'outputParameter']) {
      for (const [at, entry] of listOf(element, kind).entries()) {
        const field = ['value', 'name'].find((attribute) => quotes(entry.get(attribute)));
        if (field) return shown.includes(entry.get('name')) && kind === 'property' ? entryOf(entry.get('name')) : `${element.id}-${kind}-${at}-${field}`;
      }
    }
    return this.#mapping(element, quotes);
  }

  #mapping(element, quotes) {
    const extensions = bearer(element).get('extensionElements')?.get('values') ?? [];
    for (const [type, kind] of [['camunda:In', 'inMapping'], ['camunda:Out', 'outMapping']]) {
      for (const [at, mapping] of extensions.filter(({ $type }) => $type === type).entries()) {
        const name = ['sourceExpression', 'source', 'target'].find((attribute) => quotes(mapping.get(attribute)));
        if (name) return `${element.id}-${kind}-${at}-${name}`;
      }
    }
    return null;
  }
}
