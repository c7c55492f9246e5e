// bpmn-js names its modules as only bundlers find them, so what builds on it is bundled before it is tested.
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

/** Import a module of `src` with all that it needs, as text that re-exports what the test wants. */
export async function bundled(contents) {
  const resolveDir = fileURLToPath(new URL('../src', import.meta.url));
  const { outputFiles } = await build({ stdin: { contents, resolveDir }, bundle: true, write: false, format: 'esm', platform: 'node' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
