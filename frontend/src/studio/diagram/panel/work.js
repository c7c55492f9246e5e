// The groups of what an activity or gateway does by itself: decisions, connectors, loops, the complex gateway's condition.
import { is } from 'bpmn-js/lib/util/ModelUtil';

import { choice, feel, group, text, tick } from './entries.js';
import { listOf } from './extensions.js';
import { Suggested } from './fields.js';
import { connectorOf, entryOf, takesConnector } from './settings.js';

const CONNECTORS = { http: 'memanggil sistem lain', email: 'mengirim surel', notify: 'memberi tahu orang di Paraf' };
/** Connector → its inputs, each with its words and what to write. */
const INPUTS = {
  http: {
    url: ['Alamat', 'Mis. "https://simpeg.contoh.go.id/pegawai/" + nip'],
    method: ['Cara', 'Mis. "POST". Kosong: "GET".'],
    headers: ['Kepala permintaan', 'Mis. {Accept: "application/json"}. Jangan menulis kata sandi di sini.'],
    body: ['Yang dikirim, sebagai JSON', 'Mis. {nip: nip}'],
    timeout: ['Ditunggu paling lama', 'Detik, paling banyak 30.'],
  },
  email: {
    to: ['Kepada', 'Alamat atau daftarnya, mis. ["a@contoh.go.id", "b@contoh.go.id"]'],
    cc: ['Tembusan', 'Alamat atau daftarnya.'],
    subject: ['Perihal', 'Mis. "Naskah " + nomor'],
    text: ['Isi'],
  },
  notify: {
    groups: ['Kelompok', 'Id atau daftarnya, mis. ["tu", "sekba"]'],
    users: ['Orang', 'Nama pengguna atau surel, atau daftarnya.'],
    title: ['Judul', 'Satu baris, mis. "Naskah " + nomor + " terbit"'],
    text: ['Isi'],
  },
};
const MAPPINGS = {
  singleEntry: 'satu nilai', singleResult: 'satu baris (context)', collectEntries: 'daftar nilai', resultList: 'daftar baris',
};

/** The names of the input parameters that have a field of their own. */
export const inputsOf = (element) => Object.keys((takesConnector(element) && INPUTS[connectorOf(element)]) || {});

export class Work {
  static $inject = ['modeling', 'parafExtensions', 'parafAccess', 'config.paraf'];

  constructor(modeling, extensions, access, { workspace }) {
    Object.assign(this, { modeling, extensions, access, workspace });
  }

  groups(element, settings) {
    return [this.#decision(element), this.#connector(element, settings), this.#loop(element), this.#activation(element)];
  }

  #decision(element) {
    if (!is(element, 'bpmn:BusinessRuleTask')) return null;
    const { get } = this.access.attribute(element, 'camunda:decisionRef');
    // A case keeps the decisions of its version; Camunda's own editors want that said.
    const set = (id) => this.modeling.updateProperties(element, { 'camunda:decisionRef': id || undefined, 'camunda:decisionRefBinding': id ? 'deployment' : undefined });
    const mapping = this.access.attribute(element, 'camunda:mapDecisionResult');
    return group('decision', 'Keputusan', [
      this.#decisionRef({ get, set }),
      text('resultVariable', 'Variabel hasilnya (resultVariable)', this.access.attribute(element, 'camunda:resultVariable')),
      choice('mapDecisionResult', 'Bentuk hasilnya (mapDecisionResult)', MAPPINGS, mapping, { none: '(daftar baris)' }),
    ], 'Masukan keputusannya: variabel yang senama, atau Masukan tugas ini.');
  }

  #decisionRef(access) {
    const { decisions = {} } = this.workspace;
    const [id, label] = ['decisionRef', 'Id keputusan di berkas .dmn (decisionRef)'];
    return Object.keys(decisions).length ? choice(id, label, decisions, access, { none: '(belum dipilih)' }) : text(id, label, access);
  }

  #connector(element, settings) {
    if (!takesConnector(element)) return null;
    const none = is(element, 'bpmn:ServiceTask') ? '(tanpa: langsung dilewati)' : '(tanpa: pesannya dikirim Paraf sendiri)';
    const get = () => connectorOf(element);
    const chosen = choice(entryOf('connector'), 'Konektor (connector)', CONNECTORS, { get, set: (name) => this.#connect(element, name) }, { none });
    const name = get();
    if (!name) return group('connector', 'Konektor', [chosen]);
    const inputs = Object.entries(INPUTS[name] ?? {}).map(([input, [words, description]]) =>
      feel(`connector-${input}`, `${words} (${input}), FEEL`, this.access.input(element, input), { description }));
    const result = is(element, 'bpmn:Task') ? [text('resultVariable', 'Variabel jawabannya (resultVariable)', this.access.attribute(element, 'camunda:resultVariable'))] : [];
    return group('connector', 'Konektor', [chosen, ...inputs, ...result, ...settings(element, 'connector')], 'Kasus menunggu sampai konektor selesai. Keluaran melihat jawabannya sebagai result.');
  }

  /** A connector refuses inputs that it doesn't read, so another one's go with it. */
  #connect(element, name) {
    const strange = inputsOf(element).filter((input) => !(input in (INPUTS[name] ?? {})));
    this.extensions.removeAll(element, 'inputParameter', listOf(element, 'inputParameter').filter((entry) => strange.includes(entry.get('name'))));
    this.extensions.setProperty(element, 'connector', name);
    if (!name) this.extensions.setProperty(element, 'retries', '');
  }

  #loop(element) {
    const loop = element.businessObject.get('loopCharacteristics');
    if (!is(loop, 'bpmn:StandardLoopCharacteristics')) return null;
    return group('loop', 'Pengulangan', [
      feel('loopCondition', 'Diulang selama, FEEL (loopCondition)', this.access.expression(element, 'loopCondition', loop)),
      tick('testBefore', 'Ditanyakan juga sebelum kali pertama (testBefore)', this.access.attribute(element, 'testBefore', loop)),
      text('loopMaximum', 'Paling banyak (loopMaximum)', this.access.number(element, 'loopMaximum', loop)),
    ], 'Isi syaratnya, atau paling banyak berapa kali. loopCounter ialah banyaknya kali yang sudah selesai.');
  }

  #activation(element) {
    if (!is(element, 'bpmn:ComplexGateway')) return null;
    return group('activation', 'Gateway kompleks', [
      feel('activationCondition', 'Berjalan bila, FEEL (activationCondition)', this.access.expression(element, 'activationCondition')),
    ], 'activationCount ialah banyaknya alur yang sudah tiba, mis. activationCount >= 2. Pada syarat alur keluarnya, waitingForStart bernilai ya saat ia berjalan, tidak saat alur yang terlambat tiba.');
  }
}
