"""Who there is: units, groups, which lane is which group. Read from ``processes/organisation.json``.

Ministries reorganise, so none of it is code. Accounts live in the store; what they may do follows from
their groups, by ``policy.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from engine.errors import Misconfigured
from engine.model import Json

ROLES = ("publish", "audit", "administer", "cancel", "operate", "message")
NEW_ROLES: Mapping[str, Json] = {"operate": [], "message": []}
"""Roles that files of earlier releases don't name yet; nobody has them there."""

GROUP_KINDS = ("internal", "partner", "audit", "admin", "owner")


@dataclass(frozen=True, slots=True)
class Group:
    """A set of people who may do the same work.

    Attributes:
        kind: internal officials and partners do tasks; audit, admin and owner look after the house.
    """

    id: str
    name: str
    kind: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account that exists only in demo mode."""

    username: str
    name: str
    email: str
    groups: Sequence[str]
    unit: str | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """The organisation as its file says.

    Attributes:
        lanes: lane name → group id.
        roles: role of ``ROLES`` → the groups that have it.
        units: the units' own facts, as the file gives them; processes read them in expressions.
    """

    groups: Mapping[str, Group]
    lanes: Mapping[str, str]
    roles: Mapping[str, frozenset[str]]
    units: Sequence[Mapping[str, Json]] = ()
    demo_accounts: Sequence[DemoAccount] = field(default=())

    @property
    def unit_names(self) -> Mapping[str, str]:
        """Unit id → name."""
        return {str(unit["id"]): str(unit["name"]) for unit in self.units}

    def group_name(self, group: str) -> str:
        """The group's name, or its id where the file no longer knows it."""
        known = self.groups.get(group)
        return known.name if known else group

    def has_role(self, groups: frozenset[str], role: str) -> bool:
        """Tell whether membership in ``groups`` gives a role of ``ROLES``."""
        return bool(groups & self.roles.get(role, frozenset()))

    def is_internal(self, groups: frozenset[str]) -> bool:
        """Tell whether these groups make somebody an official or one of the house, not a partner."""
        return any(self.groups[group].kind != "partner" for group in groups if group in self.groups)


def read_organisation(path: Path) -> Organisation:
    """Read ``organisation.json``.

    Raises:
        Misconfigured: it is missing, no JSON, or names what it doesn't define; the sentence says where.
    """
    try:
        content = orjson.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise Misconfigured(f"{path.name} tidak ada di {path.parent.name}/.") from error
    except orjson.JSONDecodeError as error:
        raise Misconfigured(f"{path.name} bukan JSON yang sah: baris {error.lineno}.") from error
    if not isinstance(content, dict):
        raise Misconfigured(f"{path.name} harus berisi objek JSON.")
    try:
        organisation = _organisation(content)
    except (KeyError, TypeError, AttributeError) as error:
        raise Misconfigured(f"{path.name}: kunci {error} hilang atau salah bentuk.") from error
    _check_references(organisation, path.name)
    return organisation


def _organisation(content: Mapping[str, Json]) -> Organisation:
    groups = [
        Group(str(row["id"]), str(row["name"]), str(row["kind"]), _text_or_none(row.get("unit")))
        for row in _rows(content, "groups")
    ]
    accounts = [
        DemoAccount(
            username=str(row["username"]),
            name=str(row["name"]),
            email=str(row["email"]).lower(),
            groups=[str(group) for group in _list(row, "groups")],
            unit=_text_or_none(row.get("unit")),
        )
        for row in _rows(content, "accounts_demo")
    ]
    return Organisation(
        groups={group.id: group for group in groups},
        lanes={str(lane): str(group) for lane, group in _mapping(content, "lanes").items()},
        roles={
            role: frozenset(str(group) for group in _list({**NEW_ROLES, **_mapping(content, "roles")}, role))
            for role in ROLES
        },
        units=_rows(content, "units"),
        demo_accounts=accounts,
    )


def _check_references(organisation: Organisation, file: str) -> None:
    units = {unit.get("id") for unit in organisation.units}
    for group in organisation.groups.values():
        if group.kind not in GROUP_KINDS:
            raise Misconfigured(f"{file}: kelompok {group.id} berjenis “{group.kind}” yang tidak dikenal.")
        if group.unit is not None and group.unit not in units:
            raise Misconfigured(f"{file}: kelompok {group.id} menyebut unit {group.unit} yang tidak ada.")
    named = [("lanes", group) for group in organisation.lanes.values()]
    named += [("roles", group) for groups in organisation.roles.values() for group in groups]
    named += [("accounts_demo", group) for account in organisation.demo_accounts for group in account.groups]
    for key, group_id in named:
        if group_id not in organisation.groups:
            raise Misconfigured(f"{file}: {key} menyebut kelompok {group_id} yang tidak ada di groups.")


def _mapping(content: Mapping[str, Json], key: str) -> dict[str, Json]:
    value = content[key]
    if not isinstance(value, dict):
        raise TypeError(key)
    return value


def _list(content: Mapping[str, Json], key: str) -> list[Json]:
    value = content[key]
    if not isinstance(value, list):
        raise TypeError(key)
    return value


def _rows(content: Mapping[str, Json], key: str) -> list[dict[str, Json]]:
    rows = _list(content, key)
    if not all(isinstance(row, dict) for row in rows):
        raise TypeError(key)
    return [row for row in rows if isinstance(row, dict)]


def _text_or_none(value: Json) -> str | None:
    return None if value is None else str(value)
