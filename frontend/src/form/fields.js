// The viewer's own field components, changed where a keyboard, a screen reader or a phone is left out.
// Each takes the original's rendered tree and adds to it, so options, values and checks stay the viewer's.
import { Checklist, Datetime, DynamicList, Errors, FilePicker, Numberfield, Radio } from '@bpmn-io/form-js-viewer';
import { cloneElement, h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import { dateInWords, numberInWords } from './words.js';

const labelId = ({ domId }) => `${domId}-label`;
const errorId = ({ domId }) => `${domId}-error-message`;
const isRequired = ({ field }) => field.validate?.required === true;

/** A set of boxes or buttons is one question: name it, and say so. */
function grouped(Original, role) {
  const Field = (props) => {
    const tree = Original(props);
    const [label, ...rest] = tree.props.children;
    const question = { role, 'aria-labelledby': labelId(props), 'aria-describedby': errorId(props) };
    if (role === 'radiogroup') question['aria-required'] = isRequired(props);
    return cloneElement(tree, question, [cloneElement(label, { id: labelId(props) }), ...rest]);
  };
  Field.config = Original.config;
  return Field;
}

/**
 * The browser's own <select> in place of the viewer's imitation: it is a combobox to a screen reader,
 * finds options by typing, and opens the phone's own list.
 */
function Select(props) {
  // The viewer keeps its loading of options (static, keyed, by FEEL) to itself; its radio group hands them over.
  const [label, buttons, description, errors] = Radio(props).props.children;
  const options = (buttons || []).map((option) => ({ value: option.key, label: option.props.children[1].props.label }));
  const chosen = options.findIndex((option) => option.value === props.value);
  const invalid = props.errors?.length > 0;
  const select = h(
    'select',
    {
      id: props.domId,
      class: 'form-select',
      disabled: props.disabled || props.readonly,
      required: isRequired(props),
      'aria-invalid': invalid,
      'aria-describedby': `${props.domId}-description ${errorId(props)}`,
      onChange: ({ target }) => props.onChange({ value: options[target.value]?.value ?? null }),
      onBlur: () => props.onBlur?.(),
      onFocus: () => props.onFocus?.(),
    },
    h('option', { value: '', selected: chosen < 0 }, '— Pilih —'),
    options.map((option, index) => h('option', { key: index, value: index, selected: index === chosen }, option.label)),
  );
  const state = `${invalid ? ' fjs-has-errors' : ''}${props.disabled ? ' fjs-disabled' : ''}`;
  return h('div', { class: `fjs-form-field fjs-form-field-select${state}` }, [
    cloneElement(label, { htmlFor: props.domId }),
    select,
    description,
    errors,
  ]);
}
Select.config = { ...Radio.config, type: 'select', name: 'Select' };

/**
 * The button says what it is for, and what is wrong with the file. A file that the case holds already stays
 * the answer until another is picked; the viewer knows only files picked here, and would drop it.
 */
function FileField(props) {
  const kept = [props.value].flat().filter((file) => file?.sha256);
  const tree = FilePicker(kept.length ? { ...props, value: '' } : props);
  const [label, input, picker, errors] = tree.props.children;
  const [button, chosen] = picker.props.children;
  const ids = { button: `${props.domId}-button`, chosen: `${props.domId}-chosen` };
  return cloneElement(tree, {}, [
    cloneElement(label, { id: labelId(props), htmlFor: ids.button }),
    cloneElement(input, { tabIndex: -1, 'aria-hidden': true }),
    cloneElement(picker, {}, [
      cloneElement(
        button,
        {
          id: ids.button,
          'aria-labelledby': `${labelId(props)} ${ids.button}`,
          'aria-describedby': `${ids.chosen} ${errorId(props)}`,
        },
        'Pilih berkas',
      ),
      cloneElement(
        chosen,
        { id: ids.chosen, 'aria-live': 'polite' },
        kept.length ? kept.map(({ name }) => name).join(', ') : chosen.props.children,
      ),
    ]),
    errors,
  ]);
}
FileField.config = FilePicker.config;

/** What was entered, once more as people write it, so that a wrong month or a missing zero is seen. */
function readBack(Original, words) {
  const Field = (props) => {
    const tree = Original(props);
    const said = words(props.value);
    return cloneElement(tree, {}, [
      ...tree.props.children,
      h('div', { class: 'read-back', 'aria-live': 'polite' }, said),
    ]);
  };
  Field.config = Original.config;
  return Field;
}

/** The date's <input> is out of reach in the tree, so what it lacks is set on it once it stands. */
function DateField(props) {
  const root = useRef();
  const invalid = props.errors?.length > 0;
  useEffect(() => {
    for (const input of root.current.querySelectorAll('input[id]')) {
      input.setAttribute('aria-invalid', invalid);
      input.setAttribute('aria-required', isRequired(props));
    }
  });
  return cloneElement(Datetime(props), { ref: root });
}
DateField.config = Datetime.config;

/**
 * A list can be wrong as a whole (too few rows), which the viewer has no place for; and its rows' fields have
 * the same names in every row, so each row says which it is.
 */
function ListField(props) {
  const root = useRef();
  useEffect(() => {
    for (const [index, row] of [...root.current.querySelectorAll('.fjs-repeat-row-container')].entries()) {
      row.setAttribute('role', 'group');
      row.setAttribute('aria-label', `Baris ${index + 1}`);
    }
  });
  const tree = DynamicList(props);
  return cloneElement(tree, { ref: root }, [...tree.props.children, h(Errors, { id: errorId(props), errors: props.errors ?? [] })]);
}
ListField.config = DynamicList.config;

const FIELDS = {
  radio: grouped(Radio, 'radiogroup'),
  checklist: grouped(Checklist, 'group'),
  // A list of boxes asks the same as the viewer's tag list, which only a mouse can use well.
  taglist: grouped(Checklist, 'group'),
  select: Select,
  filepicker: FileField,
  datetime: readBack(DateField, dateInWords),
  number: readBack(Numberfield, numberInWords),
  dynamiclist: ListField,
};

class AccessibleFields {
  static $inject = ['formFields'];

  constructor(formFields) {
    for (const [type, field] of Object.entries(FIELDS)) formFields.register(type, field);
  }
}

/** The module to hand to the viewer. */
export const accessibleFields = { __init__: ['accessibleFields'], accessibleFields: ['type', AccessibleFields] };
