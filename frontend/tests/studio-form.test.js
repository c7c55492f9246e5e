import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AsWritten } from '../src/studio/form/as-written.js';
import { componentAt, components, nameOf } from '../src/studio/form/components.js';

const row = { id: 'Field_3', type: 'textfield', key: 'nama', label: 'Nama' };
const list = { id: 'Field_2', type: 'dynamiclist', path: 'pihak', label: 'Pihak', components: [row] };
const inside = { id: 'Field_5', type: 'number', key: 'nilai' };
const group = { id: 'Field_4', type: 'group', label: 'Rincian', components: [inside] };
const text = { id: 'Field_6', type: 'text', text: '## Petunjuk\nIsi semuanya.' };
const schema = { id: 'F1', type: 'default', components: [list, group, text] };

test('components are found under the paths by which the linter names them', () => {
  assert.deepEqual([...components(schema)].map(({ path }) => path), ['pihak', 'pihak.nama', 'Field_4', 'nilai', 'Field_6']);
  assert.equal(componentAt(schema, 'pihak.nama'), row);
  assert.equal(componentAt(schema, 'nama'), undefined);
});

test('a component without a key is found by its id, also once form-js has given it a key', () => {
  const keyed = { id: 'Field_7', type: 'textfield', key: 'textfield_1x' };
  assert.equal(componentAt({ components: [keyed] }, 'Field_7'), keyed);
});

test('a component is called by its words and its key', () => {
  assert.equal(nameOf(row), 'Nama · nama');
  assert.equal(nameOf(text), 'Petunjuk · Field_6');
});

/** What form-js does when it opens a component: defaults in front, and an id. */
const opened = (written) => {
  const factory = { create: (attributes) => ({ showOutline: true, label: 'Kelompok', id: 'made-up', ...attributes }) };
  const asWritten = new AsWritten({ on: () => {} }, factory);
  return { asWritten, field: factory.create(written, false), added: factory.create({ type: 'group' }) };
};

test('what was opened and not changed is saved as it was written', () => {
  const written = { type: 'group', id: 'Field_1', label: 'Rincian', foreign: { kept: [1] } };
  const { asWritten, field } = opened(written);
  assert.equal(field.showOutline, true);
  assert.equal(JSON.stringify(asWritten.restore(field)), JSON.stringify(written));
});

test('what was changed is saved, also where only a default stood', () => {
  const { asWritten, field } = opened({ id: 'Field_1', type: 'group' });
  assert.deepEqual(asWritten.restore({ ...field, showOutline: false }), { id: 'Field_1', type: 'group', showOutline: false });
});

test('a new component keeps its defaults', () => {
  const { asWritten, added } = opened({ id: 'Field_1', type: 'group' });
  assert.deepEqual(asWritten.restore(added), added);
});
