// The panel's entries, each with the field that shows it; `access` is `{get, set}` (`access.js`).
import { isSelectEntryEdited, isTextAreaEntryEdited, isTextFieldEntryEdited } from '@bpmn-io/properties-panel';

import { Area, Choice, Help, Several, Text, Tick } from './fields.js';

export const text = (id, label, access, more) => ({ id, label, component: Text, isEdited: isTextFieldEntryEdited, ...access, ...more });
export const feel = (id, label, access, more) => ({ id, label, component: Area, isEdited: isTextAreaEntryEdited, feel: true, ...access, ...more });
export const choice = (id, label, offers, access, more) => ({ id, label, offers, component: Choice, isEdited: isSelectEntryEdited, ...access, ...more });
export const several = (id, label, offers, more, access) => ({ id, label, offers, more, component: Several, isEdited: isTextAreaEntryEdited, ...access });
export const tick = (id, label, access) => ({ id, label, component: Tick, ...access });

/** A group with a sentence at its head; null where nothing stands in it. */
export function group(id, label, entries, help) {
  const said = help ? [{ id: `${id}-help`, component: Help, words: help }] : [];
  return entries.length ? { id, label, entries: [...said, ...entries] } : null;
}
