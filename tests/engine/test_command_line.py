"""``python -m engine``: what it prints, and the status it ends with."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from engine import Engine
from engine.__main__ import main
from tests.builders import House, an_approval, opened


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
