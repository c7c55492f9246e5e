// Bundles what the pages load into web/static/dist: base on every page, form and diagram where they are needed.
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { mend } from './mends.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const mendedFormViewer = {
  name: 'mended-form-viewer',
  setup(builder) {
    builder.onLoad({ filter: /form-js-viewer[\\/]dist[\\/]index\.es\.js$/ }, async ({ path }) => ({
      contents: mend(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

const outdir = here('../web/static/dist');
await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: ['base.js', 'base.css', 'form.js', 'form.css', 'diagram.js', 'diagram.css'].map((name) => here(`src/${name}`)),
  outdir,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'linked',
  logLevel: 'warning',
  plugins: [mendedFormViewer],
});
