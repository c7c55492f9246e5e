// Evaluates FEEL as a form in the browser does: reads [{text, context}] from stdin, writes what each gave.
import { text } from 'node:stream/consumers';

import { evaluate } from '@bpmn-io/feelin';
import { Settings } from 'luxon';

const { now, expressions } = JSON.parse(await text(process.stdin));
Settings.now = () => Date.parse(now);

/** What form-js makes of a fault: null. */
function valueOf(expression, context) {
  try {
    return evaluate(expression, context).value ?? null;
  } catch {
    return null;
  }
}

/** Dates and durations by FEEL's own text, as `string` gives it; a function or a range has no JSON. */
function plain(value) {
  if (value === null || ['boolean', 'string'].includes(typeof value)) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map((member) => plain(member ?? null));
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member ?? null)]));
  }
  return valueOf('string(value)', { value });
}

process.stdout.write(JSON.stringify(expressions.map(({ text: expression, context }) => plain(valueOf(expression, context)))));
