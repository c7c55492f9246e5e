import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { mendPanel } from '../mends.mjs';
import { dictionary, plain, translate } from '../src/studio/words/bpmn.js';

// What the browser gets, so that only what can be said counts.
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('../src/studio-diagram.js', import.meta.url))],
  bundle: true,
  format: 'iife',
  write: false,
  loader: { '.css': 'empty', '.svg': 'empty' },
});
const editor = outputFiles[0].text;

const STRING = String.raw`("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`;
const read = (text) => (text.startsWith("'") ? text.slice(1, -1) : JSON.parse(text));
const strings = (code, pattern) => [...code.matchAll(new RegExp(pattern, 'gm'))].map(([, text]) => read(text));
const between = (start, end) => editor.split(start)[1].split(end)[0];

/** `translate("…")`, also where it is the service under another name; not SVG's `translate(`, which stands in a string. */
const literal = strings(editor, `(?<!["'\\w-])_?translate\\d*\\(\\s*${STRING}(?=\\s*[,)])`);

/** What reaches `translate` as the value of a name. */
const named = [
  // the replace menu
  ...strings(editor, `\\blabel: ${STRING},\\n\\s+(?:className: "bpmn-icon|actionName: )`),
  ...strings(editor, `actionName: "[\\w-]+", label: ${STRING}`),
  'Empty pool/participant (removes content)',
  // the panel's head
  ...[...between('var iconsByType = {', '\n  };').matchAll(/^ {4}"?(\w+)"?:/gm)].map(([, type]) =>
    type.replace(/(\B[A-Z])/g, ' $1').replace(/(\bNon Interrupting)/g, '($1)')),
  // listeners and ways to implement a task
  ...[...editor.matchAll(/var (?:EVENT_TO_LABEL|IMPLEMENTATION_TYPE_TO_LABEL)(?:\$\d)? = {([^}]+)}/g)].flatMap(([, labels]) => strings(labels, `: ${STRING}`)),
  ...strings(editor, `var IMPLEMENTATION_TYPE_\\w+_LABEL = ${STRING}`),
  'Start: {type}', 'End: {type}',
  // refused drops
  ...strings(editor, `var \\w+_ERR_MSG = ${STRING}`),
  // one of several
  'Local variable name', 'Process variable name', 'Participant ID',
  'List contains {numOfItems} item', 'List contains {numOfItems} items',
  'Click to set a dynamic value with FEEL expression', 'Click to remove dynamic value with FEEL expression',
  ...['left', 'center', 'right', 'top', 'middle', 'bottom'].map((way) => `Align elements ${way}`),
];

const said = new Set([...literal, ...named].map(plain));

/** Names that Indonesian BPMN authors use as they are. */
const SAME = ['BPMN', 'CMMN', 'DMN', 'Error', 'Gateway', 'ID', 'Label', 'Multi-instance', 'Timer', 'versionTag', '{eventType}: {type}'];

test('every sentence that the diagram editor says has an Indonesian one', () => {
  const known = new Set(Object.keys(dictionary).map(plain));
  assert.deepEqual([...said].filter((sentence) => !known.has(sentence)), []);
  assert.ok(said.size > 400, 'the sentences are found');
});

test('the dictionary has no sentence that the diagram editor no longer says', () => {
  assert.deepEqual(Object.keys(dictionary).filter((sentence) => !said.has(plain(sentence))), []);
});

test('no sentence stands twice in the dictionary', () => {
  const sentences = Object.keys(dictionary).map(plain);
  assert.deepEqual(sentences.filter((sentence, n) => sentences.indexOf(sentence) !== n), []);
});

test('a translation keeps the places that the sentence has', () => {
  const places = (text) => (text.match(/(?<!\$){[^}]+}/g) ?? []).sort();
  for (const [sentence, words] of Object.entries(dictionary)) assert.deepEqual(places(words), places(sentence), sentence);
});

test('only names that are the same in Indonesian are left as they are', () => {
  assert.deepEqual(Object.keys(dictionary).filter((sentence) => dictionary[sentence] === sentence).sort(), SAME.toSorted());
});

test('places are filled in, and what is no place is left', () => {
  assert.equal(translate('Open {element}', { element: 'Telaah' }), 'Buka Telaah');
  assert.equal(translate('List contains {numOfItems} items', { numOfItems: 0 }), 'Daftar berisi 0 butir');
  assert.equal(translate('unknown {here}'), 'unknown {here}');
});

test('one element has one name in the menus and in the panel', () => {
  assert.equal(translate('Business Rule Task'), translate('Business rule task'));
});

test('what the panel isn’t handed the dictionary for asks it by itself', async () => {
  const panel = await readFile(new URL('../../node_modules/@bpmn-io/properties-panel/dist/index.esm.js', import.meta.url), 'utf8');
  assert.match(mendPanel(panel), /function translateFallback\(template, replacements\) {\n {2}return inIndonesian\(/);
  assert.throws(() => mendPanel(panel.replace('function translateFallback', 'function otherwise')), /properties-panel has changed/);
});
