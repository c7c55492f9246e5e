import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { Line } from '../src/studio/line.js';

let said;
let again;
const banners = { show: (name, text, actions) => { said = { text, actions }; }, drop: () => { said = null; } };
const form = { querySelector: () => ({ value: 'token' }) };

function line(answer) {
  globalThis.window = new EventTarget();
  globalThis.document = { querySelectorAll: () => [] };
  globalThis.fetch = async (_url, { body }) => {
    if (!answer) throw new TypeError('offline');
    return { status: answer.status, json: async () => ({ ...answer.content, sent: [...body] }) };
  };
  return new Line({ account: 'a', form, banners, again: () => { again += 1; } });
}

beforeEach(() => {
  said = null;
  again = 0;
});

test('an answer is handed on, whatever it says', async () => {
  const { status, content } = await line({ status: 409, content: { message: 'Sudah diubah.' } }).ask('/save', { changes: '{}' });
  assert.deepEqual([status, content.message, content.sent], [409, 'Sudah diubah.', [['csrf_token', 'token'], ['changes', '{}']]]);
  assert.equal(said, null);
});

test('without a network it says that nothing is lost, and tries again when the network is back', async () => {
  assert.equal(await line(null).ask('/save'), null);
  assert.match(said.text, /Yang Anda ubah masih ada di halaman ini/);
  window.dispatchEvent(new Event('online'));
  assert.equal(again, 1);
});

test('an expired session leads to the log-in in a new tab', async () => {
  assert.equal(await line({ status: 401, content: { login: '/account/login' } }).ask('/save'), null);
  assert.deepEqual(said.actions.map(({ words, href }) => [words, href]), [['Masuk kembali di tab baru', '/account/login'], ['Coba lagi', undefined]]);
});

test('what one person drew is not saved by another who has logged in meanwhile', async () => {
  assert.equal(await line({ status: 400, content: { csrf_token: 'baru', account: 'b' } }).ask('/save'), null);
  assert.match(said.text, /akun lain/);
});

test('a server that fails is no answer', async () => {
  assert.equal(await line({ status: 503, content: { message: 'Basis data sibuk.' } }).ask('/save'), null);
  assert.equal(said.text, 'Basis data sibuk.');
});
