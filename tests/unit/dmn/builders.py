"""DMN files in few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from engine.dmn import Model, Outcome, read
from engine.feel import Function, to_json
from engine.model import Json

DMN_15 = "https://www.omg.org/spec/DMN/20230324/MODEL/"
PATH = "model.dmn"


def tag(name: str, /, *inner: str, **attributes: str | None) -> str:
    """An element; attributes that are None are left out, and a trailing underline of their names."""
    given = "".join(f" {key.rstrip('_')}={quoteattr(value)}" for key, value in attributes.items() if value)
    return f"<{name}{given}>{''.join(inner)}</{name}>"


def file(*parts: str, namespace: str = "urn:test", version: str = DMN_15) -> bytes:
    return tag("definitions", *parts, xmlns=version, namespace=namespace, name="test").encode()


def model(
    *parts: str, others: Mapping[str, bytes] | None = None, functions: Mapping[str, Function] | None = None
) -> Model:
    return read(PATH, file(*parts), others or {}, functions or {})


def outcome(*parts: str, decision: str = "d", **context: Any) -> Outcome:
    return model(*parts).evaluate(decision, context)


def value(*parts: str, decision: str = "d", **context: Any) -> Json:
    return to_json(outcome(*parts, decision=decision, **context).value)


def faults(*parts: str) -> list[tuple[str | None, str]]:
    """The element and sentence of each fault."""
    return [(fault.element, fault.message) for fault in model(*parts).faults()]


# --- nodes ------------------------------------------------------------------------------------------


def variable(name: str, type_: str | None = None) -> str:
    return tag("variable", name=name, typeRef=type_)


def data(name: str, type_: str | None = None) -> str:
    return tag("inputData", variable(name, type_), id=f"_{name}", name=name)


def requirement(kind: str, *targets: str) -> str:
    outer = "knowledgeRequirement" if kind == "requiredKnowledge" else "informationRequirement"
    return "".join(
        tag(outer, tag(kind, href=target if "#" in target else f"#_{target}")) for target in targets
    )


def decision(
    name: str,
    logic: str,
    *,
    type_: str | None = None,
    inputs: Sequence[str] = (),
    decisions: Sequence[str] = (),
    knows: Sequence[str] = (),
) -> str:
    return tag(
        "decision",
        variable(name, type_),
        requirement("requiredInput", *inputs),
        requirement("requiredDecision", *decisions),
        requirement("requiredKnowledge", *knows),
        logic,
        id=f"_{name}",
        name=name,
    )


def knowledge(
    name: str,
    body: str,
    *parameters: tuple[str, str | None],
    type_: str | None = None,
    knows: Sequence[str] = (),
    kind: str | None = None,
) -> str:
    formal = "".join(tag("formalParameter", name=each, typeRef=of) for each, of in parameters)
    return tag(
        "businessKnowledgeModel",
        variable(name, type_),
        tag("encapsulatedLogic", formal, body, kind=kind),
        requirement("requiredKnowledge", *knows),
        id=f"_{name}",
        name=name,
    )


def service(
    name: str,
    *,
    outputs: Sequence[str],
    encapsulated: Sequence[str] = (),
    decisions: Sequence[str] = (),
    inputs: Sequence[str] = (),
    type_: str | None = None,
) -> str:
    listed = {
        "outputDecision": outputs,
        "encapsulatedDecision": encapsulated,
        "inputDecision": decisions,
        "inputData": inputs,
    }
    references = (tag(kind, href=f"#_{target}") for kind, targets in listed.items() for target in targets)
    return tag("decisionService", variable(name, type_), *references, id=f"_{name}", name=name)


def item(
    name: str,
    type_: str | None = None,
    *,
    components: Sequence[str] = (),
    allowed: str | None = None,
    constraint: str | None = None,
    collection: bool = False,
    of: str = "itemDefinition",
) -> str:
    return tag(
        of,
        *([tag("typeRef", type_)] if type_ else []),
        *components,
        *([tag("allowedValues", text(allowed))] if allowed else []),
        *([tag("typeConstraint", text(constraint))] if constraint else []),
        name=name,
        isCollection="true" if collection else None,
    )


def component(name: str, type_: str, **how: Any) -> str:
    return item(name, type_, of="itemComponent", **how)


# --- boxed expressions ------------------------------------------------------------------------------


def text(content: str) -> str:
    return tag("text", escape(content))


def literal(content: str, type_: str | None = None, **attributes: str) -> str:
    return tag("literalExpression", text(content), typeRef=type_, **attributes)


def context(*entries: tuple[str | None, str]) -> str:
    made = (tag("contextEntry", variable(name) if name else "", logic) for name, logic in entries)
    return tag("context", *made)


def function(body: str, *parameters: str, kind: str | None = None) -> str:
    return tag(
        "functionDefinition", *(tag("formalParameter", name=name) for name in parameters), body, kind=kind
    )


def invocation(name: str, **bindings: str) -> str:
    made = (
        tag("binding", tag("parameter", name=each.replace("_", " ")), literal(of))
        for each, of in bindings.items()
    )
    return tag("invocation", literal(name), *made)


def each(kind: str, domain: str, body: str, iterator: str | None = None) -> str:
    """A filter, for, some or every, of texts."""
    inner = {"filter": "match", "for": "return"}.get(kind, "satisfies")
    return tag(kind, tag("in", literal(domain)), tag(inner, literal(body)), iteratorVariable=iterator)


# --- decision tables --------------------------------------------------------------------------------


def column(expression: str, type_: str | None = None, allowed: str | None = None) -> str:
    values = tag("inputValues", text(allowed)) if allowed else ""
    return tag("input", tag("inputExpression", text(expression), typeRef=type_), values)


def output(
    name: str | None = None,
    type_: str | None = None,
    *,
    allowed: str | None = None,
    default: str | None = None,
) -> str:
    values = tag("outputValues", text(allowed)) if allowed else ""
    otherwise = tag("defaultOutputEntry", text(default)) if default else ""
    return tag("output", values, otherwise, name=name, typeRef=type_)


def rule(*cells: str, outputs: int = 1) -> str:
    """A row: its last cells are conclusions."""
    tests = [tag("inputEntry", text(cell)) for cell in cells[:-outputs]]
    conclusions = [tag("outputEntry", text(cell)) for cell in cells[-outputs:]]
    return tag("rule", *tests, *conclusions)


def table(policy: str, *parts: str, aggregation: str | None = None, type_: str | None = None) -> str:
    return tag("decisionTable", *parts, hitPolicy=policy, aggregation=aggregation, typeRef=type_, id="t")
