// form-js fills defaults of its own into what it opens; what nobody changed is to stay as it was written.
const IDENTITY = ['id', 'key', 'path'];

export class AsWritten {
  static $inject = ['eventBus', 'fieldFactory'];

  #added = new Map();

  constructor(eventBus, fieldFactory) {
    eventBus.on('form.clear', () => this.#added.clear());
    const create = fieldFactory.create.bind(fieldFactory);
    fieldFactory.create = (written, isNew = true) => {
      const field = create(written, isNew);
      if (isNew) return field;
      this.#added.set(field.id, Object.entries(field).filter(([name]) => !(name in written) && !IDENTITY.includes(name)));
      return { ...written, ...field };
    };
  }

  /** The schema without the defaults that were filled in when it was opened. */
  restore(component) {
    const filled = this.#added.get(component.id) ?? [];
    const kept = Object.entries(component).filter(([name, value]) => !filled.some((one) => same(one, [name, value])));
    const restored = Object.fromEntries(kept);
    return component.components ? { ...restored, components: component.components.map((child) => this.restore(child)) } : restored;
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export const asWritten = { __init__: ['asWritten'], asWritten: ['type', AsWritten] };
