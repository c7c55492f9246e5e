// What stands on each diagram after any entry of a case. It knows nothing of pages or drawings.

/** What one run of one process has to show: counts by element or flow id, and what this very entry did there. */
class Standing {
  tokens = new Map();
  done = new Map();
  taken = new Map();
  now = new Map();
  acted = null;

  /** How an element or a flow stands; `now` counts what this entry completed or took of it. */
  of(id) {
    const count = (counts) => counts.get(id) ?? 0;
    return { tokens: count(this.tokens), done: count(this.done), taken: count(this.taken), now: count(this.now), acted: this.acted === id };
  }

  /** Every id that has something to show. */
  ids() {
    return new Set([this.tokens, this.done, this.taken, this.now].flatMap((counts) => [...counts.keys()]).concat(this.acted ?? []));
  }
}

export class Timeline {
  #moments;
  #standings;
  #n = 0;

  /** `trail` as the server gives it: `scopes`, and `moments` in the order of their entries. It begins before the first. */
  constructor({ scopes, moments }) {
    this.scopes = scopes;
    this.#moments = moments;
    this.#standings = new Map(scopes.map(({ id }) => [id, new Standing()]));
  }

  /** The entry after which everything stands as it does; 0 before the first. */
  get n() {
    return this.#n;
  }

  get length() {
    return this.#moments.length;
  }

  /** What entry `n` did; undefined for 0. */
  moment(n = this.#n) {
    return this.#moments[n - 1];
  }

  standing(scope) {
    return this.#standings.get(scope);
  }

  /** Go to an entry. Returns scope → the ids that may stand otherwise than before; only these need to be drawn anew. */
  goTo(n) {
    const touched = new Map(this.scopes.map(({ id }) => [id, new Set()]));
    this.#leave(touched);
    for (; this.#n < n; this.#n += 1) this.#count(this.moment(this.#n + 1), 1, touched);
    for (; this.#n > n; this.#n -= 1) this.#count(this.moment(this.#n), -1, touched);
    this.#arrive(touched);
    return touched;
  }

  /** Take away what only the present moment shows. */
  #leave(touched) {
    for (const [scope, standing] of this.#standings) {
      for (const id of [...standing.tokens.keys(), ...standing.now.keys()]) touched.get(scope).add(id);
      if (standing.acted) touched.get(scope).add(standing.acted);
      Object.assign(standing, { tokens: new Map(), now: new Map(), acted: null });
    }
  }

  #count(moment, way, touched) {
    for (const [name, scope, id, times] of deeds(moment)) {
      add(this.standing(scope)[name], id, way * times);
      touched.get(scope).add(id);
    }
  }

  #arrive(touched) {
    const moment = this.moment();
    if (!moment) return;
    for (const [scope, tokens] of Object.entries(moment.tokens)) {
      this.standing(scope).tokens = new Map(Object.entries(tokens));
      for (const id of Object.keys(tokens)) touched.get(scope).add(id);
    }
    for (const [, scope, id, times] of deeds(moment)) {
      add(this.standing(scope).now, id, times);
      touched.get(scope).add(id);
    }
    if (moment.scope && moment.element) {
      this.standing(moment.scope).acted = moment.element;
      touched.get(moment.scope).add(moment.element);
    }
  }
}

/** What an entry added to the counts, one by one. */
function* deeds({ done, flows }) {
  for (const [scope, counts] of Object.entries(done)) for (const [id, times] of Object.entries(counts)) yield ['done', scope, id, times];
  for (const [scope, taken] of Object.entries(flows)) for (const id of taken) yield ['taken', scope, id, 1];
}

/** Add to a count; one of nothing is left out, so that equal standings are equal maps. */
function add(counts, id, times) {
  const sum = (counts.get(id) ?? 0) + times;
  if (sum) counts.set(id, sum);
  else counts.delete(id);
}
