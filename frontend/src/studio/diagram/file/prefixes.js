/**
 * The text with other names for prefixes that it binds otherwise than the modeler's packages do: bpmn-js
 * can't write such a file again. A name space stays what it is; only its prefix is another.
 *
 * @param {string} text  a diagram
 * @param {{prefix: string, uri: string}[]} packages  what the modeler knows
 */
export function withFreePrefixes(text, packages) {
  return packages.reduce((freed, { prefix, uri }) => {
    const bound = [...freed.matchAll(new RegExp(`\\sxmlns:${prefix}=(["'])(.*?)\\1`, 'g'))].map(([, , value]) => value);
    return bound.length && !bound.includes(uri) ? renamed(freed, prefix, unused(freed, prefix)) : freed;
  }, text);
}

function unused(text, prefix) {
  let name = `${prefix}_other`;
  while (text.includes(name)) name += '_';
  return name;
}

function renamed(text, prefix, name) {
  const names = new RegExp(`(^</?|\\s|\\sxmlns:)${prefix}(?=:|=)`, 'g');
  return text.replace(/<[^!?](?:"[^"]*"|'[^']*'|[^"'>])*>/g, (tag) => outsideValues(tag, (part) => part.replace(names, `$1${name}`)));
}

/** Change a tag but for what stands in its quotation marks. */
const outsideValues = (tag, change) => tag.split(/("[^"]*"|'[^']*')/).map((part, at) => (at % 2 ? part : change(part))).join('');
