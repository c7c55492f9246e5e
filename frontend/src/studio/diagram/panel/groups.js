// The groups of the panel that are Paraf's own, over the same model that other editors write.
import { ListGroup, isSelectEntryEdited, isTextAreaEntryEdited, isTextFieldEntryEdited } from '@bpmn-io/properties-panel';
import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';

import { listOf, propertyOf } from './extensions.js';
import { Area, Choice, Link, NewForm, Several, Suggested, Text, Tick } from './fields.js';
import { entryOf, hasProperties, settingsOf, suggestedOf } from './settings.js';

const CHOOSING = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'];

const text = (id, label, access, more) => ({ id, label, component: Text, isEdited: isTextFieldEntryEdited, ...access, ...more });
const feel = (id, label, access, more) => ({ id, label, component: Area, isEdited: isTextAreaEntryEdited, feel: true, ...access, ...more });
const choice = (id, label, offers, access, more) => ({ id, label, offers, component: Choice, isEdited: isSelectEntryEdited, ...access, ...more });
const several = (id, label, offers, more, access) => ({ id, label, offers, more, component: Several, isEdited: isTextAreaEntryEdited, ...access });

/** Builds the groups of one element. */
export class Groups {
  static $inject = ['modeling', 'bpmnFactory', 'parafExtensions', 'config.paraf'];

  constructor(modeling, bpmnFactory, extensions, { workspace, createForm, diagramOf }) {
    Object.assign(this, { modeling, bpmnFactory, extensions, workspace, createForm, diagramOf });
  }

  /** The settings of Paraf's that belong to no other group. */
  paraf(element) {
    return group('paraf', 'Paraf', this.settings(element, 'paraf'));
  }

  settings(element, name) {
    return settingsOf(element, this.workspace.key, name).map((setting) => this.#setting(element, setting));
  }

  #setting(element, { name, label, kind }) {
    const id = entryOf(name);
    const access = {
      get: () => propertyOf(element, name)?.get('value'),
      set: (value) => this.extensions.setProperty(element, name, value),
    };
    if (kind === 'groups') return several(id, label, this.workspace.groups, 'Tambah kelompok…', access);
    if (kind === 'clauses') return several(id, label, this.workspace.clauses, 'Tambah butir…', access);
    return kind === 'feel' ? feel(id, label, access, { placeholder: '=' }) : text(id, label, access);
  }

  form(element) {
    const takesForm = is(element, 'bpmn:UserTask') || (is(element, 'bpmn:StartEvent') && !is(element.parent, 'bpmn:SubProcess'));
    if (!takesForm) return null;
    const { forms, urls } = this.workspace;
    const get = () => element.businessObject.get('camunda:formRef');
    // Forms are always of the same edition; Camunda's own editors want that said.
    const set = (id) => this.modeling.updateProperties(element, { 'camunda:formRef': id, 'camunda:formRefBinding': id && 'deployment' });
    const href = () => get() && get() in forms && urls.form.replace('__form__', encodeURIComponent(get()));
    return group('form', 'Formulir', [
      choice('formRef', 'Formulir (formRef)', forms, { get, set }, { none: '(tanpa formulir)' }),
      { id: 'openForm', component: Link, words: 'Buka formulir (tab baru)', href },
      { id: 'newForm', component: NewForm, taken: (id) => id in forms, create: async (id) => (await this.createForm(id)) && (set(id), true) },
    ]);
  }

  candidateGroups(element) {
    return several('candidateGroups', 'Kelompok yang boleh mengerjakan (candidateGroups)', this.workspace.groups, 'Tambah kelompok…', this.#attribute(element, 'camunda:candidateGroups'));
  }

  condition(element) {
    if (!is(element, 'bpmn:SequenceFlow')) return null;
    const flow = element.businessObject;
    const chooses = isAny(element.source, CHOOSING);
    if (!chooses && !flow.get('conditionExpression')) return null;
    const source = element.source.businessObject;
    const isDefault = {
      get: () => source.get('default') === flow,
      set: (yes) => this.modeling.updateProperties(element.source, { default: yes ? flow : undefined }),
    };
    const condition = {
      get: () => flow.get('conditionExpression')?.get('body'),
      set: (body) => this.#setCondition(element, body),
    };
    return group('condition', 'Syarat', [
      feel('conditionExpression', 'Syarat, FEEL', condition, { description: 'Ya atau tidak; alur ini diambil bila ya.' }),
      ...(chooses ? [{ id: 'defaultFlow', label: 'Alur bawaan, bila tidak ada syarat yang ya', component: Tick, ...isDefault }] : []),
    ]);
  }

  #setCondition(element, body) {
    const before = element.businessObject.get('conditionExpression');
    if (before && body) {
      this.modeling.updateModdleProperties(element, before, { body });
      return;
    }
    const made = body ? this.bpmnFactory.create('bpmn:FormalExpression', { body }) : undefined;
    if (made) made.$parent = element.businessObject;
    this.modeling.updateProperties(element, { conditionExpression: made });
  }

  script(element) {
    if (!is(element, 'bpmn:ScriptTask')) return null;
    return group('script', 'Skrip', [
      feel('script', 'Skrip, FEEL', this.#attribute(element, 'script')),
      text('resultVariable', 'Variabel hasilnya (resultVariable)', this.#attribute(element, 'camunda:resultVariable')),
    ]);
  }

  calledElement(element) {
    if (!is(element, 'bpmn:CallActivity')) return null;
    const access = this.#attribute(element, 'calledElement');
    const { [this.workspace.key]: _main, ...processes } = this.workspace.processes;
    return group('calledElement', 'Proses yang dipanggil', [
      choice('calledElement', 'Proses (calledElement)', processes, access, { none: '(belum dipilih)' }),
      { id: 'openProcess', component: Link, words: 'Buka diagramnya (tab baru)', href: () => this.diagramOf(access.get()) },
    ]);
  }

  /** A lane's name decides who works in it, so the names that are known are offered. */
  laneName(element) {
    return { id: 'name', label: 'Nama lajur', component: Suggested, offers: this.workspace.lanes, get: () => element.businessObject.get('name'), set: (name) => this.modeling.updateLabel(element, name) };
  }

  timerType(element) {
    const timer = element.businessObject.get('eventDefinitions')[0];
    const kinds = { timeDate: 'Pada saat', timeDuration: 'Setelah selang waktu' };
    const get = () => ['timeDate', 'timeDuration', 'timeCycle'].find((kind) => timer.get(kind));
    const set = (kind) => {
      const body = timer.get(get())?.get('body');
      const expression = kind && this.bpmnFactory.create('bpmn:FormalExpression', { body });
      if (expression) expression.$parent = timer;
      this.modeling.updateModdleProperties(element, timer, { timeDate: undefined, timeDuration: undefined, timeCycle: undefined, ...(kind && { [kind]: expression }) });
    };
    return choice('timerEventDefinitionType', 'Menunggu', kinds, { get, set }, { none: '(belum dipilih)' });
  }

  /** The further properties, by name and value. */
  extensionProperties(element) {
    if (!hasProperties(element)) return null;
    const shown = settingsOf(element, this.workspace.key).map(({ name }) => name);
    const offers = suggestedOf(element, this.workspace.key);
    const name = (id, access) => ({ id, label: 'Nama properti', component: Suggested, isEdited: isTextFieldEntryEdited, offers, ...access });
    const list = this.#list(element, 'property', name, 'Nilai properti');
    return { ...list, id: 'properties', label: 'Properti lain (camunda:property)', items: list.items.filter(({ label }) => !shown.includes(label)) };
  }

  /** What a step is given, or leaves behind: variables, each with its FEEL. */
  parameters(element, kind, label) {
    if (!is(element, 'bpmn:FlowNode')) return null;
    const name = (id, access) => text(id, 'Nama variabel', access);
    return { ...this.#list(element, kind, name, 'Nilai, FEEL'), id: kind, label };
  }

  /** A group of names and values; `name` builds the field of a name. */
  #list(element, kind, name, valueLabel) {
    const items = listOf(element, kind).map((entry, index) => {
      const id = `${element.id}-${kind}-${index}`;
      const access = (attribute) => ({
        get: () => entry.get(attribute),
        set: (value) => this.extensions.update(element, entry, { [attribute]: value ?? '' }),
      });
      const remove = (event) => {
        event.stopPropagation();
        this.extensions.remove(element, kind, entry);
      };
      return { id, label: entry.get('name'), entries: [name(`${id}-name`, access('name')), feel(`${id}-value`, valueLabel, access('value'))], autoFocusEntry: `${id}-name`, remove };
    });
    const add = (event) => {
      event.stopPropagation();
      this.extensions.add(element, kind, { name: '', value: '' });
    };
    return { component: ListGroup, items, add };
  }

  #attribute(element, name) {
    return {
      get: () => element.businessObject.get(name),
      set: (value) => this.modeling.updateProperties(element, { [name]: value || undefined }),
    };
  }
}

function group(id, label, entries) {
  return entries.length ? { id, label, entries } : null;
}
