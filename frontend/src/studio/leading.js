// Leading somebody to what they asked for takes some frames; who goes on by themselves meanwhile isn't interrupted.

const ACTS = ['pointerdown', 'keydown', 'input', 'change'];

/** Resolves once what was changed is drawn, a second pass over it included. */
export const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

/** A signal that is aborted as soon as the person does something. */
export function nextAct() {
  const controller = new AbortController();
  for (const act of ACTS) document.addEventListener(act, () => controller.abort(), { capture: true, signal: controller.signal });
  return controller.signal;
}
