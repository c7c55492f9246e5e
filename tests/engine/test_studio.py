"""The process owner's desk: drafts, the pen, versions, the folder."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.catalogue import meaning_of
from engine.errors import Conflict, Forbidden, Invalid, NotFound, Refused
from engine.model import DefinitionRow, Json, VersionRow
from engine.studio import Studio
from engine.studio.template import new_diagram
from tests.builders import PASSWORD, House, an_approval, opened, properties

KEY = "permohonan"
DIAGRAM = "permohonan.bpmn"
OUTSIDERS = ["staf-1", "kepala-1", "auditor-1", "mitra-1", "admin-1"]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with House(an_approval(tmp_path)) as opened:
        yield opened


class Owner:
    """A process owner at the studio."""

    def __init__(self, house: House, username: str = "pemilik-1") -> None:
        self.house = house
        self.actor = house.people[username]
        self.studio: Studio = house.engine.studio

    @property
    def row(self) -> DefinitionRow:
        return self.studio.view(self.actor, KEY).row

    @property
    def versions(self) -> list[VersionRow]:
        return [*self.studio.view(self.actor, KEY).versions]

    def text(self, path: str = DIAGRAM) -> str:
        return self.studio.workspace(self.actor, KEY).files[path]

    def save(self, text: str | None, path: str = DIAGRAM, was: str | None = "now") -> int:
        if was == "now":
            was = self.studio.workspace(self.actor, KEY).digests.get(path)
        return self.studio.save(self.actor, KEY, {path: text}, {path: was}).revision

    def rename(self, name: str) -> int:
        """Save the diagram with another name for its last task."""
        return self.save(self.text().replace("Mengarsipkan", name))

    @property
    def revision(self) -> int | None:
        draft = self.row.draft
        return draft.revision if draft else None

    def publish(
        self, note: str = "Nama tugas", *, layout: bool = False, over: bool = False
    ) -> VersionRow | None:
        current = self.studio.current(self.actor, KEY)
        return self.studio.publish(
            self.actor, KEY, note, current, revision=self.revision, layout=layout, over=over
        )

    def discard(self) -> None:
        self.studio.discard(self.actor, KEY, self.revision)


@pytest.fixture
def owner(house: House) -> Owner:
    return Owner(house)


@pytest.fixture
def other(house: House) -> Owner:
    return Owner(house, "pemilik-2")


# Who


@pytest.mark.parametrize("who", OUTSIDERS)
def test_only_a_process_owner_enters_the_studio(house: House, who: str) -> None:
    actor, studio = house.people[who], house.engine.studio
    asks: list[Callable[[], object]] = [
        lambda: studio.definitions(actor),
        lambda: studio.view(actor, KEY),
        lambda: studio.workspace(actor, KEY),
        lambda: studio.lint(actor, KEY, {}),
        lambda: studio.version_files(actor, KEY, house.current()),
        lambda: studio.archive(actor, KEY, None),
        lambda: studio.take_pen(actor, KEY),
        lambda: studio.drop_pen(actor, KEY),
        lambda: studio.save(actor, KEY, {}, {}),
        lambda: studio.discard(actor, KEY, 1),
        lambda: studio.current(actor, KEY),
        lambda: studio.restore(actor, KEY, 1),
        lambda: studio.create(actor, "baru", "Baru"),
        lambda: studio.add_diagram(actor, KEY, "baru", "Baru"),
        lambda: studio.add_form(actor, KEY, "baru"),
        lambda: studio.draft_from_version(actor, KEY, house.current()),
        lambda: studio.draft_from_folder(actor, KEY),
        lambda: studio.publish(actor, KEY, "", None, revision=1),
        lambda: studio.publish_again(actor, KEY, house.current(), "", None),
        lambda: studio.publish_folder(actor, KEY, "", None),
    ]
    offered = {name for name in vars(Studio) if not name.startswith("_")}
    assert len(asks) == len(offered)
    for ask in asks:
        with pytest.raises(Forbidden):
            ask()


def test_a_definition_that_there_is_not_is_not_found(owner: Owner) -> None:
    studio, actor = owner.studio, owner.actor
    for ask in (studio.view, studio.workspace, studio.take_pen, studio.draft_from_folder):
        for key in ("tidak_ada", "../processes", ""):
            with pytest.raises(NotFound):
                ask(actor, key)


# Drafts


def test_a_draft_begins_with_the_current_version_and_keeps_who_saved_it_when(owner: Owner) -> None:
    assert owner.row.draft is None
    assert owner.rename("Menyimpan") == 1
    draft = owner.row.draft
    assert draft is not None
    assert (draft.saved_by, draft.base, draft.saved_at) == (
        owner.actor.name,
        1,
        owner.house.clock.now.replace(microsecond=draft.saved_at.microsecond),
    )
    assert "Menyimpan" in owner.text()
    assert owner.studio.view(owner.actor, KEY).changed == [DIAGRAM]


def test_a_draft_changes_nothing_of_what_runs(owner: Owner) -> None:
    owner.rename("Menyimpan")
    with owner.house.reopened() as house:
        assert house.versions() == 1
        assert house.current() == Owner(house).versions[0].digest
        assert "Menyimpan" in Owner(house).text()


def test_a_draft_may_be_as_faulty_as_work_in_progress_is(owner: Owner) -> None:
    owner.save("<bukan bpmn")
    assert [problem.id for problem in owner.studio.lint(owner.actor, KEY, {})][:1] == ["PRF-001"]
    assert owner.studio.workspace(owner.actor, KEY).processes == {}
    assert owner.studio.view(owner.actor, KEY).diagrams == {DIAGRAM: ""}


def test_unsaved_changes_are_linted_without_being_saved(owner: Owner) -> None:
    text = owner.text()
    broken = text.replace('camunda:formRef="putus"', 'camunda:formRef="tiada"')
    problems = owner.studio.lint(owner.actor, KEY, {DIAGRAM: broken})
    assert ("PRF-302", "setujui") in {(problem.id, problem.element) for problem in problems}
    assert owner.text() == text
    assert owner.row.draft is None


def test_files_are_added_and_dropped(owner: Owner) -> None:
    owner.save('{"id": "baru", "type": "default", "components": []}', "forms/baru.form", None)
    assert "baru" in owner.studio.workspace(owner.actor, KEY).forms
    owner.save(None, "forms/baru.form")
    assert "baru" not in owner.studio.workspace(owner.actor, KEY).forms


def test_a_diagram_and_a_form_are_added_with_something_to_begin_with(owner: Owner) -> None:
    assert owner.studio.add_diagram(owner.actor, KEY, "lanjutan", "Proses lanjutan") == "lanjutan.bpmn"
    assert owner.studio.add_form(owner.actor, KEY, "lanjut") == "forms/lanjut.form"
    workspace = owner.studio.workspace(owner.actor, KEY)
    assert workspace.processes["lanjutan"] == "Proses lanjutan"
    assert "lanjut" in workspace.forms
    with pytest.raises(Conflict):
        owner.studio.add_diagram(owner.actor, KEY, "lanjutan", "Lagi")
    with pytest.raises(Conflict):
        owner.studio.add_form(owner.actor, KEY, "lanjut")
    for id in ("", "1a", "a b", "a" * 61, "../a"):
        with pytest.raises(Invalid):
            owner.studio.add_form(owner.actor, KEY, id)


def test_who_uses_a_form_is_told(owner: Owner) -> None:
    uses = owner.studio.workspace(owner.actor, KEY).uses
    assert [(use.path, use.element) for use in uses["putus"]] == [(DIAGRAM, "setujui")]


@pytest.mark.parametrize("path", ["../x.bpmn", "/etc/passwd", "x.py", "forms/../x.form", "a b.bpmn", ""])
def test_a_path_that_no_bundle_has_is_refused(owner: Owner, path: str) -> None:
    with pytest.raises(Invalid):
        owner.save("x", path, None)
    with pytest.raises(Invalid):
        owner.studio.lint(owner.actor, KEY, {path: "x"})
    assert owner.row.draft is None


def test_what_cannot_be_stored_is_refused(owner: Owner) -> None:
    for text in ("\ud800", "x" * (5 * 1024 * 1024)):
        with pytest.raises(Invalid):
            owner.save(text)


def test_a_save_covers_no_change_that_its_author_has_not_seen(owner: Owner) -> None:
    was = owner.studio.workspace(owner.actor, KEY).digests[DIAGRAM]
    owner.rename("Menyimpan")
    with pytest.raises(Conflict, match=DIAGRAM):
        owner.save("<lain/>", was=was)
    with pytest.raises(Conflict):
        owner.save("<lain/>", was=None)
    owner.save("{}", "forms/lain.form", None)
    assert "Menyimpan" in owner.text()


def test_an_earlier_save_can_be_gone_back_to(owner: Owner) -> None:
    owner.rename("Menyimpan")
    owner.save("<rusak/>")
    assert owner.studio.restore(owner.actor, KEY, 1).revision == 3
    assert "Menyimpan" in owner.text()
    with pytest.raises(NotFound):
        owner.studio.restore(owner.actor, KEY, 99)


def test_the_same_text_saved_again_is_no_new_save_and_no_conflict(owner: Owner) -> None:
    was = owner.studio.workspace(owner.actor, KEY).digests[DIAGRAM]
    text = owner.text().replace("Mengarsipkan", "Menyimpan")
    assert [owner.save(text, was=was) for _ in range(3)] == [1, 1, 1]


def test_only_the_last_fifty_saves_are_kept(owner: Owner) -> None:
    for number in range(53):
        owner.save(f"<n{number}/>")
    saves = owner.studio.view(owner.actor, KEY).saves
    assert [save.revision for save in saves] == [*range(53, 3, -1)]


def test_a_discarded_draft_leaves_the_current_version_and_can_be_gone_back_to(owner: Owner) -> None:
    text = owner.text()
    owner.rename("Menyimpan")
    owner.discard()
    assert owner.row.draft is None
    assert owner.text() == text
    assert [(save.revision, save.done) for save in owner.studio.view(owner.actor, KEY).saves] == [(1, True)]
    assert owner.studio.restore(owner.actor, KEY, 1).revision == 2
    assert "Menyimpan" in owner.text()


def test_nobody_publishes_or_discards_a_save_that_they_have_not_seen(owner: Owner, other: Owner) -> None:
    seen = owner.rename("Menyimpan")
    other.save("{}", "forms/lain.form", None)
    current = owner.house.current()
    with pytest.raises(Conflict, match=other.actor.name):
        owner.studio.publish(owner.actor, KEY, "", current, revision=seen)
    with pytest.raises(Conflict, match=other.actor.name):
        owner.studio.discard(owner.actor, KEY, seen)
    with pytest.raises(Conflict):
        owner.studio.discard(owner.actor, KEY, None)
    assert len(owner.versions) == 1


# The pen


def test_only_one_owner_has_the_pen_and_the_other_is_told_who(owner: Owner, other: Owner) -> None:
    assert owner.studio.take_pen(owner.actor, KEY).mine
    lock = other.studio.take_pen(other.actor, KEY)
    assert (lock.mine, lock.holder) == (False, owner.actor.name)
    for ask in (
        lambda: other.rename("Menyimpan"),
        other.discard,
        lambda: other.studio.draft_from_version(other.actor, KEY, other.versions[0].digest),
        lambda: other.studio.draft_from_folder(other.actor, KEY),
        other.publish,
    ):
        with pytest.raises(Conflict, match=owner.actor.name):
            ask()


def test_the_pen_is_free_again_when_nobody_asks_for_it(owner: Owner, other: Owner) -> None:
    owner.studio.take_pen(owner.actor, KEY)
    owner.house.clock.move(minutes=3)
    assert owner.row.lock is None
    assert other.studio.take_pen(other.actor, KEY).mine


def test_the_pen_is_kept_by_asking_again(owner: Owner, other: Owner) -> None:
    since = owner.studio.take_pen(owner.actor, KEY).since
    for _ in range(5):
        owner.house.clock.move(minutes=1)
        assert owner.studio.take_pen(owner.actor, KEY).since == since
    assert not other.studio.take_pen(other.actor, KEY).mine


def test_the_pen_can_be_laid_down_and_taken_over(owner: Owner, other: Owner) -> None:
    owner.studio.take_pen(owner.actor, KEY)
    other.studio.drop_pen(other.actor, KEY)
    assert not other.studio.take_pen(other.actor, KEY).mine
    owner.studio.drop_pen(owner.actor, KEY)
    assert other.studio.take_pen(other.actor, KEY).mine
    assert owner.studio.take_pen(owner.actor, KEY, over=True).mine
    with pytest.raises(Conflict):
        other.rename("Menyimpan")


# Versions


def test_a_published_draft_is_the_next_version_and_old_cases_stay_on_theirs(owner: Owner) -> None:
    house = owner.house
    old = house.start("staf-1", data=a_request(house, "Permohonan lama")).case
    owner.rename("Menyimpan berkas")
    version = owner.publish("Nama tugas lebih jelas")
    assert version is not None
    assert (version.number, version.note, version.published_by, version.current) == (
        2,
        "Nama tugas lebih jelas",
        owner.actor.name,
        True,
    )
    assert owner.row.draft is None
    new = house.start("staf-1", data=a_request(house, "Permohonan baru")).case
    for case in (old, new):
        house.complete("kepala-1", "setujui", {"keputusan": "SETUJU"}, password=PASSWORD, case=case)
    assert [house.task("staf-1", "arsip", case).name for case in (old, new)] == [
        "Mengarsipkan",
        "Menyimpan berkas",
    ]
    assert [(row.number, row.running) for row in owner.versions] == [(2, 1), (1, 1)]


def test_a_draft_with_an_error_is_refused_at_its_element_and_stays(owner: Owner) -> None:
    owner.save(owner.text().replace('camunda:formRef="putus"', 'camunda:formRef="tiada"'))
    with pytest.raises(Refused) as refusal:
        owner.publish()
    assert ("PRF-302", "setujui") in {(problem.id, problem.element) for problem in refusal.value.problems}
    assert owner.row.draft is not None
    assert len(owner.versions) == 1


def test_a_draft_is_not_published_over_a_version_that_its_owner_has_not_seen(owner: Owner) -> None:
    owner.rename("Menyimpan")
    seen = owner.house.current()
    owner.publish()
    owner.rename("Mengarsip")
    with pytest.raises(Conflict):
        owner.studio.publish(owner.actor, KEY, "", seen, revision=owner.revision)
    assert owner.row.draft is not None


def test_a_draft_of_an_older_version_is_published_only_knowingly(owner: Owner) -> None:
    first = owner.house.current()
    owner.rename("Menyimpan")
    owner.publish()
    owner.studio.draft_from_version(owner.actor, KEY, first)
    owner.rename("Mengarsip")
    with pytest.raises(Conflict, match="tidak dimulai dari versi yang berlaku"):
        owner.publish()
    version = owner.publish(over=True)
    assert version is not None
    assert version.number == 3


def test_when_which_version_was_the_current_one_is_told(owner: Owner) -> None:
    first = owner.house.current()
    owner.rename("Menyimpan")
    owner.publish("Kedua")
    owner.studio.publish_again(owner.actor, KEY, first, "Kembali", owner.house.current())
    releases = owner.studio.view(owner.actor, KEY).releases
    assert [(release.number, release.note) for release in releases] == [
        (1, "Kembali"),
        (2, "Kedua"),
        (1, "Dari folder processes/ dan forms/"),
    ]
    assert [release.released_by for release in releases] == ["Pemilik 1", "Pemilik 1", "Sistem"]


def test_files_that_another_procedure_published_are_not_published_as_this_one(owner: Owner) -> None:
    studio, actor = owner.studio, owner.actor
    both = {f"{key}.bpmn": a_sound_diagram(key) for key in ("satu", "dua_")}
    for key in ("satu", "dua_"):
        studio.create(actor, key, key)
        studio.save(actor, key, both, dict(studio.workspace(actor, key).digests))
        assert not [problem for problem in studio.lint(actor, key, {}) if problem.severity == "error"]
    assert studio.publish(actor, "satu", "", None, revision=2) is not None
    with pytest.raises(Conflict, match="satu"):
        studio.publish(actor, "dua_", "", None, revision=2)
    assert studio.view(actor, "dua_").row.draft is not None


def a_sound_diagram(key: str) -> str:
    """A procedure that the linter has nothing against."""
    starters = properties(starterGroups="staf")
    return (
        new_diagram(key, key)
        .replace("<bpmn:userTask ", '<bpmn:userTask camunda:candidateGroups="staf" ')
        .replace('name="Mulai">', f'name="Mulai"><bpmn:extensionElements>{starters}</bpmn:extensionElements>')
    )


def test_publishing_without_a_draft_is_refused(owner: Owner) -> None:
    with pytest.raises(Invalid):
        owner.publish()


def moved_last(text: str, opening: str, closing: str) -> str:
    """Write an element after all others of its process, as an editor does with what was moved."""
    start = text.index(opening)
    element = text[start : text.index(closing, start) + len(closing)]
    return text.replace(element, "").replace("</bpmn:process>", f"{element}</bpmn:process>")


A_DRAWING = (
    '<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="permohonan"/></bpmndi:BPMNDiagram>'
)
REDRAWN: list[Callable[[str], str]] = [
    lambda text: text.replace(">\n", ">\n\n    "),
    lambda text: text.replace("<bpmn:definitions ", '<bpmn:definitions exporter="Lain" exporterVersion="1" '),
    lambda text: text.replace("bpmn:", "b:").replace("xmlns:bpmn=", "xmlns:b="),
    lambda text: text.replace("</bpmn:process>", "<!-- catatan --></bpmn:process>"),
    lambda text: text.replace("</bpmn:definitions>", f"{A_DRAWING}</bpmn:definitions>"),
    lambda text: moved_last(text, '<bpmn:userTask id="setujui"', "</bpmn:userTask>"),
]


@pytest.mark.parametrize("redraw", REDRAWN)
def test_the_same_meaning_makes_no_new_version(owner: Owner, redraw: Callable[[str], str]) -> None:
    text = owner.text()
    assert redraw(text) != text
    owner.save(redraw(text))
    assert owner.publish() is None
    assert len(owner.versions) == 1
    assert owner.row.draft is not None
    version = owner.publish("Gambar dirapikan", layout=True)
    assert version is not None
    assert version.number == 2


CHANGED: list[Callable[[str], str]] = [
    lambda text: text.replace('name="Mengarsipkan"', 'name="Menyimpan"'),
    lambda text: text.replace("= &quot;SETUJU&quot;", "= &quot;SETUJUI&quot;"),
    lambda text: text.replace('camunda:candidateGroups="kepala"', 'camunda:candidateGroups="staf"'),
    lambda text: text.replace("Periksa permohonan.", "Periksa  permohonan."),
    lambda text: text.replace(' default="putusan_perbaiki"', ""),
]


@pytest.mark.parametrize("change_of", CHANGED)
def test_another_meaning_is_never_taken_for_the_same(owner: Owner, change_of: Callable[[str], str]) -> None:
    text = owner.text()
    assert change_of(text) != text
    assert meaning_of({DIAGRAM: change_of(text).encode()}) != meaning_of({DIAGRAM: text.encode()})


def test_a_form_written_in_another_order_is_the_same_form(owner: Owner) -> None:
    text = owner.text("forms/putus.form")
    owner.save("\n" + text.replace(": ", ":  "), "forms/putus.form")
    assert owner.publish() is None


def test_an_old_version_can_be_published_again(owner: Owner) -> None:
    house = owner.house
    first = house.current()
    owner.rename("Menyimpan")
    owner.publish()
    again = owner.studio.publish_again(owner.actor, KEY, first, "Kembali", house.current())
    assert again is not None
    assert (again.number, again.current, again.current_since) == (1, True, house.clock.now)
    assert [(row.number, row.current) for row in owner.versions] == [(2, False), (1, True)]
    case = house.start("staf-1", data=a_request(house, "Permohonan baru")).case
    assert house.engine.case(owner.actor, case).row.version == 1
    assert house.engine.verify().findings == []
    with pytest.raises(Conflict):
        owner.studio.publish_again(owner.actor, KEY, first, "", house.current())
    with pytest.raises(NotFound):
        owner.studio.publish_again(owner.actor, KEY, "0" * 64, "", house.current())


def test_what_is_current_survives_a_restart_whatever_the_folder_holds(owner: Owner) -> None:
    owner.rename("Menyimpan")
    version = owner.publish()
    assert version is not None
    with owner.house.reopened() as house:
        assert (house.current(), house.versions()) == (version.digest, 2)


def test_who_published_what_is_part_of_the_proof(owner: Owner) -> None:
    owner.rename("Menyimpan")
    owner.publish()
    assert owner.house.engine.verify().findings == []
    with opened(owner.house.settings.database) as connection:
        connection.execute("UPDATE release SET note = 'lain' WHERE id = 2")
    assert owner.house.engine.verify().findings != []


# The folder


def change(house: House, name: str) -> None:
    """Change the diagram in ``processes/``, as with another program."""
    place = house.settings.processes / KEY / DIAGRAM
    place.write_text(place.read_text().replace("Mengarsipkan", name))


def test_a_changed_folder_is_offered_and_not_published_at_start(owner: Owner) -> None:
    states = [owner.row.folder]
    change(owner.house, "Menyimpan")
    states.append(owner.row.folder)
    with owner.house.reopened() as house:
        again = Owner(house)
        states.append(again.row.folder)
        assert house.versions() == 1
        assert house.publish_folder("pemilik-1", note="Dari folder") is not None
        states.append(again.row.folder)
    assert states == ["current", "changed", "changed", "current"]


def test_a_folder_is_never_published_over_a_newer_version(owner: Owner) -> None:
    owner.rename("Menyimpan")
    owner.publish()
    assert owner.row.folder == "behind"
    with pytest.raises(Conflict):
        owner.house.publish_folder("pemilik-1")
    change(owner.house, "Mengarsip")
    assert owner.row.folder == "behind"
    with pytest.raises(Conflict):
        owner.house.publish_folder("pemilik-1")
    assert owner.studio.draft_from_folder(owner.actor, KEY).base == 1
    assert "Mengarsip" in owner.text()


def test_a_folder_reviewed_as_a_draft_and_published_can_be_changed_again(owner: Owner) -> None:
    change(owner.house, "Menyimpan")
    owner.studio.draft_from_folder(owner.actor, KEY)
    assert owner.publish("Dari folder, ditinjau") is not None
    states = [owner.row.folder]
    place = owner.house.settings.processes / KEY / DIAGRAM
    place.write_text(place.read_text().replace("Menyimpan", "Mengarsip"))
    states.append(owner.row.folder)
    assert states == ["current", "changed"]


def test_a_folder_whose_drawing_alone_changed_is_published_knowingly(owner: Owner) -> None:
    place = owner.house.settings.processes / KEY / DIAGRAM
    place.write_text(place.read_text() + "<!-- rapi -->")
    current = owner.house.current()
    assert owner.studio.publish_folder(owner.actor, KEY, "", current) is None
    assert owner.studio.publish_folder(owner.actor, KEY, "", current, layout=True) is not None


def test_a_diagram_in_another_encoding_is_published_in_utf_8(tmp_path: Path) -> None:
    with House(an_approval_in(tmp_path, declared="ISO-8859-1", written="latin-1")) as house:
        published = Owner(house).text()
    assert "ISO-8859-1" not in published
    assert "Mengarsipkän" in published


def test_a_diagram_in_another_encoding_than_it_says_is_refused_by_name(tmp_path: Path) -> None:
    with House(an_approval_in(tmp_path, declared="UTF-8", written="latin-1")) as house:
        assert DIAGRAM in str(house.engine.refused[KEY])


def an_approval_in(root: Path, *, declared: str, written: str) -> Path:
    """Return the root folder of a procedure whose diagram declares one encoding, and is written in one."""
    folder = an_approval(root)
    place = folder / "processes" / KEY / DIAGRAM
    text = place.read_text().replace("UTF-8", declared).replace("Mengarsipkan", "Mengarsipkän")
    place.write_bytes(text.encode(written))
    return folder


def test_a_downloaded_version_unpacked_beside_processes_is_the_version(owner: Owner, tmp_path: Path) -> None:
    owner.rename("Menyimpan")
    version = owner.publish()
    assert version is not None
    archive = owner.studio.archive(owner.actor, KEY, version.digest)
    root = owner.house.settings.processes.parent
    for part in ("processes", "forms"):
        shutil.rmtree(root / part / KEY)
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(root)
    assert owner.row.folder == "current"
    assert owner.studio.archive(owner.actor, KEY, version.digest) == archive


def test_a_folder_refused_at_start_can_be_mended_in_the_studio(tmp_path: Path) -> None:
    folder = an_approval(tmp_path)
    place = folder / "processes" / KEY / DIAGRAM
    good = place.read_text()
    place.write_text(good.replace('camunda:formRef="putus"', 'camunda:formRef="tiada"'))
    with House(folder) as house:
        assert list(house.engine.refused) == [KEY]
        owner = Owner(house)
        assert (owner.row.current, owner.row.folder) == (None, "changed")
        owner.save(good)
        version = owner.publish("Pertama")
        assert version is not None
        assert version.number == 1
        assert house.start("staf-1", data=a_request(house, "Permohonan baru")).case


# New definitions


def test_a_new_definition_begins_with_a_small_diagram(owner: Owner) -> None:
    owner.studio.create(owner.actor, "surat_tugas", 'Surat "Tugas" & <lain>')
    (row,) = [row for row in owner.studio.definitions(owner.actor) if row.key == "surat_tugas"]
    assert (row.name, row.current, row.folder) == ('Surat "Tugas" & <lain>', None, "none")
    problems = owner.studio.lint(owner.actor, "surat_tugas", {})
    assert {problem.id for problem in problems if problem.severity == "error"} <= {
        "PRF-301",
        "PRF-306",
        "PRF-308",
    }


@pytest.mark.parametrize("key", ["", "x", "Besar", "1a", "a b", "../a", "a" * 61, "permohonan-"])
def test_a_key_that_is_none_is_refused(owner: Owner, key: str) -> None:
    with pytest.raises(Invalid):
        owner.studio.create(owner.actor, key, "Nama")


def test_a_definition_is_not_made_twice(owner: Owner) -> None:
    with pytest.raises(Conflict):
        owner.studio.create(owner.actor, KEY, "Nama")
    owner.studio.create(owner.actor, "surat_tugas", "Nama")
    with pytest.raises(Conflict):
        owner.studio.create(owner.actor, "surat_tugas", "Nama")


def a_request(house: House, title: str) -> dict[str, Json]:
    return {"judul": title, "surat": house.upload("staf-1")}
