"""``python -m engine``: what it prints, and the status it ends with."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from engine import Engine
from engine.__main__ import main
from engine.clock import utc_now
from engine.errors import AuthenticationFailed
from tests.between import a_supplier, deliver
from tests.builders import House, an_approval, opened
from tests.unit.spiff import builders as bpmn


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    an_approval(tmp_path)
    monkeypatch.setenv("PARAF_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("PARAF_PROCESSES", str(tmp_path / "processes"))
    monkeypatch.setenv("PARAF_FORMS", str(tmp_path / "forms"))
    return tmp_path


def test_lint_finds_nothing_in_a_sound_procedure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint"]) == 0
    assert "permohonan: " in capsys.readouterr().out


def test_lint_names_file_element_and_problem_and_ends_with_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diagram = folder / "processes" / "permohonan" / "permohonan.bpmn"
    diagram.write_bytes(diagram.read_bytes().replace(b'formRef="putus"', b'formRef="tidak-ada"'))
    assert main(["lint", "permohonan"]) == 1
    line = next(line for line in capsys.readouterr().out.splitlines() if "tidak-ada" in line)
    assert "permohonan.bpmn" in line
    assert "PRF-" in line
    assert "setujui" in line


def test_publish_makes_a_version_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", "permohonan", "--note", "Pertama"]) == 0
    assert "versi 1" in capsys.readouterr().out
    assert main(["publish"]) == 0
    assert "tidak ada versi baru" in capsys.readouterr().out


def test_a_refused_publish_says_why_and_leaves_the_old_version(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish"]) == 0
    diagram = folder / "processes" / "permohonan" / "permohonan.bpmn"
    diagram.write_bytes(
        diagram.read_bytes().replace(b'keputusan = "SETUJU"', b"import os").replace(b"&quot;", b"&quot;")
    )
    diagram.write_bytes(
        diagram.read_bytes().replace(b"keputusan = &quot;SETUJU&quot;</", b"__import__('os')</")
    )
    assert main(["publish"]) == 2
    assert "PRF-" in capsys.readouterr().err
    assert main(["verify"]) == 0


def test_replay_and_verify_say_what_they_looked_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with House(folder) as house:
        house.start("staf-1", data={"judul": "Permohonan", "surat": house.upload("staf-1")})
    assert (main(["replay"]), main(["verify"])) == (0, 0)
    assert "utuh" in capsys.readouterr().out


def test_verify_ends_with_one_where_an_entry_was_changed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with House(folder) as house:
        case = house.start("staf-1", data={"judul": "Permohonan", "surat": house.upload("staf-1")}).case
    with opened(folder / "data" / "paraf.sqlite3") as connection:
        connection.execute("DROP TRIGGER entry_no_update")
        connection.execute("UPDATE entry SET payload = replace(payload, 'Permohonan', 'Permainan')")
    assert main(["verify"]) == 1
    assert f"case:{case} entri 1: isi entri diubah" in capsys.readouterr().out


def test_incidents_are_listed_for_the_operator(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with House(folder):
        pass
    assert main(["incidents"]) == 0
    assert "0 kejadian" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["replay"], ["verify"], ["replay", "tidak-ada"]])
def test_without_a_database_the_sentence_says_so(
    folder: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    assert "Belum ada basis data" in capsys.readouterr().err


def test_an_account_is_added_with_a_password_from_standard_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("sandi-yang-panjang\n"))
    assert main(["account", "add", "kepala", "--name", "Kepala", "--group", "kepala"]) == 0
    assert "sandi-yang-panjang" not in capsys.readouterr().out
    with House(folder) as house:
        assert house.engine.authenticate("kepala", "sandi-yang-panjang").groups == {"kepala"}
        assert isinstance(house.engine, Engine)


LOOSE = bpmn.xml(bpmn.process(bpmn.start(), bpmn.user("a"), bpmn.end(), bpmn.flows("s a", "a e"), id="p"))


@pytest.fixture
def diagram(tmp_path: Path) -> Path:
    path = tmp_path / "p.bpmn"
    path.write_bytes(LOOSE)
    return path


def test_lint_takes_files_from_anywhere(diagram: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(diagram)]) == 0
    *problems, last = capsys.readouterr().out.splitlines()
    assert last == f"1 berkas: {len(problems)} masalah"
    diagram.write_bytes(LOOSE.replace(b'targetRef="e"', b'targetRef="x"'))
    assert main(["lint", str(diagram)]) == 1
    assert f"{diagram}:1: PRF-201 a_e" in capsys.readouterr().out


def test_lint_prints_json(diagram: Path, capsys: pytest.CaptureFixture[str]) -> None:
    diagram.write_bytes(LOOSE.replace(b'targetRef="e"', b'targetRef="x"'))
    assert main(["lint", "--format", "json", str(diagram)]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert {tuple(problem) for problem in printed} == {
        ("id", "severity", "file", "element", "line", "message", "name")
    }
    first = printed[0]
    assert (first["severity"], first["file"], first["line"]) == ("error", str(diagram), 1)


def test_lint_speaks_english_where_it_is_asked_to(diagram: Path, capsys: pytest.CaptureFixture[str]) -> None:
    diagram.write_bytes(LOOSE.replace(b'targetRef="e"', b'targetRef="x"'))
    assert main(["lint", "--language", "en", "--format", "json", str(diagram)]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert printed[0]["message"] == "The flow “a_e” names a target “x” that isn't there. Reconnect it."
    assert main(["lint", "--language", "en", str(diagram)]) == 1
    assert capsys.readouterr().out.endswith(f" {len(printed)} problems\n")


def test_lint_takes_the_folder_of_a_definition(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", "--format", "json", str(folder / "processes" / "permohonan")]) == 0
    by_path = capsys.readouterr().out
    assert main(["lint", "--format", "json", "permohonan"]) == 0
    assert json.loads(by_path) == json.loads(capsys.readouterr().out)
    (folder / "forms" / "permohonan" / "putus.form").unlink()
    assert main(["lint", str(folder / "processes" / "permohonan")]) == 1


def test_lint_says_in_one_sentence_what_it_can_not_read(
    diagram: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diagram.with_name("catatan.txt").write_text("")
    for name in ("hilang.bpmn", "catatan.txt", "hilang"):
        assert main(["lint", str(diagram), str(diagram.with_name(name))]) == 2
        captured = capsys.readouterr()
        assert (captured.out, captured.err.count("\n"), name in captured.err) == ("", 1, True)


def test_simulate_prints_json_lines(diagram: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = diagram.with_name("jawaban.json")
    answers.write_text('{"a": {"setuju": true}}')
    given = ["--process", "p", "--data", '{"n": 1}', "--answers", str(answers)]
    assert main(["simulate", str(diagram), *given]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["element"] for line in lines if line["kind"] == "completed"] == ["s", "a", "e"]
    assert (lines[-1]["kind"], lines[-1]["status"]) == ("end", "completed")
    assert lines[-1]["data"] == {"n": 1, "setuju": True}


def test_simulate_hands_on_messages_other_processes_and_the_bound(
    diagram: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = '<bpmn:messageEventDefinition messageRef="M"/>'
    waits = (
        "<bpmn:timerEventDefinition><bpmn:timeDuration>PT3H</bpmn:timeDuration></bpmn:timerEventDefinition>"
    )
    diagram.write_bytes(
        bpmn.xml(
            '<bpmn:message id="M" name="pesanan"/>',
            bpmn.process(
                bpmn.start("s", message),
                bpmn.node("intermediateCatchEvent", "t", waits),
                bpmn.end(),
                bpmn.flows("s t", "t e"),
                id="p",
            ),
            bpmn.process(bpmn.start("s2"), bpmn.end("e2"), bpmn.flows("s2 e2"), id="q"),
        )
    )
    asked = ["--process", "p", "--message", 'pesanan:{"n": 1}', "--also", "q"]
    assert main(["simulate", str(diagram), *asked, "--until", "PT2H"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line.get("instance") for line in lines[:-1]} == {"p", "q"}
    assert lines[-1] == {"at": "2026-01-05T04:00:00Z", "kind": "end", "status": "waiting", "data": {"n": 1}}


def test_simulate_ends_with_one_at_an_incident(diagram: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = (bpmn.start(), bpmn.exclusive("k"), bpmn.end(), bpmn.end("f"))
    ways = bpmn.flows("s k", "k e n = 1", "k f n = 2")
    diagram.write_bytes(bpmn.xml(bpmn.process(*parts, ways, id="p")))
    assert main(["simulate", str(diagram), "--process", "p"]) == 1
    *_, incident, last = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (incident["kind"], incident["element"], last["status"]) == ("incident", "k", "incident")


def test_simulate_prints_why_a_diagram_can_not_be_run(
    diagram: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    diagram.write_bytes(LOOSE.replace(b'targetRef="e"', b'targetRef="x"'))
    assert main(["simulate", str(diagram), "--process", "p"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, "a_e" in captured.err) == ("", True)
    diagram.write_bytes(LOOSE)
    assert main(["simulate", str(diagram), "--process", "lain"]) == 1
    assert "lain" in capsys.readouterr().err


def test_simulate_refuses_what_lint_refuses_in_the_same_words(
    diagram: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = bpmn.node("scriptTask", "k", "<bpmn:script>1 +</bpmn:script>", camunda__resultVariable="x")
    parts = (bpmn.start(), script, bpmn.node("subProcess", "kosong"), bpmn.end())
    diagram.write_bytes(bpmn.xml(bpmn.process(*parts, bpmn.flows("s k", "k kosong", "kosong e"), id="p")))
    assert main(["lint", str(diagram)]) == 1
    linted = capsys.readouterr().out
    assert main(["simulate", str(diagram), "--process", "p"]) == 1
    [told] = capsys.readouterr().err.splitlines()
    assert ("PRF-402 k" in told, told in linted.splitlines()) == (True, True)


def test_simulate_does_not_begin_on_what_is_too_large(
    diagram: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = "".join(bpmn.node("task", f"t{n}") for n in range(3_000))
    diagram.write_bytes(bpmn.xml(bpmn.process(bpmn.start(), tasks, bpmn.end(), id="p")))
    assert main(["simulate", str(diagram), "--process", "p"]) == 1
    assert f"{diagram}: PRF-009" in capsys.readouterr().err
    with diagram.open("wb") as huge:
        huge.truncate(2**40)
    assert main(["simulate", str(diagram), "--process", "p"]) == 1
    assert f"{diagram}: PRF-002" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--data", "[]"], ["--until", "besok"], ["--answers", "hilang.json"]])
def test_simulate_refuses_what_it_can_not_read_in_one_sentence(
    diagram: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", str(diagram), "--process", "p", *wrong]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("wrong", [["simulate"], ["lint", "--format", "xml"], ["simulate", "x.bpmn"]])
def test_wrong_usage_ends_with_two(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(wrong)
    assert stopped.value.code == 2


def test_simulate_takes_the_folder_of_a_definition(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [
        str(folder / "processes" / "permohonan"),
        "--process",
        "permohonan",
        "--data",
        '{"judul": "Apa"}',
    ]
    main(["simulate", *given])
    assert '"kind":"entered","element":"mulai"' in capsys.readouterr().out


def test_a_message_from_the_command_line_reaches_its_case_when_somebody_serves(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_supplier(folder)
    with House(folder, now=utc_now()) as house:
        sent = ["message", "Pesanan", "--data", '{"nomor": "PO-1"}', "--id", "a1", "--definition", "penjual"]
        assert (main(sent), main(sent)) == (0, 0)
        assert capsys.readouterr().out == "a1: diterima\na1: sedang diantar\n"
        house.clock.move(seconds=1)
        deliver(house)
        assert [row.definition for row in house.engine.cases(house.people["auditor-1"]).items] == ["penjual"]
    assert main(["message", "Pesanan", "--data", "{bukan json"]) == 2
    assert main(["message", "Lain", "--id", "a1"]) == 2
    assert "sudah dipakai" in capsys.readouterr().err


def test_a_token_is_shown_once_listed_without_its_secret_and_revoked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with House(folder) as house:
        add = ["token", "add", "sistem-keuangan", "--name", "Sistem Keuangan", "--group", "staf"]
        assert main([*add, "--label", "tagihan"]) == 0
        written = capsys.readouterr().out.strip()
        assert house.engine.tokens.holder(written).name == "Sistem Keuangan"
        assert main(["token", "list"]) == 0
        listed = capsys.readouterr().out
        id, secret = written.split("_", 2)[1:]
        assert id in listed
        assert "sistem-keuangan" in listed
        assert secret not in listed
        assert secret.encode() not in (folder / "data" / "paraf.sqlite3-wal").read_bytes()
        assert main(["token", "revoke", id]) == 0
        with pytest.raises(AuthenticationFailed):
            house.engine.tokens.holder(written)
        assert main(["token", "revoke", id]) == 2
        assert house.engine.verify().findings == []


@pytest.mark.parametrize("days", ["0", "-5", "3651", "9" * 4000])
def test_a_token_is_valid_for_a_day_to_ten_years(
    folder: Path, days: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with House(folder):
        assert main(["token", "add", "sistem", f"--days={days}"]) == 2
        assert capsys.readouterr().err == "Masa berlaku token harus 1 sampai 3650 hari.\n"
        assert main(["token", "add", "sistem", "--days", "3650"]) == 0


@pytest.mark.parametrize("more", [["--group", "kepala"], ["--name", "Lain"]])
def test_an_account_that_is_there_is_not_changed_by_a_token(
    folder: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with House(folder) as house:
        assert main(["token", "add", "staf-1", *more]) == 2
        assert "--name dan --group hanya untuk akun baru" in capsys.readouterr().err
        assert house.engine.tokens.all() == []
        assert main(["token", "add", "staf-1"]) == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE token SET account = (SELECT id FROM account WHERE username = 'staf-1')",
        "UPDATE token SET revoked_at = NULL",
    ],
)
def test_a_token_that_was_changed_behind_the_back_is_found(
    folder: Path, sql: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with House(folder) as house:
        main(["token", "add", "sistem"])
        main(["token", "revoke", capsys.readouterr().out.split("_")[1]])
        assert house.engine.verify().findings == []
        with opened(folder / "data" / "paraf.sqlite3") as connection:
            connection.execute(sql)
        assert house.engine.verify().findings != []
