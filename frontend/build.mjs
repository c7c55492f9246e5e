// Bundles what the pages load into web/static/dist: base on every page, each of the others where it is needed.
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { mend, mendPanel } from './mends.mjs';
import { inIndonesian } from './src/studio/words/form.js';

const ENTRIES = ['base', 'form', 'diagram', 'replay', 'studio-diagram', 'studio-form'];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const mended = {
  name: 'mended',
  setup(builder) {
    builder.onLoad({ filter: /node_modules[\\/]@bpmn-io[\\/]properties-panel[\\/]dist[\\/]index\.esm\.js$/ }, async ({ path }) => ({
      contents: mendPanel(await readFile(path, 'utf8')),
      loader: 'js',
    }));
    builder.onLoad({ filter: /form-js-(viewer|editor)[\\/]dist[\\/]index\.es\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const viewed = /form-js-viewer[\\/]dist/.test(path) ? mend(source) : source;
      // The editor brings a viewer of its own, which like it has no `translate` service.
      return { contents: path.includes('form-js-editor') ? inIndonesian(viewed) : viewed, loader: 'js' };
    });
  },
};

const outdir = here('../web/static/dist');
await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: ENTRIES.flatMap((name) => [`${name}.js`, `${name}.css`]).concat('version.js').map((file) => here(`src/${file}`)),
  outdir,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'linked',
  // The palette's icon font; under this name it may be kept by the browser for ever.
  loader: { '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file', '.svg': 'file' },
  assetNames: '[name]-[hash]',
  logLevel: 'warning',
  // It brings a Preact of its own, an older one than the viewer’s.
  alias: { '@bpmn-io/form-js-editor/preact': here('../node_modules/@bpmn-io/form-js-editor/node_modules/preact') },
  plugins: [mended],
});
