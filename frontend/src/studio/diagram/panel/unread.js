// What the linter says that nobody reads: foreign attributes and elements, each with a button that removes it.
import { ListGroup } from '@bpmn-io/properties-panel';

const ABOUT_UNREAD = ['PRF-103', 'PRF-104', 'PRF-105'];
// How the problems' sentences name it: “camunda:asyncBefore=“true” tidak dibaca di sini.”, “<camunda:field> tidak dibaca …”,
// “zeebe:taskDefinition tidak dibaca.”, “Atribut “x” pada <y> tidak dikenal.”, “Nilai isImmediate=“false” pada <y> …”
const NAMED = [/^<?([\w-]+:[\w-]+)(?:=“.*”)?>? tidak dibaca/s, /^Atribut “([^”]+)”/, /^Nilai ([\w-]+)=“/];

/** The name of what a problem says is not read; null where it is about something else. */
export function unreadName({ id, message }) {
  if (!ABOUT_UNREAD.includes(id)) return null;
  return NAMED.map((pattern) => pattern.exec(message)?.[1]).find(Boolean) ?? null;
}

/** The panel's entry for it. */
export const unreadEntry = (name) => `unread-${name}`;

/** The parts of an element on which something unread may stand, itself first. */
function partsOf(object) {
  const inner = ['loopCharacteristics', 'conditionExpression', 'eventDefinitions', 'processRef'].flatMap((name) => (object[name] ? [object[name]].flat() : []));
  return [object, ...inner.flatMap(partsOf)];
}

const sameName = (one, other) => one.toLowerCase() === other.toLowerCase();

/** Where `name` stands on the element, as a change that takes it away; null where it doesn't. */
export function removal(object, name) {
  for (const part of partsOf(object)) {
    if (part.get(name) !== undefined && !Array.isArray(part.get(name))) return { part, properties: { [name]: undefined } };
    const extensions = part.get('extensionElements');
    const values = extensions?.get('values') ?? [];
    const left = values.filter(({ $type }) => !sameName($type, name));
    if (left.length < values.length) {
      return left.length
        ? { part: extensions, properties: { values: left } }
        : { part, properties: { extensionElements: undefined } };
    }
  }
  return null;
}

export class Unread {
  static $inject = ['modeling', 'parafPlaces', 'eventBus'];

  #problems = [];
  #modeling;
  #places;

  constructor(modeling, places, eventBus) {
    this.#modeling = modeling;
    this.#places = places;
    eventBus.on('paraf.problems', ({ problems }) => {
      this.#problems = problems;
      eventBus.fire('propertiesPanel.providersChanged');
    });
  }

  group(element) {
    const names = this.#problems.filter((problem) => this.#places.elementOf(problem) === element).map(unreadName);
    const items = [...new Set(names.filter(Boolean))].map((name) => this.#item(element, name)).filter(Boolean);
    return items.length ? { id: 'unread', label: 'Tidak dibaca Paraf', component: ListGroup, items } : null;
  }

  #item(element, name) {
    const found = removal(element.businessObject, name);
    if (!found) return null;
    return {
      id: unreadEntry(name),
      label: name,
      entries: [],
      remove: (event) => {
        event.stopPropagation();
        this.#modeling.updateModdleProperties(element, found.part, found.properties);
      },
    };
  }
}
