"""Relations that hold between hit policies, whatever the table and the values."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from engine.dmn import Model
from engine.model import Json
from tests.unit.dmn.builders import column, data, decision, model, output, rule, table

WANTED = (3, 1, 2, 0)
"""Output values, the most wanted first."""
POLICIES = {
    "U": ("UNIQUE", None),
    "A": ("ANY", None),
    "P": ("PRIORITY", None),
    "F": ("FIRST", None),
    "R": ("RULE ORDER", None),
    "O": ("OUTPUT ORDER", None),
    "C": ("COLLECT", None),
    "C+": ("COLLECT", "SUM"),
    "C<": ("COLLECT", "MIN"),
    "C>": ("COLLECT", "MAX"),
    "C#": ("COLLECT", "COUNT"),
}

small = some.integers(0, 9)
cells = some.one_of(
    some.just("-"),
    small.map(str),
    small.map(lambda n: f"< {n}"),
    small.map(lambda n: f"not({n})"),
    some.tuples(small, small).map(lambda ends: f"[{min(ends)}..{max(ends)}]"),
    some.lists(small, min_size=1, max_size=3).map(lambda numbers: ", ".join(map(str, numbers))),
)
rows = some.lists(some.tuples(cells, cells, some.sampled_from(WANTED)), max_size=6)


def tables(rules: list[tuple[str, str, int]]) -> Model:
    """The same rules under each policy, as a decision of its name."""
    made = [
        decision(
            name,
            table(
                policy,
                column("x"),
                column("y"),
                output(allowed=", ".join(map(str, WANTED))),
                *(rule(left, right, str(conclusion)) for left, right, conclusion in rules),
                aggregation=aggregation,
            ),
            inputs=["x", "y"],
        )
        for name, (policy, aggregation) in POLICIES.items()
    ]
    return model(data("x"), data("y"), *made)


def passes(cell: str, value: int) -> bool:
    """What a cell says, told without FEEL."""
    if cell == "-":
        return True
    if cell.startswith("<"):
        return value < int(cell[2:])
    if cell.startswith("not"):
        return value != int(cell[4:-1])
    if cell.startswith("["):
        low, high = cell[1:-1].split("..")
        return int(low) <= value <= int(high)
    return value in [int(number) for number in cell.split(", ")]


@settings(max_examples=150, deadline=None)
@given(rows, small, small)
def test_every_policy_follows_from_the_rules_that_apply(
    rules: list[tuple[str, str, int]], x: int, y: int
) -> None:
    applying = [
        (n, end) for n, (left, right, end) in enumerate(rules, 1) if passes(left, x) and passes(right, y)
    ]
    ends = [end for _, end in applying]
    ranked = sorted(ends, key=WANTED.index)
    expected: dict[str, Json] = {
        "U": ends[0] if len(ends) == 1 else None,
        "A": ends[0] if len(set(ends)) == 1 else None,
        "P": ranked[0] if ranked else None,
        "F": ends[0] if ends else None,
        "R": [*ends],
        "O": [*ranked],
        "C": [*ends],
        "C+": sum(ends) if ends else None,
        "C<": min(ends) if ends else None,
        "C>": max(ends) if ends else None,
        "C#": len(ends),
    }
    made = tables(rules)
    for name, wanted in expected.items():
        result = made.evaluate(name, {"x": x, "y": y})
        assert result.value == wanted, name
        hits = [hit.number for hit in result.matched[0].hits]
        assert hits == [n for n, _ in applying][: 1 if name == "F" else None], name


@settings(max_examples=100, deadline=None)
@given(rows, small, small)
def test_the_order_of_the_rules_matters_only_where_the_policy_says_so(
    rules: list[tuple[str, str, int]], x: int, y: int
) -> None:
    before, after = tables(rules), tables(rules[::-1])
    for name in ("U", "A", "P", "O", "C+", "C<", "C>", "C#"):
        context = {"x": x, "y": y}
        assert before.evaluate(name, context).value == after.evaluate(name, context).value, name
