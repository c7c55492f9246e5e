"""A case of a thousand entries on the replay page: frames a second, and what it asks of the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from bench.figures import Figure, at_least, milliseconds, timed
from bench.rounds import rework
from bench.sop import a_house
from tests.browser.office import WIDE, chromium
from tests.browser.person import Person
from tests.builders import ROOT
from tests.robustness.server import Server, serving
from tests.robustness.visitor import Visitor

ENTRIES, YOUNG = 1000, 10
TIMES, ASKED = 3, 30
SECONDS = 4
"""How long each way of moving is watched at a time."""
REPEAT = 33
"""Milliseconds from one repeat of a held key to the next, as keyboards send them."""
SLOW = 1000 / 30
"""A frame that takes longer, in milliseconds, is seen as a stutter."""
GOAL = 30.0

WATCH = """() => {
  const seen = (window.seen = []);
  const tick = (at) => {
    if (window.seen !== seen) return;
    seen.push(at);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}"""
SEEN = "() => { const { seen } = window; window.seen = null; return seen; }"


@dataclass
class Frames:
    """Milliseconds from each frame to the next, over all times something was watched."""

    intervals: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Frames a second."""
        return 1000 / mean(self.intervals)

    def add(self, stamps: Sequence[float]) -> None:
        self.intervals += [later - earlier for earlier, later in pairwise(stamps)]

    def figures(self, what: str, idle: Frames) -> list[Figure]:
        slow = sum(interval > SLOW for interval in self.intervals) / len(self.intervals)
        told = f"mean {mean(self.intervals):.1f} ms, worst {max(self.intervals):.0f} ms"
        return [
            at_least(f"{what}, frames a second", self.rate, GOAL),
            Figure("  a frame", f"{told}, over {SLOW:.0f} ms: {slow:.1%}"),
            Figure("  ratio to the idle page", f"{self.rate / idle.rate:.2f}"),
        ]


def measure(folder: Path) -> Sequence[Figure]:
    """Write the case with the engine, then serve it to a browser and to a visitor."""
    for name in ("processes", "forms"):
        (folder / name).symlink_to(ROOT / name)
    with a_house(folder) as house:
        case, young = rework(house, 0), rework(house, 1)
        while case.entry < ENTRIES:
            case.round()
    with serving(folder) as server:
        return [*_asked(server.visitor("auditor"), case.id, young.id), *_watched(server, case.id)]


# In the browser


def _watched(server: Server, case: str) -> Iterator[Figure]:
    """Watch each way of moving in turn with the page at rest, so that the machine's noise meets all alike."""
    ways: dict[str, Callable[[Page], None]] = {
        "at rest": lambda page: page.wait_for_timeout(SECONDS * 1000),
        "playing, the fastest": _play,
        "holding the arrow key": _hold,
        "dragging the slider": _drag,
    }
    seen = {way: Frames() for way in ways}
    with _replay(server, case) as page:
        for _ in range(TIMES):
            for way, move in ways.items():
                page.evaluate(WATCH)
                move(page)
                seen[way].add(page.evaluate(SEEN))
    idle = seen.pop("at rest")
    yield Figure("the page at rest, frames a second", f"{idle.rate:.1f}")
    for way, frames in seen.items():
        yield from frames.figures(way, idle)


@contextmanager
def _replay(server: Server, case: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{server.port}", viewport={"width": WIDE[0], "height": WIDE[1]}
        )
        auditor = Person(context.new_page(), "auditor")
        auditor.visit(f"/audit/cases/{case}")
        auditor.log_in()
        expect(auditor.page.locator("section.diagram[data-drawn]")).to_be_visible()
        auditor.page.locator("#replay-speed").select_option(label="sangat cepat")
        yield auditor.page
        browser.close()


def _play(page: Page) -> None:
    page.keyboard.press("Home")
    play = page.locator("[data-step=play]")
    play.click()
    page.wait_for_timeout(SECONDS * 1000)
    play.click()
    expect(page.locator("#replay")).not_to_have_attribute("data-n", "1")


def _hold(page: Page) -> None:
    """Back from the last entry, as ``_play`` goes on from the first."""
    page.locator("#replay-slider").focus()
    page.keyboard.press("End")
    for _ in range(SECONDS * 1000 // REPEAT):
        page.keyboard.down("ArrowLeft")
        page.wait_for_timeout(REPEAT)
    page.keyboard.up("ArrowLeft")
    expect(page.locator("#replay")).not_to_have_attribute("data-n", str(ENTRIES))


def _drag(page: Page) -> None:
    """From the first entry to the last and back again, each way in a second."""
    box: Any = page.locator("#replay-slider").bounding_box()
    left, right, middle = box["x"] + 12, box["x"] + box["width"] - 12, box["y"] + box["height"] / 2
    page.keyboard.press("Home")
    page.mouse.move(left, middle)
    page.mouse.down()
    for turn in range(SECONDS):
        for place in range(1, 1000 // REPEAT + 1):
            way = place * REPEAT / 1000
            page.mouse.move(left + (1 - way if turn % 2 else way) * (right - left), middle)
            page.wait_for_timeout(REPEAT)
    page.mouse.up()


# At the server


def _asked(auditor: Visitor, case: str, young: str) -> Sequence[Figure]:
    """Ask for the same of a long and of a young case in turn."""
    paths = {
        f"trail.json of {YOUNG} entries": f"/audit/cases/{young}/trail.json",
        f"trail.json of {ENTRIES:,} entries": f"/audit/cases/{case}/trail.json",
        f"entry {YOUNG} of {YOUNG}": f"/audit/cases/{young}/entries/{YOUNG}",
        f"entry {YOUNG} of {ENTRIES:,}": f"/audit/cases/{case}/entries/{YOUNG}",
        f"entry {ENTRIES:,} of {ENTRIES:,}": f"/audit/cases/{case}/entries/{ENTRIES}",
    }
    seconds: dict[str, list[float]] = {what: [] for what in paths}
    for _ in range(ASKED):
        for what, path in paths.items():
            took, answer = timed(auditor.get, path)
            assert answer.status == 200, answer
            seconds[what].append(took)
    p50 = [median(took) for took in seconds.values()]
    return [
        *(milliseconds(what, took) for what, took in seconds.items()),
        Figure("  trail.json, ratio of p50", f"{p50[1] / p50[0]:.1f}"),
        Figure(f"  the last entry to entry {YOUNG} of the same case", f"{p50[4] / p50[3]:.2f}"),
        Figure("  the last entry to that of the young case", f"{p50[4] / p50[2]:.1f}"),
    ]
