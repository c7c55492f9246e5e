// What form-js-viewer 2.0.0 leaves no other way to change than its text. A mend that no longer finds
// its place stops the build, so an upgrade can't lose one silently.
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

/** Apply every mend to the viewer's source, each exactly once. */
export function mend(source) {
  return MENDS.reduce((text, { why, from, to }) => {
    if (text.split(from).length !== 2) throw new Error(`form-js-viewer has changed: no single place to mend where ${why}`);
    return text.replace(from, () => to);
  }, source);
}
