"""Where a form's expression gives something else in the browser than on the server, and what to write.

form-js evaluates with feelin while somebody fills in; the server decides afterwards, with ``engine.feel``.
What differs between the two is reviewed here, a construct an entry; ``tests/parity`` holds the list.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from engine.catalogue import differing
from engine.catalogue.differing import Found, Tree
from engine.expressions import FUNCTIONS
from engine.feel import FeelError, parse


@dataclass(frozen=True)
class Difference:
    """A construct that the two don't answer alike.

    Attributes:
        construct: how a sentence calls it, and ``english`` how one in English does.
        found: tells whether a node of a tree is one.
        browser: what the browser does with it.
        instead: what to write.
    """

    construct: str
    english: str
    found: Found
    browser: str
    instead: str


def _unknown(name: str, instead: str) -> Difference:
    return Difference(
        f"{name}()", f"{name}()", differing.calls(name), "fungsi ini tidak ada, hasilnya null", instead
    )


_ENDS = "bandingkan ujung-ujungnya, atau pakai includes(), before(), dan after()"
_ON_THE_SERVER = "nilai di properties.rule atau requiredWhen, yang hanya dihitung peladen"

_FUNCTIONS = (
    Difference(
        "argumen bernama",
        "named arguments",
        differing.named_call,
        "sebagian namanya lain",
        "argumen menurut urutannya",
    ),
    Difference(
        "today() atau now()",
        "today() or now()",
        differing.calls("today", "now"),
        "jamnya jam komputer pemakai, dan hari ini tidak sama dengan date(…) hari yang sama",
        f"{_ON_THE_SERVER}; untuk melarang tanggal lampau pakai disallowPassedDates",
    ),
    _unknown("trim", r'replace(x, "^\\s+|\\s+$", "")'),
    _unknown("is blank", r'matches(x, "^\\s*$")'),
    _unknown("is empty", "count(x) = 0"),
    _unknown("is defined", "x != null"),
    _unknown("get or else", "if x != null then x else …"),
    _unknown("range", "rentang itu sendiri, misalnya [1..5]"),
    *(
        _unknown(name, _ENDS)
        for name in ("overlaps before", "overlaps after", "finishes", "finished by", "during")
    ),
    *(_unknown(name, _ENDS) for name in ("starts", "started by", "coincides")),
    Difference(
        "median()",
        "median()",
        differing.calls("median"),
        "bilangannya diurutkan sebagai teks",
        f"mean(), atau {_ON_THE_SERVER}",
    ),
    Difference(
        "number()",
        "number()",
        differing.calls("number"),
        "teks kosong menjadi 0 dan bilangan menjadi null",
        "isian berjenis number, yang nilainya sudah bilangan",
    ),
    Difference(
        "substring() tanpa memeriksa panjangnya",
        "substring() without a look at the length",
        differing.unguarded_substring,
        "di luar panjang teks hasilnya teks yang lebih pendek, bukan null",
        "if string length(x) >= 3 then substring(x, 1, 3) else x",
    ),
    Difference(
        "posisi dalam daftar",
        "a position in a list",
        differing.calls("sublist", "insert before", "remove", "list replace"),
        "posisi yang negatif atau di luar daftar menghasilkan daftar lain, bukan null",
        "penyaring, concatenate(), atau append()",
    ),
    Difference(
        "time() atas isian jam",
        "time() of a field",
        differing.time_of_an_answer,
        "“10:30” terbaca, di peladen tidak karena tanpa detik",
        'time(x + ":00")',
    ),
    Difference(
        "time() dengan selisih zona",
        "time() with an offset",
        differing.time_with_offset,
        "hasilnya null",
        'time("10:30:00+07:00")',
    ),
    Difference(
        "date() dari tahun, bulan, dan hari",
        "date() of year, month and day",
        differing.date_of_parts,
        "tanggal yang tidak ada bergeser ke bulan berikutnya, bukan null",
        '@"2026-03-15", atau isian berjenis datetime',
    ),
    Difference(
        "date() atas tanggal berjam",
        "date() of a date and time",
        differing.date_of_moment,
        "tanggalnya menurut UTC",
        "isian tanggal tersendiri (subtype date)",
    ),
    Difference(
        "sort() tanpa fungsi",
        "sort() without a function",
        differing.natural_sort,
        "hasilnya null",
        "sort(x, function(a, b) a < b)",
    ),
    Difference(
        "min() atau max() atas yang bukan bilangan",
        "min() or max() of what isn't a number",
        differing.extreme_of_others,
        "hasilnya null",
        "if date(a) > date(b) then date(a) else date(b)",
    ),
    Difference(
        "pencarian konteks, daftar, atau tanggal",
        "a search for a context, list or date",
        differing.search_for_others,
        "tidak pernah ditemukan",
        "some x in daftar satisfies x = …",
    ),
    Difference(
        "kunci bertingkat",
        "keys in a row",
        differing.keys_in_a_row,
        "hasilnya null bila jalurnya tidak ada, dan get value() tidak mengenalnya",
        "get value(get value(x, …), …)",
    ),
    Difference(
        "pola yang tidak dikenal JavaScript",
        "a pattern that JavaScript doesn't know",
        differing.other_pattern,
        "hasilnya lain atau null",
        "pola tanpa bendera x, tanpa pengurangan kelas, dan yang tidak kosong",
    ),
    Difference(
        "string() atas hasil bagi",
        "string() of a quotient",
        differing.text_of_quotient,
        "angkanya 17, di peladen 34",
        "string(round half up(a / b, 2))",
    ),
)

_FORMS = (
    Difference(
        "bilangan bulat berpangkat e",
        "a whole number with an exponent",
        differing.exponent,
        "1e3 terbaca sebagai 1",
        "angkanya lengkap, 1000",
    ),
    Difference(
        "hitungan dengan pecahan desimal",
        "a computation with decimal fractions",
        differing.inexact_number,
        "0.1 + 0.2 menjadi 0.30000000000000004",
        "bilangan bulat, misalnya harga * 11 / 100",
    ),
    Difference(
        "pangkat pecahan atau dari isian",
        "a power of a fraction, or of a field",
        differing.power,
        "akar bilangan negatif menjadi NaN, bukan null",
        "sqrt(), atau pangkat bulat mulai nol",
    ),
    Difference(
        "teks yang diurutkan terhadap tanggal",
        "a text compared with a date",
        differing.text_with_date,
        "hasilnya false, bukan null",
        "date(…) pada kedua sisi",
    ),
    Difference(
        "selisih dua tanggal",
        "the difference of two dates",
        differing.date_difference,
        "hasilnya bulan dan hari, bukan hari",
        'perbandingan saja, misalnya date(a) - date(b) > duration("P30D")',
    ),
    Difference(
        "hitungan dengan lama waktu",
        "a computation with a duration",
        differing.duration_computed,
        "lama waktu tidak dapat dikalikan, dibagi, atau dibalik tandanya",
        'lama waktunya langsung, misalnya duration("P14D")',
    ),
    Difference(
        "bulan yang dibandingkan dengan hari",
        "months compared with days",
        differing.months_with_days,
        "satu bulan dianggap 30 hari, di peladen tidak dapat dibandingkan",
        "date(a) <= date(b) + duration(…)",
    ),
    Difference(
        "lama waktu dalam bulan sekaligus hari, atau dalam minggu",
        "a duration of months and days, or of weeks",
        differing.duration_of_both,
        "terbaca, di peladen null",
        "salah satu saja: P14M, atau P30D",
    ),
    Difference(
        "bagian dari lama waktu atau waktu",
        "a part of a duration or time",
        differing.part_of_time,
        "PT36H mempunyai 36 jam dan 0 hari, dan bagian lain bernilai 0 atau null",
        "perbandingan dengan duration(…), atau years and months duration(a, b).years",
    ),
    Difference(
        "instance of",
        "instance of",
        differing.instance_of,
        "tidak dikenal",
        "perbandingan dengan nilainya; jenis isian sudah pasti menurut formulirnya",
    ),
    Difference(
        "syarat yang bukan perbandingan",
        "a condition that is no comparison",
        differing.truthy,
        "teks, bilangan, dan daftar dianggap ya",
        "perbandingan, misalnya setuju = true",
    ),
    Difference(
        "not() atas in, some, atau every",
        "not() of in, some or every",
        differing.negated_doubt,
        "yang di peladen null di sini false, sehingga not(…) menjadi ya",
        "x != null and not(…)",
    ),
    Difference(
        "penyaring yang bukan perbandingan",
        "a filter that is no comparison",
        differing.filter_by_value,
        "dibaca sebagai nomor urut, atau dihitung sekali tanpa melihat butirnya",
        "perbandingan, misalnya [setuju = true] atau [list contains(x, item) = true]",
    ),
    Difference(
        "penyaring yang memilih null atau false",
        "a filter that chooses null or false",
        differing.filter_for_nothing,
        "null dan false tidak ikut terpilih",
        "some x in daftar satisfies x = null, atau saring baris menurut kolomnya",
    ),
    Difference(
        "perulangan atas satu nilai",
        "a loop over one value",
        differing.loop_over_one,
        "hasilnya null",
        "daftar, misalnya [x]",
    ),
    Difference(
        "perulangan sampai batas dari isian, atas tanggal, atau atas rentang terbuka",
        "a loop to a field's value, over dates, or over an open range",
        differing.loop_to_a_value,
        "batas 0 dan tanggal menghasilkan null, dan ujung yang tidak termasuk ikut",
        "for x in daftar, atau batas bilangan",
    ),
    Difference(
        "rentang berujung isian",
        "a range that ends at a field's value",
        differing.open_end,
        "ujung yang null berarti tanpa batas",
        "a <= x and x <= b",
    ),
    Difference(
        "rentang terbalik",
        "a range backwards",
        differing.backwards,
        "[9..1] dibaca sebagai [1..9]",
        "ujung yang kecil lebih dahulu",
    ),
    Difference(
        "fungsi di dalam konteks",
        "a function inside a context",
        differing.function_in_context,
        "fungsi tidak dapat memanggil dirinya",
        "ungkapannya langsung",
    ),
    Difference(
        r"\' di dalam teks",
        r"\' inside a text",
        differing.quoted_apostrophe,
        "garis miringnya ikut tampil",
        "' tanpa garis miring",
    ),
)

DIFFERENCES = (*_FUNCTIONS, *_FORMS)


def differences_in(text: str, names: Collection[str]) -> list[Difference]:
    """Return the constructs of an expression that the browser answers otherwise; none where it is no FEEL.

    Args:
        text: without its leading ``=``.
        names: the form's keys.
    """
    try:
        tree = Tree.of(text, parse(text, names, FUNCTIONS), names)
    except FeelError:
        return []
    return [known for known in DIFFERENCES if any(known.found(node, tree) for node in tree.nodes)]
