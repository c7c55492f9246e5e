import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';

import { Desk } from '../src/studio/desk.js';

const KEY = 'paraf-studio:a:izin:izin.bpmn';
const WORKSPACE = {
  key: 'izin', path: 'izin.bpmn', text: 'awal', digest: 'sha-awal', draft: null, problems: [], pen: null,
  urls: { lint: '/lint', save: '/save', pen: '/pen', drop: '/pen/drop' },
};
const SAVED = { revision: 1, saved_at_words: '22 November 2026 14.05 WIB', saved_by: 'Satu', problems: [{ id: 'PRF-301' }] };
const MINE = { holder: 'Satu', mine: true, since: '2026-11-22T07:00:00Z' };
const THEIRS = { ...MINE, holder: 'Dua', mine: false };

let server; // address → the answer, or a function of what was sent; undefined: nobody hears it
let sent;
let storage;
let text;
let parts;
let problems;

/** As much of an element as the desk asks for. */
function element() {
  const node = new EventTarget();
  const children = [];
  return Object.assign(node, {
    children,
    textContent: '',
    append: (...added) => children.push(...added.map((child) => Object.assign(child, { remove: () => children.splice(children.indexOf(child), 1) }))),
    replaceWith() {},
  });
}

const words = (banner) => banner.children[0].textContent;
const banners = () => parts.banners.children.map(words);
const press = (label) => parts.banners.children.flatMap(({ children }) => children).find(({ textContent }) => textContent === label).dispatchEvent(new Event('click'));
const settle = async () => { for (let turn = 0; turn < 20; turn += 1) await Promise.resolve(); };
const pass = async (ms) => {
  mock.timers.tick(ms);
  await settle();
};

async function opened(workspace = {}) {
  const page = { dataset: { account: 'a' }, querySelector: (selector) => parts[/data-desk="(\w+)"/.exec(selector)[1]] };
  const load = async (other) => { text = other; };
  const desk = new Desk({ page, workspace: { ...WORKSPACE, ...workspace }, read: async () => text, load, onProblems: (found) => { problems = found; } });
  await desk.open();
  return desk;
}

function draw(desk, other) {
  text = other;
  desk.changed();
}

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  server = { '/lint': { problems: [] }, '/pen': MINE, '/save': { ...SAVED, digests: { 'izin.bpmn': 'sha-baru' } } };
  sent = [];
  storage = new Map();
  text = 'awal';
  parts = { status: element(), pen: element(), banners: element(), save: element(), download: element() };
  const localStorage = { getItem: (key) => storage.get(key) ?? null, setItem: (key, value) => storage.set(key, value), removeItem: (key) => storage.delete(key) };
  globalThis.window = Object.assign(new EventTarget(), { localStorage, confirm: () => true });
  globalThis.document = Object.assign(new EventTarget(), { createElement: element, querySelector: () => ({ querySelector: () => ({ value: 'token' }) }), querySelectorAll: () => [] });
  globalThis.fetch = async (url, { body }) => {
    sent.push([url, Object.fromEntries(body)]);
    const answer = server[url];
    if (answer === undefined) throw new TypeError('offline');
    return { status: answer.status ?? 200, json: async () => answer };
  };
});

afterEach(() => mock.timers.reset());

test('what is drawn is kept in the browser after a moment, and checked with what isn’t saved', async () => {
  const desk = await opened();
  draw(desk, 'baru');
  await pass(500);
  assert.equal(JSON.parse(storage.get(KEY)).text, 'baru');
  assert.match(parts.status.textContent, /Belum disimpan/);
  await pass(500);
  assert.deepEqual(sent.at(-1), ['/lint', { csrf_token: 'token', changes: '{"izin.bpmn":"baru"}' }]);
});

test('a save names what it was drawn over, tells the problems, and is not kept any longer', async () => {
  const desk = await opened();
  draw(desk, 'baru');
  await pass(500);
  assert.equal(await desk.save(), true);
  assert.deepEqual(sent.at(-1), ['/save', { csrf_token: 'token', changes: '{"izin.bpmn":"baru"}', was: '{"izin.bpmn":"sha-awal"}' }]);
  assert.equal(parts.status.textContent, 'Tersimpan 22 November 2026 14.05 WIB oleh Satu.');
  assert.deepEqual(problems, SAVED.problems);
  assert.equal(storage.size, 0);
  draw(desk, 'lagi');
  await desk.save();
  assert.equal(sent.at(-1)[1].was, '{"izin.bpmn":"sha-baru"}');
});

test('drawing back to what is saved leaves nothing to save', async () => {
  const desk = await opened();
  draw(desk, 'baru');
  await pass(500);
  draw(desk, 'awal');
  await pass(500);
  assert.equal(storage.size, 0);
  assert.equal(await desk.save(), true);
  assert.ok(!sent.some(([url]) => url === '/save'));
});

test('a save that nobody heard is sent again when the network is back', async () => {
  const desk = await opened();
  const answer = server['/save'];
  server['/save'] = undefined;
  draw(desk, 'baru');
  assert.equal(await desk.save(), false);
  assert.match(banners().join(), /Server tidak dapat dihubungi/);
  assert.equal(JSON.parse(storage.get(KEY)).text, 'baru');
  server['/save'] = answer;
  window.dispatchEvent(new Event('online'));
  await settle();
  assert.match(parts.status.textContent, /^Tersimpan/);
  assert.deepEqual(banners(), []);
});

test('while somebody else edits, nothing is sent; taking over makes it possible', async () => {
  server['/pen'] = THEIRS;
  const desk = await opened();
  draw(desk, 'baru');
  assert.equal(await desk.save(), false);
  assert.ok(!sent.some(([url]) => url === '/save'));
  assert.match(banners().join(), /^Dua sedang menyunting/);
  server['/pen'] = MINE;
  press('Ambil alih');
  await settle();
  assert.equal(sent.at(-1)[1].over, '1');
  assert.equal(await desk.save(), true);
});

test('where the file has changed meanwhile, one’s own text stays, and both can be had', async () => {
  const desk = await opened();
  server['/save'] = { status: 409, message: 'izin.bpmn sudah diubah lebih dahulu: Dua.' };
  draw(desk, 'baru');
  assert.equal(await desk.save(), false);
  assert.match(banners().join(), /Dua/);
  assert.deepEqual(parts.banners.children[0].children.slice(1).map(({ textContent }) => textContent), ['Unduh versi saya', 'Muat yang tersimpan di server']);
  assert.equal(JSON.parse(storage.get(KEY)).text, 'baru');
});

test('a kept text is offered, and nothing is kept over it before that is decided', async () => {
  storage.set(KEY, JSON.stringify({ text: 'hilang tadi', was: 'sha-awal', at: '2026-11-22T07:05:00Z' }));
  const desk = await opened();
  assert.match(banners().join(), /22 November 2026 14.05 WIB/);
  draw(desk, 'baru');
  await pass(500);
  assert.equal(JSON.parse(storage.get(KEY)).text, 'hilang tadi');
  press('Pulihkan');
  await settle();
  assert.equal(text, 'hilang tadi');
  assert.deepEqual(banners(), []);
});

test('a kept text that is thrown away is gone', async () => {
  storage.set(KEY, JSON.stringify({ text: 'hilang tadi', was: 'sha-lain', at: '2026-11-22T07:05:00Z' }));
  await opened();
  assert.match(banners().join(), /Sejak itu berkas ini disimpan lagi/);
  press('Buang');
  await settle();
  assert.equal(storage.size, 0);
});

test('the browser asks before the page is left only where something would be lost', async () => {
  const desk = await opened();
  const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  assert.equal(leave(), false);
  draw(desk, 'baru');
  assert.equal(leave(), true);
  await pass(500);
  assert.equal(leave(), false);
  window.localStorage.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };
  draw(desk, 'lebih baru');
  await pass(500);
  assert.equal(leave(), true);
  assert.match(parts.status.textContent, /Simpan atau unduh sekarang/);
});

test('what the editor can’t hand over is said, and saved once it can', async () => {
  let broken = false;
  const page = { dataset: { account: 'a' }, querySelector: (selector) => parts[/data-desk="(\w+)"/.exec(selector)[1]] };
  const read = async () => { if (broken) throw new Error('root'); return text; };
  const desk = new Desk({ page, workspace: WORKSPACE, read, load: async () => {}, onProblems: () => {} });
  await desk.open();
  draw(desk, 'baru');
  broken = true;
  await assert.rejects(desk.save());
  assert.match(banners().join(), /tidak dapat dibaca dari penyunting/);
  broken = false;
  assert.equal(await desk.save(), true);
  assert.deepEqual(banners(), []);
});
