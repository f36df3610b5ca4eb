"""The second station, and the only module that knows pandera: which cells are faulty.

The demands themselves are data (``cells``). Here they become pandera schemas, and pandera's
failure cases become one ``Fault`` a bad cell: as they come, one bad cell makes up to three
cases, a bad row one for each column, and a check that crashes looks like a cell that fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pandera.pandas as pa
from pandera.config import ValidationDepth, config_context
from pandera.errors import SchemaErrorReason, SchemaErrors

from gouji.checks.cells import (
    CellCheck,
    entity_checks,
    fact_checks,
    indicator_checks,
    summary_checks,
    waiver_checks,
)
from gouji.checks.registry import load_module
from gouji.checks.rules.table.cells import bad_cell
from gouji.facts.files.errors import InputError
from gouji.facts.table import columns as c

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pandera.errors import SchemaError

    from gouji.checks.rule import Rule
    from gouji.checks.verdict import MessageValue
    from gouji.facts.files.load import Tables
    from gouji.facts.files.workspace import Workspace

SCHEMA_NAME = "FACTS"
"""What ``checks/schema.py`` calls the workspace's schema."""


class SchemaCrashError(RuntimeError):
    """A check of a schema raised; that is a fault of the schema, not of a cell."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One bad cell.

    Attributes:
        table: ``facts``, ``summaries``, ``entities``, ``indicators`` or ``waivers``.
        row: Position of the row in that table.
        file: Its file.
        line: The 1-based line that the row begins on.
        id: The row's id, perhaps empty; of a waiver the fingerprint.
        column: The cell's column.
        cell: What stands in it.
        rule: The GJ0 rule that it breaks.
        message: Key of the message.
        values: What the message is filled with.
    """

    table: str
    row: int
    file: str
    line: int
    id: str
    column: str
    cell: str
    rule: Rule
    message: str
    values: Mapping[str, MessageValue]


def validate(tables: Tables, own: pa.DataFrameSchema | None = None) -> tuple[Fault, ...]:
    """Return every bad cell of all tables; *own* is the workspace's schema of the fact table.

    Raises:
        SchemaCrashError: A check raised, or pandera does not validate at all.
    """
    prove_that_pandera_validates()
    checked = (
        ("facts", tables.facts, fact_checks(tables)),
        ("summaries", tables.summaries, summary_checks()),
        ("entities", tables.entities, entity_checks(tables)),
        ("indicators", tables.indicators, indicator_checks(tables)),
        ("waivers", tables.waivers, waiver_checks()),
    )
    found = [
        fault
        for name, frame, checks in checked
        if name not in tables.made_up
        for fault in _faults(name, frame, checks)
    ]
    if own is not None:
        found += _own_faults(tables.facts, own)
    return tuple({(fault.table, fault.row, fault.column): fault for fault in reversed(found)}.values())[::-1]


def own_schema(workspace: Workspace) -> pa.DataFrameSchema | None:
    """Load the workspace's schema of the fact table, if it has one.

    Raises:
        InputError: The file cannot be loaded, or holds no ``FACTS``.
    """
    if not workspace.schema.is_file():
        return None
    name = workspace.name_of(workspace.schema)
    schema = getattr(load_module(workspace.schema, name), SCHEMA_NAME, None)
    if not isinstance(schema, pa.DataFrameSchema):
        raise InputError(name, f"holds no {SCHEMA_NAME}; expected {SCHEMA_NAME} = pa.DataFrameSchema(…)")
    return schema


def prove_that_pandera_validates() -> None:
    """Validate a frame that is known to be bad.

    ``PANDERA_VALIDATION_ENABLED`` in the environment, even ``TRUE``, has switched validation off
    in silence; then every table would look sound.

    Raises:
        SchemaCrashError: The bad cell was not found.
    """
    bad = pd.DataFrame({"cell": ["bad"]}, dtype=object)
    schema = pa.DataFrameSchema({"cell": pa.Column(object, pa.Check(lambda cells: cells != "bad"))})
    if not _failures(schema, bad):
        raise SchemaCrashError("pandera validates nothing: a cell that is known to be bad was not found")


def _faults(table: str, frame: pd.DataFrame, checks: tuple[CellCheck, ...]) -> Iterator[Fault]:
    """Cells that fail; where a column repeats few cells again and again, each of them is judged once."""
    cells = {check.column: frame[check.column].unique() for check in checks if check.apart}
    few = {column: found.tolist() for column, found in cells.items() if 0 < 2 * len(found) <= len(frame)}
    once = tuple(check for check in checks if check.apart and check.column in few)
    if once:
        distinct = _distinct(few)
        for check, rows in _failing(distinct, once):
            bad = distinct[check.column].iloc[rows]
            everywhere = frame[check.column].isin(bad).to_numpy().nonzero()[0].tolist()
            yield from (_fault(table, frame, row, check) for row in everywhere)
    for check, rows in _failing(frame, tuple(check for check in checks if check not in once)):
        yield from (_fault(table, frame, row, check) for row in rows)


def _distinct(cells: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return the distinct cells of each column as one frame; shorter columns repeat their first cell."""
    height = max(map(len, cells.values()))
    return pd.DataFrame(
        {column: [*found, *[found[0]] * (height - len(found))] for column, found in cells.items()},
        dtype=object,
    )


def _failing(frame: pd.DataFrame, checks: tuple[CellCheck, ...]) -> Iterator[tuple[CellCheck, list[int]]]:
    for failure in _failures(_schema(checks), frame):
        yield checks[int(failure.name)], failure.rows


def _own_faults(frame: pd.DataFrame, schema: pa.DataFrameSchema) -> Iterator[Fault]:
    """Cells that the workspace's schema refuses; what it says of a column only narrows the engine's."""
    for failure in _failures(schema, frame):
        values: dict[str, MessageValue] = {"demand": failure.name}
        check = CellCheck(bad_cell, failure.column or c.ID, "cell-own", bad_cell.check, values=values)
        yield from (_fault("facts", frame, row, check) for row in failure.rows)


def _fault(table: str, frame: pd.DataFrame, row: int, check: CellCheck) -> Fault:
    columns = (c.FILE, c.LINE, c.ID if c.ID in frame else c.FINGERPRINT, check.column)
    file, line, row_id, cell = (frame[column].iloc[row] for column in columns)
    values: dict[str, MessageValue] = {"column": check.column, "cell": cell, **check.values}
    return Fault(table, row, file, line, row_id, check.column, cell, check.rule, check.message, values)


def _schema(checks: tuple[CellCheck, ...]) -> pa.DataFrameSchema:
    """Build the schema; a pandera check is named by its place in *checks*."""
    narrow: dict[str, list[pa.Check]] = {}
    wide: list[pa.Check] = []
    for number, check in enumerate(checks):
        # A cell is text, even if empty: pandera need not look for missing ones.
        made = pa.Check(check.sound, name=str(number), ignore_na=False)
        (wide if check.wide else narrow.setdefault(check.column, [])).append(made)
    return pa.DataFrameSchema({name: pa.Column(object, found) for name, found in narrow.items()}, checks=wide)


@dataclass(frozen=True, slots=True)
class _Failure:
    """A check that failed: its name, its column (None for a wide one), and the rows that fail it."""

    name: str
    column: str | None
    rows: list[int]


def _failures(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> list[_Failure]:
    try:
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return [_failure(error) for error in errors.schema_errors]
    return []


def _failure(error: SchemaError) -> _Failure:
    check, cases = error.check, error.failure_cases
    if error.reason_code != SchemaErrorReason.DATAFRAME_CHECK or not isinstance(cases, pd.DataFrame):
        raise SchemaCrashError(f"the schema cannot be applied: {_first_line(error)}")
    rows = cases["index"].dropna().astype(int).unique().tolist()
    if not rows:
        raise SchemaCrashError(f'check "{_label(check)}" gives one answer for all; expected one for each row')
    return _Failure(_label(check), error.schema.name, sorted(rows))


def _first_line(error: Exception) -> str:
    """What went wrong; pandera prints a whole traceback below it."""
    return str(error).strip().partition("\n")[0]


def _label(check: object) -> str:
    """What a check is called: its error text where it has one, or else its name."""
    return str(getattr(check, "error", None) or getattr(check, "name", None) or check)
