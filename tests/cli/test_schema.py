"""What `gouji schema` prints holds of what gouji reads and writes: configuration, tables, JSON."""

from __future__ import annotations

import csv
import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator
from tests.cli.door import ENGLISH, gouji

from gouji.checks.schema import ENTITIES, FACTS, INDICATORS, SUMMARIES, WAIVERS
from gouji.checks.table_schema import PATTERNS, table_columns, table_schema
from gouji.facts.table import columns as c
from gouji.facts.table.dimensions import read_edition
from gouji.facts.table.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TABLES = {
    "facts": FACTS, "summaries": SUMMARIES, "entities": ENTITIES, "indicators": INDICATORS,
    "waivers": WAIVERS,
}  # fmt: skip
PERIODS = ("2024", "2024-11", "2024-11-13", "2021/2024", "2024-01/2024-09", "../2024", "../2024-03-31")
NO_PERIODS = ("2024年", "24", "2024/", "/2024", "2024-1", "2021/../2024", "mom")


def printed(what: str, *arguments: str) -> Any:
    done = gouji("schema", what, *arguments, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def output() -> Draft7Validator:
    """The schema of the JSON that gouji prints."""
    found = printed("output")
    Draft7Validator.check_schema(found)
    return Draft7Validator(found)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented example, with what a gate can tell of: two states of it."""
    root = tmp_path_factory.mktemp("example")
    assert gouji("init", "now", "--example", cwd=root).returncode == 0
    shutil.copytree(root / "now", root / "before")
    file = root / "now" / "facts" / "zelan-2024.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join((*lines[:40], *lines[41:])), encoding="utf-8")
    (root / "now" / "checks" / "relations.toml").unlink()
    (root / "now" / "checks" / "mine.py").write_text(
        "from gouji.checks import rule\n\n\n@rule('XX-1', name='x', level='note', scope='row')\n"
        "def mine(facts):\n    'Page.'\n    return 1 / 0\n",
        encoding="utf-8",
    )
    return root


COMMANDS = {
    "an audit of a workspace": ("now", ["audit"]),
    "an audit without texts": ("now", ["audit", "--isolated", "--select", "GJ2"]),
    "an audit of documents": ("now", ["audit", "texts"]),
    "a gate": ("now", ["gate", "--against", "../before"]),
    "a gate on documents": ("now", ["gate", "texts", "--against", "../before/texts"]),
    "a gate in full": ("now", ["gate", "--against", "../before", "--full", "-v"]),
    "relations": ("before", ["lint"]),
    "targets of a workspace": ("now", ["targets"]),
    "targets of documents": ("now", ["targets", "texts", "--lang", "en"]),
    "counts": ("now", ["audit", "--statistics"]),
    "settings": ("now", ["config"]),
    "settings elsewhere": (".", ["config"]),
}


@pytest.mark.parametrize(("folder", "command"), COMMANDS.values(), ids=COMMANDS)
def test_what_is_printed_is_as_the_schema_says(
    folder: str, command: list[str], output: Draft7Validator, example: Path
) -> None:
    done = gouji(*command, "--output-format", "json", cwd=example / folder)
    assert done.stderr == ""
    told = json.loads(done.stdout)
    output.validate(told)
    extra = list(unknown(told, output.schema, output.schema))
    assert extra == [], "the schema does not know these"


def unknown(told: Any, schema: Any, whole: Any, path: str = "") -> Iterator[str]:
    """Yield the keys of JSON that a schema does not describe; what is free is free."""
    schema = resolved(schema, whole)
    if isinstance(told, list):
        for one in told[:200]:
            yield from unknown(one, schema.get("items", {}), whole, f"{path}[]")
    elif isinstance(told, dict):
        for option in schema.get("allOf", ()):
            if Draft7Validator({**option["if"], "definitions": whole["definitions"]}).is_valid(told):
                schema = {**schema, **resolved(option["then"], whole)}
        known = schema.get("properties", {})
        for key, value in told.items():
            if known and key not in known:
                yield f"{path}.{key}"
            yield from unknown(value, known.get(key, {}), whole, f"{path}.{key}")


def resolved(schema: Any, whole: Any) -> Any:
    """Return a schema itself for a reference to it, or for a choice of it and null."""
    for option in schema.get("anyOf", ()):
        if "$ref" in option:
            schema = option
    reference = schema.get("$ref", "")
    return whole["definitions"][reference.rpartition("/")[2]] if reference else schema


def test_a_line_of_jsonl_is_a_finding_of_the_schema(output: Draft7Validator, example: Path) -> None:
    finding = Draft7Validator({"$ref": "#/definitions/finding", "definitions": output.schema["definitions"]})
    lines = gouji("audit", "--output-format", "jsonl", cwd=example / "now").stdout.splitlines()
    assert len(lines) > 10
    for line in lines:
        finding.validate(json.loads(line))


def objects(schema: Any) -> Iterator[Any]:
    """Yield every schema of an object with keys in a schema."""
    if isinstance(schema, dict):
        if "properties" in schema and "if" not in schema:
            yield schema
        for key, below in schema.items():
            if key not in ("if", "then"):
                yield from objects(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from objects(below)


def test_every_documented_key_is_required_and_more_are_allowed(output: Draft7Validator) -> None:
    found = list(objects(output.schema["definitions"]))
    assert len(found) > 15
    for one in found:
        assert one["required"] == list(one["properties"])
        assert "additionalProperties" not in one


def test_without_a_documented_key_json_is_refused(output: Draft7Validator, example: Path) -> None:
    told = json.loads(gouji("audit", "--output-format", "json", cwd=example / "now").stdout)
    output.validate({**told, "later": 1})
    for key in told:
        assert not output.is_valid({name: value for name, value in told.items() if name != key}), key
    assert not output.is_valid({**told, "schema": "gouji/2"})
    told["findings"][0]["facts"][0]["later"] = 1
    assert list(unknown(told, output.schema, output.schema)) == [".findings[].facts[].later"]
    told["findings"][0]["level"] = "fatal"
    assert not output.is_valid(told)


def test_the_page_on_json_tells_of_every_key(output: Draft7Validator) -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    for name in ("audit", "fact", "finding", "entry"):
        for key in output.schema["definitions"][name]["properties"]:
            assert re.search(rf"\b{key}\b", page), key
    for key in output.schema["definitions"]["audit"]["properties"]["summary"]["properties"]:
        assert f"`summary.{key}" in page, key


def test_the_schema_of_the_configuration_is_that_of_the_declaration() -> None:
    found = printed("config", "--lang", "en")
    Draft7Validator.check_schema(found)
    values = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["gouji"]
    Draft7Validator(found).validate(values)
    assert found["properties"].keys() == printed("config", "--lang", "zh")["properties"].keys()


@pytest.mark.parametrize("table", TABLES)
def test_a_table_schema_has_the_columns_of_the_table(table: str) -> None:
    found = printed(table)
    schema = TABLES[table]
    assert [field["name"] for field in found["fields"]] == list(schema.columns)
    assert found["fieldsMatch"] == "superset"
    for field in found["fields"]:
        column = schema.columns[field["name"]]
        assert column.description in field["description"]
        if field.get("constraints", {}).get("required"):
            # Pandera's checks refuse the empty cell as well.
            assert not all(check(empty(table, field["name"])).check_passed for check in column.checks)


def empty(table: str, column: str) -> Any:
    import pandas as pd  # noqa: PLC0415  for this alone

    assert table in TABLES
    return pd.Series([""], name=column)


def sound(field: Any, cell: str) -> bool:
    """Whether a cell is as a field of a Table Schema says, read as Frictionless does."""
    demands = field.get("constraints", {})
    if cell == "":
        return not demands.get("required", False)
    if field["type"] == "integer":
        return bool(re.fullmatch("[0-9]+", cell))
    if field["type"] == "number":
        return bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell))
    return bool(re.fullmatch(demands.get("pattern", ".*"), cell)) and cell in demands.get("enum", [cell])


@pytest.mark.parametrize("file", sorted((ROOT / "facts").glob("*.csv")), ids=lambda path: path.stem)
def test_our_own_tables_are_as_their_schemas_say(file: Path) -> None:
    table = file.stem if file.stem in TABLES else "facts"
    fields = {field["name"]: field for field in table_schema(table)["fields"]}  # type: ignore[attr-defined]
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            for name, cell in row.items():
                assert sound(fields[name], cell), (name, cell)


def test_patterns_take_what_gouji_reads_and_no_other() -> None:
    period = re.compile(PATTERNS["period"])
    for text in PERIODS:
        assert Period.read(text).text == text
        assert period.fullmatch(text)
    for text in NO_PERIODS:
        assert not period.fullmatch(text)
        with pytest.raises(ValueError, match="ISO"):
            Period.read(text)
    for text in ("2017/P1Y", "2022-06/P6M=5"):
        assert read_edition(text).number > 0
        assert re.fullmatch(PATTERNS["edition"], text)
    assert not re.fullmatch(PATTERNS["edition"], "2017")
    assert re.fullmatch(PATTERNS["base"], "mom")


def test_every_kind_of_cell_of_the_tables_is_told_of() -> None:
    kinds = {cell for columns in table_columns().values() for cell, _ in columns.values()}
    assert PATTERNS.keys() <= kinds
    fields = {field["name"]: field for field in printed("facts")["fields"]}
    assert fields["id"]["constraints"] == {"required": True, "unique": True, "pattern": PATTERNS["id"]}
    assert fields["stage"]["constraints"] == {"enum": list(c.STAGES)}
    assert fields["stage"]["description"].endswith("empty: actual")
    assert (fields["start"]["type"], fields["low"]["type"]) == ("integer", "number")


def test_a_schema_may_be_written_to_a_file(tmp_path: Path) -> None:
    done = gouji("schema", "config", "-o", "gouji.schema.json", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    written = (tmp_path / "gouji.schema.json").read_text(encoding="utf-8")
    assert written == gouji("schema", "config", cwd=tmp_path).stdout


def test_what_is_no_schema_is_one_line(tmp_path: Path) -> None:
    for arguments in ([], ["confg"]):
        done = gouji("schema", *arguments, cwd=tmp_path, env=ENGLISH)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "config" in done.stderr
