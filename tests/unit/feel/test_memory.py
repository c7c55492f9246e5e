"""What is kept of texts weighs no more than it may."""

from __future__ import annotations

from engine.feel.memory import Memory


def test_what_was_kept_is_found_again() -> None:
    memory: Memory[str] = Memory(10)
    memory.keep("a", "made", 5)
    assert (memory.get("a"), memory.get("b")) == ("made", None)


def test_the_oldest_makes_place_for_others() -> None:
    memory: Memory[str] = Memory(10)
    for key in "abc":
        memory.keep(key, key, 5)
    assert [memory.get(key) for key in "abc"] == [None, "b", "c"]


def test_what_is_too_large_is_not_kept_and_displaces_nothing() -> None:
    memory: Memory[str] = Memory(10)
    memory.keep("a", "small", 5)
    memory.keep("b", "large", 11)
    assert (memory.get("a"), memory.get("b")) == ("small", None)


def test_what_is_kept_anew_weighs_once() -> None:
    memory: Memory[str] = Memory(10)
    for weight in (9, 5):
        memory.keep("a", "made", weight)
    memory.keep("b", "made", 5)
    assert memory.get("a") == memory.get("b") == "made"
