import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

import { Details } from '../src/replay/details.js';

let asked;
let shown;
let failed;
let answers;

function details() {
  const load = (n) => {
    asked.push(n);
    return new Promise((resolve, reject) => answers.set(n, { resolve, reject }));
  };
  return new Details({ load, show: (n, content) => shown.push([n, content]), fail: (error) => failed.push(error.message) });
}

const rest = () => mock.timers.tick(1000);
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  [asked, shown, failed, answers] = [[], [], [], new Map()];
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

test('while the slider moves nothing is asked for, and then only where it rests', () => {
  const aside = details();
  for (const n of [1, 2, 3, 4]) aside.ask(n);
  rest();
  assert.deepEqual(asked, [4]);
});

test('the answer is shown', async () => {
  const aside = details();
  aside.ask(4);
  rest();
  answers.get(4).resolve('isi');
  await settled();
  assert.deepEqual(shown, [[4, 'isi']]);
});

test('an answer that comes late does not overwrite a newer one', async () => {
  const aside = details();
  aside.ask(4);
  rest();
  aside.ask(5);
  rest();
  answers.get(5).resolve('baru');
  await settled();
  answers.get(4).resolve('lama');
  await settled();
  assert.deepEqual(shown, [[5, 'baru']]);
});

test('an answer is not shown any more once the slider has moved on', async () => {
  const aside = details();
  aside.ask(4);
  rest();
  aside.ask(5);
  answers.get(4).resolve('lama');
  await settled();
  assert.deepEqual(shown, []);
});

test('only what still matters is told as failed', async () => {
  const aside = details();
  aside.ask(4);
  rest();
  aside.ask(5);
  rest();
  answers.get(4).reject(new Error('lama'));
  answers.get(5).reject(new Error('baru'));
  await settled();
  assert.deepEqual(failed, ['baru']);
});
