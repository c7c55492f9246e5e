import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { mend } from '../mends.mjs';
import { dictionary, translate } from '../src/form/dictionary.js';

const viewer = await readFile(new URL('../../node_modules/@bpmn-io/form-js-viewer/dist/index.es.js', import.meta.url), 'utf8');

function sentencesOf(source) {
  const code = source.replaceAll(/^\s*\*.*$/gm, '');
  const calls = code.matchAll(/translate\((?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g);
  return new Set([...calls].map(([, single, double]) => single ?? double));
}

test('every sentence that the viewer says has an Indonesian one', () => {
  assert.deepEqual([...sentencesOf(viewer)].filter((sentence) => !(sentence in dictionary)), []);
});

test('the dictionary has no sentence that the viewer no longer says', () => {
  const said = sentencesOf(viewer);
  assert.deepEqual(Object.keys(dictionary).filter((sentence) => !said.has(sentence)), []);
});

test('a translation keeps the places that the sentence has', () => {
  const places = (text) => (text.match(/{[^}]+}/g) ?? []).sort();
  for (const [sentence, translation] of Object.entries(dictionary)) assert.deepEqual(places(translation), places(sentence));
});

test('places are filled in, zero among them', () => {
  assert.equal(translate('Field must have minimum value of {value}.', { value: 0 }), 'Paling kecil 0.');
});

test('the viewer no longer brings a form of its own', () => {
  assert.equal(mend(viewer).includes('jsxs("form"'), false);
});

test('a viewer that has changed stops the build', () => {
  assert.throws(() => mend(viewer.replace("locale = 'default'", "locale = 'other'")), /dates follow the browser/);
});
