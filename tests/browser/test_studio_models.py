"""What other programs drew goes through the studio unharmed: of what nobody changed, nothing is lost or added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, expect

from engine.catalogue.document import BPMN
from engine.catalogue.meaning import meaning_of
from tests.browser.drafting import KEPT, NOTHING_TO_SAVE, Draftsman, draftsman
from tests.browser.office import JANUARY, Office, opened
from tests.browser.same_model import differences
from tests.builders import ROOT

SHIPPED = sorted((ROOT / "processes").glob("*/*.bpmn"))
MIWG = sorted((ROOT.parent / "shared" / "miwg").glob("*.bpmn"))
CAMUNDA_8 = Path(__file__).parent / "camunda8.bpmn"

DECLARED = re.compile(rb'<\?xml[^>]*encoding="([^"]+)"')
A_TASK = re.compile(rf"\{{{BPMN}\}}\w*[tT]ask")
WORDS = "Diubah di studio."
ON_DOCUMENTATION = "PRF-301"
READ_INSTEAD = {
    "formDefinition": "camunda:formRef",
    "assignmentDefinition": "camunda:assignee, camunda:candidateGroups, dan camunda:candidateUsers",
    "ioMapping": "camunda:inputOutput, atau camunda:in dan camunda:out pada callActivity",
}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all models."""
    with opened(browser, tmp_path_factory.mktemp("models"), JANUARY) as office:
        yield office


@dataclass
class Opened:
    """A file of a draft, in the editor of the process owner."""

    office: Office
    owner: Draftsman
    key: str
    path: str

    @property
    def saved(self) -> str:
        """Its text in the draft."""
        house = self.office.house
        return house.engine.studio.workspace(house.people["pemilik"], self.key).files[self.path]

    def written(self) -> str:
        """What the editor would save now."""
        with self.owner.page.expect_download() as download:
            self.owner.press("Unduh")
        content: bytes = Path(download.value.path()).read_bytes()
        return content.decode()

    def show(self, element: str) -> None:
        """Open it afresh, with an element selected at its documentation."""
        self.owner.visit(
            f"/studio/{self.key}/diagrams/{self.path}?element={element}&field={ON_DOCUMENTATION}"
        )
        expect(self.owner.field("ID")).to_have_value(element)

    @property
    def documentation(self) -> str:
        """The selected element's."""
        words: str = self.owner.field("Dokumentasi elemen").input_value()
        return words

    def document(self, words: str) -> None:
        """Change it, and save."""
        self.owner.fill("Dokumentasi elemen", words)
        self.owner.saves()


def opened_by_the_owner(office: Office, text: str, path: str, key: str = "peminjaman_ruang") -> Opened:
    """Save a text as the only diagram of a procedure's draft, for its owner to open."""
    studio, actor = office.house.engine.studio, office.house.people["pemilik"]
    digests = studio.workspace(actor, key).digests
    diagrams = [known for known in digests if known.endswith(".bpmn")]
    changes = {**dict.fromkeys(diagrams), path: text}
    studio.save(actor, key, changes, {changed: digests.get(changed) for changed in changes})
    return Opened(office, draftsman(office), key, path)


def path_of(file: Path) -> str:
    return f"{file.stem.replace('.', '_')}.bpmn"


def read(file: Path) -> str:
    """Read a file, as the encoding that it declares has it."""
    content = file.read_bytes()
    declared = DECLARED.match(content)
    return content.decode(declared.group(1).decode() if declared else "utf-8")


def a_drawn_task(text: str) -> str:
    """Return the id of the first task of a process that is drawn, by itself or in a pool."""
    root = etree.fromstring(text.encode())
    named = [element.get(name, "") for element in root.iter("*") for name in ("bpmnElement", "processRef")]
    drawn = {name.split(":")[-1] for name in named}
    processes = [process for process in root.iter(f"{{{BPMN}}}process") if process.get("id") in drawn]
    tasks = [child.get("id", "") for process in processes for child in process if A_TASK.fullmatch(child.tag)]
    return next(task for task in tasks if task in drawn)


def keeps_all_of_itself(model: Opened, text: str) -> None:
    """Open it, change the documentation of one task, save, open it again, change it back, save.

    What is written before anything is changed, and at the end, is the same model; in between nothing else differs.
    """
    task = a_drawn_task(text)
    model.show(task)
    assert differences(text, model.written()) == []
    before = model.documentation
    model.document(WORDS)
    changed = model.saved
    places = {found.place for found in differences(text, changed)}
    assert {place for place in places if not re.search(rf"#{task}(/documentation#[^/]*)?$", place)} == set()
    assert places
    model.show(task)
    assert model.written() == changed
    model.document(before)
    assert differences(text, model.saved) == []


@pytest.mark.shared
@pytest.mark.skipif(not MIWG, reason="needs the models in ../shared/miwg beside this checkout")
@pytest.mark.parametrize("file", MIWG, ids=lambda file: file.stem)
def test_a_model_of_the_reference_suite_keeps_all_of_itself(office: Office, file: Path) -> None:
    text = read(file)
    keeps_all_of_itself(opened_by_the_owner(office, text, path_of(file)), text)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_diagram_keeps_its_drawing_and_its_meaning(office: Office, file: Path) -> None:
    text = read(file)
    model = opened_by_the_owner(office, text, file.name, file.parent.name)
    keeps_all_of_itself(model, text)
    assert meaning_of({file.name: model.saved.encode()}) == meaning_of({file.name: text.encode()})


def test_settings_of_camunda_8_are_kept_and_it_is_said_what_paraf_reads_instead(office: Office) -> None:
    text = read(CAMUNDA_8)
    model = opened_by_the_owner(office, text, CAMUNDA_8.name)
    keeps_all_of_itself(model, text)
    model.show("catat")
    for setting, instead in READ_INSTEAD.items():
        problem = model.owner.problem(
            f"PRF-104Memeriksa izinzeebe:{setting} tidak dibaca. Paraf membaca {instead}."
        )
        problem.first.click()
        expect(model.owner.field("ID")).to_have_value("periksa")


def test_what_cannot_be_drawn_is_told_and_kept(office: Office) -> None:
    stray = (
        '<bpmndi:BPMNShape id="lepas_di"><dc:Bounds x="0" y="0" width="9" height="9" /></bpmndi:BPMNShape>'
    )
    text = read(CAMUNDA_8).replace("</bpmndi:BPMNPlane>", f"{stray}</bpmndi:BPMNPlane>")
    model = opened_by_the_owner(office, text, CAMUNDA_8.name)
    keeps_all_of_itself(model, text)
    note = model.owner.page.get_by_role("group").filter(has_text="tidak dapat digambar atau dibaca di sini")
    note.locator("summary").click()
    expect(note.get_by_role("listitem").first).to_have_text("lepas_di")


def test_once_a_change_is_undone_nothing_is_left_to_save(office: Office) -> None:
    text = read(CAMUNDA_8)
    model = opened_by_the_owner(office, text, CAMUNDA_8.name)
    model.show("periksa")
    model.owner.fill("Dokumentasi elemen", WORDS)
    expect(model.owner.status).to_have_text(KEPT)
    model.owner.press("Urungkan")
    model.owner.press("Simpan")
    expect(model.owner.status).to_have_text(NOTHING_TO_SAVE)
    assert model.written() == text
