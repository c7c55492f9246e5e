// Which elements of two texts are the same one.

/**
 * Pair the elements of two trees: those of one id, wherever they stand; of the others, below a pair, those that are
 * written alike, then those of one name that have most in common. Returns a map from `one`'s elements to `other`'s.
 */
export function paired(one, other) {
  const pairs = new Map([[one, other]]);
  const taken = new Set([other]);
  const pair = (element, partner) => {
    pairs.set(element, partner);
    taken.add(partner);
  };
  const identified = new Map([...other.all()].reverse().map((element) => [element.id, element]));
  for (const element of one.all()) {
    const partner = element.id && identified.get(element.id);
    if (partner && !taken.has(partner) && element !== one) pair(element, partner);
  }
  for (const element of one.all()) {
    const left = () => element.children.filter((child) => !pairs.has(child));
    const free = () => pairs.get(element)?.children.filter((candidate) => !taken.has(candidate)) ?? [];
    if (!left().length || !free().length) continue;
    const alike = Map.groupBy(free(), saidOf);
    for (const child of left()) {
      const partner = alike.get(saidOf(child))?.shift();
      if (partner) pair(child, partner);
    }
    for (const child of left()) {
      const partner = best(free(), (candidate) => inCommon(child, candidate));
      if (partner) pair(child, partner);
    }
  }
  return pairs;
}

/** The first of those whose score is the highest; none where all are 0. */
function best(candidates, score) {
  let found = null;
  let highest = 0;
  for (const candidate of candidates) {
    const points = score(candidate);
    if (points > highest) [found, highest] = [candidate, points];
  }
  return found;
}

/** How much two of one name have in common; of two ids they are two. */
function inCommon(one, other) {
  if (one.name.key !== other.name.key || (one.id && other.id)) return 0;
  const shared = one.attributes.filter(({ name, value }) => other.attribute(name.key)?.value === value).length;
  return 1 + shared + (one.tail.trim() === other.tail.trim() ? 1 : 0);
}

/** What an element says, however it is written, but for its own id: that may have been changed. */
const saidOf = (element) => said(element, ({ name, declares }) => declares === null && name.key !== ' id');

function said({ name, attributes, children, tail }, counts = ({ declares }) => declares === null) {
  const pairs = attributes.filter(counts).map((attribute) => [attribute.name.key, attribute.value]);
  return JSON.stringify([name.key, pairs.sort(), children.map((child) => said(child)), tail.trim()]);
}
