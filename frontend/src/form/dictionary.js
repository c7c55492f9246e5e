// Everything that form-js-viewer says by itself. A test compares the keys with the viewer's source.
export const dictionary = {
  'Add new': 'Tambah baris',
  'All values selected': 'Semua sudah dipilih',
  "binding path '{value}' is already claimed": 'Nama isian “{value}” dipakai dua kali',
  'Click to remove sorting': 'Tekan untuk menghapus urutan',
  'Click to sort by {value} ascending': 'Tekan untuk mengurutkan menurut {value} dari bawah',
  'Click to sort by {value} descending': 'Tekan untuk mengurutkan menurut {value} dari atas',
  Collapse: 'Ciutkan',
  'Date and time must both be entered.': 'Tanggal dan waktu harus diisi keduanya.',
  Decrement: 'Kurangi',
  'Document reference is not defined.': 'Dokumen belum ditentukan.',
  'Download {fileName}': 'Unduh {fileName}',
  'Expand all ({value})': 'Tampilkan semua ({value})',
  "External content couldn't be loaded.": 'Isi dari luar tidak dapat dimuat.',
  'Field is required.': 'Wajib diisi.',
  'Field must be a valid email.': 'Tulis alamat surel yang lengkap, misalnya nama@instansi.go.id.',
  'Field must be a valid international phone number. (e.g. +4930664040900)':
    'Tulis nomor telepon dengan kode negara, misalnya +62227802251.',
  'Field must have maximum length of {value}.': 'Paling banyak {value} karakter.',
  'Field must have maximum value of {value}.': 'Paling besar {value}.',
  'Field must have minimum length of {value}.': 'Paling sedikit {value} karakter.',
  'Field must have minimum value of {value}.': 'Paling kecil {value}.',
  'Field must match pattern {value}.': 'Bentuknya tidak sesuai dengan {value}.',
  Increment: 'Tambah',
  'Max validation value is not a valid number.': 'Batas atas isian ini bukan bilangan.',
  'Min validation value is not a valid number.': 'Batas bawah isian ini bukan bilangan.',
  'Next page': 'Halaman berikutnya',
  'No content to show.': 'Tidak ada isi untuk ditampilkan.',
  'No files selected': 'Belum ada berkas dipilih',
  'No results': 'Tidak ditemukan',
  'Nothing to show.': 'Tidak ada yang dapat ditampilkan.',
  'Please select a valid value, the two nearest valid values are {previousValue} and {nextValue}.':
    'Nilai terdekat yang dapat diterima adalah {previousValue} dan {nextValue}.',
  'Previous page': 'Halaman sebelumnya',
  'Remove tag': 'Hapus pilihan',
  Search: 'Cari',
  'Skip to search': 'Langsung ke pencarian',
  'Unable to download document': 'Dokumen tidak dapat diunduh',
  'Value is expected to be an integer.': 'Harus bilangan bulat.',
  'Value is expected to have at most 1 decimal digit.': 'Paling banyak 1 angka di belakang koma.',
  'Value is expected to have at most {value} decimal digits.': 'Paling banyak {value} angka di belakang koma.',
  'Value is not a number.': 'Bukan bilangan.',
  '{page} of {total}': '{page} dari {total}',
  '{value} files selected': '{value} berkas dipilih',
};

/** The viewer's `translate` service: look the sentence up, then fill its places in. */
export function translate(sentence, replacements = {}) {
  return (dictionary[sentence] ?? sentence).replace(/{([^}]+)}/g, (place, name) => replacements[name] ?? place);
}
