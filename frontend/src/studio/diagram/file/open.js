// What lies between a file and bpmn-js: here it is opened, and read as it is to be saved.
import { getDi } from 'bpmn-js/lib/util/ModelUtil';

import { asUtf8 } from './encoding.js';
import { Original } from './original.js';
import { withFreePrefixes } from './prefixes.js';

/**
 * Draw a file.
 *
 * @returns {Promise<{read: () => Promise<string>, undrawn: string[], warnings: string[]}>} `read` gives the file with
 *   what was drawn since; `undrawn` names what the file would draw and isn't; `warnings` are bpmn-js's own words
 * @throws {Error} where it is no diagram at all
 */
export async function open(modeler, text) {
  const file = asUtf8(text);
  const { warnings } = await modeler.importXML(withFreePrefixes(file, modeler.get('moddle').getPackages()));
  const undrawn = undrawnIn(modeler);
  const original = new Original(file, await write(modeler));
  return { read: async () => original.changedTo(await write(modeler)), undrawn, warnings: warnings.map(({ message }) => message) };
}

const write = async (modeler) => (await modeler.saveXML({ format: true })).xml;

/** What shapes and edges stand for that aren't drawn, e.g. those of a process that no pool names. */
function undrawnIn(modeler) {
  const drawn = new Set(modeler.get('elementRegistry').getAll().map(getDi));
  const shapes = (modeler.getDefinitions().diagrams ?? []).flatMap(({ plane }) => plane?.get('planeElement') ?? []);
  return shapes.filter((shape) => !drawn.has(shape)).map(({ id, bpmnElement }) => bpmnElement?.get('name') || bpmnElement?.id || id);
}
