// Finding a form's components by the paths under which the linter names them.

/** Every component inside `parent`, with its path. The rule is that of the engine's `check_schema`. */
export function* components(parent, path = []) {
  for (const component of parent.components ?? []) {
    const name = component.key || component.path;
    const inside = name ? [...path, name] : path;
    yield { component, path: (name ? inside : [...path, component.id || component.type]).join('.') };
    yield* components(component, inside);
  }
}

/** The component at a dotted path, undefined where there is none. The linter names one without a key by its id; form-js gives it a key. */
export function componentAt(schema, path) {
  const all = [...components(schema)];
  return (all.find((found) => found.path === path) ?? all.find(({ component }) => component.id === path))?.component;
}

/** What the person calls it. */
export function nameOf({ label, dateLabel, timeLabel, text, key, path, id }) {
  const words = label || dateLabel || timeLabel || text?.split('\n')[0].replace(/^[#\s]+/, '');
  return [words, key || path || id].filter(Boolean).join(' · ');
}
