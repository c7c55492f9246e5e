// The panel's fields that aren't the library's: what exists is offered, FEEL stays text.
import { SelectEntry, TextAreaEntry, TextFieldEntry, useShowEntryEvent } from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { useEffect, useState } from '@bpmn-io/properties-panel/preact/hooks';
import { useService } from 'bpmn-js-properties-panel';

/** A field's definition has `id`, `label`, `get()`, `set(value)`, and what its kind needs besides. */
function common({ element, id, label, description, get, set }) {
  return {
    element, id, label, description, getValue: get, setValue: set,
    debounce: useService('debounceInput'), translate: useService('translate'),
  };
}

export const Text = (props) => h(TextFieldEntry, common(props));

/** FEEL or any longer text. */
export const Area = (props) => h(TextAreaEntry, { ...common(props), monospace: props.feel, placeholder: props.placeholder });

/** One of `offers`, a map of values to words; a value that isn't among them stays and is named as such. `plain`: only the words. */
export function Choice(props) {
  const value = props.get();
  const known = Object.entries(props.offers).map(([id, words]) => ({ value: id, label: props.plain ? words : named(id, words) }));
  const stray = value && !(value in props.offers) ? [{ value, label: `${value}: tidak ada` }] : [];
  const options = [{ value: '', label: props.none ?? '(tidak ada)' }, ...known, ...stray];
  return h(SelectEntry, { ...common(props), getValue: () => value ?? '', setValue: (chosen) => props.set(chosen || undefined), getOptions: () => options });
}

const named = (id, words) => (words === id ? id : `${id}: ${words}`);
const split = (text) => text.split(',').map((part) => part.trim()).filter(Boolean);

/** Several of `offers`, separated by commas; a text that begins with “=” is FEEL and stays as it is. */
export function Several(props) {
  const text = props.get() ?? '';
  const isFeel = text.startsWith('=');
  const chosen = isFeel ? [] : split(text);
  const left = Object.entries(props.offers).filter(([id]) => !chosen.includes(id));
  const add = ({ target }) => {
    props.set([...chosen, target.value].join(','));
    target.value = '';
  };
  const meanings = chosen.filter((id) => id in props.offers && props.offers[id] !== id).map((id) => named(id, props.offers[id]));
  return [
    h(props.plain ? TextFieldEntry : TextAreaEntry, { ...common(props), key: 'text', description: meanings.length ? Meanings({ meanings }) : props.description }),
    !isFeel && left.length > 0 && h('div', { class: 'bio-properties-panel-entry panel-add', key: 'add' },
      h('select', { 'class': 'bio-properties-panel-input', 'aria-label': `Tambahkan ke ${props.label}`, 'value': '', 'onChange': add },
        h('option', { value: '' }, props.more),
        left.map(([id, words]) => h('option', { value: id, key: id }, named(id, words))))),
  ];
}

const Meanings = ({ meanings }) => h('span', { class: 'panel-meanings' }, meanings.map((meaning) => h('span', { key: meaning }, meaning)));

/** A line of text with suggestions. */
export function Suggested(props) {
  const { id, label, offers } = props;
  const input = useShowEntryEvent(id);
  const value = props.get() ?? '';
  const name = `bio-properties-panel-${id}`;
  // The field follows an undo, which changes the value without it.
  useEffect(() => {
    if (input.current) input.current.value = value;
  }, [value]);
  return h('div', { 'class': 'bio-properties-panel-entry', 'data-entry-id': id },
    h('div', { class: 'bio-properties-panel-textfield' },
      h('label', { for: name, class: 'bio-properties-panel-label' }, label),
      h('input', {
        ref: input, id: name, name: id, type: 'text', list: `${name}-offers`, class: 'bio-properties-panel-input',
        autoComplete: 'off', spellCheck: false, defaultValue: value, onChange: ({ target }) => props.set(target.value.trim()),
      }),
      h('datalist', { id: `${name}-offers` }, offers.map((offer) => h('option', { value: offer, key: offer })))));
}

/** A yes or no, without the library's switch. */
export function Tick({ id, label, get, set }) {
  const input = useShowEntryEvent(id);
  const name = `bio-properties-panel-${id}`;
  return h('div', { 'class': 'bio-properties-panel-entry bio-properties-panel-checkbox-entry', 'data-entry-id': id },
    h('div', { class: 'bio-properties-panel-checkbox' },
      h('input', { ref: input, id: name, type: 'checkbox', class: 'bio-properties-panel-input', checked: get(), onChange: ({ target }) => set(target.checked) }),
      h('label', { for: name, class: 'bio-properties-panel-label' }, label)));
}

/** A sentence that says what a group is for. */
export const Help = ({ words }) => h('p', { class: 'panel-help' }, words);

/** A link to where what the field names is edited; nothing where `href()` has nothing to lead to. */
export function Link({ href, words }) {
  const address = href();
  return address ? h('div', { class: 'bio-properties-panel-entry' }, h('a', { href: address, target: '_blank', rel: 'noopener' }, words)) : null;
}

const FORM_ID = /^[A-Za-z]\w{0,59}$/;

/** Makes a new form and takes it into use. `create(id)` resolves to whether it stands. */
export function NewForm({ element, taken, create }) {
  const [id, setId] = useState(null);
  const [fault, setFault] = useState('');
  useEffect(() => setId(null), [element]);
  const entry = (...children) => h('div', { class: 'bio-properties-panel-entry panel-new-form' }, children);
  if (id === null) return entry(h('button', { type: 'button', class: 'btn btn-sm btn-outline-dark', onClick: () => setId('') }, 'Formulir baru…'));
  const make = async () => {
    if (!FORM_ID.test(id)) setFault('Id dimulai dengan huruf, lalu hanya huruf, angka, atau “_”; paling banyak 60 karakter.');
    else if (taken(id)) setFault('Formulir itu sudah ada. Pilih dari daftar.');
    else if (await create(id)) setId(null);
    else setFault('Belum dibuat. Lihat pesan di atas diagram.');
  };
  return entry(
    h('label', { for: 'panel-new-form', class: 'bio-properties-panel-label' }, 'Id formulir baru'),
    h('input', {
      id: 'panel-new-form', type: 'text', class: 'bio-properties-panel-input', value: id, autoComplete: 'off', spellCheck: false,
      ref: (input) => id === '' && input?.focus(), onInput: ({ target }) => { setId(target.value); setFault(''); },
      onKeyDown: ({ key }) => key === 'Enter' && make(),
    }),
    fault && h('p', { class: 'bio-properties-panel-error', role: 'alert' }, fault),
    h('button', { type: 'button', class: 'btn btn-sm btn-primary', onClick: make }, 'Buat'),
    h('button', { type: 'button', class: 'btn btn-sm btn-outline-dark', onClick: () => setId(null) }, 'Batal'));
}
