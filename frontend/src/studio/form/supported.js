// What of form-js Paraf reads: the palette and the panel offer nothing else, because the linter refuses the rest.

const HIDDEN_TYPES = ['button', 'documentPreview', 'html', 'iframe', 'image', 'table'];
const WITHOUT_PROPERTIES = ['default', 'expression', 'group', 'separator', 'spacer', 'text'];
/** Entries of the panel by component type → the property that each writes. What a file has all the same can be taken out. */
const HIDDEN_ENTRIES = {
  filepicker: { description: 'description', disabled: 'disabled', readonly: 'readonly' },
  number: { 'serialize-to-string': 'serializeToString' },
};
const AFTER_ALL_OTHERS = 1;

/** A form that has such a component still opens, so that it can be taken out. */
class OnlySupportedTypes {
  static $inject = ['formFields'];

  constructor(formFields) {
    // The palette takes what it can list; no other way leads there.
    for (const type of HIDDEN_TYPES) Object.defineProperty(formFields._formFields, type, { enumerable: false });
  }
}

class OnlySupportedEntries {
  static $inject = ['propertiesPanel'];

  constructor(propertiesPanel) {
    propertiesPanel.registerProvider(this, AFTER_ALL_OTHERS);
  }

  getGroups(field) {
    const hidden = HIDDEN_ENTRIES[field?.type] ?? {};
    const shown = ({ id }) => !(id in hidden) || field[hidden[id]] !== undefined;
    return (groups) =>
      groups
        .filter(({ id }) => id !== 'custom-values' || !WITHOUT_PROPERTIES.includes(field.type) || field.properties)
        .map((group) => (group.entries ? { ...group, entries: group.entries.filter(shown) } : group))
        .filter(({ entries, items }) => items || entries.length);
  }
}

export const onlySupported = {
  __init__: ['onlySupportedTypes', 'onlySupportedEntries'],
  onlySupportedTypes: ['type', OnlySupportedTypes],
  onlySupportedEntries: ['type', OnlySupportedEntries],
};
