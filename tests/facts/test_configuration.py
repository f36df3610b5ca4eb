"""What a configuration may set: one declaration for gouji and for editors, errors with file and line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from gouji.checks.messages import LANGUAGES
from gouji.checks.rule import LEVELS
from gouji.checks.selection import Selection
from gouji.cli.audit import audit as command
from gouji.cli.shared_options import FAIL_ON
from gouji.facts.files.configuration import declared, place_of, read_configuration, schema
from gouji.facts.files.errors import InputError
from gouji.library import audit

ALLOWED = {
    "nothing": "",
    "a language": 'lang = "en"',
    "texts": 'texts = "原文"',
    "a level of failing": 'fail-on = "never"',
    "codes": 'select = ["GJ2", "GJ401"]\nignore = []',
    "levels": '[levels]\nGJ4 = "note"\n"GJ401" = "error"\nGJ407 = "off"',
    "files": '[per-file-ignores]\n"facts/旧-*.csv" = ["GJ4", "GJ205"]\n"a.csv" = []',
    "tables in a line": 'levels = { GJ4 = "note" }\nper-file-ignores = { "a.csv" = ["GJ4"] }',
}
REFUSED = {
    "another key": ("a = 1", 1),
    "a key with another sign": ('x = 1\n\nfail_on = "error"'.replace("x = 1", 'lang = "zh"'), 3),
    "a number": ("lang = 1", 1),
    "another language": ('texts = "a"\nlang = "fr"', 2),
    "a folder without a name": ('texts = ""', 1),
    "another level of failing": ('fail-on = "bad"', 1),
    "one code without a list": ('select = "GJ2"', 1),
    "a code without quotes": ("select = [2]", 1),
    "a code that is empty": ('ignore = ["GJ2", ""]', 1),
    "levels that are a list": ('levels = ["GJ2"]', 1),
    "another level": ('[levels]\nGJ2 = "note"\n\nGJ4 = "fatal"', 4),
    "a level that is a flag": ("[levels]\n# GJ4\nGJ4 = true", 3),
    "a level of nothing": ('[levels]\n"" = "note"', 1),
    "codes that are no list": ('lang = "zh"\n[per-file-ignores]\n"a.csv" = "GJ2"', 3),
    "files without a name": ('[per-file-ignores]\n"" = ["GJ2"]', 1),
    "codes of a file that are numbers": ('[per-file-ignores]\n"a.csv" = [\n  2,\n]', 2),
}


def configured(root: Path, text: str) -> dict[str, Any]:
    (root / "gouji.toml").write_text(text + "\n", encoding="utf-8")
    return read_configuration(root)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_is_one_and_has_a_description_of_each_key(language: str) -> None:
    whole = schema(language)
    Draft7Validator.check_schema(whole)
    assert list(whole["properties"]) == list(declared())
    for key in whole["properties"].values():
        assert key["description"].strip()
        assert not {"zh", "en"} & key.keys()


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED)
def test_what_is_allowed_the_schema_allows_too(text: str, tmp_path: Path) -> None:
    found = configured(tmp_path, text)
    values = tomllib.loads(text)
    assert {key.replace("_", "-"): value for key, value in found.items()} == values
    Draft7Validator(schema("en")).validate(values)


@pytest.mark.parametrize(("text", "line"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_told_with_its_line_and_the_schema_refuses_it(
    text: str, line: int, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as error:
        configured(tmp_path, text)
    assert error.value.place == f"gouji.toml:{line}"
    assert not Draft7Validator(schema("en")).is_valid(tomllib.loads(text))


def test_the_words_that_are_allowed_are_those_of_the_code() -> None:
    keys = declared()
    assert tuple(keys["lang"]["enum"]) == LANGUAGES
    assert tuple(keys["fail-on"]["enum"]) == FAIL_ON
    assert tuple(keys["levels"]["additionalProperties"]["enum"]) == (*LEVELS, "off")
    assert keys["fail-on"]["default"] == LEVELS[0]


def test_each_key_is_an_option_of_the_audit_or_what_a_selection_reads() -> None:
    options = {parameter.name for parameter in command.params}
    beyond = {key.replace("-", "_") for key in declared()} - options
    assert beyond == {"levels", "per_file_ignores"}
    chosen = Selection.of((), (), {"levels": {"GJ2": "off"}, "per_file_ignores": {"a.csv": ["GJ4,GJ5"]}})
    assert not chosen.selects("GJ205")
    assert chosen.per_file == {"a.csv": ("GJ4", "GJ5")}


def test_each_default_is_allowed() -> None:
    for one in declared().values():
        if "default" in one:
            Draft7Validator(one).validate(one["default"])


def test_a_misspelled_key_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match='unknown option "per_file_ignore"; expected per-file-ignores, or'):
        configured(tmp_path, "per_file_ignore = {}")
    with pytest.raises(InputError, match='unknown option "zzz"; expected one of fail-on, ignore'):
        configured(tmp_path, "zzz = {}")


def test_a_project_file_is_read_and_told_by_its_lines(tmp_path: Path) -> None:
    text = '[project]\nname = "lang"\n\n[tool.gouji]\nlang = "en"\n\n[tool.gouji.levels]\nGJ4 = "note"\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert read_configuration(tmp_path) == {"lang": "en", "levels": {"GJ4": "note"}}
    assert place_of(tmp_path, "lang") == "pyproject.toml:5"
    assert place_of(tmp_path, "levels") == "pyproject.toml:7"
    assert place_of(tmp_path, "levels", "GJ4") == "pyproject.toml:8"
    assert place_of(tmp_path, "fail-on") == "pyproject.toml"


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ('tool.gouji.lang = "zh"', ("lang",), 1),
        ('tool = { gouji = { lang = "zh" } }', ("lang",), 1),
        ('# lang\n[tool]\ngouji.lang = "zh"', ("lang",), 3),
        ('[tool.gouji]\nselect = [\n  "lang",\n  "levels",\n]\nlevels = {}', ("levels",), 6),
        ('[tool.gouji]\ntexts = """\nlang = 1\n"""\nlang = "zh"', ("lang",), 5),
        ('[tool.gouji]\nignore = [\n  "GJ2",\n]', ("ignore",), 2),
        ('[tool.gouji."per-file-ignores"]\n"a.csv" = ["a.csv"]', ("per-file-ignores", "a.csv"), 2),
    ],
)
def test_a_line_is_found_however_toml_is_written(
    text: str, path: tuple[str, ...], line: int, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert place_of(tmp_path, *path) == f"pyproject.toml:{line}"


def test_a_mark_at_the_beginning_as_editors_on_windows_write_it_is_read_over(tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text('lang = "en"\n', encoding="utf-8-sig")
    assert read_configuration(tmp_path) == {"lang": "en"}
    assert place_of(tmp_path, "lang") == "gouji.toml:1"


def test_the_page_shows_every_key_in_an_example_that_is_allowed() -> None:
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    values = tomllib.loads(page.partition("```toml\n")[2].partition("```")[0])
    Draft7Validator(schema("en")).validate(values)
    assert values.keys() == declared().keys()


def test_the_own_file_goes_before_the_projects(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.gouji]\nlang = "en"\n', encoding="utf-8")
    assert configured(tmp_path, 'fail-on = "never"') == {"fail_on": "never"}
    assert place_of(tmp_path, "fail-on") == "gouji.toml:1"


def test_the_library_reports_at_the_configured_level(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    sums = "t,2024,x,210项,,\np,2024,y,95项,t,true\nq,2024,z,95项,t,true\n"
    (tmp_path / "facts" / "a.csv").write_text(f"id,period,indicator,quote,whole,complete\n{sums}", "utf-8")
    assert audit(tmp_path).levels == {"error": 1, "warning": 0, "note": 0}
    (tmp_path / "gouji.toml").write_text('[levels]\nGJ2 = "note"\n', encoding="utf-8")
    assert audit(tmp_path).levels == {"error": 0, "warning": 0, "note": 1}
    (tmp_path / "gouji.toml").write_text('[per-file-ignores]\n"a.csv" = ["GJ2"]\n', encoding="utf-8")
    found = audit(tmp_path)
    assert (len(found), len(found.result.ignored)) == (0, 1)


def test_the_library_refuses_what_the_command_refuses(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.csv").write_text("id,period,indicator,quote\na,2024,x,210项\n", encoding="utf-8")
    (tmp_path / "gouji.toml").write_text('[levels]\nGJ2O5 = "note"\n', encoding="utf-8")
    with pytest.raises(InputError, match="GJ2O5; expected GJ205") as error:
        audit(tmp_path)
    assert error.value.place == "gouji.toml:2"
