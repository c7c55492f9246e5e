// What form-js-viewer 2.0.0 and @bpmn-io/properties-panel 3.55.0 leave no other way to change than their text. A mend
// that no longer finds its place stops the build, so an upgrade can't lose one silently.
import { fileURLToPath } from 'node:url';

const MENDS = [
  {
    why: 'it brings a <form> of its own, but stands inside the page’s',
    from: 'return jsxs("form", {\n    class: "fjs-form",',
    to: 'return jsxs("div", {\n    class: "fjs-form",',
  },
  {
    why: 'dates follow the browser’s language instead of the page’s',
    from: "function getLocaleDateFormat(locale = 'default') {",
    to: "function getLocaleDateFormat() {\n  return 'dd-MM-yyyy';",
  },
  {
    why: 'the date’s placeholder is spelled in English letters',
    from: 'placeholder: getLocaleReadableDateFormat(),',
    to: 'placeholder: "hh-bb-tttt",',
  },
  {
    why: 'the button’s name escapes translate()',
    from: '"aria-label": `Remove list item ${itemIndex + 1}`',
    to: '"aria-label": `Hapus baris ${itemIndex + 1}`',
  },
];

const DICTIONARY = JSON.stringify(fileURLToPath(new URL('src/studio/words/bpmn.js', import.meta.url)));

const PANEL_MENDS = [
  {
    why: 'bpmn-js-properties-panel hands most of its groups and entries no `translate` service',
    from: 'function translateFallback(template, replacements) {',
    to: `import { translate as inIndonesian } from ${DICTIONARY};\nfunction translateFallback(template, replacements) {\n  return inIndonesian(template, replacements);`,
  },
];

/** Apply every mend to the form viewer's source, each exactly once. */
export const mend = (source) => mended('form-js-viewer', source, MENDS);

/** The same for the source of the diagram editor's properties panel. */
export const mendPanel = (source) => mended('properties-panel', source, PANEL_MENDS);

function mended(name, source, mends) {
  return mends.reduce((text, { why, from, to }) => {
    if (text.split(from).length !== 2) throw new Error(`${name} has changed: no single place to mend where ${why}`);
    return text.replace(from, () => to);
  }, source);
}
