// The page on which a form is edited.
import { Desk } from './studio/desk.js';
import { nameOf } from './studio/form/components.js';
import { SchemaEditor } from './studio/form/editor.js';
import { Preview } from './studio/form/preview.js';
import { TextEditor } from './studio/form/text.js';
import { ProblemList } from './studio/problems.js';

class FormPage {
  #page;
  #workspace;
  #editor;
  #desk;
  #buttons;

  constructor(page, workspace) {
    this.#page = page;
    this.#workspace = workspace;
    const problems = new ProblemList({
      place: page.querySelector('.problems'),
      workspace,
      nameOf: ({ element }) => this.#name(element),
      choose: ({ element }) => this.#choose(element),
    });
    this.#desk = new Desk({
      page,
      workspace,
      read: async () => this.#editor.read(),
      load: (text) => this.#show(text),
      onProblems: (found) => problems.show(found),
    });
    this.#buttons = [
      { node: this.#button('undo'), can: () => this.#editor.canUndo, act: () => this.#editor.undo() },
      { node: this.#button('redo'), can: () => this.#editor.canRedo, act: () => this.#editor.redo() },
      { node: this.#button('up'), can: () => this.#editor.canMove(-1), act: () => this.#editor.move(-1) },
      { node: this.#button('down'), can: () => this.#editor.canMove(1), act: () => this.#editor.move(1) },
    ];
  }

  async open() {
    await this.#show(this.#workspace.text);
    this.#listen();
    await this.#desk.open();
    this.#choose(new URLSearchParams(window.location.search).get('field'));
  }

  async #show(text) {
    const mount = this.#page.querySelector('.form-desk');
    const failure = this.#page.querySelector('.studio-failure');
    const opened = await SchemaEditor.open(mount, text).catch((error) => {
      failure.querySelector('span').textContent = error.message;
      return new TextEditor(mount, text);
    });
    failure.hidden = opened instanceof SchemaEditor;
    this.#editor?.close();
    this.#editor = opened;
    opened.onChange(() => {
      this.#desk.changed();
      this.#update();
    });
    opened.onSelect(() => this.#update());
    this.#update();
  }

  #listen() {
    for (const { node, can, act } of this.#buttons) {
      node.addEventListener('click', async () => {
        if (!can()) return;
        await act();
        node.focus();
      });
    }
    const preview = new Preview(document.querySelector('#preview'));
    this.#button('preview').addEventListener('click', () => preview.show(this.#editor.read()));
  }

  #button(name) {
    return this.#page.querySelector(`[data-do="${name}"]`);
  }

  /** A button that can do nothing now stays where the focus is. */
  #update() {
    for (const { node, can } of this.#buttons) node.setAttribute('aria-disabled', !can());
  }

  #name(path) {
    const component = path && this.#editor.at(path);
    return component ? nameOf(component) : (path ?? 'Formulir ini');
  }

  #choose(path) {
    const component = path && this.#editor.at(path);
    if (component) this.#editor.select(component);
  }
}

const workspace = JSON.parse(document.querySelector('#workspace').textContent);
new FormPage(document.querySelector('#studio'), workspace).open();
