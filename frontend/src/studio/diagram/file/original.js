// bpmn-js reads a file into a model of its own and writes that: what the model has no place for is lost, what it takes
// for granted is added, and all is written its way. So a file keeps its own text, and takes over only what was changed.
import { Merge } from './merge.js';
import { paired } from './pairs.js';
import { readXML, writeXML } from './xml.js';

export class Original {
  #text;
  #untouched;
  #before;
  #rest;
  #originals;

  /**
   * @param {string} text  the file
   * @param {string} untouched  what bpmn-js writes of it while nothing is changed
   */
  constructor(text, untouched) {
    const { root, rest } = readXML(text);
    this.#text = text;
    this.#untouched = untouched;
    this.#before = readXML(untouched).root;
    this.#rest = rest;
    this.#originals = paired(this.#before, root);
  }

  /** The file with all that was changed since, given what bpmn-js writes now. */
  changedTo(text) {
    if (text === this.#untouched) return this.#text;
    const now = readXML(text).root;
    const merge = new Merge(this.#before, now, paired(now, this.#before), this.#originals);
    return writeXML(merge.element(now)) + this.#rest;
  }
}
