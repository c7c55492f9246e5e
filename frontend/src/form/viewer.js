// form-js-viewer as the pages use it: in Indonesian, usable without a mouse, and asked by field paths.
import { Form } from '@bpmn-io/form-js-viewer';
import flatpickr from 'flatpickr';
import { Indonesian } from 'flatpickr/dist/esm/l10n/id.js';
import { options } from 'preact';

import { effectsAtOnce } from '../effects.js';
import { translate } from './dictionary.js';
import { feel } from './feel.js';
import { accessibleFields } from './fields.js';
import { get, set } from './paths.js';

effectsAtOnce(options);
flatpickr.localize({ ...Indonesian, monthAriaLabel: 'Bulan', yearAriaLabel: 'Tahun' });
// One control on every device: the phone's own would lose its label and show dates in another order.
flatpickr.setDefaults({ ariaDateFormat: 'l, j F Y', disableMobile: true });

/** Long lists stay open: a row that is folded away can neither be checked nor be led to from the error summary. */
export const parseSchema = (text) =>
  JSON.parse(text, (_key, value) => (value?.type === 'dynamiclist' ? { ...value, disableCollapse: true } : value));

/** Nobody is told of a fault before they say that they are done; from then on each change is checked. */
class CheckWhenAsked {
  static $inject = ['validator'];

  asked = false;

  constructor(validator) {
    const validate = validator.validateFieldInstance.bind(validator);
    validator.validateFieldInstance = (instance, value) => (this.asked ? validate(instance, value) : []);
  }
}

const checkWhenAsked = { __init__: ['checkWhenAsked'], checkWhenAsked: ['type', CheckWhenAsked] };

export class FormView {
  /** Render `schema` with `data` into `mount`. */
  static async open(mount, schema, data) {
    const form = new Form({
      container: mount,
      // What changes with an answer changes while it is typed: on leaving the field it would move the button being pressed.
      debounce: false,
      additionalModules: [{ translate: ['value', translate] }, accessibleFields, feel, checkWhenAsked],
    });
    await form.importSchema(schema, data);
    return new FormView(form, mount);
  }

  constructor(form, mount) {
    this.form = form;
    this.mount = mount;
    this.#keepFocusInLists();
  }

  /** From now on it can only be read. */
  readOnly() {
    this.form.setProperty('readOnly', true);
  }

  /** Call `listener` whenever an answer is another, also where the form itself computed it. */
  onChange(listener) {
    this.form.on('changed', listener);
  }

  /** Call `listener` whenever the person changed something. */
  onEdit(listener) {
    this.mount.addEventListener('input', listener);
    this.form.on('repeatRenderManager.add', listener);
    this.form.on('repeatRenderManager.remove', listener);
  }

  /** What the person entered, hidden fields left out, and the picked files by their key. */
  entered() {
    // Not `submit()`, which also checks: a draft is read while half of the form is empty on purpose.
    const data = this.form._getSubmitData();
    for (const { field, instance } of this.#instances()) {
      // The viewer leaves a list without rows out; but to have removed every row is an answer too.
      if (field.type === 'dynamiclist' && get(this.#state.data, instance.valuePath)?.length === 0) set(data, instance.valuePath, []);
    }
    return { data, files: this.form.get('fileRegistry').getAllFiles() };
  }

  /** Evaluate FEEL over what is entered now, hidden fields left out. */
  evaluate(expression) {
    const { initialData, data } = this.#state;
    const shown = this.form.get('conditionChecker').applyConditions(data, data);
    const text = expression.trim().replace(/^=?/, '=');
    return this.form.get('expressionLanguage').evaluate(text, { ...initialData, ...shown });
  }

  /** Check as the viewer does: its sentences by field path. */
  check() {
    this.form.get('checkWhenAsked').asked = true;
    const { errors } = this.form.submit();
    const found = this.#instances().map(({ instance }) => [instance.valuePath.join('.'), get(errors, this.#errorPath(instance))]);
    return Object.fromEntries(found.filter(([, sentences]) => Array.isArray(sentences) && sentences.length));
  }

  /** Put the server's sentences at the fields. */
  showErrors(fields) {
    const errors = {};
    for (const { instance } of this.#instances()) {
      const sentences = fields[instance.valuePath.join('.')];
      if (sentences) set(errors, this.#errorPath(instance), sentences);
    }
    // The viewer offers no public way to show an error that it didn't find itself.
    this.form._setState({ errors });
  }

  /** Where a field's path stands on the page: its label and what takes the focus; null where it isn't shown. */
  locate(path) {
    const found = this.#instances().find(({ instance }) => instance.valuePath.join('.') === path);
    if (!found) return null;
    const id = this.#domId(found.instance);
    const named = ['-button', '-date', '-time', '', '-0'].map((suffix) => this.#byId(id + suffix)).find(Boolean);
    if (!named) return null;
    const box = named.closest('.fjs-form-field');
    const label = box.querySelector('.fjs-label-content')?.firstChild?.textContent.trim();
    // A list bears its id on its label, which takes no focus.
    const target = named.matches('label') ? box.querySelector('.fjs-repeat-render-add, input, select, textarea') : named;
    const row = path.match(/\.(\d+)\./);
    return { target, label: `${label || path}${row ? `, baris ${Number(row[1]) + 1}` : ''}` };
  }

  get #state() {
    return this.form._getState();
  }

  #byId(id) {
    return this.mount.querySelector(`#${CSS.escape(id)}`);
  }

  #instances() {
    const fields = this.form.get('formFieldRegistry');
    const instances = this.form.get('formFieldInstanceRegistry').getAll();
    return instances.filter(({ valuePath }) => valuePath?.length).map((instance) => ({ instance, field: fields.get(instance.id) }));
  }

  #errorPath({ id, indexes }) {
    return [id, ...Object.values(indexes ?? {})];
  }

  #domId({ id, indexes }) {
    return [`fjs-form-${this.form._id}-${id}`, ...Object.values(indexes ?? {})].join('_');
  }

  /** Adding a row leads into it; removing one leads to its list's button instead of to the page's top. */
  #keepFocusInLists() {
    const list = (path) => this.locate(path.join('.'))?.target.closest('.fjs-form-field-dynamiclist');
    const last = (nodes) => nodes[nodes.length - 1];
    const afterRender = (move) => requestAnimationFrame(() => requestAnimationFrame(move));
    this.form.on('repeatRenderManager.add', ({ dataPath }) => {
      afterRender(() => last(list(dataPath)?.querySelectorAll('.fjs-repeat-row-rows') ?? [])?.querySelector('input, select, textarea')?.focus());
    });
    this.form.on('repeatRenderManager.remove', ({ dataPath }) => {
      afterRender(() => list(dataPath)?.querySelector('.fjs-repeat-render-add')?.focus());
    });
  }
}
