"""Every sentence a submission is answered with, in Indonesian, in one place.

Sentences about a schema are in ``schema.py``: they speak to the process's owner, these to whoever fills
in the form.
"""

from __future__ import annotations

REQUIRED = "Wajib diisi."
TICK_REQUIRED = "Wajib dicentang."
CHOICE_REQUIRED = "Pilih salah satu."
CHOICES_REQUIRED = "Pilih sekurangnya satu."
FILE_REQUIRED = "Pilih berkasnya."
NO_CHOICES = "Belum ada pilihan yang tersedia untuk isian ini."

NOT_TEXT = "Harus berupa teks."
NOT_NUMBER = "Harus berupa angka."
NOT_YES_NO = "Harus ya atau tidak."
NOT_CHOICE = "Harus satu pilihan dari daftar."
NOT_CHOICES = "Harus daftar pilihan."
NOT_DATE = "Bukan tanggal yang sah; tulis tahun-bulan-tanggal, misalnya 2026-11-22."
NOT_TIME = "Bukan jam yang sah; tulis jam dan menit, misalnya 09:30."
NOT_DATE_TIME = "Bukan tanggal dan jam yang sah, misalnya 2026-11-22T09:30."
NOT_FILE = "Berkas tidak dikenal atau belum terunggah; pilih kembali berkasnya."
NOT_ROWS = "Harus daftar baris."
NOT_ROW = "Harus satu baris isian."
NOT_GROUP = "Harus kelompok isian."

NUMBER_TOO_BIG = "Angka terlalu besar."
CONTROL_CHARACTERS = "Mengandung karakter yang tidak dapat ditampilkan; hapus lalu ketik ulang."
NOT_AN_OPTION = "Pilihan ini tidak ada di daftar."
CHOSEN_TWICE = "Ada pilihan yang sama lebih dari sekali."
WRONG_PATTERN = "Bentuk isian tidak sesuai."
NOT_EMAIL = "Bukan alamat surel yang sah, misalnya nama@instansi.go.id."
NOT_PHONE = "Bukan nomor telepon internasional yang sah, misalnya +6281234567890."
DATE_PASSED = "Tanggal tidak boleh sudah lewat."
ONE_FILE = "Hanya satu berkas yang diminta."
WHOLE_NUMBER = "Harus bilangan bulat."
RULE_BROKEN = "Isian ini tidak memenuhi ketentuan."
TOO_MANY_UNKNOWN = "Terlalu banyak isian yang tidak dikenal."


def too_short(least: int) -> str:
    """Answer a text shorter than ``least`` characters."""
    return f"Terlalu pendek: sekurangnya {least} karakter."


def too_long(most: int) -> str:
    """Answer a text longer than ``most`` characters."""
    return f"Terlalu panjang: paling banyak {most} karakter."


def too_small(least: int | float) -> str:
    """Answer a number below ``least``."""
    return f"Sekurangnya {least}."


def too_large(most: int | float) -> str:
    """Answer a number above ``most``."""
    return f"Paling besar {most}."


def too_many_decimals(most: int) -> str:
    """Answer a number with more than ``most`` digits behind the comma."""
    return f"Paling banyak {most} angka di belakang koma." if most else WHOLE_NUMBER


def not_a_multiple(of: int | float) -> str:
    """Answer a number that is no multiple of ``of``."""
    return f"Harus kelipatan {of}."


def too_few_rows(least: int) -> str:
    """Answer a list with fewer than ``least`` rows."""
    return f"Isi sekurangnya {least} baris."


def too_many_rows(most: int) -> str:
    """Answer a list with more than ``most`` rows."""
    return f"Paling banyak {most} baris."


def too_many_files(most: int) -> str:
    """Answer more than ``most`` files for one field."""
    return f"Paling banyak {most} berkas."


def wrong_file_type(name: str, accepted: str) -> str:
    """Answer a file that is none of the ``accepted`` types."""
    return f"Berkas “{name}” bukan jenis yang diminta ({accepted})."


def file_too_large(name: str, most: int | float) -> str:
    """Answer a file larger than ``most`` megabytes."""
    return f"Berkas “{name}” lebih besar daripada {most} MB."


def unknown_field(name: str) -> str:
    """Answer a value for which the form has no field."""
    return f"Isian “{name}” tidak ada pada formulir ini."
