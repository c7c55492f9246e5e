// What the diagram editor says by itself, in Indonesian. A test compares the keys with its sources.
import { ELEMENTS } from './elements.js';
import { PANEL } from './panel.js';

/** @type {Record<string, string>} The canvas: palette, context pad, menus, search, minimap. */
const CANVAS = {
  'Activate hand tool': 'Geser kanvas',
  'Activate lasso tool': 'Pilih beberapa elemen (laso)',
  'Activate create/remove space tool': 'Lapangkan atau rapatkan ruang',
  'Activate global connect tool': 'Hubungkan elemen',
  'Create start event': 'Event mulai',
  'Create intermediate/boundary event': 'Event antara/batas',
  'Create end event': 'Event akhir',
  'Create gateway': 'Gateway',
  'Create task': 'Tugas',
  'Create data object reference': 'Objek data',
  'Create data store reference': 'Penyimpan data',
  'Create expanded sub-process': 'Subproses terbuka',
  'Create pool/participant': 'Pool/peserta',
  'Create group': 'Kelompok elemen',

  'Append task': 'Tambahkan tugas',
  'Append gateway': 'Tambahkan gateway',
  'Append end event': 'Tambahkan event akhir',
  'Append intermediate/boundary event': 'Tambahkan event antara/batas',
  'Append receive task': 'Tambahkan tugas terima',
  'Append message intermediate catch event': 'Tambahkan event antara pesan',
  'Append timer intermediate catch event': 'Tambahkan event antara timer',
  'Append conditional intermediate catch event': 'Tambahkan event antara bersyarat',
  'Append signal intermediate catch event': 'Tambahkan event antara sinyal',
  'Append compensation activity': 'Tambahkan aktivitas kompensasi',
  'Add text annotation': 'Tambahkan catatan',
  'Add lane above': 'Tambahkan lajur di atas',
  'Add lane below': 'Tambahkan lajur di bawah',
  'Divide into two lanes': 'Bagi menjadi dua lajur',
  'Divide into three lanes': 'Bagi menjadi tiga lajur',
  'Connect to other element': 'Hubungkan dengan elemen lain',
  'Connect using association': 'Hubungkan dengan asosiasi',
  'Connect using data input association': 'Hubungkan dengan asosiasi data masukan',
  'Change element': 'Ganti jenis elemen',
  'Delete': 'Hapus',

  'Parallel multi-instance': 'Multi-instance paralel',
  'Sequential multi-instance': 'Multi-instance berurutan',
  'Loop': 'Berulang',
  'Participant multiplicity': 'Beberapa peserta',
  'Toggle non-interrupting': 'Memutus atau tidak memutus',

  'Align elements': 'Ratakan elemen',
  'Align elements left': 'Ratakan ke kiri',
  'Align elements center': 'Ratakan ke tengah mendatar',
  'Align elements right': 'Ratakan ke kanan',
  'Align elements top': 'Ratakan ke atas',
  'Align elements middle': 'Ratakan ke tengah tegak',
  'Align elements bottom': 'Ratakan ke bawah',
  'Distribute elements horizontally': 'Sama-ratakan jarak mendatar',
  'Distribute elements vertically': 'Sama-ratakan jarak tegak',

  'Open {element}': 'Buka {element}',
  'Open minimap': 'Buka peta kecil',
  'Close minimap': 'Tutup peta kecil',
  'Search in diagram': 'Cari di diagram',
  'flow elements must be children of pools/participants': 'Elemen alur harus berada di dalam pool/peserta.',
  'Data object must be placed within a pool/participant.': 'Objek data harus berada di dalam pool/peserta.',
};

export const dictionary = { ...CANVAS, ...ELEMENTS, ...PANEL };

/** One thing is spelled “Sub-process”, “Sub Process” and “sub-process”, by menu, panel and palette. */
export const plain = (template) => template.toLowerCase().replaceAll('-', ' ');

const entries = new Map(Object.entries(dictionary).map(([template, words]) => [plain(template), words]));

/** diagram-js’s `translate` service: look the sentence up, then fill its places in. */
export function translate(template, replacements = {}) {
  return (entries.get(plain(template)) ?? template).replace(/{([^}]+)}/g, (place, name) => replacements[name] ?? place);
}
