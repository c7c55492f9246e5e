"""Graphs as node → the nodes that it leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping


def components(ways: Mapping[str, Collection[str]]) -> list[list[str]]:
    """Return the strongly connected components, each after all that it leads to (Tarjan 1972).

    Args:
        ways: node → neighbours; those that are no key are left out.
    """
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}
    found: list[list[str]] = []
    for begin in ways:
        if begin not in order:
            _visit(begin, ways, order, lowest, open_, found)
    return found


def _visit(
    begin: str,
    ways: Mapping[str, Collection[str]],
    order: dict[str, int],
    lowest: dict[str, int],
    open_: dict[str, None],
    found: list[list[str]],
) -> None:
    """Without recursion: a chain may be as long as a process is large."""
    path: list[tuple[str, Iterator[str]]] = []

    def enter(node: str) -> None:
        order[node] = lowest[node] = len(order)
        open_[node] = None
        path.append((node, (to for to in ways[node] if to in ways)))

    enter(begin)
    while path:
        node, neighbours = path[-1]
        for to in neighbours:
            if to not in order:
                enter(to)
                break
            if to in open_:
                lowest[node] = min(lowest[node], order[to])
        else:
            path.pop()
            if path:
                above = path[-1][0]
                lowest[above] = min(lowest[above], lowest[node])
            if lowest[node] == order[node]:
                found.append(_closed(node, open_))


def _closed(node: str, open_: dict[str, None]) -> list[str]:
    component = []
    while True:
        member, _ = open_.popitem()
        component.append(member)
        if member == node:
            return component
