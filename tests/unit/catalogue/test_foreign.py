"""What expressions of other languages become in FEEL, and that a guess is never worse than none."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.catalogue.foreign import in_feel, looks_foreign, script_in_feel
from engine.catalogue.rules.prf_401_other_language import is_foreign, meant_by
from engine.catalogue.site import Site, Words
from engine.expressions import FUNCTIONS
from engine.feel import FeelError, check, evaluate

NAMES = frozenset({"setuju", "jumlah", "unit", "nama", "status", "catatan", "mulai", "akhir", "data", "i"})
MEANT = "Mungkin maksudnya: "
IN_ENGLISH = "Perhaps this is meant: "

WORD_FOR_WORD = {
    # JUEL
    "${setuju}": "setuju",
    "#{setuju}": "setuju",
    "${setuju == true}": "setuju = true",
    "${jumlah > 1 && setuju}": "jumlah > 1 and setuju",
    "${jumlah > 1 || !setuju}": "jumlah > 1 or not(setuju)",
    "${jumlah ge 10 and jumlah lt 20}": "jumlah >= 10 and jumlah < 20",
    "${status eq 'SELESAI' or status ne 'BATAL'}": 'status = "SELESAI" or status != "BATAL"',
    "${not (jumlah gt 1)}": "not(jumlah > 1)",
    "${jumlah div 2 le 3}": "jumlah / 2 <= 3",
    "${jumlah mod 2 == 0}": "modulo(jumlah, 2) = 0",
    "${empty catatan}": 'list contains([null, "", []], catatan)',
    "${not empty catatan}": 'not(list contains([null, "", []], catatan))',
    "${!empty unit and jumlah > 0}": 'not(list contains([null, "", []], unit)) and jumlah > 0',
    "${setuju ? 'YA' : 'TIDAK'}": 'if setuju then "YA" else "TIDAK"',
    "${status == 'A' ? 1 : status == 'B' ? 2 : 3}": (
        'if status = "A" then 1 else if status = "B" then 2 else 3'
    ),
    "${unit.contains('KSB')}": 'list contains(unit, "KSB")',
    "${unit.size() > 1}": "count(unit) > 1",
    "${execution.getVariable('jumlah') > 3}": "jumlah > 3",
    "${execution.hasVariable('nama')}": "nama != null",
    "${data.get('nama')}": "data.nama",
    "${data['nama'] == 'x'}": 'data.nama = "x"',
    "${data['nama unit']}": 'get value(data, "nama unit")',
    "${unit[0] == 'A'}": 'unit[1] = "A"',
    "${now()}": "now()",
    "#{dateTime().plusDays(3)}": 'now() + duration("P3D")',
    "${S(data).prop('nama').stringValue()}": "data.nama",
    "kapus-${unit}": '"kapus-" + string(unit)',
    "${nama} (${jumlah})": 'string(nama) + " (" + string(jumlah) + ")"',
    "${jumlah > 1} && ${setuju}": "jumlah > 1 and setuju",
    # Java and Groovy
    'status.equals("A")': 'status = "A"',
    '"A".equals(status)': 'status = "A"',
    "!status.equals('A')": 'status != "A"',
    "status.equalsIgnoreCase('Ya')": 'lower case(status) = "ya"',
    "Boolean.TRUE.equals(setuju)": "setuju = true",
    "!!setuju": "setuju",
    "unit.isEmpty()": 'unit in ("", [])',
    "nama.length() >= 3": "string length(nama) >= 3",
    "nama.startsWith('KS') && nama.endsWith('X')": 'starts with(nama, "KS") and ends with(nama, "X")',
    "nama.toUpperCase().trim()": "trim(upper case(nama))",
    "nama.substring(0, 3)": "substring(nama, 1, 3)",
    "nama.indexOf('x') >= 0": 'contains(nama, "x")',
    "jumlah.compareTo(10) > 0": "jumlah > 10",
    "Integer.parseInt(nama) + 1": "number(nama) + 1",
    "String.valueOf(jumlah)": "string(jumlah)",
    "Math.max(jumlah, 3)": "max(jumlah, 3)",
    "data.getNama()": "data.nama",
    "data?.nama?.depan": "data.nama.depan",
    "nama ?: 'tanpa nama'": 'if nama != null then nama else "tanpa nama"',
    "unit.any { it.aktif }": "some it in unit satisfies it.aktif",
    "unit.findAll { u -> u.jumlah > 1 }.size()": "count(unit[item.jumlah > 1])",
    "unit.stream().allMatch(u -> u.aktif)": "every u in unit satisfies u.aktif",
    "unit.collect { it.nama }.join(', ')": 'string join(for it in unit return it.nama, ", ")',
    "[kode: 'A', jumlah: 10L]": '{kode: "A", jumlah: 10}',
    '"Halo ${nama}"': '"Halo " + string(nama)',
    "if (jumlah > 10) { 'besar' } else { 'kecil' }": 'if jumlah > 10 then "besar" else "kecil"',
    "new Date()": "now()",
    "LocalDate.now().plusDays(jumlah)": 'today() + duration("P" + string(jumlah) + "D")',
    "mulai.isBefore(LocalDate.now())": "date(mulai) < today()",
    "java.time.LocalDate.parse(mulai)": "date(mulai)",
    "ChronoUnit.DAYS.between(mulai, akhir) > 3": "(date(akhir) - date(mulai)).days > 3",
    "Duration.ofHours(2)": 'duration("PT2H")',
    # Python
    "setuju == True and jumlah is not None": "setuju = true and jumlah != null",
    "catatan is None": "catatan = null",
    "not setuju or not (jumlah == 1)": "not(setuju) or jumlah != 1",
    "'YA' if setuju else 'TIDAK'": 'if setuju then "YA" else "TIDAK"',
    "len(unit) > 1": "count(unit) > 1",
    "not len(unit)": "count(unit) = 0",
    "'A' in unit": 'list contains(unit, "A")',
    "status in ('A', 'B')": 'status in ("A", "B")',
    "status not in ['A', 'B']": 'not(status in ("A", "B"))',
    "1 < jumlah <= 5": "1 < jumlah and jumlah <= 5",
    "jumlah % 2 == 0": "modulo(jumlah, 2) = 0",
    "jumlah // 2 == 1": "floor(jumlah / 2) = 1",
    "jumlah ** 2": "jumlah ** 2",
    "nama.upper() + str(jumlah)": "upper case(nama) + string(jumlah)",
    "nama.strip().lower()": "lower case(trim(nama))",
    "int(nama) + float(catatan)": "number(nama) + number(catatan)",
    "'KS-' + str(jumlah) + '/' + nama": '"KS-" + string(jumlah) + "/" + string(nama)',
    "f'Halo {nama}'": '"Halo " + string(nama)',
    "[u for u in unit if u.aktif]": "unit[item.aktif]",
    "[u.nama for u in unit if u.jumlah > 1]": "for u in unit[item.jumlah > 1] return u.nama",
    "any(u.aktif for u in unit)": "some u in unit satisfies u.aktif",
    "all(u > jumlah for u in unit)": "every u in unit satisfies u > jumlah",
    "sum(u.biaya for u in unit) / len(unit)": "sum(for u in unit return u.biaya) / count(unit)",
    "unit[-1]": "unit[-1]",
    "data.get('nama', 'x')": 'if data.nama != null then data.nama else "x"',
    "{'kode': 'A', 'isi': [1, 2]}": '{kode: "A", isi: [1, 2]}',
    "datetime.date.today()": "today()",
    "datetime.now() + timedelta(days=3)": 'now() + duration("P3D")',
    "', '.join(unit)": 'string join(unit, ", ")',
    "isinstance(jumlah, int)": "jumlah instance of number",
    "round(jumlah, 2)": "decimal(jumlah, 2)",
    # JavaScript
    "status === 'A' && jumlah !== 1": 'status = "A" and jumlah != 1',
    "catatan === undefined": "catatan = null",
    "unit.includes('A')": 'list contains(unit, "A")',
    "unit.length > 2": "count(unit) > 2",
    "unit.filter(u => u.aktif).map((u) => u.nama)": "for u in unit[item.aktif] return u.nama",
    "nama ?? 'x'": 'if nama != null then nama else "x"',
    "`Halo ${nama}`": '"Halo " + string(nama)',
    # FEEL with a slip
    "if status == 'A' then 1 else 2": 'if status = "A" then 1 else 2',
    "list contains(unit, 'A') && setuju": 'list contains(unit, "A") and setuju',
    "working days after(today(), 3) == mulai": "working days after(today(), 3) = mulai",
    "unit[item.kode == 'A']": 'unit[item.kode = "A"]',
    "some u in unit satisfies u == 'A'": 'some u in unit satisfies u = "A"',
}


def site(text: str, *, condition: bool = False, constant: bool = False) -> Site:
    """A place where these names are known."""

    class Nowhere:
        error = warning = None

    nowhere: Any = Nowhere()
    what = Words("syarat alur", "a condition")
    return Site(nowhere, what, text, NAMES, constant=constant, condition=condition)


def suggested(text: str, *, condition: bool = False) -> str | None:
    """What is shown to somebody who wrote this; None where no FEEL is."""
    sentence, english = meant_by(site(text, condition=condition))
    meant = sentence.partition(MEANT)[2] or None
    assert (meant is not None) == (IN_ENGLISH in english)
    return meant


@pytest.mark.parametrize("original", WORD_FOR_WORD)
def test_what_people_write_becomes_the_feel_that_they_mean(original: str) -> None:
    assert suggested(original) == WORD_FOR_WORD[original]


@pytest.mark.parametrize(
    ("original", "value", "context"),
    [
        ("empty x", True, {"x": ""}),
        ("empty x", True, {"x": []}),
        ("empty x", True, {"x": None}),
        ("empty x", False, {"x": "a"}),
        ("empty x", False, {"x": 3}),
        ("x.isEmpty()", True, {"x": []}),
        ("x.isEmpty()", False, {"x": "a"}),
        ("x // 2", -2, {"x": -3}),
        ("-x ** 2", -9, {"x": 3}),
        ("1 - (2 - x)", 2, {"x": 3}),
        ("8 / 2 / x", 2, {"x": 2}),
        ("2 + 3 * x", 8, {"x": 2}),
        ("not x == 1", True, {"x": 2}),
        ("x or False and False", True, {"x": True}),
        ("1 if x else 2 if x else 3", 3, {"x": False}),
        ("[a * 2 for a in x if a > 1]", [4, 6], {"x": [1, 2, 3]}),
        ("x[0] + x[-1]", 4, {"x": [1, 2, 3]}),
        ("'abc'.substring(1, 3)", "bc", {}),
    ],
)
def test_a_guess_gives_what_the_original_would_give(
    original: str, value: object, context: dict[str, object]
) -> None:
    assert evaluate(in_feel(original)[0], context).value == value


@pytest.mark.parametrize(
    "original",
    [
        "__import__('os').system('id')",
        "lambda: 1",
        "a; b",
        "unit[i]",
        "unit[1:3]",
        "nama.replace('.', '')",
        "data.simpan(nama)",
        "import os",
        "def f(x): return x",
        "x = 1\ny = 2",
        "${",
        "${setuju",
        "((",
        "",
        "'",
        "0x1F",
    ],
)
def test_nothing_is_guessed_where_it_isnt_clear_what_was_meant(original: str) -> None:
    assert suggested(original) is None


@pytest.mark.parametrize(
    ("original", "how"),
    [
        ("data.simpan(nama)", "fungsi, bukan metode"),
        ("[u for u in", "for x in daftar"),
        ("def f(): pass", "satu nilai"),
        ("unit[i] == 1", "ditulis “=”"),
        ("${setju}", "nama “setju” tidak dikenal di sini; mungkin maksudnya “setuju”"),
    ],
)
def test_where_nothing_is_guessed_it_is_said_how_feel_has_it(original: str, how: str) -> None:
    assert how in meant_by(site(original))[0]


def test_a_condition_is_guessed_only_where_it_can_be_one() -> None:
    assert suggested("${jumlah + 1}", condition=True) is None
    assert suggested("${unit.size()}", condition=True) == "count(unit) != 0"
    assert suggested("${setuju}", condition=True) == "setuju"


def test_a_part_that_feel_would_take_for_a_comment_isnt_passed_over() -> None:
    assert is_foreign(site("jumlah // 2 == 1"))
    assert not is_foreign(site("jumlah > 1 // lebih dari satu"))
    assert not is_foreign(site("jumlah > 1"))


@pytest.mark.parametrize(
    ("original", "variable", "feel"),
    [
        ("hasil = jumlah + 1", "hasil", "jumlah + 1"),
        ("def hasil = jumlah * 2;", "hasil", "jumlah * 2"),
        ("String s = nama.toUpperCase()", "s", "upper case(nama)"),
        ("execution.setVariable('hasil', jumlah * 2)", "hasil", "jumlah * 2"),
        ("let t = unit.map(u => u.nama);", "t", "for u in unit return u.nama"),
        ("# menghitung\njumlah += 1", "jumlah", "jumlah + 1"),
        ("return setuju ? 1 : 2", None, "if setuju then 1 else 2"),
    ],
)
def test_a_script_of_one_statement_is_put_into_feel(original: str, variable: str | None, feel: str) -> None:
    assert script_in_feel(original) == (variable, feel)


@pytest.mark.parametrize(
    "original", ["a = 1; b = 2", "a = 1\nb = 2", "import os\na = 1", "print(jumlah)", ""]
)
def test_a_script_of_more_is_left_to_its_author(original: str) -> None:
    script = script_in_feel(original)

    assert script is None or site("").faults_of(script.text)


PIECES = [
    *("setuju", "jumlah", "unit", "data", "nama", "'a'", '"b"', "1", "2.5", "true", "None", "x"),
    *(" == ", " != ", " && ", " || ", " and ", " or ", "not ", "!", " in ", " not in ", " is ", "empty "),
    *(" ? ", " : ", " if ", " else ", " for u in unit", "u.aktif", "(", ")", "[", "]", "{", "}", "${", "#{"),
    *(".size()", ".contains(", ".get(", ".length", ".equals('A')", ".plusDays(3)", "?.nama", "[0]", "['a']"),
    *("len(", "any(", "str(", "now()", "new Date()", " + ", " - ", " * ", " % ", " // ", " ** ", "-", ", "),
    *(".any { it }", ".filter(u => u)", "f'{jumlah}'", "`${nama}`", ";", "=", "=>", "\\", "'", '"', "\n"),
]
written = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=40)


@settings(max_examples=400, deadline=None)
@given(written, st.booleans())
@example("setuju ? 1 : 2", True)
def test_whatever_is_guessed_compiles(text: str, condition: bool) -> None:
    place = site(text, condition=condition)
    guess = suggested(text, condition=condition)

    is_foreign(place)
    script_in_feel(text)
    if guess is not None:
        callable_here = {name: FUNCTIONS[name] for name in place.functions}
        assert check(guess, NAMES, callable_here) == []


@settings(max_examples=200, deadline=None)
@given(written)
def test_feel_that_is_right_is_never_called_foreign(text: str) -> None:
    place = site(text)
    try:
        evaluate(text, dict.fromkeys(NAMES))
    except FeelError:
        return
    assert "//" in text or not is_foreign(place)


LARGE = {
    "deep brackets": "(" * 500_000,
    "deep brackets that close": "(" * 900 + "1" + ")" * 900,
    "many signs": "!" * 1_000_000,
    "many minuses": "-" * 1_900,
    "long sums": "a + 'b' + " * 100_000,
    "short sums": "'b' + a + " * 190 + "1",
    "long paths": ".".join(["a"] * 900),
    "many methods": "a" + ".trim()" * 280,
    "nested templates": "${" * 500_000,
    "open quotes": '"\\' * 900,
    "many quotes": "'" * 1_000_000 + '"',
    "open brackets before for": "[" * 1_999,
    "question marks": "?" * 1_999,
    "nested choices": "a ? " * 480,
    "powers": "2 ** " * 390 + "2",
    "closures": "a.any { " * 240,
    "templates": '"${' * 600,
    "large numbers": "9" * 1_000_000 + " == 1",
    "large exponents": "1e999999999 == 1",
    "line comments": "//\n#\n" * 390,
    "marks": "a == " * 200_000,
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_no_text_is_too_much(text: str) -> None:
    before = time.thread_time()

    is_foreign(site(text))
    meant_by(site(text))
    script_in_feel(text)
    looks_foreign(text)

    assert time.thread_time() - before < 1


def test_a_sentence_quotes_a_long_text_only_in_part() -> None:
    assert len(site("a == " * 10_000).shown) < 200
