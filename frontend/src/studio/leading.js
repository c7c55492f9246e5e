// Leading somebody to what they asked for takes some frames; who goes on by themselves meanwhile isn't interrupted.

const ACTS = ['pointerdown', 'keydown', 'input'];

/** Resolves once what was changed is drawn, a second pass over it included. */
export const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/** A signal that is aborted as soon as the person does something; a field's own script also says that it has changed. */
export function nextAct() {
  const controller = new AbortController();
  const hear = ({ isTrusted }) => isTrusted && controller.abort();
  for (const act of ACTS) document.addEventListener(act, hear, { capture: true, signal: controller.signal });
  return controller.signal;
}
