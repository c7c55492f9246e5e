// The studio's diagram editor: bpmn-js on the desk, with the linter's problems beside it.
import { Desk } from './studio/desk.js';
import { open } from './studio/diagram/file/open.js';
import { createModeler } from './studio/diagram/modeler.js';
import { Toolbar, fit } from './studio/diagram/toolbar.js';
import { ProblemList } from './studio/problems.js';

class DiagramEditor {
  #page;
  #workspace;
  #modeler;
  #file;
  #desk;
  #list;

  constructor(page, workspace) {
    this.#page = page;
    this.#workspace = workspace;
    this.#modeler = createModeler({
      canvas: page.querySelector('.studio-canvas'),
      panel: page.querySelector('.studio-panel'),
      paraf: { workspace, createForm: (id) => this.#createForm(id), diagramOf: (process) => this.#diagramOf(process) },
    });
    this.#desk = new Desk({
      page,
      workspace,
      read: () => this.#file.read(),
      load: (text) => this.#draw(text),
      onProblems: (problems) => this.#show(problems),
    });
    this.#list = new ProblemList({
      place: page.querySelector('.problems'),
      workspace,
      nameOf: (problem) => this.#nameOf(problem),
      choose: (problem) => this.#modeler.get('parafGuide').show(problem),
    });
  }

  async open() {
    await this.#draw(this.#workspace.text);
    this.#prepareCanvas();
    new Toolbar(this.#page.querySelector('.studio-tools'), this.#modeler);
    this.#modeler.on('commandStack.changed', () => this.#desk.changed());
    await this.#desk.open();
    await this.#leadToAsked();
  }

  async #draw(text) {
    this.#file = await open(this.#modeler, text);
    this.#tellUndrawn(this.#file);
    fit(this.#modeler.get('canvas'));
  }

  /** Say what isn't drawn, and in its own words what bpmn-js couldn't read. */
  #tellUndrawn({ undrawn, warnings }) {
    const note = this.#page.querySelector('.studio-undrawn');
    const item = (parts) => Object.assign(document.createElement('li'), parts);
    note.hidden = !undrawn.length && !warnings.length;
    note.querySelector('ul').replaceChildren(
      ...undrawn.map((textContent) => item({ textContent })),
      ...warnings.map((textContent) => item({ textContent, lang: 'en' })),
    );
  }

  #prepareCanvas() {
    new ResizeObserver(() => this.#modeler.get('canvas').resized()).observe(this.#page.querySelector('.studio-canvas'));
    const drawing = this.#page.querySelector('.studio-canvas .djs-container > svg');
    // Its keys are its own, so a screen reader must hand them on.
    drawing.setAttribute('role', 'application');
    drawing.setAttribute('aria-label', `Diagram ${this.#workspace.path}`);
    drawing.setAttribute('aria-describedby', 'studio-help');
  }

  #show(problems) {
    this.#list.show(problems);
    this.#modeler.get('eventBus').fire('paraf.problems', { problems });
  }

  #nameOf(problem) {
    const object = this.#modeler.get('parafPlaces').elementOf(problem)?.businessObject;
    return object?.get('name') || problem.element || this.#workspace.path;
  }

  /** The address may name an element, and the problem there. */
  async #leadToAsked() {
    const asked = new URLSearchParams(window.location.search);
    if (asked.has('element')) await this.#modeler.get('parafGuide').showById(asked.get('element'), asked.get('field'));
  }

  async #createForm(id) {
    const form = { id, type: 'default', schemaVersion: 19, components: [] };
    const stands = await this.#desk.saveNew(`forms/${id}.form`, `${JSON.stringify(form, null, 2)}\n`);
    if (stands) this.#workspace.forms[id] = id;
    return stands;
  }

  /** The address of a called process's own diagram; a diagram is named after its process. */
  #diagramOf(process) {
    const path = `${process}.bpmn`;
    const known = process && path !== this.#workspace.path && path in (this.#workspace.diagrams ?? {});
    return known ? this.#workspace.urls.diagram.replace('__path__', encodeURIComponent(path)) : null;
  }
}

function fail(page, error) {
  const message = page.querySelector('.studio-failure');
  message.hidden = false;
  message.append(` ${error.message}`);
  console.error(error);
}

const page = document.querySelector('#studio');
const workspace = JSON.parse(document.querySelector('#workspace').textContent);
new DiagramEditor(page, workspace).open().catch((error) => fail(page, error));
