import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { dictionary, inIndonesian, textsOf } from '../src/studio/words/form.js';

const EDITOR = '../../node_modules/@bpmn-io/form-js-editor';
const sources = await Promise.all(
  [`${EDITOR}/dist/index.es.js`, `${EDITOR}/node_modules/@bpmn-io/form-js-viewer/dist/index.es.js`].map((path) => readFile(new URL(path, import.meta.url), 'utf8')),
);
const said = new Set(sources.flatMap((source) => textsOf(source.replaceAll(/\/\*[\s\S]*?\*\//g, ''))));
const sentences = [...said].filter((text) => /^[A-Z<"#]/.test(text) && /[a-z]/.test(text));

/** What nobody sees who edits a form that Paraf accepts. */
const UNSHOWN = new Set([
  // refused drops and other programmers’ notes
  'Minimum ${MIN_COLUMNS} columns are allowed',
  'Maximum ${MAX_COLUMNS} columns are allowed',
  'New value exceeds the maximum of ${MAX_COLUMNS_PER_ROW} columns per row',
  'Maximum ${MAX_FIELDS_PER_ROW} fields per row are allowed',
  'No associated form field in the registry',
  'Drop is not a valid target',
  'Drop not allowed by path registry',
  'Root',
  'FilterContext',
  // one component is selected at a time
  'Multiple form fields are selected. Select a single form field to edit its properties.',
  // a form being filled in
  'Field must match pattern ${validation.pattern}.',
  'No content to show.',
  'Skip to search',
  'Remove tag',
  'All values selected',
  'Nothing to show.',
  'Previous page',
  'Next page',
  'Click to sort by ${label} descending',
  'Click to remove sorting',
  'Click to sort by ${label} ascending',
  'Download ${fileName}',
  'Remove list item ${itemIndex + 1}',
  // component types that Paraf refuses
  'Html view is empty',
  'Html view is populated by an expression',
  'Html view is templated',
  'Column 1',
  'Column 2',
  'Column 3',
  'Content',
  'Action',
  'Submit',
  'Reset',
  'Alternative text',
  'Descriptive text for screen reader accessibility.',
  'Table label',
  'For security reasons the URL must start with "https".',
  'Expression or static value (link/data URI)',
  'Image source',
  'Link referring to a hosted image, or use a data URI directly to embed image data into the form.',
  'Supports HTML, styling, and templating. Styles are automatically scoped to the HTML component.',
  'Specify the source from which to populate the table',
  'Data source',
  'Enter a form input variable that contains the data for the table or define an expression to populate the data dynamically.',
  'Pagination',
  'Number of rows per page',
  'Must be number',
  'List of items',
  'Column',
  'Specify an expression to populate column items',
  'A source is a JSON object containing metadata for a document or an array of documents.',
  'Each entry must include a document ID, name, and MIME type.',
  'Additional details are optional. The expected format is as follows:',
  'When using Camunda Tasklist UI, additional document reference attributes are automatically handled. Modifying the document reference may affect the document preview functionality.',
  'Learn more in our',
  'Document reference',
  'The document data source is required.',
  'Max height of preview container',
  'Value must be a number.',
  'Documents whose height exceeds the defined value in pixels will be vertically scrollable',
  'Security attributes',
  'These options can incur security risks, especially if used in combination with dynamic links. Ensure that you are aware of them, that you trust the source url and only enable what your use case requires.',
  'Allow the iframe to access more functionality of your browser, details regarding the various options can be found in the',
  'MDN iFrame documentation.',
  'Headers source',
  'Header items',
  'Script execution',
  'Allow same origin',
  'Open in fullscreen',
  'Geolocation',
  'Camera access',
  'Microphone access',
  'Forms submission',
  'Open modal windows',
  'Open popups',
  'Top level navigation',
  'Storage access by user',
  "External content couldn't be loaded.",
  'Name',
  'John Doe',
  'Erika Muller',
  'Dominic Leaf',
]);

const SAME = ['Label', 'Powered by bpmn.io', 'Web-based tooling for BPMN, DMN, and forms powered by'];

test('every sentence that the form editor shows has an Indonesian one', () => {
  assert.deepEqual(sentences.filter((sentence) => !Object.hasOwn(dictionary, sentence) && !UNSHOWN.has(sentence)), []);
  assert.ok(sentences.length > 200, 'the sentences are found');
});

test('the dictionary has no sentence that the form editor no longer says', () => {
  assert.deepEqual([...Object.keys(dictionary), ...UNSHOWN].filter((sentence) => !said.has(sentence)), []);
});

test('a translation keeps the places that the sentence has', () => {
  // `${items…}` and `${getIndefiniteArticle…}` are English grammar.
  const places = (text) => [...text.matchAll(/{(\w+)/g)].map(([, name]) => name).filter((name) => !/^(items|getIndefiniteArticle)$/.test(name));
  for (const [sentence, words] of Object.entries(dictionary)) assert.deepEqual(places(words), places(sentence), sentence);
});

test('only names that are the same in Indonesian are left as they are', () => {
  assert.deepEqual(Object.keys(dictionary).filter((sentence) => dictionary[sentence] === sentence).sort(), SAME);
});

test('only what is shown is put into Indonesian', () => {
  assert.equal(inIndonesian("label: 'Key', type: 'Key'"), 'label: "Kunci (key)", type: \'Key\'');
  assert.equal(inIndonesian('return `Should be at least ${min}.`;'), 'return `Paling kecil ${min}.`;');
});
