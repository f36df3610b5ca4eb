"""The schemas as a Pandera user uses them, and as a workspace narrows them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from pandera.errors import SchemaErrors

import gouji
from gouji.checks import schema
from gouji.checks.audit import audit
from gouji.checks.messages import say, texts
from gouji.checks.registry import rules_in
from gouji.checks.rules.house import gj001_to_gj009_cells as cells
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.facts.table import columns as c

if TYPE_CHECKING:
    from pathlib import Path

    import pandera.pandas as pa

TABLES = (
    (schema.FACTS, c.FACT_COLUMNS, c.REQUIRED_FACT_COLUMNS),
    (schema.SUMMARIES, c.SUMMARY_COLUMNS, (c.ID,)),
    (schema.ENTITIES, c.ENTITY_COLUMNS, (c.ID,)),
    (schema.INDICATORS, c.INDICATOR_COLUMNS, (c.ID,)),
    (schema.WAIVERS, c.WAIVER_COLUMNS, c.REQUIRED_WAIVER_COLUMNS),
)
GOOD = pd.DataFrame(
    {"id": ["a", "b"], "period": ["2024", "../2024"], "indicator": "甲", "quote": ["48个", "50个"]}
)


def refused(facts: pd.DataFrame) -> set[tuple[str, str, object]]:
    """Return column, check and cell of every failure case."""
    with pytest.raises(SchemaErrors) as raised:
        gouji.FACTS.validate(facts, lazy=True)
    cases = raised.value.failure_cases
    return set(zip(cases["column"], cases["check"], cases["failure_case"], strict=True))


@pytest.mark.parametrize("dtype", [object, str])
def test_a_good_frame_passes_without_its_optional_columns(dtype: type) -> None:
    facts = GOOD.astype(dtype)
    assert gouji.FACTS.validate(facts, lazy=True).equals(facts)


@pytest.mark.parametrize("column", c.REQUIRED_FACT_COLUMNS)
def test_a_frame_without_a_required_column_fails(column: str) -> None:
    assert ("facts", "column_in_dataframe", column) in refused(GOOD.drop(columns=column))


def test_a_bad_cell_is_a_failure_case_that_says_what_is_expected() -> None:
    assert refused(GOOD.assign(id="a", period=["2025年", "2024"], section=["今年", ""])) == {
        ("id", "each id once", "a"),
        ("period", "an ISO 8601 date or interval: 2025, 2025-06, 2021/2025", "2025年"),
        ("section", "empty or one of: review term target plan background note", "今年"),
    }


def test_a_bad_row_is_a_failure_case_of_a_check_that_names_its_column() -> None:
    found = refused(GOOD.assign(start=["1", "9"], end=["3", "7"], low=["5", ""], high=["4", ""]))
    assert {check for _, check, _ in found} == {
        "end: after start, both or neither",
        "low: leaves a value below high",
    }


@pytest.mark.parametrize("cell", [2024, None])
def test_a_cell_that_is_no_text_fails(cell: int | None) -> None:
    assert {column for column, _, _ in refused(GOOD.assign(scope=cell))} == {"scope"}


@pytest.mark.parametrize(
    ("table", "columns", "required"), TABLES, ids=lambda value: getattr(value, "name", "")
)
def test_every_column_is_declared_and_described(
    table: pa.DataFrameSchema, columns: tuple[str, ...], required: tuple[str, ...]
) -> None:
    assert tuple(table.columns) == columns
    assert {name for name, column in table.columns.items() if column.required} == set(required)
    assert all(column.checks and column.description for column in table.columns.values())


def test_every_check_has_a_rule_and_a_message_of_gouji() -> None:
    codes = {rule.code for rule in rules_in(cells)}
    columns = [column for table, _, _ in TABLES for column in table.columns.values()]
    checks = [check for found in (*columns, schema.FACTS) for check in found.checks]
    assert {check.title for check in checks} <= codes
    assert {check.name for check in checks} - {"text"} <= set(texts("en"))


def narrowed(root: Path, own: str) -> list[tuple[str, str | None, str | None, str]]:
    """Return rule, id, column and English message of what an audit with this schema of its own finds."""
    (root / "facts").mkdir()
    (root / "checks").mkdir()
    (root / "facts" / "a.csv").write_text(
        "id,period,indicator,quote\na,2024,甲,超过48个\nb,x,甲,48个\n", encoding="utf-8"
    )
    (root / "checks" / "schema.py").write_text(
        f"import gouji\nimport pandera.pandas as pa\nFACTS = {own}\n", encoding="utf-8"
    )
    found = audit(source_of(open_workspace(root))).findings
    return [(one.rule, one.facts[0].id, one.facts[0].column, one.message["en"]) for one in found]


OWN = 'column "{}": "{}" is not what this workspace demands: {}'
BAD_PERIOD = ("GJ001", "b", "period", say("cell-period", {"column": "period", "cell": "x"}, "en"))


def test_a_workspaces_schema_narrows_the_engines(tmp_path: Path) -> None:
    own = "gouji.FACTS.update_column('quote', checks=pa.Check.str_length(max_value=3, error='long'))"
    assert narrowed(tmp_path, own) == [
        ("GJ001", "a", "quote", OWN.format("quote", "超过48个", "long")),
        BAD_PERIOD,
    ]


def test_a_workspaces_check_of_rows_is_reported_at_the_id(tmp_path: Path) -> None:
    own = "pa.DataFrameSchema(checks=pa.Check(lambda rows: rows['id'] != 'a', error='no a'), name='own')"
    assert narrowed(tmp_path, own) == [("GJ001", "a", "id", OWN.format("id", "a", "no a")), BAD_PERIOD]


def test_importing_gouji_loads_no_pandera_until_its_schema_is_used() -> None:
    source = (
        "import sys, gouji\n"
        "assert not {'pandas', 'pandera', 'numpy'} & set(sys.modules)\n"
        "assert gouji.FACTS.name == 'facts'\n"
        "assert not hasattr(gouji, 'facs')\n"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
