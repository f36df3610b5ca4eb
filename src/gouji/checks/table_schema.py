"""The tables of a workspace as Table Schemas (Frictionless), for programs that know nothing of gouji.

They say of each cell by itself what a type, a pattern or a list of words can say. `checks.schema` demands
the same and more: days that exist, ids that are known, bounds in order.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from gouji.facts.table import columns as c

_DAY = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_PERIOD = rf"(\.\.|{_DAY})/{_DAY}|{_DAY}"
PATTERNS: Mapping[str, str] = {
    "id": r"[^\s;#]+",
    "period": rf"({_PERIOD})?",
    "base": rf"(mom|{_PERIOD})?",
    "offset": "[0-9]{0,12}",
    "bound": r"(-?[0-9]+(\.[0-9]+)?)?",
    "flag": "([Tt][Rr][Uu][Ee])?",
    "whole": r"([^\s;#]+(#[^\s;#]+)?(;(?!$)|$))*",
    "year": "([0-9]{4}(/[0-9]{4})?)?",
    "sha256": "([0-9a-f]{64})?",
    "edition": "([0-9-]{4,10}/P[0-9]{1,3}[YM](=[0-9]{1,4})?)?",
    "fingerprint": "[0-9a-f]{16}",
}
"""What a whole cell is like, by the name for it in ``schema.toml``; where it may be empty, that too."""
WORDS: Mapping[str, Sequence[str]] = {
    c.SECTION: c.SECTIONS,
    c.FORM: c.FORMS,
    c.ALONE: c.ALONES,
    c.MEASURE: c.MEASURES,
    c.STAGE: c.STAGES,
    c.CERTAINTY: c.CERTAINTIES,
    c.STANDING: c.STANDINGS,
    c.KIND: c.KINDS,
    c.BASIS: c.BASES,
    c.GROWTH_PRICE: c.GROWTH_PRICES,
    c.BETTER: c.BETTERS,
}
"""Columns that hold one of these words, or nothing."""
_TYPES = {"offset": "integer", "bound": "number"}
_FILLED = ("id", "fingerprint", "filled")


@cache
def table_columns() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return for each column of each table what a cell must be, by its name in ``schema.toml``, and says."""
    told = tomllib.loads(Path(__file__).with_name("schema.toml").read_text(encoding="utf-8"))
    return {
        table: {name: (cell, said) for name, (cell, said) in columns.items()}
        for table, columns in told.items()
    }


def table_schema(table: str) -> dict[str, object]:
    """Return the Table Schema of ``facts``, or of a table beside it."""
    fields = [_field(name, cell, said) for name, (cell, said) in table_columns()[table].items()]
    key = {"primaryKey": [c.ID]} if c.ID in table_columns()[table] else {}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "name": table,
        "fields": fields,
        "fieldsMatch": "superset",
        "missingValues": [""],
        **key,
    }


def _field(name: str, cell: str, said: str) -> dict[str, object]:
    kind = _TYPES.get(cell, "string")
    demands: dict[str, object] = {}
    if cell in _FILLED:
        demands["required"] = True
    if cell == "id":
        demands["unique"] = True
    if cell in WORDS:
        demands["enum"] = list(WORDS[cell])
    elif cell in PATTERNS and kind == "string":
        demands["pattern"] = PATTERNS[cell]
    default = c.DEFAULTS.get(name)
    told = f"{said} (by default {default})" if default and default not in said else said
    return {"name": name, "type": kind, "description": told, **({"constraints": demands} if demands else {})}
