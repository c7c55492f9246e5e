"""Files that lie in no definition's folder: what of them can be judged is judged by the same rules.

A directory among the paths stands for what a definition's folder holds: its diagrams, decisions and clauses,
and its forms, in ``forms/`` inside it or in the folder of its name beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from engine.catalogue.bounds import MAX_FILE_BYTES
from engine.catalogue.bundle import CLAUSES, Bundle
from engine.catalogue.linter import lint
from engine.directory import Organisation, read_organisation
from engine.errors import Invalid, NotFound, Problem, Refused

ORGANISATION = "organisation.json"
DIAGRAMS = (".bpmn", ".dmn")
FORM = ".form"


@dataclass(frozen=True, slots=True)
class LooseFiles:
    """Files as they were given.

    Attributes:
        contents: bytes by path as given; of a file that is too large to be read, its beginning.
        organisation: what ``organisation.json`` says, where it is among them.
    """

    contents: Mapping[str, bytes]
    organisation: Organisation | None = None


def read_loose(paths: Sequence[Path]) -> LooseFiles:
    """Read files from any folders.

    Raises:
        NotFound: one isn't there, or can't be read.
        Invalid: one is of a kind that no definition has, or comes twice.
        Misconfigured: ``organisation.json`` is wrong.
    """
    contents: dict[str, bytes] = {}
    organisation = None
    for path in _spread(paths):
        content = _read(path)
        if path.name == ORGANISATION:
            organisation = read_organisation(path)
        elif path.name == CLAUSES or path.suffix in (*DIAGRAMS, FORM):
            contents[str(path)] = content
        else:
            raise Invalid(f"“{path}” bukan .bpmn, .dmn, .form, {CLAUSES}, atau {ORGANISATION}.")
    for name, times in Counter(Path(path).name for path in contents).items():
        if times > 1 and not name.endswith(DIAGRAMS):
            raise Invalid(f"Ada lebih dari satu “{name}”. Sebutkan satu saja.")
    return LooseFiles(contents, organisation)


def lint_loose(files: LooseFiles) -> list[Problem]:
    """Return what is certainly wrong, and as warnings what may be; problems name the files as given."""
    places = {place: path for path, place in _places(files.contents)}
    try:
        bundle = Bundle("", {place: files.contents[path] for place, path in places.items()})
        problems = lint(bundle, files.organisation or AnyOrganisation(), loose=True)
    except Refused as refused:
        problems = refused.problems
    return [replace(problem, file=places.get(problem.file, problem.file)) for problem in problems]


class AnyOrganisation:
    """An organisation that nobody has shown: any group and any lane may be in it."""

    def __init__(self) -> None:
        self.groups: Collection[str] = _Anything()
        self.lanes: Mapping[str, str] = _Anything()


class _Anything(Mapping[str, str]):
    def __contains__(self, key: object) -> bool:
        return True

    def __getitem__(self, key: str) -> str:
        return key

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _spread(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files, those of a directory in the order of their names."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        folder = path.resolve()
        yield from sorted(file for file in path.iterdir() if file.name == CLAUSES or file.suffix in DIAGRAMS)
        for forms in (path / "forms", folder.parent.parent / "forms" / folder.name):
            yield from sorted(forms.glob(f"*{FORM}"))
        if (path.parent / ORGANISATION).is_file():
            yield path.parent / ORGANISATION


def _read(path: Path) -> bytes:
    """Read a file, and no more of it than shows that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFound(f"Berkas “{path}” tidak ada.") from error
    except OSError as error:
        raise NotFound(f"Berkas “{path}” tidak dapat dibaca.") from error


def _places(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each path with its place in the bundle that these files would make."""
    taken: set[str] = set()
    for path in paths:
        name = re.sub(r"[^\w.-]", "_", Path(path).name).lstrip(".")
        place = f"forms/{name}" if name.endswith(FORM) else name
        while place in taken:
            place = f"_{place}"
        taken.add(place)
        yield path, place
