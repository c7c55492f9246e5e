import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Keep } from '../src/studio/keep.js';

const storage = (limit = Infinity) => {
  const kept = new Map();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (value.length > limit) throw new DOMException('', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key) => kept.delete(key),
  };
};

test('what is kept is there again, with what it was drawn over', () => {
  const place = storage();
  const keep = new Keep(() => place, 'a1', 'izin', 'izin.bpmn');
  assert.equal(keep.put('<xml/>', 'sha'), true);
  const { text, was, at } = new Keep(() => place, 'a1', 'izin', 'izin.bpmn').get();
  assert.deepEqual([text, was], ['<xml/>', 'sha']);
  assert.ok(!Number.isNaN(Date.parse(at)));
});

test('each account and each file has a text of its own', () => {
  const place = storage();
  new Keep(() => place, 'a1', 'izin', 'izin.bpmn').put('satu', null);
  assert.equal(new Keep(() => place, 'a2', 'izin', 'izin.bpmn').get(), null);
  assert.deepEqual([...place.kept.keys()], ['paraf-studio:a1:izin:izin.bpmn']);
});

test('a full storage is told, and what was kept before stays', () => {
  const place = storage(100);
  const keep = new Keep(() => place, 'a');
  keep.put('pendek', null);
  assert.equal(keep.put('panjang'.repeat(50), null), false);
  assert.equal(keep.get().text, 'pendek');
});

test('a browser that forbids storage keeps nothing, and nothing breaks', () => {
  const keep = new Keep(() => { throw new DOMException('', 'SecurityError'); }, 'a');
  assert.equal(keep.put('x', null), false);
  assert.equal(keep.get(), null);
  keep.drop();
});

test('what another programme left under the name is no text', () => {
  const place = storage();
  place.kept.set('paraf-studio:a', '{"lain": 1}');
  assert.equal(new Keep(() => place, 'a').get(), null);
});
