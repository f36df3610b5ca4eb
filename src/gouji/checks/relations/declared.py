"""``checks/relations.toml``: read and validate the declared relations."""

import re
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from gouji.checks.rule import LEVELS, Level
from gouji.facts.files.errors import InputError
from gouji.facts.table.columns import AHEAD, MEASURES, SECTIONS

_KEYS = {
    "id": str, "formula": str, "each": list, "sections": list, "scopes": list, "entities": list,
    "measure": str, "level": str, "why": str,
}  # fmt: skip
_ID = re.compile(r"(?!GJ)[A-Z][A-Z0-9]{1,7}-[0-9A-Z]{1,8}")
EACH = ("period", "subject", "summary")
_DEFAULT_SECTIONS = tuple(section for section in SECTIONS if section not in AHEAD)


class Relation(NamedTuple):
    """A declared relation.

    Attributes:
        id: ``CY-01``; the code of its findings.
        each: Keys that must be equal among the facts of a binding: period, subject, summary.
        sections: The sections of facts that it binds.
        scopes: The scopes that it binds; empty = any. Facts of one binding always have the same scope.
        entities: Entities that facts must be about, as subject or as their indicator's area; empty = any.
        measure: The measure of its indicators that it relates.
        level: The level of a gap that nothing explains.
        why: Why it must hold: part of every finding.
    """

    id: str
    formula: str
    each: tuple[str, ...]
    sections: tuple[str, ...]
    level: Level
    why: str
    scopes: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    measure: str = "level"
    line: int = 0

    @property
    def conditions(self) -> tuple[object, ...]:
        """What two relations must share to refer to the same quantities."""
        return (self.sections, self.scopes, self.entities, self.measure)


class Problem(NamedTuple):
    """A problem of a relation.

    Attributes:
        kind: ``contradictory``, ``redundant``, ``never-bound``, ``undecided``, ``units``, ``unknown-name``.
        others: The relations that it contradicts, or that imply it.
        names: The indicators that are unknown or have no facts; the units that do not fit together.
    """

    kind: str
    relation: Relation
    others: tuple[Relation, ...] = ()
    names: tuple[str, ...] = ()


def read_relations(path: Path, name: str) -> tuple[Relation, ...]:
    """Read the declared relations.

    Raises:
        InputError: Invalid TOML, an unknown or missing key, a value that is not allowed, or a
            repeated id.
    """
    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(name, "no-toml-relations", error=error) from None
    tables = found.get("relation", [])
    if set(found) - {"relation"} or not isinstance(tables, list):
        raise InputError(name, "unknown-content")
    relations = tuple(_relation(table, name)._replace(line=_line_of(text, table["id"])) for table in tables)
    for number, relation in enumerate(relations):
        if relation.id in {other.id for other in relations[:number]}:
            raise InputError(name, "relation-twice", relation=relation.id)
    return relations


def _relation(table: dict[str, Any], name: str) -> Relation:
    refused = partial(InputError, name, relation=table.get("id", "?"))
    for key, value in table.items():
        if key not in _KEYS:
            raise refused("unknown-key", key=key, keys=tuple(_KEYS))
        if not isinstance(value, _KEYS[key]):
            raise refused("key-type", key=key, value=repr(value), type=_KEYS[key])
    for key in ("id", "formula", "why"):
        if not table.get(key):
            raise refused("key-missing", key=key)
    if not _ID.fullmatch(table["id"]):
        raise refused("relation-id")
    each = _allowed(table.get("each", []), EACH, refused, "each")
    sections = _allowed(table.get("sections", list(_DEFAULT_SECTIONS)), SECTIONS, refused, "sections")
    if not sections:
        raise refused("sections-empty", allowed=SECTIONS)
    (level,) = _allowed([table.get("level", "warning")], LEVELS, refused, "level")
    (measure,) = _allowed([table.get("measure", "level")], MEASURES, refused, "measure")
    scopes, entities = (_strings(table.get(key, []), refused, key) for key in ("scopes", "entities"))
    return Relation(
        table["id"], table["formula"], each, sections, level, table["why"], scopes, entities, measure
    )


def _strings(values: list[Any], refused: Callable[..., InputError], key: str) -> tuple[str, ...]:
    for value in values:
        if not isinstance(value, str):
            raise refused("not-texts", key=key, value=repr(value))
    return tuple(values)


def _line_of(text: str, identity: str) -> int:
    """The 1-based line on which a relation's id is declared."""
    declared = re.compile(rf"""\s*id\s*=\s*['"]{re.escape(identity)}['"]""")
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if declared.match(line)), 0)


def _allowed(
    values: list[Any], allowed: tuple[str, ...], refused: Callable[..., InputError], key: str
) -> tuple[Any, ...]:
    for value in values:
        if value not in allowed:
            raise refused("not-allowed", key=key, value=repr(value), allowed=allowed)
    return tuple(values)
