"""What the two editors open, and what they ask and tell while somebody draws."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.web.conftest import JSON, Site, told
from tests.web.studio_desk import FORM, KEY, MAIN, PAGE, Desk

DIAGRAM_EDITOR = f"{PAGE}/diagrams/{MAIN}"
FORM_EDITOR = f"{PAGE}/forms/putus"
RELAXED = {"style-src": "'self' 'unsafe-inline'", "img-src": "'self' data: blob:"}


@pytest.fixture
def desk(site: Site) -> Desk:
    return Desk(site)


def opened(answer: TestResponse) -> dict[str, Any]:
    """What an editor begins with."""
    found = re.search(
        r'<script type="application/json" id="workspace">(.*?)</script>', answer.text, re.DOTALL
    )
    assert found, answer.text
    content: dict[str, Any] = json.loads(found[1])
    return content


def policy(answer: TestResponse) -> dict[str, str]:
    """A page's Content-Security-Policy by directive."""
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def saving(
    desk: Desk, path: str = MAIN, before: str = "Mengarsipkan", after: str = "Menyimpan"
) -> dict[str, str]:
    """What an editor sends to save a change."""
    workspace = desk.workspace
    text = workspace.files[path].replace(before, after)
    return {"changes": json.dumps({path: text}), "was": json.dumps({path: workspace.digests[path]})}


# The pages


def test_the_diagram_s_editor_opens_all_that_it_offers(desk: Desk) -> None:
    answer = desk.browser.get(f"{DIAGRAM_EDITOR}?element=setujui&field=PRF-302")
    content = opened(answer)
    assert (content["key"], content["name"], content["path"]) == (KEY, "Permohonan", MAIN)
    assert content["text"] == desk.workspace.files[MAIN]
    assert content["digest"] == desk.workspace.digests[MAIN]
    assert (content["draft"], content["pen"], content["readonly"]) == (None, None, False)
    assert content["forms"]["putus"] == "Menyetujui permohonan"
    assert content["processes"] == {KEY: "Permohonan"}
    assert content["groups"]["kepala"] == "Kepala"
    assert content["lanes"] == ["Staf", "Kepala"]
    assert content["clauses"] == {"1": "Butir satu."}
    assert [problem["id"] for problem in content["problems"]] == ["PRF-006"]
    assert content["urls"] == {
        "lint": f"{PAGE}/lint",
        "save": f"{PAGE}/save",
        "pen": f"{PAGE}/pen",
        "drop": f"{PAGE}/pen/drop",
        "page": PAGE,
        "form": f"{PAGE}/forms/__form__",
        "diagram": f"{PAGE}/diagrams/__path__",
    }
    assert f'data-account="{desk.actor.id}"' in answer.text
    assert 'id="studio-form"' in answer.text


def test_the_form_s_editor_opens_the_draft_and_says_who_edits(desk: Desk) -> None:
    desk.change(FORM, "Keputusan", "Putusan")
    desk.studio.take_pen(desk.actor, KEY)
    content = opened(desk.browser.get(FORM_EDITOR))
    assert "Putusan" in content["text"]
    assert content["users"] == [
        {"path": "permohonan.bpmn", "element": "setujui", "name": "Menyetujui permohonan"}
    ]
    assert content["draft"]["saved_by"] == "Pemilik 1"
    assert re.fullmatch(r"13 Juli 2026 09\.\d\d WIB", content["draft"]["saved_at_words"])
    assert (content["draft"]["revision"], content["draft"]["base"]) == (1, 1)
    assert (content["pen"]["holder"], content["pen"]["mine"]) == ("Pemilik 1", True)


@pytest.mark.parametrize(
    "address", ["diagrams/lain.bpmn", "diagrams/clauses.json", "diagrams/", "forms/lain", "forms/../x"]
)
def test_what_is_not_in_the_draft_has_no_editor(desk: Desk, address: str) -> None:
    assert desk.browser.get(f"{PAGE}/{address}").status_code == 404


def test_what_a_file_holds_can_t_leave_its_place_in_the_page(desk: Desk) -> None:
    desk.change(FORM, '"Keputusan"', '"</script><script>alert(1)</script>"')
    answer = desk.browser.get(FORM_EDITOR)
    assert "<script>alert" not in answer.text
    assert "alert(1)" in opened(answer)["text"]


@pytest.mark.parametrize("address", [DIAGRAM_EDITOR, FORM_EDITOR])
def test_an_editor_s_policy_is_relaxed_in_styles_and_images_alone(desk: Desk, address: str) -> None:
    strict = policy(desk.browser.get("/inbox"))
    relaxed = policy(desk.browser.get(address))
    assert {name: said for name, said in relaxed.items() if said != strict[name]} == RELAXED
    assert relaxed.keys() == strict.keys()


def test_no_other_page_has_an_editor_s_policy(desk: Desk) -> None:
    desk.rename_a_task()
    digest = desk.current.digest
    strict = policy(desk.browser.get("/inbox"))
    assert strict["style-src"] == "'self'"
    elsewhere = ["/studio", PAGE, f"{PAGE}/clauses", f"{PAGE}/versions/{digest}", f"{PAGE}/draft.zip"]
    elsewhere += [f"{PAGE}/diagrams/lain.bpmn", f"{PAGE}/versions/{digest}/files/{MAIN}"]
    answers = [desk.browser.get(address) for address in elsewhere]
    answers += [desk.ask("lint", {"changes": "{}"}), desk.site.browser("staf-1").get(DIAGRAM_EDITOR)]
    assert [policy(answer) for answer in answers] == [strict] * len(answers)


# Lint


def test_what_is_not_saved_yet_is_linted(desk: Desk) -> None:
    text = desk.workspace.files[MAIN].replace('formRef="putus"', 'formRef="tiada"')
    problems = told(desk.ask("lint", {"changes": json.dumps({MAIN: text})}))["problems"]
    assert problems[0].keys() == {"id", "severity", "file", "element", "line", "message", "name"}
    assert (problems[0]["id"], problems[0]["severity"]) == ("PRF-302", "error")
    assert (problems[0]["file"], problems[0]["element"]) == (MAIN, "setujui")
    assert desk.view.saves == []


def test_a_file_that_is_to_go_is_linted_as_gone(desk: Desk) -> None:
    problems = told(desk.ask("lint", {"changes": json.dumps({FORM: None})}))["problems"]
    assert "PRF-302" in {problem["id"] for problem in problems}


# Save


def test_a_save_answers_with_what_the_next_one_needs(desk: Desk) -> None:
    sent = saving(desk)
    answer = told(desk.ask("save", sent))
    assert (answer["revision"], answer["saved_by"]) == (1, "Pemilik 1")
    assert answer["saved_at"].startswith("2026-07-13T02:")
    assert re.fullmatch(r"13 Juli 2026 09\.\d\d WIB", answer["saved_at_words"])
    text = json.loads(sent["changes"])[MAIN]
    assert answer["digests"] == {MAIN: hashlib.sha256(text.encode()).hexdigest()}
    assert answer["digests"][MAIN] == desk.workspace.digests[MAIN]
    assert [problem["id"] for problem in answer["problems"]] == ["PRF-006"]


def test_a_save_over_what_somebody_else_saved_is_a_conflict(desk: Desk) -> None:
    sent = saving(desk)
    desk.rename_a_task()
    answer = desk.ask("save", sent)
    assert answer.status_code == 409
    assert MAIN in told(answer)["message"]


def test_a_save_under_somebody_else_s_pen_is_a_conflict(desk: Desk) -> None:
    desk.studio.take_pen(desk.site.house.people["pemilik-2"], KEY)
    answer = desk.ask("save", saving(desk))
    assert answer.status_code == 409
    assert "Pemilik 2" in told(answer)["message"]


def test_a_save_after_the_session_is_over_is_told_where_to_log_in(desk: Desk) -> None:
    stranger = desk.site.browser()
    answer = stranger.post(f"{PAGE}/save", saving(desk), headers=JSON)
    assert answer.status_code == 401
    assert told(answer)["login"].startswith("/account/login")


# The pen


def test_the_pen_is_taken_kept_taken_over_and_laid_down(desk: Desk) -> None:
    other = Desk(desk.site, "pemilik-2")
    mine = told(desk.ask("pen"))
    assert (mine["holder"], mine["mine"]) == ("Pemilik 1", True)
    assert mine["since"] < mine["until"]
    theirs = told(other.ask("pen"))
    assert (theirs["holder"], theirs["mine"]) == ("Pemilik 1", False)
    assert told(other.ask("pen/drop")) == {}
    assert told(other.ask("pen", {"over": "1"}))["mine"] is True
    assert told(desk.ask("pen"))["holder"] == "Pemilik 2"
    other.ask("pen/drop")
    assert told(desk.ask("pen"))["mine"] is True


# Whatever is sent

BAD = [
    "",
    "{",
    "[]",
    "null",
    '"x"',
    '{"permohonan.bpmn": 1}',
    '{"permohonan.bpmn": {"a": "b"}}',
    '{"permohonan.bpmn": "\\ud800"}',
    "[" * 5000,
]


@pytest.mark.parametrize("sent", BAD, ids=[text[:30] or "nothing" for text in BAD])
def test_what_is_no_json_of_texts_is_refused_by_the_part_s_name(desk: Desk, sent: str) -> None:
    for action, part, data in (
        ("lint", "changes", {"changes": sent}),
        ("save", "changes", {"changes": sent, "was": "{}"}),
        ("save", "was", {"changes": "{}", "was": sent}),
    ):
        answer = desk.ask(action, data)
        assert answer.status_code == 422
        assert f"“{part}”" in told(answer)["message"]


@pytest.mark.parametrize(
    "path",
    ["../x.bpmn", "/etc/x.bpmn", "forms/../../x.form", "x.py", "", "a\x00.bpmn", "é/ü.bpmn", "x" * 999],
)
def test_a_path_that_no_draft_has_is_refused(desk: Desk, path: str) -> None:
    sent = {"changes": json.dumps({path: "<x/>"}), "was": json.dumps({path: None})}
    assert desk.ask("lint", sent).status_code == 422
    assert desk.ask("save", sent).status_code == 422
    assert desk.view.saves == []


@pytest.mark.parametrize(
    "text", ["", "<", "<a>" * 3000, "\x00", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "{}", "😀" * 100]
)
def test_a_file_that_is_no_diagram_is_a_problem_and_no_fault(desk: Desk, text: str) -> None:
    sent = {"changes": json.dumps({MAIN: text}), "was": json.dumps({MAIN: desk.workspace.digests[MAIN]})}
    problems = told(desk.ask("lint", sent))["problems"]
    assert problems[0]["severity"] == "error"
    assert desk.ask("save", sent).status_code == 200
    assert desk.browser.get(DIAGRAM_EDITOR).status_code == 200
    assert desk.browser.get(PAGE).status_code == 200
    assert desk.browser.get("/studio").status_code == 200


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '{"components": 1}', '{"components": [1, {"label": {}}]}']
)
def test_a_file_that_is_no_form_is_a_problem_and_no_fault(desk: Desk, text: str) -> None:
    sent = {"changes": json.dumps({FORM: text}), "was": json.dumps({FORM: desk.workspace.digests[FORM]})}
    assert told(desk.ask("save", sent))["problems"][0]["severity"] == "error"
    assert desk.browser.get(FORM_EDITOR).status_code == 200
    assert desk.browser.get(PAGE).status_code == 200


@pytest.mark.parametrize("text", ["", "[]", "null", '{"1": 2}', '{"1": {"a": []}}'])
def test_clauses_that_are_none_are_a_problem_and_no_fault(desk: Desk, text: str) -> None:
    path = "clauses.json"
    sent = {"changes": json.dumps({path: text}), "was": json.dumps({path: desk.workspace.digests[path]})}
    assert desk.ask("save", sent).status_code == 200
    assert f'href="{PAGE}/clauses"' in desk.page()
    assert desk.browser.get(f"{PAGE}/clauses").status_code == 200


def test_more_than_a_draft_takes_is_refused_in_a_sentence(desk: Desk) -> None:
    changes = {
        "changes": json.dumps({MAIN: "x" * 5_000_000}),
        "was": json.dumps({MAIN: desk.workspace.digests[MAIN]}),
    }
    answer = desk.ask("save", changes)
    assert answer.status_code == 422
    assert MAIN in told(answer)["message"]


def test_more_than_the_server_reads_is_refused_in_a_sentence(desk: Desk) -> None:
    desk.site.app.config["MAX_FORM_MEMORY_SIZE"] = 5000
    answer = desk.browser.post(
        f"{PAGE}/save", {"changes": "x" * 6000}, headers=JSON, content_type="multipart/form-data"
    )
    assert answer.status_code == 413
    assert "terlalu besar" in told(answer)["message"]
