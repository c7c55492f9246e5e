"""Browsers that have much else to do: scripts that come before a page's own."""

SLOW = """
const { setTimeout: soon, requestAnimationFrame: painted } = window;
window.setTimeout = (act, ms = 0, ...rest) => soon(act, ms + 300, ...rest);
window.requestAnimationFrame = (act) => soon(() => painted(act), 300);
"""
"""Timers and frames as in a tab that lies behind others: what was asked of the server is answered before them."""
UNHURRIED = 200
"""Milliseconds between two keys: several keys are pressed before ``SLOW`` comes to its frames."""

LATE = """
const soon = window.setTimeout;
window.setTimeout = (act, ms = 0, ...rest) => soon(act, ms + 1000, ...rest);
window.IntersectionObserver = class { observe() {} unobserve() {} disconnect() {} };
"""
"""Timers that come long after the frames; and no scrolling, which would have a part drawn once more meanwhile."""
