import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { Pen } from '../src/studio/pen.js';

const URLS = { pen: '/pen', drop: '/pen/drop' };
const MINE = { holder: 'Satu', mine: true };
const THEIRS = { holder: 'Dua', mine: false };

let asked;
let changes;

function pen(state, ...answers) {
  const ask = async (...question) => {
    asked.push(question);
    return answers.length > 1 ? answers.shift() : answers[0];
  };
  return new Pen({ ask, urls: URLS, state, onChange: (now) => changes.push(now.holder) });
}

const ok = (content) => ({ status: 200, content });

beforeEach(() => {
  asked = [];
  changes = [];
  globalThis.window = new EventTarget();
});

test('it is asked for as long as the editor is open', async ({ mock }) => {
  mock.timers.enable({ apis: ['setInterval'] });
  const held = pen(null, ok(MINE));
  await held.hold();
  mock.timers.tick(60_000);
  assert.equal(held.mine, true);
  assert.deepEqual(asked.map(([url]) => url), ['/pen', '/pen', '/pen']);
});

test('only a change of hands is told', async () => {
  const held = pen(MINE, ok(MINE), ok(THEIRS), ok(THEIRS), ok(MINE));
  for (let turn = 0; turn < 4; turn += 1) await held.take();
  assert.deepEqual(changes, ['Dua', 'Satu']);
});

test('it is taken from somebody else only where that is asked for', async () => {
  const held = pen(THEIRS, ok(THEIRS), ok(MINE));
  await held.take();
  await held.take({ over: true });
  assert.deepEqual(asked, [['/pen', {}], ['/pen', { over: '1' }]]);
});

test('an answer that nobody heard changes nothing', async () => {
  const held = pen(MINE, null);
  await held.take();
  assert.equal(held.mine, true);
});

test('leaving the page lays it down, also while the page closes; somebody else’s is let alone', async ({ mock }) => {
  mock.timers.enable({ apis: ['setInterval'] });
  await pen(MINE, ok(MINE)).hold();
  await pen(THEIRS, ok(THEIRS)).hold();
  asked = [];
  window.dispatchEvent(new Event('pagehide'));
  assert.deepEqual(asked, [['/pen/drop', {}, { keepalive: true }]]);
});
