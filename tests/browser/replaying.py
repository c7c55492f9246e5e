"""An auditor at a case's replay, and what the engine knows of every moment to hold the drawing against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from playwright.sync_api import Locator, expect

from tests.browser.person import Person
from tests.builders import House

Step = Literal["Pertama", "Sebelumnya", "Putar", "Jeda", "Berikutnya", "Terakhir"]
Marks = Mapping[str, Any]
"""Element or flow id → its counts, the looks that show them, and the words pinned to it."""

LOOKS = {"tokens": "active", "done": "done", "taken": "taken", "now": "now", "acted": "acted"}
SECTION = "section.diagram"
READ = """section => {
  const marks = {};
  for (const drawn of section.querySelectorAll('g.djs-element')) {
    const { elementId, ...counts } = drawn.dataset;
    const looks = [...drawn.classList].filter((name) => name.startsWith('paraf-'));
    if (looks.length || Object.keys(counts).length) marks[elementId] = { counts, looks: looks.sort(), pinned: [] };
  }
  for (const place of section.querySelectorAll('.djs-overlays')) {
    const words = [...place.querySelectorAll('.djs-overlay')].map((overlay) => overlay.textContent).sort();
    if (words.length) (marks[place.dataset.containerId] ??= {}).pinned = words;
  }
  return marks;
}"""
DRAWN = f"""() => Object.fromEntries(
  [...document.querySelectorAll('{SECTION}[data-drawn]')].map((section) => [section.dataset.scope, ({READ})(section)])
)"""
EVERY_RUN = f"""() => {{
  const tabs = [...document.querySelectorAll('.replay-scopes button:not([hidden])')];
  const shown = tabs.find((tab) => tab.ariaPressed === 'true');
  const runs = tabs.map((tab) => {{
    tab.click();
    const section = document.querySelector('{SECTION}:not(.replay-behind)');
    return [section.dataset.scope, ({READ})(section)];
  }});
  shown.click();
  return Object.fromEntries(runs);
}}"""
FACTS = """list => Object.fromEntries(
  [...list.querySelectorAll('dt')].map((term) => [term.innerText, term.nextElementSibling.innerText])
)"""
EDITABLE = """fields => fields.filter((field) => !field.disabled && !field.readOnly).map((field) => field.outerHTML)"""


class Auditor(Person):
    """One auditor, one browser, one page: a case at one of its moments."""

    def open(self, case: str, entry: int | None = None) -> None:
        """Open a case's replay, and wait until it is drawn."""
        self.visit(f"/audit/cases/{case}" + (f"?entri={entry}" if entry else ""))
        self.sees()

    def come(self, username: str, address: str) -> None:
        """Follow a link to a moment, and log in where it asks for that."""
        self.page.goto(address)
        self.username = username
        self.log_in()
        self.sees()

    def sees(self) -> None:
        """Wait until the diagram in front is drawn."""
        expect(self.front).to_have_attribute("data-drawn", "")

    @property
    def front(self) -> Locator:
        """The diagram that lies in front."""
        return self.page.locator(f"{SECTION}:not([hidden], .replay-behind)")

    # Ways through a case

    def press(self, step: Step) -> None:
        self.page.get_by_role("button", name=step, exact=True).click()

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)

    @property
    def slider(self) -> Locator:
        return self.page.get_by_role("slider", name="Entri", exact=True)

    def drag(self, to: int) -> None:
        """Take the slider's thumb to an entry, by mouse."""
        self.page.mouse.move(*self._place(int(self.slider.input_value())))
        self.page.mouse.down()
        self.page.mouse.move(*self._place(to), steps=8)
        self.page.mouse.up()

    def click_at(self, entry: int) -> None:
        """Click where on the slider an entry is."""
        self.page.mouse.click(*self._place(entry))

    def _place(self, entry: int) -> tuple[float, float]:
        self.slider.scroll_into_view_if_needed()
        box, last = self.slider.bounding_box(), int(str(self.slider.get_attribute("max")))
        assert box is not None
        thumb = 24
        return (
            box["x"] + thumb / 2 + (box["width"] - thumb) * (entry - 1) / (last - 1),
            box["y"] + box["height"] / 2,
        )

    def tab(self, run: str) -> Locator:
        """The button that shows a run of a process."""
        runs = self.page.get_by_role("group", name="Proses yang ditampilkan", exact=True)
        return runs.get_by_role("button", name=run)

    # What is shown

    @property
    def entry(self) -> int:
        return int(str(self.page.locator("#replay").get_attribute("data-n")))

    @property
    def headline(self) -> Locator:
        return self.page.locator("#replay-headline")

    @property
    def details(self) -> Locator:
        """What stands beside the diagram, once it is that of the moment shown."""
        shown = self.page.get_by_role("complementary", name="Rincian entri", exact=True)
        expect(shown.get_by_role("heading", level=2)).to_have_text(f"Rincian entri {self.entry}")
        expect(shown).not_to_have_attribute("aria-busy", "true")
        return shown

    @property
    def facts(self) -> Mapping[str, str]:
        """What the details begin with, each under its name: who, when, which round."""
        told: Mapping[str, str] = self.details.locator("article > dl").evaluate(FACTS)
        return told

    def part(self, heading: str) -> Locator:
        """One part of the details, by its heading."""
        title = self.page.get_by_role("heading", name=heading, exact=True)
        return self.details.locator("section").filter(has=title)

    @property
    def drawn(self) -> Mapping[str, Marks]:
        """What each diagram shows that is drawn: the run's id → its marks."""
        marks: Mapping[str, Marks] = self.page.evaluate(DRAWN)
        return marks

    @property
    def every_run(self) -> Mapping[str, Marks]:
        """What is shown of each run that has begun, one after the other in front."""
        marks: Mapping[str, Marks] = self.page.evaluate(EVERY_RUN)
        return marks

    def draws_every_process(self) -> None:
        """Look at each run once, at the end: what was drawn once is there at once from then on."""
        self.key("End")
        for tab in self.page.locator(".replay-scopes button").all():
            tab.dispatch_event("click")
            self.sees()

    def proof(self, button: str) -> str:
        """Press one of the two checks; returns what it answers."""
        self.page.get_by_role("button", name=button, exact=True).click()
        check = {"Jalankan ulang kasus ini": "replay", "Periksa keutuhan rantai": "verify"}[button]
        expect(self.answer).to_have_attribute("data-check", check)
        return " ".join(self.answer.inner_text().split())

    @property
    def answer(self) -> Locator:
        """What a check answered, in place."""
        return self.page.locator("#replay-proof-answer #proof-answer")

    def editable(self) -> list[str]:
        """Whatever on a form could be changed or pressed."""
        found: list[str] = self.page.locator(
            "#form-mount :is(input, textarea, select, button):visible"
        ).evaluate_all(EDITABLE)
        return found


def auditor(person: Person) -> Auditor:
    return Auditor(person.page, person.username)


def states(house: House, case: str) -> list[Mapping[str, Marks]]:
    """What is to be marked after each entry, as the engine has it when it carries the case out again.

    Carrying it out again proves that the entries hold each step as it is taken; so they are read for the
    way, and the engine is asked for the tokens.
    """
    tokens, done, taken = house.reexecuted(case), Tally(), Tally()
    scopes: dict[str, str] = {}
    found = []
    for entry, standing in zip(house.entries(case), tokens, strict=True):
        content: Any = entry.content
        outcome, command, now = content["outcome"], content["command"], Tally()
        scopes |= {task["task"]: task["scope"] for task in outcome["opened"]}
        for kind, element, _, scope, *_ in outcome["steps"]:
            for tally in {"completed": (done, now), "taken": (taken, now)}.get(kind, ()):
                tally[scope, element] += 1
        first = outcome["steps"][0][3] if outcome["steps"] else None
        acted = Tally({(scopes.get(command.get("task"), first), command.get("element")): 1})
        standing_here = Tally(
            {(scope, element): n for scope, counts in standing.items() for element, n in counts.items()}
        )
        said = f"Entri {entry.n}" + (f", putaran {command['round']}" if command.get("round", 1) > 1 else "")
        counted = {"tokens": standing_here, "done": done, "taken": taken, "now": now, "acted": acted}
        found.append(_marks(counted, said))
    return found


Tally = Counter[tuple[str | None, str | None]]
"""(scope, element or flow) → how often."""


def _marks(counted: Mapping[str, Tally], said: str) -> Mapping[str, Marks]:
    marks: dict[str, dict[str, Any]] = {}
    places = {place for tally in counted.values() for place in tally if None not in place}
    for place in places:
        scope, element = map(str, place)
        counts = {name: tally[place] for name, tally in counted.items() if tally[place]}
        pinned = [_pinned(name, count, said) for name, count in counts.items() if name in PINNED]
        marks.setdefault(scope, {})[element] = {
            "counts": {name: str(count) for name, count in counts.items() if name != "acted"},
            "looks": sorted(f"paraf-{LOOKS[name]}" for name in counts),
            "pinned": sorted(pinned),
        }
    return marks


PINNED = ("tokens", "done", "acted")


def _pinned(name: str, count: int, said: str) -> str:
    if name == "acted":
        return said
    return "✓" if name == "done" and count == 1 else f"{count}×" if name == "done" else str(count)
