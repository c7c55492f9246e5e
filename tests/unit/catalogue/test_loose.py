"""Files that lie in no definition's folder: certain faults are errors, what can't be known is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.catalogue import lint_loose, read_loose
from engine.errors import Invalid, Misconfigured, NotFound, Problem
from tests.builders import ORGANISATION, PROCEDURES
from tests.unit.catalogue.builder import (
    bare,
    chain,
    element,
    end,
    extension,
    file,
    flow,
    inputs_and_outputs,
    process,
    properties,
    start,
    task,
)


def checked(folder: Path, **files: bytes | str) -> list[Problem]:
    """What the linter says of these files; two underscores in a name stand for the dot."""
    paths = []
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        paths.append(path)
    return lint_loose(read_loose(paths))


def told(problems: list[Problem], severity: str) -> set[str]:
    return {problem.id for problem in problems if problem.severity == severity}


def one(*elements: str, key: str = "apa_saja") -> bytes:
    ids = ("mulai", "T", "selesai")
    return file(process(start(), *elements, end(), *chain(*ids), key=key), drawn=False)


def test_a_sound_file_needs_no_folder_organisation_or_drawing(tmp_path: Path) -> None:
    lane = element(
        "laneSet", "L", element("lane", "L1", "<bpmn:flowNodeRef>T</bpmn:flowNodeRef>", name="Siapa")
    )
    problems = checked(
        tmp_path, a__bpmn=one(lane, task("T", camunda_candidateGroups="", camunda_formRef="F01"))
    )
    assert told(problems, "error") == set()
    assert told(problems, "warning") == {"PRF-006", "PRF-302"}


@pytest.mark.parametrize(
    ("part", "id"),
    [
        (task("T", camunda_candidateGroups=""), "PRF-306"),
        (task("T", properties(butir="9")), "PRF-309"),
        (task("T", inputs_and_outputs(outputs={"x": "dariFormulir + 1"})), "PRF-403"),
    ],
)
def test_what_other_files_or_a_scenario_could_mend_is_only_a_warning(
    tmp_path: Path, part: str, id: str
) -> None:
    problems = checked(tmp_path, a__bpmn=one(part))
    assert (told(problems, "error"), id in told(problems, "warning")) == (set(), True)


def test_nobody_needs_to_be_able_to_start_it(tmp_path: Path) -> None:
    silent = file(process(start(starters=""), task("T"), end(), *chain("mulai", "T", "selesai")))
    assert told(checked(tmp_path, a__bpmn=silent), "error") == set()


@pytest.mark.parametrize(
    ("parts", "id"),
    [
        ([task("T"), flow("T", "hilang")], "PRF-201"),
        ([task("T", inputs_and_outputs(outputs={"x": "1 +"}))], "PRF-402"),
        ([element("callActivity", "T", calledElement="hilang")], "PRF-303"),
        ([task("T"), element("userTask", "T")], "PRF-007"),
    ],
)
def test_what_is_certainly_wrong_is_an_error(tmp_path: Path, parts: list[str], id: str) -> None:
    assert id in told(checked(tmp_path, a__bpmn=one(*parts)), "error")


def test_any_process_may_be_the_main_one_and_all_are_looked_at(tmp_path: Path) -> None:
    setting = extension(properties(case__title="=namaMitra", withdrawUntil="T"))
    first = process(
        start(),
        start("lagi"),
        task("T"),
        end(),
        *chain("mulai", "T", "selesai"),
        flow("lagi", "T"),
        key="satu",
    )
    second = process(
        setting, start("awal"), task("T2"), end("akhir"), *chain("awal", "T2", "akhir"), key="dua"
    ).replace('value="T"', 'value="T2"')
    sound = checked(tmp_path, a__bpmn=file(first), b__bpmn=file(second, key="dua"))
    assert told(sound, "error") == set()
    faulty = checked(
        tmp_path, a__bpmn=file(first), b__bpmn=file(second.replace("T2_akhir", "x y"), key="dua")
    )
    assert {(problem.id, Path(problem.file).name) for problem in faulty if problem.severity == "error"} == {
        ("PRF-008", "b.bpmn")
    }


def test_a_called_process_is_found_in_another_file(tmp_path: Path) -> None:
    caller = one(element("callActivity", "T", calledElement="anak"))
    called = file(process(start(), task("U"), end(), *chain("mulai", "U", "selesai"), key="anak"), key="anak")
    assert told(checked(tmp_path, a__bpmn=caller, b__bpmn=called), "error") == set()


def test_a_form_and_clauses_are_judged_with_the_diagram_that_uses_them(tmp_path: Path) -> None:
    asked = one(
        task(
            "T",
            properties(butir="1"),
            inputs_and_outputs(outputs={"y": "x"}),
            camunda_formRef="F01",
        )
    )
    schema = {
        "id": "F01",
        "type": "default",
        "schemaVersion": 16,
        "components": [{"type": "textfield", "id": "c", "key": "x", "label": "X"}],
    }
    sound = checked(tmp_path, a__bpmn=asked, F01__form=json.dumps(schema), clauses__json='{"1": "Butir."}')
    assert told(sound, "error") == set()
    assert told(sound, "warning") == {"PRF-006"}
    assert "PRF-501" in told(checked(tmp_path, F01__form="[]"), "error")
    assert "PRF-004" in told(checked(tmp_path, clauses__json="[]"), "error")


def test_an_organisation_that_is_given_is_held_to_but_stops_nothing(tmp_path: Path) -> None:
    asked = one(task("T", camunda_candidateGroups="tidak-ada"))
    problems = checked(tmp_path, a__bpmn=asked, organisation__json=json.dumps(ORGANISATION))
    assert (told(problems, "error"), "PRF-307" in told(problems, "warning")) == (set(), True)
    with pytest.raises(Misconfigured):
        checked(tmp_path, organisation__json="[]")


def test_a_pool_of_somebody_else_may_come_first(tmp_path: Path) -> None:
    theirs = element("process", "mereka", isExecutable="false")
    ours = process(start(), task("T"), end(), *chain("mulai", "T", "selesai"), key="kita")
    assert told(checked(tmp_path, a__bpmn=file(theirs, ours)), "error") == set()


def unmarked(content: bytes) -> bytes:
    return content.replace(b' isExecutable="true"', b"")


def test_a_process_that_doesnt_say_whether_it_is_executable_is_tried_alone(tmp_path: Path) -> None:
    alone = checked(tmp_path, a__bpmn=unmarked(one(task("T"))))
    assert ("PRF-010", "warning") in {(problem.id, problem.severity) for problem in alone}
    said = one(task("T")).replace(b'isExecutable="true"', b'isExecutable="false"')
    assert "PRF-010" in told(checked(tmp_path, a__bpmn=said), "error")


def test_what_other_engines_need_to_run_a_task_is_no_error(tmp_path: Path) -> None:
    exported = (
        element(
            "serviceTask",
            "T",
            extension(bare("zeebe:taskDefinition", type="kirim"), bare("camunda:executionListener")),
            camunda_type="external",
            camunda_asyncBefore="true",
        ),
        task("U", bare("zeebe:userTask"), camunda_assignee="${pemohon}", camunda_dueDate="PT1H"),
    )
    problems = checked(tmp_path, a__bpmn=one(*exported))
    assert told([problem for problem in problems if problem.element == "T"], "error") == set()
    assert told(problems, "warning") >= {"PRF-104", "PRF-105", "PRF-316", "PRF-401"}


@pytest.mark.parametrize(
    "lost",
    [
        bare("zeebe:ioMapping"),
        bare("zeebe:script"),
        bare("zeebe:loopCharacteristics"),
        bare("camunda:executionListener", bare("camunda:script", "x = 1")),
    ],
)
def test_what_would_lose_data_is_refused(tmp_path: Path, lost: str) -> None:
    problems = checked(tmp_path, a__bpmn=one(task("T", lost)))
    assert told(problems, "error") & {"PRF-104", "PRF-105"}


def test_a_send_task_of_another_engines_worker_needs_no_message(tmp_path: Path) -> None:
    sends = element("sendTask", "T", camunda_class="org.contoh.Kirim")
    assert "PRF-320" not in told(checked(tmp_path, a__bpmn=one(sends)), "warning")
    assert "PRF-320" in told(checked(tmp_path, a__bpmn=one(element("sendTask", "T"))), "warning")


def test_a_literal_time_has_no_language(tmp_path: Path) -> None:
    time = bare("timeDuration", "PT1H", language="http://www.w3.org/1999/XPath")
    waits = element("intermediateCatchEvent", "T", bare("timerEventDefinition", time))
    problems = checked(tmp_path, a__bpmn=one(waits))
    assert (told(problems, "error"), "PRF-401" in told(problems, "warning")) == (set(), True)


def test_a_file_without_a_process_is_refused(tmp_path: Path) -> None:
    assert told(checked(tmp_path, a__bpmn=file(element("message", "m", name="m"))), "error") == {"PRF-011"}


def test_problems_name_the_files_as_they_were_given(tmp_path: Path) -> None:
    (tmp_path / "satu").mkdir()
    (tmp_path / "dua").mkdir()
    paths = [tmp_path / folder / "proses cuti.bpmn" for folder in ("satu", "dua")]
    for path in paths:
        path.write_bytes(b"<a/>")
    problems = lint_loose(read_loose(paths))
    assert {problem.file for problem in problems} == {str(path) for path in paths}


def test_a_file_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "a.bpmn").open("wb") as huge:
        huge.truncate(2**40)
    problems = lint_loose(read_loose([tmp_path / "a.bpmn"]))
    assert [(problem.id, problem.file) for problem in problems] == [("PRF-002", str(tmp_path / "a.bpmn"))]


def test_a_directory_stands_for_its_files_and_forms() -> None:
    files = read_loose([PROCEDURES / "processes" / "permohonan"])
    assert {Path(path).suffix for path in files.contents} >= {".bpmn", ".form"}
    assert files.organisation is not None
    assert told(lint_loose(files), "error") == set()


@pytest.mark.parametrize("name", ["hilang.bpmn", "hilang"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound, match="hilang"):
        read_loose([tmp_path / name])


def test_a_file_of_another_kind_and_a_second_form_of_a_name_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "F.form").write_text("{}")
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(Invalid, match=r"a\.txt"):
        read_loose([tmp_path / "a.txt"])
    with pytest.raises(Invalid, match=r"F\.form"):
        read_loose([tmp_path / "a" / "F.form", tmp_path / "b" / "F.form"])
