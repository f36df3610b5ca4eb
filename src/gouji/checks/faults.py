"""Which cells are faulty: the failure cases of Pandera, as one `Fault` a bad cell.

As they come, one bad cell makes up to three failure cases, a bad row one for each column, and a check that
raises looks like a cell that fails.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa
from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors

from gouji.checks.registry import load_module, rules_in
from gouji.checks.rule import Fault, Rule
from gouji.checks.rules.house import gj001_to_gj009_cells as cells
from gouji.checks.schema import schemas
from gouji.facts.files.errors import InputError, WordedError
from gouji.facts.files.workspace import Workspace
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import Table, Tables

Schema = pa.DataFrameSchema
SCHEMA_NAME = "FACTS"
"""What ``checks/schema.py`` calls the workspace's schema."""
_RULES = {rule.code: rule for rule in rules_in(cells)}


class SchemaCrashError(WordedError):
    """A check of a schema raised; that is a fault of the schema, not of a cell."""


def validate(tables: Tables, own: Schema | None = None) -> tuple[Fault, ...]:
    """Return every bad cell of all tables; *own* is the workspace's schema of the fact table.

    Raises:
        SchemaCrashError: A check raised, or pandera does not validate at all.
    """
    prove_that_pandera_validates()
    found = [
        fault
        for table, schema in schemas(tables).items()
        for fault in _faults(table, frame_of(getattr(tables, table)), schema)
    ]
    if own is not None:
        found += _own_faults(frame_of(tables.facts), own)
    return tuple({(fault.table, fault.row, fault.column): fault for fault in reversed(found)}.values())[::-1]


def frame_of(table: Table) -> pd.DataFrame:
    """Return a table as Pandera takes it; its index counts the rows from 0."""
    return pd.DataFrame(table.cells, dtype=object)


def own_schema(workspace: Workspace) -> Schema | None:
    """Load the workspace's schema of the fact table, if it has one.

    Raises:
        InputError: The file cannot be loaded, or holds no ``FACTS``.
    """
    if not workspace.schema.is_file():
        return None
    name = workspace.name_of(workspace.schema)
    schema = getattr(load_module(workspace.schema, name), SCHEMA_NAME, None)
    if not isinstance(schema, Schema):
        raise InputError(name, "no-schema", name=SCHEMA_NAME)
    return schema


def prove_that_pandera_validates() -> None:
    """Validate a frame that is known to be bad.

    ``PANDERA_VALIDATION_ENABLED`` in the environment, even ``TRUE``, has switched validation off
    silently; then every table would look sound.

    Raises:
        SchemaCrashError: The bad cell was not found.
    """
    bad = pd.DataFrame({"cell": ["bad"]}, dtype=object)
    schema = pa.DataFrameSchema({"cell": pa.Column(object, pa.Check(lambda cells: cells != "bad"))})
    if not _failures(schema, bad):
        raise SchemaCrashError("", "schema-blind")


@dataclass(frozen=True, slots=True)
class _Failure:
    """A check that failed, its column (None for a check of rows), and the rows that fail it."""

    check: pa.Check
    column: str | None
    rows: list[int]

    @property
    def demand(self) -> str:
        """What the check is called: its error text where it has one, or else its name."""
        return str(self.check.error or self.check.name)


def _faults(table: str, frame: pd.DataFrame, schema: Schema) -> Iterator[Fault]:
    for failure in _failures(schema, frame):
        check = failure.check
        rule, values = _RULES[str(check.title)], check.statistics or {}
        yield from _located(table, frame, failure, rule, str(check.name), values)


def _own_faults(frame: pd.DataFrame, schema: Schema) -> Iterator[Fault]:
    """Cells that the workspace's schema refuses; what it demands of a column only narrows the engine's."""
    for failure in _failures(schema, frame):
        yield from _located("facts", frame, failure, cells.bad_cell, "cell-own", {"demand": failure.demand})


def _located(
    table: str, frame: pd.DataFrame, failure: _Failure, rule: Rule, message: str, values: Mapping[str, str]
) -> Iterator[Fault]:
    column = failure.column or values.get("column", c.ID)
    places = (c.FILE, c.LINE, c.ID if c.ID in frame else c.FINGERPRINT, column)
    rows = zip(*(frame[place].iloc[failure.rows] for place in places), strict=True)
    for row, (file, line, row_id, cell) in zip(failure.rows, rows, strict=True):
        told = {**values, "column": column, "cell": cell}
        yield Fault(table, row, file, line, row_id, column, cell, rule, message, told)


def _failures(schema: Schema, frame: pd.DataFrame) -> list[_Failure]:
    try:
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return [_failure(error, frame) for error in errors.schema_errors]
    return []


def _failure(error: SchemaError, frame: pd.DataFrame) -> _Failure:
    check, cases = error.check, error.failure_cases
    if error.reason_code != SchemaErrorReason.DATAFRAME_CHECK or not isinstance(cases, pd.DataFrame):
        line = str(error).strip().partition("\n")[0]  # below it pandera prints a whole traceback
        raise SchemaCrashError("", "schema-crash", error=line)
    rows = cases["index"].dropna().astype(int).unique().tolist()
    failure = _Failure(check, error.schema.name if error.schema.name in frame else None, sorted(rows))
    if not rows:
        raise SchemaCrashError("", "schema-one-answer", demand=failure.demand)
    return failure
