// Which keys step through a case, and where they belong to something else.

/** How many entries a key goes on or back. Page Up goes on, as on every slider (ARIA). */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };
const ON_SLIDER = { ...STEPS, ArrowDown: -1, ArrowUp: 1 };
const CONTROLS = 'a, button, input, select, textarea, summary, svg, [tabindex="0"], [contenteditable]';

/** The step that a key asks for; 0 where the key is another control's, or none of ours. */
export function stepOf({ key, target, ctrlKey, metaKey, altKey, shiftKey }) {
  if (ctrlKey || metaKey || altKey || shiftKey) return 0;
  if (target.matches('input[type="range"]')) return ON_SLIDER[key] ?? 0;
  const ours = target.closest('.replay-controls') ? target.matches('button') : !target.closest(CONTROLS);
  return ours ? STEPS[key] ?? 0 : 0;
}
