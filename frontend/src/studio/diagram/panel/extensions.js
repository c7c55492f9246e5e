// What stands on an element in lists of its `extensionElements`: Paraf's settings, and what goes in and out.
import { is } from 'bpmn-js/lib/util/ModelUtil';

const LISTS = {
  property: { holder: 'camunda:Properties', list: 'values', type: 'camunda:Property' },
  inputParameter: { holder: 'camunda:InputOutput', list: 'inputParameters', type: 'camunda:InputParameter' },
  outputParameter: { holder: 'camunda:InputOutput', list: 'outputParameters', type: 'camunda:OutputParameter' },
};

/** What the element's extensions stand on: a pool's are those of its process. */
export const bearer = (element) => element.businessObject.get('processRef') ?? element.businessObject;

/** The file's outermost element. */
export function getRoot(element) {
  let object = element.businessObject;
  while (object.$parent) object = object.$parent;
  return object;
}

const holderOf = (object, type) => object.get('extensionElements')?.get('values').find((value) => is(value, type));

/** The element's `property`, `inputParameter` or `outputParameter` entries, in the order of the file. */
export const listOf = (element, kind) => holderOf(bearer(element), LISTS[kind].holder)?.get(LISTS[kind].list) ?? [];

export const propertyOf = (element, name) => listOf(element, 'property').find((property) => property.get('name') === name);

/** Writes the lists, each change one step to undo. */
export class Extensions {
  static $inject = ['modeling', 'bpmnFactory'];

  #modeling;
  #factory;

  constructor(modeling, bpmnFactory) {
    this.#modeling = modeling;
    this.#factory = bpmnFactory;
  }

  /** Give the property `name` a value; an empty one removes it. */
  setProperty(element, name, value) {
    const property = propertyOf(element, name);
    if (property && value) this.update(element, property, { value });
    else if (property) this.remove(element, 'property', property);
    else if (value) this.add(element, 'property', { name, value });
  }

  update(element, entry, attributes) {
    this.#modeling.updateModdleProperties(element, entry, attributes);
  }

  add(element, kind, attributes) {
    const added = this.#factory.create(LISTS[kind].type, attributes);
    this.#write(element, kind, [...listOf(element, kind), added]);
  }

  remove(element, kind, entry) {
    this.removeAll(element, kind, [entry]);
  }

  removeAll(element, kind, entries) {
    if (entries.length) this.#write(element, kind, listOf(element, kind).filter((other) => !entries.includes(other)));
  }

  #write(element, kind, entries) {
    const { holder, list } = LISTS[kind];
    const object = bearer(element);
    const before = holderOf(object, holder);
    const others = Object.values(LISTS).filter((other) => other.holder === holder && other.list !== list);
    if (before && (entries.length || others.some((other) => before.get(other.list).length))) {
      this.#put(element, before, list, entries);
      return;
    }
    const extensions = object.get('extensionElements');
    const kept = extensions?.get('values').filter((value) => value !== before) ?? [];
    const values = entries.length ? [...kept, this.#make(holder, list, entries)] : kept;
    if (!values.length) this.#modeling.updateModdleProperties(element, object, { extensionElements: undefined });
    else if (extensions) this.#put(element, extensions, 'values', values);
    else this.#put(element, object, 'extensionElements', this.#make('bpmn:ExtensionElements', 'values', values));
  }

  #put(element, parent, name, value) {
    for (const child of [value].flat()) child.$parent = parent;
    this.#modeling.updateModdleProperties(element, parent, { [name]: value });
  }

  #make(type, name, values) {
    const made = this.#factory.create(type, { [name]: values });
    for (const value of values) value.$parent = made;
    return made;
  }
}
