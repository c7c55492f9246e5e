import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onPause } from '../src/studio/pause.js';

test('the work waits until nothing has happened for a while', ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const work = mock.fn();
  const ask = onPause(1000, work);
  ask();
  mock.timers.tick(900);
  ask();
  mock.timers.tick(999);
  assert.equal(work.mock.callCount(), 0);
  mock.timers.tick(1);
  assert.equal(work.mock.callCount(), 1);
});

test('what is asked for meanwhile is done once, after what is under way', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const waiting = [];
  const ask = onPause(10, () => new Promise((resolve) => waiting.push(resolve)));
  for (let turn = 0; turn < 3; turn += 1) {
    ask();
    mock.timers.tick(10);
  }
  assert.equal(waiting.length, 1);
  waiting[0]();
  await new Promise(setImmediate);
  assert.equal(waiting.length, 2);
  waiting[1]();
  await new Promise(setImmediate);
  assert.equal(waiting.length, 2);
});
