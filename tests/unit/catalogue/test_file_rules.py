"""PRF-00x and PRF-01x: files, ids and processes."""

from pathlib import Path

import pytest

from engine.catalogue import Bundle, read_folder
from engine.model import Json
from tests.unit.catalogue.builder import (
    around,
    bare,
    bundle,
    chain,
    element,
    end,
    file,
    flow,
    found,
    line_of,
    problems,
    process,
    simple,
    start,
    task,
    told,
)

HOSTILE = [
    b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
    b"<!DOCTYPE a><a/>",
    b"<a>",
    b"",
    b"\xff\xfe\x00",
    b"<a/>",
    b"<a>" * 5000 + b"</a>" * 5000,
    b'<?xml version="1.0" encoding="utf-7"?><a/>',
    b'<?xml version="1.0" encoding="TF-8"?><a/>',
]


def with_call(called: bytes) -> Bundle:
    """The main process calls ``anak``, which the second file holds."""
    call = element("callActivity", "C", calledElement="anak")
    return bundle(file(process(start(), call, end(), *chain("mulai", "C", "selesai"))), called)


def child(*elements: str) -> bytes:
    return file(process(*elements, key="anak"), key="anak")


def test_a_sound_process_has_no_problem() -> None:
    assert found(around(task("T"))) == []


@pytest.mark.parametrize("content", HOSTILE)
def test_a_hostile_or_broken_file_is_unreadable_and_nothing_worse(content: bytes) -> None:
    assert {(problem.id, problem.file) for problem in problems(bundle(content))} == {("PRF-001", "a.bpmn")}


def test_other_files_are_still_looked_at_beside_an_unreadable_one() -> None:
    faulty = bundle(file(process(start(), task("T"), end(), flow("mulai", "T"))), b"<a>")

    assert {identifier for identifier, _ in found(faulty)} >= {"PRF-001", "PRF-210"}


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "windows-1252"])
def test_a_folder_s_diagrams_become_utf_8(tmp_path: Path, encoding: str) -> None:
    text = around(task("T", name="Ärger")).files["a.bpmn"].decode()
    (tmp_path / "cuti").mkdir()
    written = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    (tmp_path / "cuti" / "a.bpmn").write_bytes(written)
    read = read_folder(tmp_path, tmp_path / "forms", "cuti")

    assert read.files["a.bpmn"].decode() == f'<?xml version="1.0" encoding="UTF-8"?>{text}'
    assert found(read) == []


def test_an_element_that_isnt_bpmn_is_named_and_nothing_that_follows_from_it() -> None:
    parts = (start(), element("fooTask", "T", name="Foo"), end(), *chain("mulai", "T", "selesai"))
    [problem] = problems(simple(*parts))

    assert (problem.id, problem.element, problem.name) == ("PRF-101", "T", "Foo")


def test_a_program_in_the_folder_is_an_error_and_a_note_a_warning() -> None:
    sound = around(task("T"))
    faulty = Bundle(sound.key, sound.files, strays=("catatan.txt", "hitung.py"))

    assert [(p.id, p.severity, p.file) for p in problems(faulty)] == [
        ("PRF-003", "error", "hitung.py"),
        ("PRF-003", "warning", "catatan.txt"),
    ]


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"1": 2}'])
def test_clauses_must_be_an_object_of_texts(content: bytes) -> None:
    diagram = around(task("T")).files["a.bpmn"]

    assert [identifier for identifier, _ in found(bundle(diagram, clauses_json=content))] == ["PRF-004"]
    assert found(bundle(diagram, clauses_json=b'{"1": "Mitra meminta."}')) == []


def test_a_form_that_nothing_uses_is_warned_of() -> None:
    form: Json = {"id": "F01", "type": "default", "schemaVersion": 19, "components": []}
    unused = bundle(around(task("T")).files["a.bpmn"], forms={"F01": form})
    used = bundle(around(task("T", camunda_formRef="F01")).files["a.bpmn"], forms={"F01": form})

    assert [(p.id, p.severity, p.file) for p in problems(unused)] == [
        ("PRF-005", "warning", "forms/F01.form")
    ]
    assert found(used) == []


def test_a_file_without_a_drawing_is_warned_of_once() -> None:
    parts = process(start(), task("T"), end(), *chain("mulai", "T", "selesai"))

    assert [(p.id, p.severity) for p in problems(bundle(file(parts, drawn=False)))] == [
        ("PRF-006", "warning")
    ]


def test_an_element_that_isnt_drawn_is_warned_of_by_name() -> None:
    diagram = around(task("T")).files["a.bpmn"].replace(b'<bpmndi:BPMNShape bpmnElement="T"/>', b"")

    assert found(bundle(diagram)) == [("PRF-006", "T")]


def test_a_drawing_of_what_isnt_there_is_warned_of() -> None:
    shape = b'<bpmndi:BPMNShape bpmnElement="T"/>'
    diagram = around(task("T")).files["a.bpmn"]
    drawn_twice = diagram.replace(shape, shape + shape.replace(b'"T"', b'"hilang" id="G"'))
    of_another_file = diagram.replace(
        shape, shape + shape.replace(b'"T"', b'"lain:U" xmlns:lain="http://lain.test"')
    )

    assert told(bundle(drawn_twice)) == [("PRF-017", "warning", "G")]
    assert told(bundle(of_another_file)) == []


def test_a_file_without_a_target_namespace_is_warned_of() -> None:
    diagram = around(task("T")).files["a.bpmn"].replace(b' targetNamespace="http://paraf.test"', b"")

    assert [(id, severity) for id, severity, _ in told(bundle(diagram))] == [("PRF-018", "warning")]


def test_an_id_may_stand_only_once_in_a_file() -> None:
    faulty = simple(
        start(), task("T"), end(), *chain("mulai", "T", "selesai"), bare("textAnnotation", id="T")
    )

    assert found(faulty) == [("PRF-007", "T")]
    assert problems(faulty)[0].line == line_of(faulty, "textAnnotation")


def test_two_files_may_share_ids_of_tasks_but_not_of_processes() -> None:
    inside = (start("mulai", starters=""), task("C"), end(), *chain("mulai", "C", "selesai"))

    assert found(with_call(child(*inside))) == []
    twice = bundle(*with_call(child(*inside)).files.values(), child(*inside))
    assert found(twice) == [("PRF-007", "anak")]
    assert problems(twice)[0].file == "c.bpmn"


@pytest.mark.parametrize("attribute", ["", 'id="langkah 1" ', 'id="1" '])
def test_every_node_needs_an_id_that_can_be_named(attribute: str) -> None:
    diagram = around(task("T")).files["a.bpmn"]
    faulty = bundle(
        diagram.replace(b"</bpmn:process>", f"<bpmn:userTask {attribute}/></bpmn:process>".encode())
    )

    assert "PRF-008" in [identifier for identifier, _ in found(faulty)]


@pytest.mark.parametrize("tag", ["userTask", "subProcess"])
def test_a_definition_that_is_too_large_is_refused_without_looking_further(tag: str) -> None:
    many = [element(tag, f"T{number}") for number in range(2_001)]

    assert {identifier for identifier, _ in found(simple(*many))} == {"PRF-009"}


def test_a_process_must_be_executable() -> None:
    parts = (start(), task("T"), end(), *chain("mulai", "T", "selesai"))

    assert found(bundle(file(process(*parts, executable="false")))) == [("PRF-010", "cuti")]


def test_the_main_process_bears_the_key() -> None:
    parts = (start(), task("T"), end(), *chain("mulai", "T", "selesai"))

    assert found(bundle(file(process(*parts, key="lain")))) == [("PRF-011", None)]


def test_a_process_needs_a_start_event() -> None:
    assert ("PRF-012", "cuti") in found(simple(task("T"), end(), flow("T", "selesai")))


def test_only_the_main_process_may_have_several_starts() -> None:
    two = (task("T"), end(), flow("m1", "T"), flow("m2", "T"), flow("T", "selesai"))

    assert found(simple(start("m1"), start("m2"), *two)) == []
    faulty = with_call(child(start("m1", starters=""), start("m2", starters=""), *two))
    assert found(faulty) == [("PRF-012", "C")]


def test_no_flow_leads_into_a_start() -> None:
    faulty = simple(
        start(), task("T"), end(), *chain("mulai", "T", "selesai"), *chain("T2", "mulai"), task("T2")
    )

    assert ("PRF-013", "T2_mulai") in found(faulty)
    assert line_of(faulty, 'id="T2_mulai"') in [p.line for p in problems(faulty) if p.id == "PRF-013"]


def test_no_flow_leads_out_of_an_end() -> None:
    faulty = simple(start(), task("T"), end(), *chain("mulai", "T", "selesai", "T"))

    assert found(faulty) == [("PRF-013", "selesai_T")]


def test_a_process_needs_an_end_event() -> None:
    assert ("PRF-014", "cuti") in found(simple(start(), task("T"), *chain("mulai", "T")))


def test_a_process_that_is_never_called_is_warned_of() -> None:
    inside = (start("mulai", starters=""), task("T"), end(), *chain("mulai", "T", "selesai"))
    faulty = bundle(around(task("T")).files["a.bpmn"], child(*inside))

    assert [(p.id, p.severity, p.element) for p in problems(faulty)] == [("PRF-015", "warning", "anak")]
