"""The guides of docs/panduan/ name everything that their readers can write or meet, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from engine.catalogue import Bundle, lint
from engine.catalogue.constructs import CONSTRUCTS
from engine.catalogue.rules import prf_310_unknown_property as properties
from engine.directory import read_organisation
from engine.expressions import ENGINE_NAMES
from engine.forms.vocabulary import CUSTOM_PROPERTIES
from engine.forms.vocabulary import PROPERTIES as COMPONENTS
from tests.builders import properties as properties_of
from tests.unit.spiff import builders as bpmn

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs" / "panduan"
LONGEST = 150
ANY_LABEL = "[^:]+"


def guide(name: str) -> str:
    return (GUIDES / f"{name}.md").read_text(encoding="utf-8")


def front_page() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """What stands under a heading of the second level."""
    return text.split(f"\n## {title}\n")[1].split("\n## ", maxsplit=1)[0]


def first_cells(table: str) -> Iterator[str]:
    return (line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| "))


def code_words(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def constants(path: Path, pattern: str) -> set[str]:
    """The string literals of a module that a pattern matches whole."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in texts if re.fullmatch(pattern, text)}


def constants_below(folder: Path, pattern: str) -> set[str]:
    return set().union(*(constants(path, pattern) for path in folder.rglob("*.py")))


def properties_read() -> set[str]:
    """The patterns of the allow-list, whatever element they stand on."""
    lists: Iterable[Iterable[str]] = (
        properties.ANYWHERE,
        *properties.BY_TAG.values(),
        properties.MAIN_PROCESS,
        properties.CALLED_PROCESS,
    )
    return {name for names in lists for name in names}


@pytest.mark.parametrize("name", sorted(path.stem for path in GUIDES.glob("*.md")))
def test_a_guide_is_short(name: str) -> None:
    assert len(guide(name).splitlines()) <= LONGEST


def test_every_guide_is_found_from_the_front_page() -> None:
    led_to = {path.stem for path in GUIDES.glob("*.md") if f"docs/panduan/{path.name}" in front_page()}
    assert led_to == {path.stem for path in GUIDES.glob("*.md")}


def test_every_problem_that_the_linter_knows_is_explained_once_and_no_other() -> None:
    explained = [cell for cell in first_cells(guide("masalah")) if cell.startswith("PRF-")]
    known = constants_below(ROOT / "engine", r"PRF-\d{3}")
    assert len(known) > 50
    assert sorted(explained) == sorted(known)


def test_every_property_that_the_engine_reads_is_documented_and_no_other() -> None:
    table = section(guide("pemilik-proses"), "Properti camunda")
    documented = {name for cell in first_cells(table) for name in code_words(cell)}
    patterns = {re.sub(r"<\w+>", ANY_LABEL, name) for name in documented}
    read = properties_read()
    assert read <= patterns
    assert {name for name in patterns - read if not any(re.fullmatch(one, name) for one in read)} == set()


def test_every_camunda_attribute_that_the_engine_reads_is_documented() -> None:
    table = section(guide("pemilik-proses"), "Atribut camunda")
    documented = {word.removeprefix("camunda:") for word in code_words(table)}
    assert {name for construct in CONSTRUCTS.values() for name in construct.camunda} <= documented


def test_every_name_that_paraf_gives_to_expressions_is_documented() -> None:
    assert code_words(section(guide("pemilik-proses"), "FEEL")) >= ENGINE_NAMES


def test_every_command_of_the_command_line_is_documented() -> None:
    source = "".join(
        (ROOT / "engine" / f"{name}.py").read_text(encoding="utf-8") for name in ("__main__", "sending")
    )
    commands = set(re.findall(r'commands\.add_parser\("(\w+)"', source))
    assert len(commands) >= 5
    assert {name for name in commands if not re.search(rf"\b{name}\b", guide("operator"))} == set()


def test_every_form_component_and_custom_property_is_documented() -> None:
    words = code_words(guide("formulir"))
    assert COMPONENTS.keys() <= words
    assert set().union(*CUSTOM_PROPERTIES.values()) <= words


def test_every_environment_variable_is_documented_and_no_other() -> None:
    variable = r"PARAF_[A-Z_]+"
    documented = {word for cell in first_cells(guide("operator")) for word in code_words(cell)}
    mentioned = set(re.findall(variable, guide("operator")))
    read = constants(ROOT / "engine" / "settings.py", variable)
    assert read <= documented
    assert mentioned == read


def test_the_process_that_the_guide_builds_step_by_step_would_be_published() -> None:
    steps = section(guide("folder"), "Prosedur kecil, langkah demi langkah")
    diagram, form = (
        re.findall(rf"```{kind}\n(.*?)```", steps, re.DOTALL)[0].encode() for kind in ("xml", "json")
    )
    bundle = Bundle("izin_keluar", {"izin_keluar.bpmn": diagram, "forms/izin.form": form})
    organisation = read_organisation(ROOT / "processes" / "organisation.json")
    assert {problem.id for problem in lint(bundle, organisation)} == {"PRF-006"}


def test_the_service_task_that_its_guide_draws_would_be_published() -> None:
    (drawn,) = re.findall(r"```xml\n(.*?)```", guide("layanan"), re.DOTALL)
    numbered = '<camunda:inputOutput><camunda:outputParameter name="nip">"1978"</camunda:outputParameter></camunda:inputOutput>'
    task = '<bpmn:userTask id="{}" camunda:candidateGroups="tu"><bpmn:documentation>Kerjakan.</bpmn:documentation></bpmn:userTask>'
    around = (
        bpmn.start("mulai", bpmn.extensions(properties_of(starterGroups="tu") + numbered))
        + task.format("lanjut")
        + task.format("perbaiki")
        + bpmn.end("selesai")
        + bpmn.flows(
            "mulai ST_Pegawai",
            "ST_Pegawai lanjut",
            "lanjut selesai",
            "BE_TidakAda perbaiki",
            "perbaiki selesai",
        )
    )
    error = '<bpmn:error id="Galat_404" errorCode="http-404"/>'
    diagram = bpmn.xml(bpmn.process(drawn, around, id="pegawai"), extra=error)
    organisation = read_organisation(ROOT / "processes" / "organisation.json")
    problems = lint(Bundle("pegawai", {"pegawai.bpmn": diagram}), organisation)
    assert {problem.id for problem in problems} == {"PRF-006"}


def test_links_between_documents_lead_somewhere() -> None:
    for path in GUIDES.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} → {target}"
