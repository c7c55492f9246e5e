// The file as it was opened, with what has been changed since.

/**
 * Joins three trees of one file: the original, what the modeler writes of it before anything is drawn, and what it
 * writes now. What it writes alike before and now stays as the original has it: also what the modeler has no place for,
 * and without what it adds of its own.
 */
export class Merge {
  #earlier; // now → before
  #later; // before → now
  #originals; // before → original
  #copies; // original → before
  #gone; // ids that are there no more

  /**
   * @param {object} before  the root of what was written before
   * @param {object} now  the root of what is written now
   * @param {Map} earlier  from elements now to the same ones before
   * @param {Map} originals  from elements before to the original's
   */
  constructor(before, now, earlier, originals) {
    this.#earlier = earlier;
    this.#later = inverse(earlier);
    this.#originals = originals;
    this.#copies = inverse(originals);
    const left = new Set(idsOf(now));
    this.#gone = new Set(idsOf(before).filter((id) => !left.has(id)));
  }

  /** What is to be written for an element of now. */
  element(now) {
    const before = this.#earlier.get(now);
    const original = this.#originals.get(before);
    if (!original) return { ...now, children: now.children.map((child) => this.element(child)) };
    const { children, tail } = this.#content(original, before, now);
    const empty = !children.length && !tail.trim() && (original.empty || original.children.length > 0);
    return {
      lead: original.lead,
      name: isOther(before, now) ? now.name : original.name,
      attributes: mergedAttributes(original, before, now),
      gap: empty === original.empty ? original.gap : '',
      empty,
      children,
      tail,
    };
  }

  #content(original, before, now) {
    if (textOf(now) !== textOf(before)) return { children: now.children.map((child) => this.element(child)), tail: now.tail };
    const children = this.#children(original, before, now);
    const first = children.length && !original.children.length && !original.tail.trim();
    return { children, tail: first ? now.tail : original.tail };
  }

  #children(original, before, now) {
    const drawn = now.children.filter((child) => !this.#isAdded(child));
    const stayed = drawn.filter((child) => this.#originalOf(child)?.parent === original);
    const left = original.children.filter((child) => this.#isLeft(child, isOther(before, now)));
    const standing = (child) => (stayed.includes(child) ? this.#originalOf(child) : child);
    const order = this.#isReordered(stayed, before) ? woven(stayed.map(standing), left) : left;
    return woven(order, drawn.map(standing)).map((child) => (child.parent === original ? this.#asItIs(child) : this.element(child)));
  }

  /** An element of the original as it is now; what the modeler doesn't know stays as it was. */
  #asItIs(original) {
    const now = this.#later.get(this.#copies.get(original));
    return now ? this.element(now) : original;
  }

  #originalOf(now) {
    return this.#originals.get(this.#earlier.get(now));
  }

  /** Whether the modeler has added it of its own, and nobody has changed it since. */
  #isAdded(now) {
    const before = this.#earlier.get(now);
    return Boolean(before) && !this.#originals.has(before) && before.raw === now.raw && this.#earlier.get(now.parent) === before.parent;
  }

  /** Whether an element of the original still stands in the same parent. */
  #isLeft(original, inAnother) {
    const copy = this.#copies.get(original);
    if (!copy) return !this.#gone.has(shapeOf(original)) && !(inAnother && original.name.uri === original.parent.name.uri);
    const now = this.#later.get(copy);
    return Boolean(now) && (this.#originalOf(now.parent) === original.parent || this.#isInAdded(now));
  }

  #isInAdded({ parent }) {
    return Boolean(parent) && (this.#isAdded(parent) || this.#isInAdded(parent));
  }

  #isReordered(stayed, before) {
    const now = stayed.map((child) => this.#earlier.get(child));
    const then = before.children.filter((child) => now.includes(child));
    return now.some((child, at) => child !== then[at]);
  }
}

/** The original's attributes, with what was changed; declarations stay, since what the modeler doesn't know may need them. */
function mergedAttributes(original, before, now) {
  const kept = original.attributes.flatMap((own) => {
    const [was, is] = [before, now].map((element) => element.attribute(own.name.key));
    if (own.declares !== null) return own;
    if (was?.value === is?.value) return was || own.name.uri || !isOther(before, now) ? own : [];
    return is ? { ...own, quoted: is.quoted, type: is.type } : [];
  });
  const added = now.attributes.filter(({ name, value }) => !original.attribute(name.key) && before.attribute(name.key)?.value !== value);
  return [...kept, ...added];
}

/** Whether an element was replaced by one of another kind, to which nothing of BPMN may pass that the modeler doesn't know. */
const isOther = (before, now) => before.name.key !== now.name.key;

/** An element's own text; beside other elements white space is none. */
const textOf = ({ children, tail }) => (children.length ? tail.trim() : tail);

/** The id of the element that a shape draws. */
const shapeOf = (element) => element.get('bpmnElement')?.split(':').at(-1);

const idsOf = (root) => [...root.all()].map(({ id }) => id).filter(Boolean);

const inverse = (map) => new Map([...map].map(([key, value]) => [value, key]));

/** `order` with those of `others` that it lacks, each after the one that it follows there. */
function woven(order, others) {
  const all = [...order];
  others.forEach((item, at) => {
    if (!all.includes(item)) all.splice(all.indexOf(others[at - 1]) + 1, 0, item);
  });
  return all;
}
