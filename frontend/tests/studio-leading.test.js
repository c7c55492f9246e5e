import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

import { nextAct } from '../src/studio/leading.js';

let listeners;
const happens = (type, isTrusted) => listeners.get(type)?.({ isTrusted });

beforeEach(() => {
  listeners = new Map();
  globalThis.document = { addEventListener: (type, listener) => listeners.set(type, listener) };
});

afterEach(() => { delete globalThis.document; });

for (const type of ['pointerdown', 'keydown', 'input']) {
  test(`somebody’s ${type} is their next act`, () => {
    const next = nextAct();
    assert.equal(next.aborted, false);
    happens(type, true);
    assert.equal(next.aborted, true);
  });
}

test('what a script says of a field is nobody’s act', () => {
  const next = nextAct();
  happens('input', false);
  assert.equal(next.aborted, false);
});
