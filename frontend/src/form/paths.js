// Values inside nested objects and lists, by a list of keys.

/** The value at `path`, undefined where there is none. */
export const get = (source, path) => path.reduce((inner, key) => inner?.[key], source);

/** Set the value at `path`, making objects and lists on the way. */
export function set(target, path, value) {
  const last = path.length - 1;
  const parent = path.slice(0, last).reduce((inner, key, index) => (inner[key] ??= typeof path[index + 1] === 'number' ? [] : {}), target);
  parent[path[last]] = value;
}
