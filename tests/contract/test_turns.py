"""Writers take turns: who asks first writes first, and who is quick does not keep the others waiting."""

from __future__ import annotations

import threading

from engine.store.turns import Turns

SOON = 30.0


def test_who_has_waited_longest_is_next_even_where_the_last_one_asks_again_at_once() -> None:
    turns = Turns()
    order: list[str] = []
    waiting: list[threading.Thread] = []
    assert turns.acquire(SOON)

    def wait(name: str) -> None:
        turns.acquire(SOON)
        order.append(name)

    for name in "abc":
        thread = threading.Thread(target=wait, args=(name,))
        thread.start()
        waiting.append(thread)
        while len(turns._waiting) < len(waiting):
            pass
    for thread in waiting:
        turns.release()
        thread.join(SOON)
        assert not turns.acquire(0)
    assert order == ["a", "b", "c"]


def test_who_gives_up_is_passed_over() -> None:
    turns = Turns()
    assert turns.acquire(SOON)
    assert not turns.acquire(0.01)
    turns.release()
    assert turns.acquire(0)
