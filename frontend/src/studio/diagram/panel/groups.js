// The groups of the panel that are Paraf's own, over the same model that other editors write.
import { ListGroup, isTextFieldEntryEdited } from '@bpmn-io/properties-panel';
import { is, isAny } from 'bpmn-js/lib/util/ModelUtil';

import { flowsOutOf } from '../flow.js';
import { choice, feel, group, several, text, tick } from './entries.js';
import { listOf } from './extensions.js';
import { Link, NewForm, Suggested } from './fields.js';
import { entryOf, hasProperties, isCaseStart, settingsOf, suggestedOf } from './settings.js';
import { inputsOf } from './work.js';

const CHOOSING = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway'];

/** Builds the groups of one element. */
export class Groups {
  static $inject = ['modeling', 'parafExtensions', 'parafAccess', 'config.paraf'];

  constructor(modeling, extensions, access, { workspace, createForm, diagramOf }) {
    Object.assign(this, { modeling, extensions, access, workspace, createForm, diagramOf });
  }

  /** The settings of Paraf's that belong to no other group. */
  paraf(element) {
    return group('paraf', 'Paraf', this.settings(element, 'paraf'));
  }

  settings(element, name) {
    return settingsOf(element, this.workspace.key, name).filter(({ kind }) => kind).map((setting) => this.#setting(element, setting));
  }

  #setting(element, { name, label, kind, help }) {
    const id = entryOf(name);
    const access = this.access.property(element, name);
    if (kind === 'groups') return several(id, label, this.workspace.groups, 'Tambah kelompok…', access);
    if (kind === 'clauses') return several(id, label, this.workspace.clauses, 'Tambah butir…', access);
    // With a help of its own it is FEEL in any case; without one only after the “=” that is shown.
    return kind === 'feel' ? feel(id, label, access, help ? { description: help } : { placeholder: '=' }) : text(id, label, access, { description: help });
  }

  form(element) {
    const takesForm = is(element, 'bpmn:UserTask') || isCaseStart(element);
    if (!takesForm && !(is(element, 'bpmn:StartEvent') && element.businessObject.get('camunda:formRef'))) return null;
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
    return several('candidateGroups', 'Kelompok yang boleh mengerjakan (candidateGroups)', this.workspace.groups, 'Tambah kelompok…', this.access.attribute(element, 'camunda:candidateGroups'));
  }

  condition(element) {
    if (!is(element, 'bpmn:SequenceFlow')) return null;
    const flow = element.businessObject;
    const chooses = isAny(element.source, CHOOSING) || (is(element.source, 'bpmn:Activity') && flowsOutOf(element.source).length > 1);
    if (!chooses && !flow.get('conditionExpression')) return null;
    const source = element.source.businessObject;
    const isDefault = {
      get: () => source.get('default') === flow,
      set: (yes) => this.modeling.updateProperties(element.source, { default: yes ? flow : undefined }),
    };
    return group('condition', 'Syarat', [
      feel('conditionExpression', 'Syarat, FEEL', this.access.expression(element, 'conditionExpression'), { description: 'Ya atau tidak; alur ini diambil bila ya.' }),
      ...(chooses ? [tick('defaultFlow', 'Alur bawaan, bila tidak ada syarat yang ya', isDefault)] : []),
    ]);
  }

  script(element) {
    if (!is(element, 'bpmn:ScriptTask')) return null;
    return group('script', 'Skrip', [
      feel('script', 'Skrip, FEEL', this.access.attribute(element, 'script')),
      text('resultVariable', 'Variabel hasilnya (resultVariable)', this.access.attribute(element, 'camunda:resultVariable')),
    ]);
  }

  calledElement(element) {
    if (!is(element, 'bpmn:CallActivity')) return null;
    const access = this.access.attribute(element, 'calledElement');
    const { [this.workspace.key]: _main, ...processes } = this.workspace.processes;
    return group('calledElement', 'Proses yang dipanggil', [
      choice('calledElement', 'Proses (calledElement)', processes, access, { none: '(belum dipilih)' }),
      { id: 'openProcess', component: Link, words: 'Buka diagramnya (tab baru)', href: () => this.diagramOf(access.get()) },
    ]);
  }

  /** What an arrow to a data object brings there. */
  association(element) {
    if (!is(element, 'bpmn:DataOutputAssociation')) return null;
    const access = this.access.expression(element, 'transformation');
    return group('association', 'Isi objek data', [feel('transformation', 'Nilai, FEEL (transformation)', access, { description: 'Disimpan dalam objek data begitu langkahnya selesai.' })]);
  }

  /** A data object is a variable; what is drawn only refers to it. */
  variable(element) {
    const data = is(element, 'bpmn:DataObjectReference') && element.businessObject.get('dataObjectRef');
    return data ? [text('dataObject', 'Variabelnya (nama dataObject)', this.access.attribute(element, 'name', data), { description: 'Kosong: id dataObject-nya.' })] : [];
  }

  /** A lane's name decides who works in it, so the names that are known are offered. */
  laneName(element) {
    return { id: 'name', label: 'Nama lajur', component: Suggested, offers: this.workspace.lanes, get: () => element.businessObject.get('name'), set: (name) => this.modeling.updateLabel(element, name) };
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
    const shown = kind === 'inputParameter' ? inputsOf(element) : [];
    const list = this.#list(element, kind, name, 'Nilai, FEEL');
    return { ...list, id: kind, label, items: list.items.filter((item) => !shown.includes(item.label)) };
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
}
