// XML as it is written: a tree whose parts keep their very text, so that what isn't changed can be written as it was.
const NO_DECLARATIONS = new Map([['', ''], ['xml', 'http://www.w3.org/XML/1998/namespace']]);
const XSI_TYPE = 'http://www.w3.org/2001/XMLSchema-instance type';

const SKIPPED = String.raw`<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<!DOCTYPE[^[>]*(?:\[[^]*?\])?\s*>`;
const ATTRIBUTE = String.raw`\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*')`;
const BEGIN = String.raw`<(?<name>[^\s/!?>]+)(?<attributes>(?:${ATTRIBUTE})*)(?<gap>\s*)(?<empty>/?)>`;
const END = String.raw`</(?<ended>[^\s>]+)\s*>`;
const TOKENS = new RegExp(`${SKIPPED}|${BEGIN}|${END}`, 'g');
const PARTS = /(?<space>\s+)(?<name>[^\s=]+)(?<equals>\s*=\s*)(?<quoted>"[^"]*"|'[^']*')/g;

/**
 * An element. `lead` is what stands before it in its parent, and `tail` what stands before its end: white space, text,
 * comments. `attributes` holds its declarations too; `scope` is what prefixes stand for in it, `raw` all of its text.
 */
class Element {
  children = [];
  tail = '';

  constructor({ name, attributes, gap, empty }, raw, lead, parent) {
    const found = [...attributes.matchAll(PARTS)].map(({ groups }) => groups);
    const declarations = found.map(({ name, quoted }) => [declaredBy(name), inside(quoted)]).filter(([prefix]) => prefix !== null);
    this.scope = scopeWith(parent?.scope ?? NO_DECLARATIONS, declarations);
    this.name = expanded(name, this.scope);
    this.attributes = found.map((attribute) => this.#attribute(attribute));
    Object.assign(this, { gap, empty: Boolean(empty), raw, lead, parent });
  }

  #attribute({ space, name: text, equals, quoted }) {
    const name = text.includes(':') ? expanded(text, this.scope) : { prefix: '', local: text, uri: '', key: ` ${text}` };
    const value = inside(quoted);
    const type = name.key === XSI_TYPE ? expanded(value, this.scope) : null;
    return { space, name, equals, quoted, value, type, declares: declaredBy(text) };
  }

  /** The attribute whose name has this key. */
  attribute(key) {
    return this.attributes.find(({ name }) => name.key === key);
  }

  /** An attribute's value, where its name has no name space. */
  get(local) {
    return this.attribute(` ${local}`)?.value;
  }

  get id() {
    return this.get('id');
  }

  /** The element and all below it, in the order of the text. */
  * all() {
    yield this;
    for (const child of this.children) yield* child.all();
  }
}

const inside = (quoted) => quoted.slice(1, -1);

/** The prefix that an attribute declares, '' for the default; null where it declares none. */
const declaredBy = (name) => (name === 'xmlns' ? '' : /^xmlns:(.*)/.exec(name)?.[1] ?? null);

/** A name with what its prefix stands for; names of one `key` mean the same. */
function expanded(text, scope) {
  const [local, prefix = ''] = text.split(':').reverse();
  const uri = scope.get(prefix) ?? prefix;
  return { prefix, local, uri, key: `${uri} ${local}` };
}

/** What prefixes stand for where some more are declared; scopes are shared, so none is ever changed. */
const scopeWith = (outer, declarations) => (declarations.length ? new Map([...outer, ...declarations]) : outer);

const inFull = (prefix, local) => (prefix ? `${prefix}:${local}` : local);

/**
 * Read a text. Returns its root and what follows it.
 *
 * @throws {Error} where the text is no well-formed XML
 */
export function readXML(text) {
  let root = null;
  let open = null;
  let mark = 0;
  for (const { index, 0: token, groups } of text.matchAll(TOKENS)) {
    if (groups.name) {
      const element = new Element(groups, token, text.slice(mark, index), open);
      element.start = index;
      if (open) open.children.push(element);
      else if (root) throw new Error('There is more than one root');
      root ??= element;
      if (!groups.empty) open = element;
    } else if (groups.ended) {
      if (!open || inFull(open.name.prefix, open.name.local) !== groups.ended) throw new Error(`</${groups.ended}> ends nothing`);
      open.tail = text.slice(mark, index);
      open.raw = text.slice(open.start, index + token.length);
      open = open.parent;
    } else continue;
    mark = index + token.length;
  }
  if (!root || open) throw new Error('The root has no end');
  return { root, rest: text.slice(mark) };
}

/** Write an element, or what has the same parts, with names that mean in `scope` what they meant where they were read. */
export function writeXML({ lead, name, attributes, gap, empty, children, tail }, scope = NO_DECLARATIONS) {
  const names = new Names(scope, attributes);
  const tag = names.of(name);
  const said = attributes.map((one) => `${one.space}${names.ofAttribute(one)}${one.equals}${one.type ? `"${names.of(one.type)}"` : one.quoted}`);
  const begin = `${lead}<${tag}${said.join('')}${names.added}${gap}`;
  return empty ? `${begin}/>` : `${begin}>${children.map((child) => writeXML(child, names.scope)).join('')}${tail}</${tag}>`;
}

/** The prefixes of an element that is written; `added` are the declarations that it lacks. */
class Names {
  added = '';

  constructor(outer, attributes) {
    const declarations = attributes.filter(({ declares }) => declares !== null);
    this.scope = scopeWith(outer, declarations.map(({ declares, value }) => [declares, value]));
  }

  of({ prefix, local, uri }) {
    return inFull(this.#prefix(prefix, uri, () => true), local);
  }

  ofAttribute({ name: { prefix, local, uri }, declares }) {
    return inFull(prefix && declares === null ? this.#prefix(prefix, uri, Boolean) : prefix, local);
  }

  /** A prefix that stands for `uri` and is `fit`: the one it had, another, or a new one. */
  #prefix(had, uri, fit) {
    if ((this.scope.get(had) ?? had) === uri) return had;
    const [known] = [...this.scope].find(([prefix, meant]) => meant === uri && fit(prefix)) ?? [];
    return known ?? this.#declared(had, uri);
  }

  #declared(had, uri) {
    let prefix = had;
    while (prefix && this.scope.has(prefix)) prefix += '_';
    this.scope = scopeWith(this.scope, [[prefix, uri]]);
    this.added += ` ${inFull(prefix && 'xmlns', prefix || 'xmlns')}="${uri}"`;
    return prefix;
  }
}
