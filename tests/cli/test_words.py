"""The words of both languages: whole, alike, and none of them unused."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from tests.cli.door import ENGLISH_WORDS, HAN

from gouji.cli import usage
from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards
from gouji.reports.text import WORDS

TABLE = tomllib.loads((files("gouji.facts.files") / "errors.toml").read_text(encoding="utf-8"))
ROOT = Path(__file__).parents[2] / "src" / "gouji"
NOT_SAID_IN_ENGLISH = {"EACCES", "EPERM", "ENOENT", "ENOTDIR", "EISDIR", "ENOSPC", "EROFS", "ENAMETOOLONG"}


def names(template: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_say_the_same_errors_with_the_same_values() -> None:
    zh, en = ({**table, **table["words"]} for table in (TABLE["zh"], TABLE["en"]))
    assert set(zh) - set(en) == NOT_SAID_IN_ENGLISH
    assert set(en) <= set(zh)
    for key in set(en) - {"words", "error", "error-at-line"}:
        assert names(zh[key]) == names(en[key]), key
        zh[key].encode("gbk")
        assert HAN.search(zh[key]), key
        assert not HAN.search(en[key]), key


def test_every_error_has_its_words_and_all_words_are_used() -> None:
    sources = [path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py")]
    written = Counter(
        node.value
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert [key for key in TABLE["en"] if key != "words" and not written[key]] == []
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "InputError"
                and len(node.args) > 1
            ):
                keys = [one.value for one in ast.walk(node.args[1]) if isinstance(one, ast.Constant)]
                assert [key for key in keys if isinstance(key, str) and key not in TABLE["en"]] == []


def test_an_error_of_another_is_told_as_it_is() -> None:
    assert str(InputError("a", "no such key; expected one")) == "a: no such key; expected one"
    error = InputError("a.csv:3", "cell-count", cells=2, columns=6)
    assert str(error) == "a.csv:3: 2 cells; expected 6 as in the header"
    assert error.said("zh") == "a.csv:3: 有 2 格；应与表头同为 6 格"
    kind = guards.Kind("OFD file", ".ofd", "an")
    assert str(InputError("a", "endless", kind=kind)).endswith("expected an OFD file without loops")
    assert "expected" not in InputError("a", "endless", kind=kind).said("zh")


def test_words_of_reports_are_complete_in_both_languages() -> None:
    zh, en = WORDS["zh"], WORDS["en"]
    for table in (
        "levels",
        "verdicts",
        "modes",
        "states",
        "scopes",
        "baseline",
        "targets",
        "statuses",
        "aliases",
    ):
        assert set(getattr(zh, table)) == set(getattr(en, table))


@pytest.mark.parametrize(
    "said",
    [
        "No such option: --selct",
        "No such option: --selct Did you mean --select?",
        "No such option: --x (Possible options: --texts, --text)",
        "No such option '--selct'. (Did you mean one of: '--help', '--select'?)",
        "No such command 'adit'.",
        "No such command 'adit'. Did you mean 'audit'?",
        "Missing argument 'DOCUMENTS...'.",
        "Missing option '--lang'. Choose from:\n\tzh,\n\ten",
        "Missing command.",
        "Option '--select' requires an argument.",
        "Option '--quiet' does not take a value.",
        "Got unexpected extra arguments (a b)",
        "Invalid value for '--lang': 'fr' is not one of 'zh', 'en'.",
        "Invalid value for '-o' / '--output': Path 'a' is not readable.",
        "Invalid value for 'PATH': Directory 'a.csv' is a file.",
        "Invalid value: File 'a' is a directory.",
    ],
)
def test_what_click_says_in_any_of_its_versions_is_said_in_chinese(said: str) -> None:
    assert not ENGLISH_WORDS.search(usage(said, "zh"))
    assert HAN.search(usage(said, "zh"))
    assert usage(said, "en") == " ".join(said.split())
