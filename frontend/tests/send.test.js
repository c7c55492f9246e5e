import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { failure, send } from '../src/form/send.js';

let sent;
let tokenField;

function answering(...answers) {
  globalThis.fetch = async (_url, { body }) => {
    sent.push(body.get('csrf_token'));
    const { status, content } = answers[sent.length - 1];
    return { status, json: async () => content };
  };
}

function body() {
  const form = new FormData();
  form.set('csrf_token', 'lama');
  return form;
}

beforeEach(() => {
  sent = [];
  tokenField = { value: 'lama' };
  globalThis.document = { querySelectorAll: () => [tokenField] };
});

test('a stale token is replaced by the server’s, and the answers are sent once more', async () => {
  answering({ status: 400, content: { csrf_token: 'baru', account: 'a' } }, { status: 200, content: { redirect: '/' } });
  assert.equal((await send('/', body(), { account: 'a' })).status, 200);
  assert.deepEqual(sent, ['lama', 'baru']);
  assert.equal(tokenField.value, 'baru');
});

test('what one person entered is not sent again as another', async () => {
  answering({ status: 400, content: { csrf_token: 'baru', account: 'b' } });
  assert.equal((await send('/', body(), { account: 'a' })).status, 400);
  assert.deepEqual(sent, ['lama']);
});

test('any other refusal is not sent again', async () => {
  answering({ status: 400, content: { message: 'Tidak lengkap.' } });
  assert.equal((await send('/', body())).status, 400);
  assert.deepEqual(sent, ['lama']);
});

test('an answer that is no JSON says that nothing is lost', async () => {
  globalThis.fetch = async () => ({ status: 502, json: async () => JSON.parse('<html>') });
  assert.match(failure(await send('/', body())).message, /Isian Anda masih ada/);
});

test('an expired session offers the log-in', () => {
  const { message, login } = failure({ status: 401, content: { message: 'Sesi berakhir.', login: '/masuk' } });
  assert.deepEqual({ message, login }, { message: 'Sesi berakhir.', login: '/masuk' });
});

test('a task that is done meanwhile leads to its case', () => {
  const { caseUrl, fields } = failure({ status: 409, content: { message: 'Sudah dikerjakan.', case: '/cases/k1' } });
  assert.deepEqual({ caseUrl, fields }, { caseUrl: '/cases/k1', fields: {} });
});
