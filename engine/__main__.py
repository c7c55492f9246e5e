"""The command line: ``python -m engine lint | simulate | publish | replay | verify | …``."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from engine import Engine
from engine.accounts import Accounts
from engine.catalogue import definition_keys, lint, lint_loose, read_folder, read_loose
from engine.clock import WIB, utc_now
from engine.commands import SYSTEM
from engine.directory import read_organisation
from engine.errors import Conflict, Invalid, ParafError, Problem, Refused, Unrunnable
from engine.model import Report
from engine.sending import add_commands
from engine.settings import Settings
from engine.simulate import read_scenario, simulate

COUNTED: Mapping[str, Callable[[str, int], str]] = {
    "id": lambda what, count: f"{what}: {count or 'tidak ada'} masalah",
    "en": lambda what, count: f"{what}: {count or 'no'} problem{'' if count == 1 else 's'}",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 where all is well, 1 where something was found, 2 where it couldn't run."""
    parsed = _parser().parse_args(arguments)
    run: Callable[[Settings, argparse.Namespace], int] = parsed.run
    try:
        settings = Settings.from_environment()
        if parsed.data is not None:
            settings = replace(settings, data=parsed.data)
        return run(settings, parsed)
    except ParafError as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m engine", description="Paraf dari baris perintah.")
    parser.add_argument("--data", type=Path, help="folder data (bawaan: PARAF_DATA atau data/)")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")
    _add_trying(commands)
    _add_keeping(commands)
    add_commands(commands)
    _add_accounts(commands)
    return parser


def _add_trying(commands: Any) -> None:
    """Add what needs no database."""
    check = commands.add_parser("lint", help="periksa berkas, folder, atau prosedur di processes/ dan forms/")
    check.add_argument("file", nargs="*", help="berkas, folder, atau kunci; tanpa itu: semua prosedur")
    check.add_argument("--format", choices=["text", "json"], default="text", help="bentuk keluaran")
    check.add_argument("--language", choices=["id", "en"], default="id", help="bahasa kalimatnya")
    check.set_defaults(run=_lint)

    trial = commands.add_parser(
        "simulate", help="coba proses dari berkas, tanpa basis data dan tanpa menunggu"
    )
    trial.add_argument("file", nargs="+", type=Path, help="berkas atau folder prosedur")
    trial.add_argument("--process", required=True, help="id proses yang dicoba")
    trial.add_argument("--data", dest="variables", metavar="JSON", help="variabel saat mulai")
    trial.add_argument("--answers", type=Path, metavar="FILE", help="isian menurut id elemen (JSON)")
    trial.add_argument("--message", action="append", default=[], metavar="NAMA[:JSON]", help="boleh berulang")
    trial.add_argument(
        "--also", action="append", default=[], metavar="ID", help="proses lain yang ikut mulai"
    )
    trial.add_argument("--until", metavar="PT2H", help="berapa lama, menurut jam simulasi")
    trial.set_defaults(run=_simulate)


def _add_keeping(commands: Any) -> None:
    """Add what works on a data folder."""
    publish = commands.add_parser("publish", help="terbitkan prosedur dari processes/ dan forms/")
    publish.add_argument("key", nargs="*", help="kunci prosedur; tanpa kunci: semuanya")
    publish.add_argument("--note", default="", help="apa yang berubah")
    publish.set_defaults(run=_publish)

    replay = commands.add_parser("replay", help="ulangi kasus dari jurnal dan bandingkan")
    replay.add_argument("case", nargs="*", help="id kasus; tanpa id: semuanya")
    replay.set_defaults(run=_replay)

    verify = commands.add_parser("verify", help="periksa rantai jurnal")
    verify.add_argument("stream", nargs="*", help="aliran, misalnya case:<id>; tanpa aliran: semuanya")
    verify.set_defaults(run=_verify)

    incidents = commands.add_parser("incidents", help="tampilkan langkah yang macet")
    incidents.set_defaults(run=_incidents)

    again = commands.add_parser("retry", help="coba lagi yang macet; tugas dicoba lagi oleh orangnya sendiri")
    again.add_argument("job", nargs="*", help="id kejadian, seperti disebut perintah incidents")
    again.add_argument("--all", action="store_true", help="semuanya")
    again.set_defaults(run=_retry)


def _add_accounts(commands: Any) -> None:
    account = commands.add_parser("account", help="akun")
    actions = account.add_subparsers(required=True, metavar="TINDAKAN")
    add = actions.add_parser("add", help="buat akun; kata sandi dibaca dari terminal atau masukan standar")
    add.add_argument("username")
    add.add_argument("--name", required=True, help="nama tampilan")
    add.add_argument("--group", action="append", default=[], help="kelompok; boleh berulang")
    add.add_argument("--email", default="")
    add.add_argument("--unit")
    add.set_defaults(run=_add_account)


def _lint(settings: Settings, parsed: argparse.Namespace) -> int:
    found = [
        (what, [problem.said_in(parsed.language) for problem in problems])
        for what, problems in _linted(settings, parsed.file)
    ]
    problems = [problem for _, each in found for problem in each]
    if parsed.format == "json":
        told = [problem.as_json() for problem in problems]
        print(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())
    else:
        for what, each in found:
            print(*each, COUNTED[parsed.language](what, len(each)), sep="\n")
    return 1 if any(problem.severity == "error" for problem in problems) else 0


def _linted(settings: Settings, names: Sequence[str]) -> Iterator[tuple[str, list[Problem]]]:
    """Yield what was checked, and what is wrong with it; loose files are checked together."""
    known = definition_keys(settings.processes)
    loose: list[Path] = []
    for name in names or known:
        path = Path(name)
        if name in known and (not names or not path.exists()):
            yield name, _linted_folder(settings.processes, settings.forms, name)
        elif path.is_dir() and (path.parent / "organisation.json").is_file():
            processes = path.resolve().parent
            own = processes == settings.processes.resolve()
            forms = settings.forms if own else processes.parent / "forms"
            yield name, _linted_folder(processes, forms, path.resolve().name)
        else:
            loose.append(path)
    if loose:
        yield f"{len(loose)} berkas", lint_loose(read_loose(loose))


def _linted_folder(processes: Path, forms: Path, key: str) -> list[Problem]:
    try:
        bundle = read_folder(processes, forms, key)
        problems = lint(bundle, read_organisation(processes / "organisation.json"))
    except Refused as refused:
        problems = refused.problems
    return [replace(problem, file=f"{key}/{problem.file}") for problem in problems]


def _simulate(settings: Settings, parsed: argparse.Namespace) -> int:
    files = read_loose(parsed.file)
    scenario = read_scenario(
        parsed.process,
        data=parsed.variables,
        answers=parsed.answers,
        messages=parsed.message,
        also=parsed.also,
        until=parsed.until,
    )
    if errors := [problem for problem in lint_loose(files) if problem.severity == "error"]:
        print(*errors, sep="\n", file=sys.stderr)
        return 1
    units = {} if files.organisation is None else files.organisation.unit_names
    try:
        trace = simulate(files.contents, scenario, settings.step_budget, units)
    except Unrunnable as error:
        print(error, file=sys.stderr)
        return 1
    for line in trace.as_json():
        print(orjson.dumps(line).decode())
    return 1 if trace.status == "incident" else 0


def _publish(settings: Settings, parsed: argparse.Namespace) -> int:
    keys = parsed.key or definition_keys(settings.processes)
    for key in keys:
        read_folder(settings.processes, settings.forms, key)
    behind = False
    with Engine.open(settings, serve=True, publish=False) as engine:
        for key in keys:
            try:
                current = engine.studio.current(SYSTEM, key)
                version = engine.studio.publish_folder(SYSTEM, key, parsed.note, current)
            except Conflict as conflict:
                print(conflict, file=sys.stderr)
                behind = True
                continue
            if version is None:
                print(f"{key}: tidak berubah, tidak ada versi baru")
            else:
                print(f"{key}: versi {version.number}, {version.digest}")
    return 1 if behind else 0


def _replay(settings: Settings, parsed: argparse.Namespace) -> int:
    with Engine.open(settings, serve=False) as engine:
        reports = [engine.replay(case) for case in parsed.case] or [engine.replay_all()]
    return _print_reports(reports, "diulang")


def _verify(settings: Settings, parsed: argparse.Namespace) -> int:
    with Engine.open(settings, serve=False) as engine:
        reports = [engine.verify(stream) for stream in parsed.stream] or [engine.verify()]
    return _print_reports(reports, "diperiksa")


def _incidents(settings: Settings, parsed: argparse.Namespace) -> int:
    with Engine.open(settings, serve=False) as engine:
        found = engine.incidents()
    for incident in found:
        at = f"{incident.at.astimezone(WIB):%Y-%m-%d %H.%M} WIB"
        case = f"kasus {incident.case_id}" if incident.case_id else incident.definition
        step = f"langkah {incident.element or incident.subject}"
        print(f"{at} {incident.id}: {case} {step}, {incident.attempts} kali: {incident.error}")
    print(f"{len(found)} kejadian")
    return 1 if found else 0


def _retry(settings: Settings, parsed: argparse.Namespace) -> int:
    if bool(parsed.job) == parsed.all:
        raise Invalid("Sebut id kejadian yang dicoba lagi (dari perintah incidents), atau --all.")
    with Engine.open(settings, serve=False) as engine:
        jobs = [incident.id for incident in engine.incidents()] if parsed.all else parsed.job
        tried = engine.retry(SYSTEM, jobs)
    print(f"{tried} dari {len(jobs)} dicoba lagi oleh server, dalam beberapa detik")
    return 0 if tried == len(jobs) else 1


def _print_reports(reports: Sequence[Report], done: str) -> int:
    for report in reports:
        for finding in report.findings:
            entry = "" if finding.n is None else f" entri {finding.n}"
            print(f"{finding.stream}{entry}: {finding.message}")
        print(
            f"{report.streams} aliran, {report.entries} entri {done}: "
            + ("utuh" if report.ok else f"{len(report.findings)} temuan")
        )
    return 0 if all(report.ok for report in reports) else 1


def _add_account(settings: Settings, parsed: argparse.Namespace) -> int:
    password = getpass.getpass("Kata sandi: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    organisation = read_organisation(settings.processes / "organisation.json")
    with closing(Accounts.on(settings.database, organisation, utc_now)) as accounts:
        account = accounts.add(
            parsed.username,
            parsed.name,
            password,
            groups=parsed.group,
            email=parsed.email,
            unit=parsed.unit,
        )
    print(f"Akun {account.username} dibuat.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
