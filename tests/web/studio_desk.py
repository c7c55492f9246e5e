"""A process owner at work in the studio: their browser, and what the engine keeps of their draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from werkzeug.test import TestResponse

from engine.model import Actor, DefinitionView, VersionRow, Workspace
from engine.studio import Studio
from tests.web.conftest import JSON, Browser, Site

KEY = "permohonan"
PAGE = f"/studio/{KEY}"
MAIN = f"{KEY}.bpmn"
FORM = "forms/putus.form"
NOTE = "Istilah diseragamkan."


@dataclass
class Desk:
    """One owner, at the procedure of ``tests/procedures``."""

    site: Site
    username: str = "pemilik-1"

    @cached_property
    def browser(self) -> Browser:
        return self.site.browser(self.username)

    @property
    def actor(self) -> Actor:
        return self.site.house.people[self.username]

    @property
    def studio(self) -> Studio:
        return self.site.engine.studio

    @property
    def view(self) -> DefinitionView:
        return self.studio.view(self.actor, KEY)

    @property
    def workspace(self) -> Workspace:
        return self.studio.workspace(self.actor, KEY)

    @property
    def current(self) -> VersionRow:
        current = self.view.row.current
        assert current is not None
        return current

    def page(self) -> str:
        """The procedure's page."""
        answer = self.browser.get(PAGE)
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, action: str, data: Mapping[str, Any] | None = None) -> TestResponse:
        """Send one of the page's forms."""
        return self.browser.post(f"{PAGE}/{action}", dict(data or {}))

    def ask(self, action: str, data: Mapping[str, Any] | None = None) -> TestResponse:
        """Ask as an editor does."""
        return self.browser.post(f"{PAGE}/{action}", dict(data or {}), headers=JSON)

    def change(self, path: str, before: str, after: str) -> None:
        """Save a change of one file in the draft."""
        workspace = self.workspace
        text = workspace.files[path]
        assert before in text
        changes = {path: text.replace(before, after)}
        self.studio.save(self.actor, KEY, changes, {path: workspace.digests[path]})

    def rename_a_task(self, name: str = "Memutus permohonan") -> None:
        """Save a change that means something."""
        before = next(line for line in self.workspace.files[MAIN].splitlines() if 'id="setujui"' in line)
        self.change(MAIN, before, before.replace(before.split('name="')[1].split('"')[0], name))

    def redraw(self) -> None:
        """Save a change of how a file is written, which means nothing."""
        self.change(MAIN, "<bpmn:definitions", "<!-- rapi -->\n<bpmn:definitions")

    def plant_an_error(self) -> None:
        """Save a reference to a form that isn't there."""
        self.change(MAIN, 'camunda:formRef="putus"', 'camunda:formRef="tiada"')

    def publication(self, **more: str) -> dict[str, str]:
        """What the form that publishes holds."""
        return {"note": NOTE, "replaces": self.current.digest, "revision": str(self.revision), **more}

    @property
    def revision(self) -> int | None:
        draft = self.view.row.draft
        return draft.revision if draft else None

    def publish(self) -> VersionRow:
        """Publish a change; returns the new version."""
        self.rename_a_task(f"Memutus {self.current.number}")
        version = self.studio.publish(self.actor, KEY, NOTE, self.current.digest, revision=self.revision)
        assert version is not None
        return version

    def change_the_folder(self) -> None:
        """Edit the diagram in the installation's folder, as another program would."""
        diagram = self.site.house.settings.processes / KEY / MAIN
        diagram.write_text(diagram.read_text().replace("Mengarsipkan", "Mengarsipkan berkas"))
