// The groups of what an event, or a send or receive task, waits for or throws: the library's fields, as far as Paraf reads
// them, with Paraf's own, each under a sentence that says what happens.
import { is } from 'bpmn-js/lib/util/ModelUtil';
import { canBeNonInterrupting, getInterruptingProperty } from 'bpmn-js/lib/features/modeling/behavior/util/NonInterruptingUtil';

import { definitionOf } from '../flow.js';
import { choice, feel, group, text, tick } from './entries.js';
import { connectorOf } from './settings.js';

const MESSAGE = ['messageRef', 'messageName'];
const SIGNAL = ['signalRef', 'signalName'];
const ERROR = ['errorRef', 'errorName', 'errorCode', 'errorCodeVariable', 'errorMessageVariable'];
const ESCALATION = ['escalationRef', 'escalationName', 'escalationCode', 'escalationCodeVariable'];

const TIMES = { timeDate: 'Pada saat', timeDuration: 'Setelah selang waktu', timeCycle: 'Berulang' };
const TIME_HELP = {
  timeDate: 'Mis. 2026-11-22T09:00:00+07:00, atau FEEL yang diawali “=”.',
  timeDuration: 'Mis. P3D (3 hari) atau PT10H (10 jam), atau FEEL yang diawali “=”.',
  timeCycle: 'Mis. R3/PT10H (tiga kali, setiap 10 jam) atau R/P1D (setiap hari), atau FEEL yang diawali “=”.',
};
const NEW = '+';

const HELPS = {
  message: {
    begins: 'Kasus dimulai begitu pesan ini datang.',
    waits: 'Menunggu pesan ini, dari kasus lain atau dari luar.',
    throws: 'Pesan sampai kepada satu kasus yang menunggunya, atau memulai kasus; bila belum ada, disimpan dahulu.',
  },
  signal: {
    begins: 'Kasus dimulai begitu sinyal ini disiarkan.',
    waits: 'Menunggu sinyal ini. Sinyal sampai kepada semua yang sedang menunggu, dan tidak disimpan.',
    throws: 'Disiarkan kepada semua yang sedang menunggunya; tidak disimpan.',
  },
  error: {
    waits: 'Menangkap error berkode ini; tanpa pilihan, semua error. Kode dari konektor misalnya http-404.',
    throws: 'Menghentikan subproses atau kasusnya, kecuali ada event yang menangkap kode ini.',
  },
  escalation: {
    waits: 'Menangkap eskalasi berkode ini; tanpa pilihan, semua eskalasi.',
    throws: 'Memberi tahu lingkup di sekitarnya, tanpa menghentikan apa pun dengan sendirinya.',
  },
  link: { waits: 'Tujuan: loncatan dari event tautan bernama sama di tingkat ini berlanjut di sini.', throws: 'Meloncat ke event tautan bernama sama di tingkat ini.' },
  compensation: { throws: 'Membatalkan hasil aktivitas yang sudah selesai dengan kompensasinya; tanpa pilihan, semuanya, dari yang terakhir.' },
};

function roleOf(element) {
  if (is(element, 'bpmn:StartEvent') && !is(element.parent, 'bpmn:SubProcess')) return 'begins';
  return is(element, 'bpmn:CatchEvent') || is(element, 'bpmn:ReceiveTask') ? 'waits' : 'throws';
}

export class Events {
  static $inject = ['modeling', 'bpmnFactory', 'parafAccess'];

  constructor(modeling, bpmnFactory, access) {
    Object.assign(this, { modeling, bpmnFactory, access });
  }

  /** `theirs(id)` is the library's group, `settings(element, group)` gives Paraf's own entries. */
  groups(element, theirs, settings) {
    const built = (id, names, own = []) => {
      const kept = (theirs(id)?.entries ?? []).filter((entry) => names.includes(entry.id));
      return kept.length ? group(id, theirs(id).label, [...kept, ...own], HELPS[id][roleOf(element)]) : null;
    };
    return [
      this.#sending(element, settings) ?? built('message', MESSAGE, [...this.#instantiate(element), ...settings(element, 'message')]),
      built('signal', SIGNAL, settings(element, 'signal')),
      this.#timer(element),
      this.#condition(element),
      built('error', ERROR),
      built('escalation', ESCALATION),
      built('link', ['linkName']),
      built('compensation', ['activityRef']),
    ];
  }

  /** Whether it ends what it sits on or stands in, as one more of the general entries. */
  interrupting(element) {
    if (!canBeNonInterrupting(element)) return [];
    const name = getInterruptingProperty(element);
    const label = is(element, 'bpmn:BoundaryEvent') ? 'Menghentikan aktivitasnya (cancelActivity)' : 'Menghentikan yang lain di sekitarnya (isInterrupting)';
    const access = { get: () => element.businessObject.get(name), set: (yes) => this.modeling.updateProperties(element, { [name]: yes }) };
    return [tick('interrupting', label, access)];
  }

  /** The library has no message for a send task; a connector sends without one. */
  #sending(element, settings) {
    if (!is(element, 'bpmn:SendTask') || connectorOf(element)) return null;
    const message = () => element.businessObject.get('messageRef');
    const known = this.access.roots(element, 'bpmn:Message');
    const set = (id) => {
      if (id === NEW) this.access.refer(element, 'messageRef', 'bpmn:Message');
      else this.modeling.updateProperties(element, { messageRef: known.find((each) => each.id === id) });
    };
    const offers = { [NEW]: 'Buat baru …', ...Object.fromEntries(known.map(({ id, name }) => [id, name ?? id])) };
    const name = message() ? [text('messageName', 'Nama', this.access.attribute(element, 'name', message()))] : [];
    const ref = choice('messageRef', 'Pesan (messageRef)', offers, { get: () => message()?.id, set }, { none: '(belum dipilih)', plain: true });
    return group('message', 'Pesan', [ref, ...name, ...settings(element, 'message')], HELPS.message.throws);
  }

  #instantiate(element) {
    const begins = is(element, 'bpmn:ReceiveTask') && !element.incoming.length && !is(element.parent, 'bpmn:SubProcess');
    if (!begins && !element.businessObject.get('instantiate')) return [];
    return [tick('instantiate', 'Memulai kasus begitu pesannya datang (instantiate)', this.access.attribute(element, 'instantiate'))];
  }

  #timer(element) {
    const timer = definitionOf(element, 'Timer');
    if (!timer) return null;
    const kind = Object.keys(TIMES).find((name) => timer.get(name));
    const set = (chosen) => this.#setKind(element, timer, kind, chosen);
    const value = kind ? [text('timerEventDefinitionValue', 'Nilai', this.#time(element, timer, kind), { description: TIME_HELP[kind] })] : [];
    return group('timer', 'Timer', [
      choice('timerEventDefinitionType', 'Menunggu', TIMES, { get: () => kind, set }, { none: '(belum dipilih)', plain: true }),
      ...value,
    ]);
  }

  /** An emptied value keeps its kind, so that its field stays. */
  #time(element, timer, kind) {
    const { get } = this.access.expression(element, kind, timer);
    return { get, set: (body) => this.modeling.updateModdleProperties(element, timer.get(kind), { body }) };
  }

  #setKind(element, timer, before, kind) {
    const body = before && timer.get(before).get('body');
    const expression = kind && this.bpmnFactory.create('bpmn:FormalExpression', { body });
    if (expression) expression.$parent = timer;
    const none = Object.fromEntries(Object.keys(TIMES).map((name) => [name, undefined]));
    this.modeling.updateModdleProperties(element, timer, { ...none, ...(kind && { [kind]: expression }) });
  }

  #condition(element) {
    const definition = definitionOf(element, 'Conditional');
    if (!definition) return null;
    const condition = this.access.expression(element, 'condition', definition);
    return group('eventCondition', 'Syarat', [feel('eventCondition', 'Terjadi begitu, FEEL', condition, { description: 'Ya atau tidak; dinilai setiap kali variabel berubah.' })]);
  }
}
