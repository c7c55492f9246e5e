"""What functions and methods of JUEL, Groovy, Java, Python and JavaScript are in FEEL."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from engine.catalogue.foreign.trees import (
    NULL,
    Untranslatable,
    arithmetic,
    as_date,
    at_index,
    call,
    chosen,
    compared,
    connected,
    contained,
    dotted,
    is_call,
    is_one_of,
    is_text,
    listed,
    literal,
    name,
    negated,
    number_in,
    of_type,
    path,
    quantified,
    text_in,
)
from engine.expressions import FUNCTIONS as OF_THE_ENGINE
from engine.feel import Value, syntax
from engine.feel.builtins import BUILT_INS
from engine.feel.syntax import Node

Builder = Callable[..., Node]
Calls = Mapping[tuple[str, int], Builder]
"""By name and number of arguments; a method's builder also takes what it is called on, first."""

IN_FEEL = frozenset(BUILT_INS) | frozenset(OF_THE_ENGINE)

_SCOPES = frozenset({"execution", "task", "delegateTask", "delegateExecution", "variables", "vars"})
"""Objects under which other engines keep a process's variables."""
_GETTER = re.compile(r"get([A-Z]\w*)")
_PLAIN = re.compile(r"[\w\s,/:@-]*")
"""Texts that are the same as a pattern; others would need escapes."""


def function(called: str, arguments: Sequence[Node], named: Mapping[str, Node]) -> Node:
    """What a call of a function, or of a class's method (``Math.max``), is.

    Raises:
        Untranslatable: nothing is known of it.
    """
    if named:
        return _with_names(called, arguments, named)
    build = _FUNCTIONS.get((called, len(arguments)))
    if build is not None:
        return build(*arguments)
    if called in IN_FEEL:
        return call(called, *arguments)
    raise Untranslatable


def method(receiver: Node, called: str, arguments: Sequence[Node], named: Mapping[str, Node]) -> Node:
    """What a call of a method is; raises as ``function``."""
    key = (called, len(arguments))
    owner = dotted(receiver).rpartition(".")[2]
    if owner in _SCOPES and key in _OF_SCOPES:
        return _OF_SCOPES[key](*arguments)
    on_class = (f"{owner}.{called}", len(arguments))
    if on_class in _FUNCTIONS or named:
        return function(on_class[0], arguments, named)
    if key in _METHODS:
        return _METHODS[key](receiver, *arguments)
    getter = _GETTER.fullmatch(called)
    if getter and not arguments:
        return path(receiver, getter[1][0].lower() + getter[1][1:])
    raise Untranslatable


def entry(source: Node, key: str) -> Node:
    """What ``source.key`` is, without a call."""
    if dotted(source) in _SCOPES:
        return name(key)
    on_class = (f"{dotted(source)}.{key}", 0)
    if on_class in _CONSTANTS:
        return literal(_CONSTANTS[on_class])
    return count(source) if key in {"length", "size"} else path(source, key)


def item(source: Node, key: Node) -> Node:
    """What ``source[key]`` and ``source.get(key)`` are."""
    text = text_in(key)
    if text is not None:
        return name(text) if dotted(source) in _SCOPES else path(source, text)
    if number_in(key) is None:
        raise Untranslatable  # whether it is a key or an index depends on values
    return at_index(source, key)


def count(source: Node) -> Node:
    """How many members a list, or characters a text, has."""
    return call("string length" if is_text(source) else "count", source)


def _with_names(called: str, arguments: Sequence[Node], named: Mapping[str, Node]) -> Node:
    """Only lengths of time are written with named arguments that FEEL has something for."""
    if called.rpartition(".")[2] != "timedelta" or arguments or len(named) != 1:
        raise Untranslatable
    unit, amount = next(iter(named.items()))
    if unit not in _UNITS:
        raise Untranslatable
    return duration(unit, amount)


# --- moments and lengths of time ----------------------------------------------------------------------

_UNITS = {
    "years": "P{}Y",
    "months": "P{}M",
    "weeks": "P{}D",
    "days": "P{}D",
    "hours": "PT{}H",
    "minutes": "PT{}M",
    "seconds": "PT{}S",
}
_DAYS_A_WEEK = 7


def duration(unit: str, amount: Node) -> Node:
    """A length of time, where the amount is known as one text."""
    whole = number_in(amount)
    if unit == "weeks":
        whole = None if whole is None else whole * _DAYS_A_WEEK
        amount = arithmetic("*", amount, literal(_DAYS_A_WEEK))
    if whole is not None:
        return call("duration", literal("-" * (whole < 0) + _UNITS[unit].format(abs(whole))))
    before, after = _UNITS[unit].split("{}")
    return call("duration", arithmetic("+", arithmetic("+", literal(before), amount), literal(after)))


def _shifted(operator: str, unit: str) -> Builder:
    by_day = not _UNITS[unit].startswith("PT")
    return lambda moment, amount: arithmetic(
        operator, as_date(moment) if by_day else _as_moment(moment), duration(unit, amount)
    )


def _as_moment(node: Node) -> Node:
    return call("date and time", node) if as_date(node) is not node else node


def _dates_compared(operator: str) -> Builder:
    return lambda one, other: compared(operator, as_date(one), as_date(other))


def _days_between(one: Node, other: Node) -> Node:
    return path(arithmetic("-", as_date(other), as_date(one)), "days")


# --- texts --------------------------------------------------------------------------------------------


def _same_text(one: Node, other: Node) -> Node:
    """``"a".equals(x)`` guards against null; FEEL needs no guard, and reads better the other way round."""
    if isinstance(one, syntax.Literal) and not isinstance(other, syntax.Literal):
        one, other = other, one
    return compared("=", one, other)


def _same_but_case(one: Node, other: Node) -> Node:
    return _same_text(_lowered(one), _lowered(other))


def _lowered(node: Node) -> Node:
    text = text_in(node)
    return call("lower case", node) if text is None else literal(text.lower())


def _part(text: Node, start: Node, end: Node) -> Node:
    first, last = number_in(start), number_in(end)
    if first is None or last is None:
        raise Untranslatable
    return call("substring", text, literal(first + 1), literal(last - first))


def _rest(text: Node, start: Node) -> Node:
    first = number_in(start)
    if first is None:
        raise Untranslatable
    return call("substring", text, literal(first + 1))


def _replaced(text: Node, old: Node, new: Node) -> Node:
    pattern = text_in(old)
    if pattern is None or not _PLAIN.fullmatch(pattern):
        raise Untranslatable
    return call("replace", text, old, new)


def _blank(text: Node) -> Node:
    return connected("or", compared("=", text, NULL), call("is blank", text))


def _matching(text: Node, pattern: Node) -> Node:
    """Java and Python's ``match`` look at the whole text, or from its beginning; FEEL anywhere in it."""
    expected = text_in(pattern)
    if expected is None:
        raise Untranslatable
    return call("matches", text, literal(f"^({expected})$"))


# --- numbers and lists --------------------------------------------------------------------------------


def _rounded(number: Node) -> Node:
    return call("round half up", number, literal(0))


def _over(whole: Node, *, every: bool) -> Node:
    if isinstance(whole, syntax.For):
        loop = whole.iterations[0]
        return quantified(loop.name, loop.domain, whole.body, every=every)
    return call("all" if every else "any", whole)


def _distinct(members: Node) -> Node:
    return members if is_call(members, "distinct values") else call("distinct values", members)


def _or_else(value: Node, otherwise: Node) -> Node:
    return chosen(compared("!=", value, NULL), value, otherwise)


def _instance(value: Node, type_: Node) -> Node:
    return of_type(value, type_named(dotted(type_)))


def type_named(foreign: str) -> str:
    """FEEL's name of a type; raises as ``function``."""
    if foreign not in _TYPES:
        raise Untranslatable
    return _TYPES[foreign]


_TYPES = {
    **dict.fromkeys(("str", "String"), "string"),
    **dict.fromkeys(("int", "float", "Integer", "Long", "Double", "Number", "BigDecimal"), "number"),
    **dict.fromkeys(("bool", "Boolean"), "boolean"),
}
_CONSTANTS: Mapping[tuple[str, int], Value] = {("Boolean.TRUE", 0): True, ("Boolean.FALSE", 0): False}


def _variable(key: Node) -> Node:
    text = text_in(key)
    if text is None:
        raise Untranslatable
    return name(text)


def _same(value: Node) -> Node:
    return value


def _feel(called: str) -> Builder:
    return lambda *arguments: call(called, *arguments)


def _all(names: str, arity: int, build: Builder) -> dict[tuple[str, int], Builder]:
    return {(each, arity): build for each in names.split()}


_UNIT_METHODS = {
    (f"{verb}{unit.capitalize()}", 1): _shifted(operator, unit)
    for verb, operator in (("plus", "+"), ("minus", "-"))
    for unit in _UNITS
}
_UNIT_FUNCTIONS = {
    (f"{owner}.of{unit.capitalize()}", 1): (lambda amount, unit=unit: duration(unit, amount))
    for owner in ("Duration", "Period")
    for unit in _UNITS
}

_OF_SCOPES: Calls = {
    **_all("getVariable getVariableLocal get", 1, _variable),
    **_all("hasVariable hasVariableLocal containsKey", 1, lambda key: compared("!=", _variable(key), NULL)),
}


_FUNCTIONS: Calls = {
    **_all("len", 1, count),
    **_all("str String String.valueOf Integer.toString Objects.toString", 1, _feel("string")),
    **_all("int float Integer Number Decimal BigDecimal parseInt parseFloat", 1, _feel("number")),
    **_all("Integer.parseInt Integer.valueOf Long.parseLong Long.valueOf", 1, _feel("number")),
    **_all("Double.parseDouble Double.valueOf BigDecimal.valueOf decimal.Decimal", 1, _feel("number")),
    **_all("Boolean.valueOf Boolean.parseBoolean Optional.of list tuple", 1, _same),
    **_all("S JSON", 1, _same),
    **_all("set Set distinct", 1, _distinct),
    **_all("sorted", 1, _feel("sort")),
    **_all("reversed", 1, _feel("reverse")),
    **_all("any", 1, lambda whole: _over(whole, every=False)),
    **_all("all", 1, lambda whole: _over(whole, every=True)),
    **_all("isinstance", 2, _instance),
    **_all("round", 1, lambda number: call("decimal", number, literal(0))),
    **_all("round", 2, _feel("decimal")),
    **_all("Math.round", 1, _rounded),
    **_all("Math.abs", 1, _feel("abs")),
    **_all("Math.floor math.floor", 1, _feel("floor")),
    **_all("Math.ceil math.ceil ceil", 1, _feel("ceiling")),
    **_all("Math.sqrt math.sqrt", 1, _feel("sqrt")),
    **_all("Math.min Math.max", 2, _feel("min")),
    ("Math.max", 2): _feel("max"),
    **_all("pow Math.pow math.pow", 2, lambda base, power: arithmetic("**", base, power)),
    **_all("Objects.equals", 2, _same_text),
    **_all("Objects.isNull isNull", 1, lambda value: compared("=", value, NULL)),
    **_all("Objects.nonNull nonNull", 1, lambda value: compared("!=", value, NULL)),
    **_all("StringUtils.isBlank StringUtils.isEmpty", 1, _blank),
    **_all("StringUtils.isNotBlank StringUtils.isNotEmpty", 1, lambda text: negated(_blank(text))),
    **_all("re.match re.fullmatch", 2, lambda pattern, text: _matching(text, pattern)),
    **_all("re.search", 2, lambda pattern, text: call("matches", text, pattern)),
    **{(owner, count_): listed for owner in ("List.of", "Arrays.asList", "Set.of") for count_ in range(20)},
    **_all("now dateTime Date.now LocalDateTime.now ZonedDateTime.now DateTime.now", 0, _feel("now")),
    **_all("Instant.now OffsetDateTime.now Date datetime.now datetime.utcnow", 0, _feel("now")),
    **_all("LocalDate.now date.today datetime.today LocalDate.today", 0, _feel("today")),
    **_all("LocalDate.parse date.fromisoformat", 1, _feel("date")),
    **_all("LocalDateTime.parse ZonedDateTime.parse Date dateTime", 1, _feel("date and time")),
    **_all("datetime.fromisoformat Instant.parse", 1, _feel("date and time")),
    **_all("LocalDate.of date", 3, _feel("date")),
    **_all("Duration.parse Period.parse", 1, _feel("duration")),
    **_all("timedelta datetime.timedelta", 1, lambda days: duration("days", days)),
    **_all("DAYS.between", 2, _days_between),
    **_UNIT_FUNCTIONS,
}


_METHODS: Calls = {
    **_all("size count", 0, count),
    **_all("length", 0, _feel("string length")),
    **_all("isEmpty", 0, lambda value: is_one_of(value, [literal(""), listed()])),
    **_all("isBlank", 0, _feel("is blank")),
    **_all("contains includes", 1, lambda whole, member: contained(member, whole)),
    **_all("containsKey has", 1, lambda whole, key: compared("!=", item(whole, key), NULL)),
    **_all("equals", 1, _same_text),
    **_all("equalsIgnoreCase", 1, _same_but_case),
    ("compareTo", 1): _feel("compareTo"),
    ("indexOf", 1): _feel("indexOf"),
    **_all("get getAt getValue elementAt at", 1, item),
    **_all("get getOrDefault", 2, lambda whole, key, other: _or_else(item(whole, key), other)),
    **_all("first getFirst", 0, lambda whole: at_index(whole, literal(0))),
    **_all("last getLast", 0, lambda whole: at_index(whole, literal(-1))),
    **_all("startsWith startswith", 1, _feel("starts with")),
    **_all("endsWith endswith", 1, _feel("ends with")),
    **_all("matches match", 1, _matching),
    **_all("toUpperCase upper", 0, _feel("upper case")),
    **_all("toLowerCase lower casefold", 0, _feel("lower case")),
    **_all("trim strip", 0, _feel("trim")),
    **_all("split", 1, _feel("split")),
    **_all("substring slice", 2, _part),
    **_all("substring", 1, _rest),
    **_all("replace replaceAll", 2, _replaced),
    **_all("concat", 1, lambda one, other: arithmetic("+", one, other)),
    **_all(
        "join", 1, lambda one, other: call("string join", *((other, one) if is_text(one) else (one, other)))
    ),
    **_all("toString name toPlainString", 0, _feel("string")),
    **_all("toInteger toLong toDouble toBigDecimal toFloat", 0, _feel("number")),
    **_all("intValue longValue doubleValue booleanValue stream toList toDate orElseThrow", 0, _same),
    **_all("prop", 1, item),
    **_all("value stringValue numberValue boolValue elements", 0, _same),
    **_all("unique distinct toSet", 0, _distinct),
    **_all("sort sorted toSorted", 0, _feel("sort")),
    **_all("reverse toReversed reversed", 0, _feel("reverse")),
    **_all("sum", 0, _feel("sum")),
    **_all("min", 0, _feel("min")),
    **_all("max", 0, _feel("max")),
    **_all("abs", 0, _feel("abs")),
    **_all("round", 0, _rounded),
    **_all("add plus", 1, lambda one, other: arithmetic("+", one, other)),
    **_all("subtract minus", 1, lambda one, other: arithmetic("-", one, other)),
    **_all("multiply", 1, lambda one, other: arithmetic("*", one, other)),
    **_all("divide div", 1, lambda one, other: arithmetic("/", one, other)),
    **_all("mod remainder", 1, _feel("modulo")),
    **_all("orElse", 1, _or_else),
    **_all("isPresent", 0, lambda value: compared("!=", value, NULL)),
    **_all("isBefore before", 1, _dates_compared("<")),
    **_all("isAfter after", 1, _dates_compared(">")),
    **_all("isEqual", 1, _dates_compared("=")),
    **_all("date toLocalDate", 0, _feel("date")),
    **_UNIT_METHODS,
}
