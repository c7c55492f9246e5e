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

/** The component at a dotted path, undefined where there is none. */
export const componentAt = (schema, path) => [...components(schema)].find((found) => found.path === path)?.component;

/** What the person calls it. */
export function nameOf({ label, dateLabel, timeLabel, text, key, path, id }) {
  const words = label || dateLabel || timeLabel || text?.split('\n')[0].replace(/^[#\s]+/, '');
  return [words, key || path || id].filter(Boolean).join(' · ');
}
