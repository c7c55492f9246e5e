import assert from 'node:assert/strict';
import { test } from 'node:test';

import { submissionBody, withoutFiles } from '../src/form/payload.js';

const HIDDEN = [{ name: 'csrf_token', value: 't' }, { name: 'seen', value: '7' }];
const pdf = (name) => new File(['%PDF'], name);

test('the hidden fields, the answers and the password are sent', () => {
  const body = submissionBody(HIDDEN, { judul: 'Kerja sama' }, new Map(), 'rahasia');
  assert.deepEqual([...body], [['csrf_token', 't'], ['seen', '7'], ['data', '{"judul":"Kerja sama"}'], ['password', 'rahasia']]);
});

test('no password is sent where no paraf is due', () => {
  assert.equal(submissionBody(HIDDEN, {}, new Map(), null).has('password'), false);
});

test('each file is sent under the key that stands in the answers, also inside a list', () => {
  const files = new Map([['files::a', [pdf('a.pdf')]], ['files::b', [pdf('b1.pdf'), pdf('b2.pdf')]]]);
  const body = submissionBody(HIDDEN, { surat: 'files::a', lampiran: [{ berkas: 'files::b' }] }, files, null);
  const sent = [...body].filter(([, value]) => value instanceof File).map(([name, file]) => [name, file.name]);
  assert.deepEqual(sent, [['file:files::a', 'a.pdf'], ['file:files::b', 'b1.pdf'], ['file:files::b', 'b2.pdf']]);
});

test('a picked file whose field is no longer shown is not sent', () => {
  const body = submissionBody(HIDDEN, { surat: null }, new Map([['files::a', [pdf('a.pdf')]]]), null);
  assert.equal(body.has('file:files::a'), false);
});

test('a draft keeps no key of a file', () => {
  assert.deepEqual(withoutFiles({ surat: 'files::a', baris: [{ berkas: 'files::b', nama: 'x' }] }), { surat: null, baris: [{ berkas: null, nama: 'x' }] });
});
