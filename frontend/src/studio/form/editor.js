// form-js-editor as the studio uses it: in Indonesian, without what Paraf doesn't read, and without a mouse.
import { FormEditor } from '@bpmn-io/form-js-editor';
import { options } from '@bpmn-io/form-js-editor/preact';

import { effectsAtOnce } from '../../effects.js';
import { drawn, nextAct } from '../leading.js';
import { asWritten } from './as-written.js';
import { componentAt } from './components.js';
import { onlySupported } from './supported.js';

effectsAtOnce(options);

const CONTAINERS = ['group', 'dynamiclist'];

export class SchemaEditor {
  #editor;
  #mount;

  /** Show the schema that `text` holds. Rejects where form-js can't. */
  static async open(mount, text) {
    const editor = new FormEditor({ additionalModules: [asWritten, onlySupported] });
    await editor.importSchema(JSON.parse(text));
    mount.replaceChildren();
    editor.attachTo(mount);
    return new SchemaEditor(editor, mount);
  }

  constructor(editor, mount) {
    this.#editor = editor;
    this.#mount = mount;
    this.#addByClick();
  }

  close() {
    this.#editor.destroy();
  }

  /** The schema as text, as it is kept in a file. */
  read() {
    return `${JSON.stringify(this.#editor.get('asWritten').restore(this.#editor.saveSchema()), null, 2)}\n`;
  }

  /** Call `listener` after each change, undone and redone ones among them. */
  onChange(listener) {
    this.#editor.on('commandStack.changed', ({ trigger }) => trigger !== 'clear' && listener());
  }

  /** Call `listener` when another component, or none, is selected. */
  onSelect(listener) {
    this.#editor.on('selection.changed', listener);
  }

  /** Resolves, like `redo` and `move`, when what changed is drawn: the drawing takes the focus. */
  undo() {
    this.#editor.get('editorActions').trigger('undo');
    return drawn();
  }

  redo() {
    this.#editor.get('editorActions').trigger('redo');
    return drawn();
  }

  get canUndo() {
    return this.#editor.get('commandStack').canUndo();
  }

  get canRedo() {
    return this.#editor.get('commandStack').canRedo();
  }

  /** The component at a linter's path, undefined where there is none. */
  at(path) {
    return componentAt(this.#schema, path);
  }

  /** Select a component and lead to its properties, all of them open. */
  async select(component) {
    const next = nextAct();
    this.#editor.get('selection').set(component);
    await drawn();
    if (next.aborted) return;
    for (const header of this.#mount.querySelectorAll('.bio-properties-panel-group-header:not(.open)')) header.click();
    await drawn();
    if (next.aborted) return;
    this.#mount.querySelector('.bio-properties-panel-group-entries :is(input, textarea, select, [contenteditable])')?.focus();
  }

  /** Whether the selected component can go one place up (-1) or down (1) among its neighbours. */
  canMove(way) {
    return Boolean(this.#neighbours(way));
  }

  /** Move it there, into a row of its own. */
  move(way) {
    const { component, parent, index } = this.#neighbours(way);
    const row = this.#editor.get('formLayouter').getRowForField(component);
    // The handler counts places as they are before the component is taken out.
    const target = way < 0 ? index - 1 : index + 2;
    this.#editor.get('modeling').moveFormField(component, parent, parent, index, target, row, null);
    return drawn();
  }

  get #schema() {
    return this.#editor._getState().schema;
  }

  #neighbours(way) {
    const component = this.#editor.get('selection').get();
    const parent = component && this.#parentOf(component);
    const index = parent ? indexIn(parent, component) : -1;
    return index >= 0 && parent.components[index + way] ? { component, parent, index } : null;
  }

  /** The palette is made for dragging; a click, or Enter, adds where the selection is. */
  #addByClick() {
    const container = this.#mount.firstElementChild;
    const typeAt = ({ target }) => target.closest('.fjs-palette-field')?.dataset.fieldType;
    // By itself it would hear Enter, which also clicks, and add at the very end.
    container.addEventListener('keydown', (event) => event.key === 'Enter' && typeAt(event) && event.stopPropagation(), { capture: true });
    container.addEventListener('click', (event) => {
      const type = typeAt(event);
      if (type) this.#add(type);
    });
  }

  #add(type) {
    const [parent, index] = this.#placeFor(type);
    const layout = { row: this.#editor.get('formLayouter').nextRowId(), columns: null };
    this.#editor.get('modeling').addFormField({ type, layout, _parent: parent.id }, parent, index);
  }

  /** Inside the selected group or list, after the selected component, else at the end. */
  #placeFor(type) {
    const selected = this.#editor.get('selection').get();
    // A group or list is rarely meant to go into another; a list in a list would be refused.
    if (selected?.components && !CONTAINERS.includes(type)) return [selected, selected.components.length];
    const parent = selected && this.#parentOf(selected);
    return parent ? [parent, indexIn(parent, selected) + 1] : [this.#schema, this.#schema.components.length];
  }

  #parentOf({ _parent }) {
    return this.#editor.get('formFieldRegistry').get(_parent);
  }
}

const indexIn = (parent, component) => parent.components.findIndex(({ id }) => id === component.id);
