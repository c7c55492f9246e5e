"""What a browser loads, and when it paints: the bundles' sizes, and the first paint of their pages."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, StorageState, expect, sync_playwright

from bench.figures import Figure
from bench.sop import KEY, a_house, scenario
from tests.browser.office import BUNDLES, WIDE, chromium
from tests.browser.person import Person
from tests.builders import ROOT
from tests.robustness.server import serving
from tests.scenarios import play

LOADS = 7
KIB = 1024
PAINTS = """() => new Promise((resolve) => {
  const paints = {};
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) paints[name] = startTime;
    if ('first-contentful-paint' in paints) resolve(paints);
  }).observe({ type: 'paint', buffered: true });
})"""
FIRST, CONTENT = "first-paint", "first-contentful-paint"


def measure(folder: Path) -> Sequence[Figure]:
    """Weigh the bundles, then open each page as often as needed, each time with an empty cache."""
    for name in ("processes", "forms"):
        (folder / name).symlink_to(ROOT / name)
    with a_house(folder) as house:
        case = play(house, scenario("S05"))
    pages = {
        ("pemilik", "the studio's diagram editor"): (
            f"/studio/{KEY}/diagrams/{KEY}.bpmn",
            "#studio .djs-element",
        ),
        ("pemilik", "the studio's form editor"): (f"/studio/{KEY}/forms/F04", "#studio .fjs-form-field"),
        ("auditor", "the replay of S05"): (f"/audit/cases/{case}?entri=10", "section[data-drawn]"),
        ("auditor", "the case page of S05"): (f"/cases/{case}", "main .djs-element"),
    }
    figures = [*_sizes()]
    with serving(folder) as server, sync_playwright() as playwright:
        browser = chromium(playwright)
        address = f"http://127.0.0.1:{server.port}"
        people = {who: _logged_in(browser, address, who) for who in ("pemilik", "auditor")}
        for (who, name), (path, drawn) in pages.items():
            loads = [_load(browser, address, people[who], path, drawn) for _ in range(LOADS)]
            figures.append(_painted(name, loads))
        browser.close()
    return figures


def _sizes() -> Iterator[Figure]:
    """Weigh each bundle as it is built, minified, and as a proxy may send it, compressed."""
    for path in sorted(path for path in BUNDLES.iterdir() if path.suffix in {".js", ".css"}):
        content = path.read_bytes()
        compressed = len(gzip.compress(content, mtime=0))
        yield Figure(path.name, f"{len(content) / KIB:.1f} KiB, gzip {compressed / KIB:.1f} KiB")


def _logged_in(browser: Browser, address: str, username: str) -> StorageState:
    with browser.new_context(base_url=address) as context:
        person = Person(context.new_page(), username)
        person.visit("/")
        person.log_in()
        return context.storage_state()


def _load(browser: Browser, address: str, state: StorageState, path: str, drawn: str) -> Mapping[str, float]:
    """Return when the page painted, in milliseconds from its beginning; its drawing must come to stand."""
    size = {"width": WIDE[0], "height": WIDE[1]}
    with browser.new_context(base_url=address, storage_state=state, viewport=size) as context:
        page = context.new_page()
        page.goto(path)
        expect(page.locator(drawn).first).to_be_attached()
        paints: Mapping[str, float] = page.evaluate(PAINTS)
        return paints


def _painted(name: str, loads: Sequence[Mapping[str, float]]) -> Figure:
    first, content = (median(load[which] for load in loads) for which in (FIRST, CONTENT))
    best = min(load[CONTENT] for load in loads)
    return Figure(name, f"first paint {first:.0f} ms, first contentful {content:.0f} ms (best {best:.0f} ms)")
