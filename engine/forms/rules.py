"""What a form demands of a readable value: presence, bounds, options, and the owner's own rules.

The meaning of each keyword is form-js's (its Validator), with the sentence in Indonesian; ``rule``,
``requiredWhen``, ``minRows``, ``maxRows`` and ``maxSizeMB`` are custom ``properties`` that only the
server knows.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import re2

from engine.forms import messages
from engine.forms.fields import Field, Option, options_in, same
from engine.forms.vocabulary import (
    MULTIPLE_CHOICES,
    SINGLE_CHOICES,
    TEXTS,
    Language,
    expression_in,
    members,
    number_of,
    text_of,
)
from engine.model import Json
from engine.settings import MEBIBYTE

_EMAIL = re2.compile(
    r"^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
    r"(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$"
)
_PHONE = re2.compile(r"^(\+|00)[1-9][0-9]{6,14}$")
_LONGEST_EMAIL = 254
_REQUIRED: Mapping[str, str] = (
    dict.fromkeys(SINGLE_CHOICES, messages.CHOICE_REQUIRED)
    | dict.fromkeys(MULTIPLE_CHOICES, messages.CHOICES_REQUIRED)
    | {"checkbox": messages.TICK_REQUIRED, "filepicker": messages.FILE_REQUIRED}
)


@dataclass(frozen=True, slots=True)
class Demand:
    """A value at its place, with what FEEL may see there.

    Attributes:
        names: the form's values, the context and, in a list, the row.
    """

    field: Field
    value: Json
    names: Mapping[str, Json]
    language: Language

    def faults(self) -> list[str]:
        """Return the sentences for what is wrong with the value; the owner's rule comes last."""
        if self._is_empty() and not self.field.rows:
            return [self._required_sentence()] if self._is_required() else []
        found = list(_CHECKS[self.field.type](self))
        return found or list(self._broken_rule())

    def number(self, group: str, name: str) -> int | float | None:
        """Return a bound of ``validate`` or ``properties``; None where there is none or it is null."""
        bound = members(self.field.component, group).get(name)
        text = expression_in(bound)
        return number_of(bound if text is None else self.language.value(text, self.names))

    def options(self) -> list[Option]:
        """Return the options a choice has here and now."""
        text = expression_in(self.field.component.get("valuesExpression"))
        if text is None:
            return options_in(self.field.component.get("values"))
        return options_in(self.language.value(text, self.names))

    def _is_empty(self) -> bool:
        return (
            self.value is None or self.value == [] or (self.value is False and self.field.type == "checkbox")
        )

    def _is_required(self) -> bool:
        when = expression_in(members(self.field.component, "properties").get("requiredWhen"))
        if members(self.field.component, "validate").get("required") is True:
            return True
        return when is not None and self.language.value(when, self.names) is True

    def _required_sentence(self) -> str:
        if self.field.type in SINGLE_CHOICES | MULTIPLE_CHOICES and not self.options():
            return messages.NO_CHOICES
        return _REQUIRED.get(self.field.type, messages.REQUIRED)

    def _broken_rule(self) -> Iterator[str]:
        properties = members(self.field.component, "properties")
        rule = expression_in(properties.get("rule"))
        if rule is not None and self.language.value(rule, {**self.names, "value": self.value}) is not True:
            yield text_of(properties, "ruleMessage") or messages.RULE_BROKEN


def _text(demand: Demand) -> Iterator[str]:
    text = str(demand.value)
    validate = members(demand.field.component, "validate")
    least, most = demand.number("validate", "minLength"), demand.number("validate", "maxLength")
    if least is not None and len(text) < least:
        yield messages.too_short(int(least))
    if most is not None and len(text) > most:
        yield messages.too_long(int(most))
    pattern = text_of(validate, "pattern")
    if pattern and not re2.search(pattern, text):
        yield text_of(validate, "patternErrorMessage") or messages.WRONG_PATTERN
    kind = validate.get("validationType")
    if kind == "email" and not (len(text) <= _LONGEST_EMAIL and _EMAIL.search(text)):
        yield messages.NOT_EMAIL
    if kind == "phone" and not _PHONE.search(text):
        yield messages.NOT_PHONE


def _number(demand: Demand) -> Iterator[str]:
    value = demand.value
    if not isinstance(value, int | float):
        return
    least, most = demand.number("validate", "min"), demand.number("validate", "max")
    if least is not None and value < least:
        yield messages.too_small(least)
    if most is not None and value > most:
        yield messages.too_large(most)
    digits = number_of(demand.field.component.get("decimalDigits"))
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    if digits is not None and isinstance(exponent, int) and -exponent > digits:
        yield messages.too_many_decimals(int(digits))
    step = number_of(demand.field.component.get("increment"))
    if step and Decimal(str(value)) % Decimal(str(step)) != 0:
        yield messages.not_a_multiple(step)


def _choice(demand: Demand) -> Iterator[str]:
    chosen = demand.value if isinstance(demand.value, list) else [demand.value]
    options = demand.options()
    if not all(any(same(option.value, value) for option in options) for value in chosen):
        yield messages.NOT_AN_OPTION


def _datetime(demand: Demand) -> Iterator[str]:
    if demand.field.component.get("disallowPassedDates") is True:
        today = demand.language.value("today()", {})
        if isinstance(today, str) and str(demand.value) < today:
            yield messages.DATE_PASSED


def _file(demand: Demand) -> Iterator[str]:
    accepted = text_of(demand.field.component, "accept")
    most = demand.number("properties", "maxSizeMB")
    for file in demand.value if isinstance(demand.value, list) else [demand.value]:
        if not isinstance(file, dict):
            continue
        name, size = text_of(file, "name"), number_of(file.get("size"))
        if accepted and not _is_accepted(name, text_of(file, "type"), accepted):
            yield messages.wrong_file_type(name, accepted)
        if most is not None and size is not None and size > most * MEBIBYTE:
            yield messages.file_too_large(name, most)


def _is_accepted(name: str, media_type: str, accepted: str) -> bool:
    """Follow HTML's ``accept``: extensions, media types, and ``image/*``."""
    for wanted in (entry.strip().lower() for entry in accepted.split(",")):
        found = name if wanted.startswith(".") else media_type
        if wanted and fnmatch.fnmatchcase(found.lower(), f"*{wanted}" if wanted.startswith(".") else wanted):
            return True
    return False


def _rows(demand: Demand) -> Iterator[str]:
    count = len(demand.value) if isinstance(demand.value, list) else 0
    least = demand.number("properties", "minRows")
    if least is not None and count < least:
        yield messages.too_few_rows(int(least))


def _nothing(_demand: Demand) -> Iterator[str]:
    yield from ()


_CHECKS: Mapping[str, Callable[[Demand], Iterator[str]]] = (
    dict.fromkeys(TEXTS, _text)
    | dict.fromkeys(SINGLE_CHOICES | MULTIPLE_CHOICES, _choice)
    | {
        "number": _number,
        "datetime": _datetime,
        "filepicker": _file,
        "dynamiclist": _rows,
        "checkbox": _nothing,
    }
)
