import assert from 'node:assert/strict';
import { test } from 'node:test';

import { evaluate, unaryTest } from '@bpmn-io/feelin';

import { feel } from '../src/form/feel.js';

/** The language as form-js 2.0.0 makes it, then as the pages change it. */
function language() {
  const made = {
    evaluate: (expression, data) => evaluate(expression.slice(1), data).value,
    evaluateUnaryTest: (expression, data) => unaryTest(expression.slice(1), data).value,
  };
  const [, Change] = feel.conditionsAreExpressions;
  new Change(made);
  return made;
}

const hides = (condition, data) => language().evaluateUnaryTest(`=${condition}`, data) === true;

test('a condition on what is not known yet hides nothing, as on the server', () => {
  assert.equal(unaryTest('jumlah > 3', {}).value, true);
  for (const condition of ['jumlah > 3', 'list contains(tujuan, "SEKBA")', 'count(daftar) = 0', 'setuju', 'not(setuju)']) {
    assert.equal(hides(condition, {}), false, condition);
  }
});

test('a condition that is true hides, and no other', () => {
  assert.equal(hides('jumlah > 3', { jumlah: 4 }), true);
  assert.equal(hides('jumlah > 3', { jumlah: 2 }), false);
  assert.equal(hides('jenis', { jenis: 'KSB' }), false);
  assert.equal(hides('not(list contains(tujuan, "SEKBA"))', { tujuan: ['TU'] }), true);
});
