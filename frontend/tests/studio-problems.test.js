import assert from 'node:assert/strict';
import { test } from 'node:test';

import { counted, editorOf, sorted } from '../src/studio/problems.js';

const error = { severity: 'error', id: 'PRF-302' };
const warning = { severity: 'warning', id: 'PRF-301' };
const urls = { form: '/studio/izin/forms/__form__', diagram: '/studio/izin/diagrams/__path__' };

test('errors stand before warnings, each in their order', () => {
  const later = { severity: 'error', id: 'PRF-303' };
  assert.deepEqual(sorted([warning, error, later]), [error, later, warning]);
});

test('they are counted in words', () => {
  assert.equal(counted([error, warning, error]), '2 kesalahan, 1 peringatan');
  assert.equal(counted([warning]), '1 peringatan');
  assert.equal(counted([]), 'tidak ada');
});

test('a problem of another file leads to that file’s editor, and to its place there', () => {
  assert.equal(editorOf({ file: 'lain.bpmn', element: 'UT_1', id: 'PRF-302' }, urls), '/studio/izin/diagrams/lain.bpmn?element=UT_1&field=PRF-302');
  assert.equal(editorOf({ file: 'forms/F01.form', element: 'nama', id: 'PRF-502' }, urls), '/studio/izin/forms/F01?field=nama');
  assert.equal(editorOf({ file: 'forms/F01.form', element: null, id: 'PRF-501' }, urls), '/studio/izin/forms/F01');
});

test('a file without an editor has no link', () => {
  assert.equal(editorOf({ file: 'clauses.json', element: null, id: 'PRF-004' }, urls), null);
});
