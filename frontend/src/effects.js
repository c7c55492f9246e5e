// When the parts that Preact has drawn take effect: hear of changes, make the fields for texts, pass values on.

/**
 * Let that be at once. By itself Preact waits for a frame and then a timer; what is done on a page meanwhile, by a quick
 * hand or on a busy machine, passes by a part that is already to be seen.
 * @param {object} options  those of one Preact: bpmn-io's libraries bring several
 */
export function effectsAtOnce(options) {
  options.requestAnimationFrame = queueMicrotask;
}
