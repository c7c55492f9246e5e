"""The house's one-way street: every module imports only leftwards, and each library has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

ORDER = (
    {"errors", "model", "settings", "clock", "commands", "shapes", "xml"},
    {"feel"},
    {"calendar", "expressions"},
    {"dmn"},
    {"decisions"},
    {"forms"},
    {"journal"},
    {"connectors"},
    {"spiff"},
    {"directory"},
    {"catalogue"},
    {"definition"},
    {"projections"},
    {"policy"},
    {"store"},
    {"library"},
    {"handlers"},
    {"case_cache", "recording", "arrivals", "open_task", "parcels"},
    {"execute"},
    {"accounts", "tokens", "messages", "uploads", "publish", "queries", "notices"},
    {"replay", "verify", "studio", "simulate"},
    {"jobs"},
    {"engine"},
    {"__init__", "__main__", "sending"},
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
DOORS = {
    "SpiffWorkflow": ("engine/spiff",),
    "sqlalchemy": ("engine/store",),
    "urllib3": ("engine/connectors",),
    "re2": ("engine/feel", "engine/forms"),
    "flask": ("web", "app.py"),
}
PUBLIC = {
    "engine",
    "engine.Engine",
    "engine.clock",
    "engine.commands",
    "engine.errors",
    "engine.model",
    "engine.settings",
}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module in {"engine", "web"}:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def place(path: Path) -> str:
    return path.relative_to(ROOT / "engine").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules("engine"), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_of_the_engine_imports_only_leftwards(path: Path) -> None:
    own = place(path)
    assert own in RANK, f"{own} has no place in the order"
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "engine" and len(parts) > 1 and parts[1] in RANK and parts[1] != own:
            assert RANK[parts[1]] <= RANK[own], f"{path.relative_to(ROOT)} imports {name}"


def test_each_library_comes_in_by_one_door() -> None:
    for path in [*modules("engine"), *modules("web"), ROOT / "app.py"]:
        where = str(path.relative_to(ROOT))
        for name in imported(path):
            doors = DOORS.get(name.split(".")[0])
            assert doors is None or where.startswith(doors), f"{where} imports {name}"


def test_the_web_uses_only_the_public_names_of_the_engine() -> None:
    for path in [*modules("web"), ROOT / "app.py"]:
        inner = {name for name in imported(path) if name.split(".")[0] == "engine"}
        assert inner <= PUBLIC, f"{path.relative_to(ROOT)} imports {inner - PUBLIC}"


def test_nothing_of_the_engine_knows_the_web() -> None:
    for path in modules("engine"):
        assert not {name for name in imported(path) if name.split(".")[0] in {"web", "app", "flask"}}


def test_only_one_module_commits() -> None:
    committing = {
        str(path.relative_to(ROOT))
        for path in [*modules("engine"), *modules("web")]
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    }
    assert committing == {"engine/store/unit_of_work.py"}
