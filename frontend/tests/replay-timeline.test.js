import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Timeline } from '../src/replay/timeline.js';

const SCOPES = [{ id: 'utama' }, { id: 'panggilan-1' }, { id: 'panggilan-2' }];

/** Numbers that look random and are the same in each run. */
function* dice(seed) {
  for (let state = seed; ; ) {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

/** A case of `length` entries, each with tokens, deeds and flows of its own in any of the scopes. */
function aTrail(seed, length = 60) {
  const numbers = dice(seed);
  const upTo = (limit) => Math.floor(numbers.next().value * limit);
  const some = (make) => Object.fromEntries(SCOPES.filter(() => upTo(2)).map(({ id }) => [id, make()]));
  const counts = () => Object.fromEntries(Array.from({ length: upTo(3) }, () => [`unsur-${upTo(6)}`, 1 + upTo(3)]));
  const flows = () => Array.from({ length: upTo(4) }, () => `alur-${upTo(5)}`);
  const moment = (_, index) => ({
    n: index + 1,
    scope: upTo(5) ? SCOPES[upTo(3)].id : null,
    element: `unsur-${upTo(6)}`,
    tokens: some(counts),
    done: some(counts),
    flows: some(flows),
  });
  return { scopes: SCOPES, moments: Array.from({ length }, moment) };
}

const picture = (timeline) => SCOPES.map(({ id }) => [id, ordered(timeline.standing(id))]);
const ordered = (standing) => [...standing.ids()].sort().map((id) => [id, standing.of(id)]);

function at(trail, n) {
  const timeline = new Timeline(trail);
  timeline.goTo(n);
  return timeline;
}

const ONE_LOOP = {
  scopes: SCOPES.slice(0, 1),
  moments: [
    { n: 1, scope: 'utama', element: 'mulai', tokens: { utama: { tulis: 1, baca: 2 } }, done: { utama: { mulai: 1 } }, flows: { utama: ['a'] } },
    { n: 2, scope: 'utama', element: 'tulis', tokens: { utama: { tulis: 1 } }, done: { utama: { tulis: 1 } }, flows: { utama: ['ulang', 'ulang'] } },
    { n: 3, scope: null, element: null, tokens: {}, done: {}, flows: {} },
  ],
};

test('before the first entry nothing stands anywhere', () => {
  assert.deepEqual(picture(new Timeline(aTrail(1))), SCOPES.map(({ id }) => [id, []]));
});

test('tokens are those of the moment, several in several places', () => {
  const standing = at(ONE_LOOP, 1).standing('utama');
  assert.deepEqual([standing.of('tulis').tokens, standing.of('baca').tokens], [1, 2]);
});

test('what is done and taken adds up from entry to entry', () => {
  const standing = at(ONE_LOOP, 2).standing('utama');
  assert.deepEqual([standing.of('mulai').done, standing.of('a').taken, standing.of('ulang').taken], [1, 1, 2]);
});

test('a flow taken by this very entry is told from one that was taken earlier', () => {
  const standing = at(ONE_LOOP, 2).standing('utama');
  assert.deepEqual([standing.of('a').now, standing.of('ulang').now], [0, 2]);
});

test('only the element that this entry acted on is the one acted on', () => {
  const standing = at(ONE_LOOP, 2).standing('utama');
  assert.deepEqual([standing.of('mulai').acted, standing.of('tulis').acted], [false, true]);
});

test('once the case is over no token is left, and its way is', () => {
  const standing = at(ONE_LOOP, 3).standing('utama');
  assert.deepEqual([standing.of('tulis').tokens, standing.of('tulis').done, standing.of('a').taken], [0, 1, 1]);
});

test('stepping forward and back again gives the same', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const timeline = at(aTrail(seed), 20);
    const before = picture(timeline);
    for (const n of [21, 22, 23, 22, 21, 20]) timeline.goTo(n);
    assert.deepEqual(picture(timeline), before);
  }
});

test('jumping gives the same as stepping, in both directions', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const trail = aTrail(seed);
    const stepped = new Timeline(trail);
    for (let n = 1; n <= 47; n += 1) stepped.goTo(n);
    assert.deepEqual(picture(at(trail, 47)), picture(stepped));
    stepped.goTo(60);
    stepped.goTo(13);
    assert.deepEqual(picture(stepped), picture(at(trail, 13)));
  }
});

test('back before the first entry nothing is left', () => {
  const timeline = at(aTrail(3), 60);
  timeline.goTo(0);
  assert.deepEqual(picture(timeline), SCOPES.map(({ id }) => [id, []]));
});

test('whatever stands otherwise after a move is named by it', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const timeline = new Timeline(aTrail(seed));
    for (const n of [1, 2, 30, 29, 28, 60, 5, 5, 0, 59]) {
      const before = new Map(SCOPES.map(({ id }) => [id, new Map(ordered(timeline.standing(id)))]));
      const touched = timeline.goTo(n);
      for (const { id: scope } of SCOPES) {
        const after = new Map(ordered(timeline.standing(scope)));
        const nothing = JSON.stringify({ tokens: 0, done: 0, taken: 0, now: 0, acted: false });
        const look = (pictures, id) => (pictures.has(id) ? JSON.stringify(pictures.get(id)) : nothing);
        const changed = [...new Set([...before.get(scope).keys(), ...after.keys()])].filter((id) => look(before.get(scope), id) !== look(after, id));
        assert.deepEqual(changed.filter((id) => !touched.get(scope).has(id)), []);
      }
    }
  }
});

test('a step names only what its own two entries touch, however long the case is', () => {
  const timeline = at(aTrail(7, 1000), 999);
  const named = [...timeline.goTo(1000).values()].reduce((sum, ids) => sum + ids.size, 0);
  assert.ok(named <= 3 * 11, `${named} ids`);
});
