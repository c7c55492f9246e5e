import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ask, Refusal } from '../src/replay/ask.js';

function answering(status, text) {
  globalThis.fetch = async () => ({ ok: status < 400, text: async () => text });
}

const refused = async () => {
  try {
    return await ask('/audit');
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    return { message: error.message, login: error.login };
  }
};

test('the answer is given as it came', async () => {
  answering(200, '<p>Entri 4</p>');
  assert.equal(await ask('/audit'), '<p>Entri 4</p>');
});

test('a log-in page is never taken for the answer: errors are asked for as JSON', async () => {
  let accepted;
  globalThis.fetch = async (_url, { headers }) => {
    accepted = headers.Accept;
    return { ok: true, text: async () => '' };
  };
  await ask('/audit');
  assert.match(accepted, /^application\/json/);
});

test('an expired session is told with the way to log in', async () => {
  answering(401, '{"message": "Sesi Anda sudah berakhir.", "login": "/account/login"}');
  assert.deepEqual(await refused(), { message: 'Sesi Anda sudah berakhir.', login: true });
});

test('the server’s own sentence is told', async () => {
  answering(404, '{"message": "Kasus ini tidak mempunyai entri 9."}');
  assert.deepEqual(await refused(), { message: 'Kasus ini tidak mempunyai entri 9.', login: false });
});

test('an answer that nobody can read is told as that', async () => {
  answering(502, '<html>');
  assert.match((await refused()).message, /belum dapat menjawab/);
});

test('a connection lost before the answer or in the midst of it is told as that', async () => {
  const lost = async () => {
    throw new TypeError('network error');
  };
  globalThis.fetch = async () => ({ ok: true, text: lost });
  assert.match((await refused()).message, /tidak dapat dihubungi/);
  globalThis.fetch = lost;
  assert.match((await refused()).message, /tidak dapat dihubungi/);
});

test('what is no longer wanted is not told', async () => {
  const abort = new AbortController();
  globalThis.fetch = async () => {
    throw abort.signal.reason;
  };
  abort.abort();
  await assert.rejects(ask('/audit', { signal: abort.signal }), { name: 'AbortError' });
});
