// How the panel reads and writes one value: an attribute, an expression, a property, a parameter. Each is `{get, set}`;
// an empty value takes it away, and each change is one step to undo.
import { getRoot, listOf, propertyOf } from './extensions.js';

export class Access {
  static $inject = ['modeling', 'commandStack', 'bpmnFactory', 'parafExtensions'];

  #modeling;
  #commandStack;
  #factory;
  #extensions;

  constructor(modeling, commandStack, bpmnFactory, extensions) {
    this.#modeling = modeling;
    this.#commandStack = commandStack;
    this.#factory = bpmnFactory;
    this.#extensions = extensions;
  }

  /** An attribute of the element, or of a part of it. */
  attribute(element, name, part = element.businessObject) {
    return {
      get: () => part.get(name),
      set: (value) => this.#modeling.updateModdleProperties(element, part, { [name]: value || undefined }),
    };
  }

  /** A whole number, which the field has as text; what is none is written as it stands, for the linter to speak of. */
  number(element, name, part) {
    const { get, set } = this.attribute(element, name, part);
    return { get: () => get()?.toString(), set: (text) => set(/^\d+$/.test(text ?? '') ? Number(text) : text) };
  }

  /** The text of an expression that stands in a part of the element, e.g. the `condition` of an event. */
  expression(element, name, part = element.businessObject) {
    return { get: () => part.get(name)?.get('body'), set: (body) => this.#setExpression(element, part, name, body) };
  }

  #setExpression(element, part, name, body) {
    const before = part.get(name);
    if (before && body) {
      this.#modeling.updateModdleProperties(element, before, { body });
      return;
    }
    const made = body ? this.#factory.create('bpmn:FormalExpression', { body }) : undefined;
    if (made) made.$parent = part;
    this.#modeling.updateModdleProperties(element, part, { [name]: made });
  }

  property(element, name) {
    return {
      get: () => propertyOf(element, name)?.get('value'),
      set: (value) => this.#extensions.setProperty(element, name, value),
    };
  }

  /** The text of the input parameter of this name. */
  input(element, name) {
    const entry = () => listOf(element, 'inputParameter').find((parameter) => parameter.get('name') === name);
    return {
      get: () => entry()?.get('value'),
      set: (value) => {
        if (entry() && value) this.#extensions.update(element, entry(), { value });
        else if (entry()) this.#extensions.remove(element, 'inputParameter', entry());
        else if (value) this.#extensions.add(element, 'inputParameter', { name, value });
      },
    };
  }

  /** What the file has of this type beside its processes, e.g. `bpmn:Message`. */
  roots(element, type) {
    return getRoot(element).get('rootElements').filter(({ $type }) => $type === type);
  }

  /** Make one more of them, named after its id, and let the element's attribute refer to it. */
  refer(element, attribute, type) {
    const root = getRoot(element);
    const made = this.#factory.create(type);
    made.name = made.id;
    made.$parent = root;
    const change = (moddleElement, properties) => ({ cmd: 'element.updateModdleProperties', context: { element, moddleElement, properties } });
    this.#commandStack.execute('properties-panel.multi-command-executor', [
      change(root, { rootElements: [...root.get('rootElements'), made] }),
      change(element.businessObject, { [attribute]: made }),
    ]);
  }
}
