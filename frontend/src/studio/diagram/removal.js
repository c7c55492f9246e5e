// What the linter says that nobody reads, and how it is taken away.

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
