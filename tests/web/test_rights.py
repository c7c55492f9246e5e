"""Who may do what in the studio and in the audit: every address of both, as everybody and as nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from engine.model import Actor
from tests.web.conftest import JSON, Browser, Site

PLACES = ("studio.", "audit.")
OWNER = "pemilik-1"
PEOPLE = (OWNER, "auditor-1", "staf-1", "mitra-1", "admin-1", None)
"""The table's columns; nobody is who hasn't logged in: sent to the log-in, a script told of it."""

TABLE = """
                                                       pemilik auditor pejabat mitra admin tak-masuk
GET  /studio                                               200     403     403   403   403     303
POST /studio                                               303     403     403   403   403     303
GET  /studio/<key>                                         200     403     403   403   403     303
GET  /studio/<key>/diagrams/<path>                         200     403     403   403   403     303
GET  /studio/<key>/forms/<form>                            200     403     403   403   403     303
GET  /studio/<key>/clauses                                 200     403     403   403   403     303
POST /studio/<key>/clauses                                 303     403     403   403   403     303
GET  /studio/<key>/draft.zip                               200     403     403   403   403     303
GET  /studio/<key>/versions/<digest>                       200     403     403   403   403     303
GET  /studio/<key>/versions/<digest>.zip                   200     403     403   403   403     303
GET  /studio/<key>/versions/<digest>/files/<path:path>     200     403     403   403   403     303
POST /studio/<key>/lint                                    200     403     403   403   403     401
POST /studio/<key>/save                                    200     403     403   403   403     401
POST /studio/<key>/pen                                     200     403     403   403   403     401
POST /studio/<key>/pen/drop                                200     403     403   403   403     401
POST /studio/<key>/files                                   303     403     403   403   403     303
POST /studio/<key>/files/delete                            303     403     403   403   403     303
POST /studio/<key>/restore                                 303     403     403   403   403     303
POST /studio/<key>/draft-from                              303     403     403   403   403     303
POST /studio/<key>/discard                                 303     403     403   403   403     303
POST /studio/<key>/publish                                 303     403     403   403   403     303
POST /studio/<key>/publish-again                           303     403     403   403   403     303
POST /studio/<key>/publish-folder                          303     403     403   403   403     303
GET  /audit/cases/<case_id>                                403     200     403   403   403     303
GET  /audit/cases/<case_id>/trail.json                     403     200     403   403   403     401
GET  /audit/cases/<case_id>/entries/<int:n>                403     200     403   403   403     303
GET  /audit/cases/<case_id>/entries/<int:n>/form           403     200     403   403   403     303
GET  /audit/cases/<case_id>/table                          403     200     403   403   403     303
GET  /audit/cases/<case_id>/proof                          403     200     403   403   403     303
"""
ASKED_BY_SCRIPTS = ("/lint", "/save", "/pen", "/pen/drop", "/trail.json")

Route = tuple[str, str]


def table() -> dict[Route, dict[str | None, int]]:
    """Each route → who → the status they are answered."""
    _, *lines = (line.split() for line in TABLE.strip().splitlines())
    return {(method, rule): dict(zip(PEOPLE, map(int, said), strict=True)) for method, rule, *said in lines}


@dataclass
class Place:
    """A procedure that has a version of its folder and a draft, and a case.

    Attributes:
        digest: the version that the procedure's folder holds.
    """

    site: Site
    case: str
    digest: str

    @property
    def owner(self) -> Actor:
        return self.site.house.people[OWNER]

    def ask(self, browser: Browser, route: Route) -> int:
        """Do what a route is for, as its page would; returns the status of the answer."""
        method, rule = route
        self._begin_a_draft()
        values = {
            "key": "permohonan",
            "digest": self.digest,
            "path": "permohonan.bpmn",
            "path:path": "permohonan.bpmn",
            "form": "minta",
            "case_id": self.case,
            "int:n": "1",
        }
        address = rule
        for name, value in values.items():
            address = address.replace(f"<{name}>", value)
        headers = JSON if rule.endswith(ASKED_BY_SCRIPTS) else {}
        if method == "GET":
            return browser.get(address, headers=headers).status_code
        return browser.post(address, self._sent(rule), headers=headers).status_code

    def _begin_a_draft(self) -> None:
        """What one request did to the draft is nothing to the next; it differs in meaning from the version."""
        studio = self.site.engine.studio
        studio.draft_from_version(self.owner, "permohonan", self.digest)
        workspace = studio.workspace(self.owner, "permohonan")
        path = "forms/putus.form"
        text = workspace.files[path].replace("Keputusan", "Putusan")
        studio.save(self.owner, "permohonan", {path: text}, {path: workspace.digests[path]})

    def _sent(self, rule: str) -> dict[str, Any]:
        """What the form of a route holds."""
        view = self.site.engine.studio.view(self.owner, "permohonan")
        digests = self.site.engine.studio.workspace(self.owner, "permohonan").digests
        current = view.row.current
        assert current is not None
        revision = str(view.row.draft.revision) if view.row.draft else ""
        publishing = {"note": "Diuji.", "replaces": current.digest, "over": "1", "revision": revision}
        forms: dict[str, dict[str, Any]] = {
            "/studio": {"key": "surat_tugas", "name": "Surat tugas"},
            "/clauses": {"id": "1", "words": "Butir satu.", "was": digests["clauses.json"]},
            "/lint": {"changes": "{}"},
            "/save": {"changes": "{}", "was": "{}"},
            "/files": {"kind": "form", "id": "baru"},
            "/files/delete": {
                "path": "forms/minta.form",
                "was:forms/minta.form": digests["forms/minta.form"],
            },
            "/restore": {"revision": revision},
            "/discard": {"revision": revision},
            "/draft-from": {"digest": self.digest},
            "/publish": publishing,
            "/publish-again": publishing | {"digest": self.digest},
            "/publish-folder": publishing,
        }
        return forms.get(rule.removeprefix("/studio/<key>"), {})


@pytest.fixture
def place(site: Site, case: str) -> Place:
    owner = site.house.people[OWNER]
    current = site.engine.studio.view(owner, "permohonan").row.current
    assert current is not None
    return Place(site, case.rpartition("/")[2], current.digest)


def routes(app: Flask) -> set[Route]:
    """Every route of the studio and the audit."""
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(PLACES)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_the_table_has_every_address_of_the_studio_and_the_audit(site: Site) -> None:
    assert routes(site.app) == set(table())


@pytest.mark.parametrize("who", PEOPLE, ids=str)
def test_each_address_answers_each_person_as_the_table_says(place: Place, who: str | None) -> None:
    browser = place.site.browser(who)
    if who is None:
        # A page's token, so that nobody is stopped by anything but being nobody.
        page = browser.get("/account/login")
        browser.headers["X-CSRFToken"] = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    expected = {route: said[who] for route, said in table().items()}
    assert {route: place.ask(browser, route) for route in expected} == expected


def test_nothing_of_the_audit_can_be_posted_to(site: Site) -> None:
    assert {method for method, rule in routes(site.app) if rule.startswith("/audit")} == {"GET"}


@pytest.mark.parametrize(
    ("who", "offered"),
    [(OWNER, True), ("auditor-1", False), ("staf-1", False), ("mitra-1", False), ("admin-1", False)],
)
def test_the_studio_stands_in_the_navigation_of_process_owners_alone(
    site: Site, who: str, offered: bool
) -> None:
    assert ('href="/studio"' in site.browser(who).get("/inbox").text) is offered
