"""The command line: ``python -m engine lint | publish | replay | verify | incidents | account``."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from engine import Engine
from engine.accounts import Accounts
from engine.catalogue import definition_keys, lint, read_folder
from engine.clock import WIB, utc_now
from engine.commands import SYSTEM
from engine.directory import read_organisation
from engine.errors import Conflict, ParafError
from engine.model import Report
from engine.settings import Settings


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

    check = commands.add_parser("lint", help="periksa prosedur di processes/ dan forms/")
    check.add_argument("key", nargs="*", help="kunci prosedur; tanpa kunci: semuanya")
    check.set_defaults(run=_lint)

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

    incidents = commands.add_parser("incidents", help="tampilkan langkah yang macet karena cacat prosedur")
    incidents.set_defaults(run=_incidents)

    account = commands.add_parser("account", help="akun")
    actions = account.add_subparsers(required=True, metavar="TINDAKAN")
    add = actions.add_parser("add", help="buat akun; kata sandi dibaca dari terminal atau masukan standar")
    add.add_argument("username")
    add.add_argument("--name", required=True, help="nama tampilan")
    add.add_argument("--group", action="append", default=[], help="kelompok; boleh berulang")
    add.add_argument("--email", default="")
    add.add_argument("--unit")
    add.set_defaults(run=_add_account)
    return parser


def _lint(settings: Settings, parsed: argparse.Namespace) -> int:
    organisation = read_organisation(settings.processes / "organisation.json")
    errors = 0
    for key in parsed.key or definition_keys(settings.processes):
        problems = lint(read_folder(settings.processes, settings.forms, key), organisation)
        errors += sum(problem.severity == "error" for problem in problems)
        for problem in problems:
            print(f"{key}/{problem}")
        print(f"{key}: {len(problems)} masalah" if problems else f"{key}: tidak ada masalah")
    return 1 if errors else 0


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
        where = f"kasus {incident.case_id} langkah {incident.subject}"
        print(f"{at} {where}, {incident.attempts} kali: {incident.error}")
    print(f"{len(found)} kejadian")
    return 1 if found else 0


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
