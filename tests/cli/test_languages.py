"""Every line that gouji writes speaks the language of the run: errors, account, hints."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click
import pytest
from tests.cli.bad_inputs import BAD, HEAD, RELATION, SCHEMA, crashing, two_workspaces, workspace
from tests.cli.door import ENGLISH, ENGLISH_WORDS, HAN, gouji, process

from gouji.cli import RunState, cli, usage
from gouji.facts.files.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LANGUAGES = ("zh", "en")


def in_language(said: str, language: str) -> bool:
    """Whether a line of ASCII names and values is worded in a language."""
    return not HAN.search(said) if language == "en" else bool(HAN.search(said))


@pytest.mark.parametrize(("write", "arguments"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_an_error_is_one_line_in_the_language_of_the_run(
    write: Callable[[Path], None], arguments: list[str], tmp_path: Path
) -> None:
    write(tmp_path)
    told = {}
    for language in LANGUAGES:
        env = {"LC_ALL": f"{language}_XX.UTF-8", "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
        done = gouji(*arguments, cwd=tmp_path, env=env)
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert done.stderr.startswith("gouji: ")
        assert done.stderr.count("\n") == 1
        assert in_language(done.stderr, language), done.stderr
        told[language] = done.stderr.replace(str(tmp_path), "")
    assert not ENGLISH_WORDS.search(told["zh"]), told["zh"]


def usage_errors() -> Iterator[str]:
    """Yield what click says of each option and argument of each command that is given wrongly."""
    for path, command in commands(cli, ()):
        tried = [["--qqqq"], ["x", "y", "z", "zz"], []]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                name = parameter.opts[0]
                tried += [[name], [f"{name}=0x"], [f"{name}x"]]
        for arguments in tried:
            with suppress(click.exceptions.Exit):
                try:
                    command.make_context(path[-1], list(arguments), parent=None, obj=RunState("zh"))
                except click.ClickException as error:
                    yield error.format_message()


def commands(
    command: click.Command, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with its names."""
    if path:
        yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from commands(below, (*path, name))


def test_all_that_click_says_of_our_options_is_known_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "y").mkdir()
    said = set(usage_errors())
    assert len(said) > 40
    for message in said:
        assert in_language(usage(message, "zh"), "zh"), message
        assert not ENGLISH_WORDS.search(usage(message, "zh")), message


@pytest.mark.parametrize("given", [["--lang", "{}"], ["--lang={}"]])
@pytest.mark.parametrize(
    "arguments", [["audit", "nowhere"], ["audit", "--no-such-option"], ["extract", "nowhere"]]
)
def test_the_option_decides_also_where_the_command_line_cannot_be_read(
    arguments: list[str], given: list[str], tmp_path: Path
) -> None:
    for language, locale in (("zh", "en_US.UTF-8"), ("en", "zh_CN.UTF-8")):
        option = [part.format(language) for part in given]
        done = gouji(*arguments, *option, cwd=tmp_path, env={"LC_ALL": locale})
        assert done.returncode == 2
        assert in_language(done.stderr, language), done.stderr


def test_the_configuration_decides_where_the_command_line_does_not(tmp_path: Path) -> None:
    workspace(tmp_path, HEAD)
    (tmp_path / "gouji.toml").write_text('lang = "en"\n', encoding="utf-8")
    assert "nothing could be checked" in gouji("audit", cwd=tmp_path).stderr
    assert "没有一项可以核对" in gouji("audit", "--lang", "zh", cwd=tmp_path).stderr


@pytest.mark.parametrize(("formula", "caret"), [("a == * b", "     ^"), ("a ==", "    ^")])
def test_a_formula_is_told_with_its_caret(formula: str, caret: str, tmp_path: Path) -> None:
    workspace(tmp_path, RELATION.format(formula, ""), "checks/relations.toml")
    for language in LANGUAGES:
        said, *below = gouji("audit", "--lang", language, cwd=tmp_path).stderr.splitlines()
        assert in_language(said, language)
        assert below == [formula, caret]


def test_a_failure_of_gouji_and_of_a_rule_are_told_in_the_language(tmp_path: Path) -> None:
    crashing(tmp_path)
    for language in LANGUAGES:
        done = gouji("baseline", "write", "--lang", language, cwd=tmp_path)
        assert done.returncode == 3
        assert "XX-1" in done.stderr
        assert in_language(done.stderr, language)
        assert in_language(gouji("audit", "--lang", language, cwd=tmp_path).stdout, language)
    (tmp_path / "checks" / "schema.py").write_text(SCHEMA % "lambda c: False", encoding="utf-8")
    for language in LANGUAGES:
        done = gouji("audit", "--lang", language, cwd=tmp_path)
        assert done.returncode == 3
        assert in_language(done.stderr, language)


def test_what_the_system_refuses_is_told_in_the_language() -> None:
    for language in LANGUAGES:
        for error in (PermissionError(13, os.strerror(13)), OSError(28, os.strerror(28))):
            assert in_language(sentence("unreadable", language, error=error), language)
    assert "something else" in sentence("unreadable", "en", error=OSError(5, "something else"))
    assert (
        sentence("no-toml", "zh", error=ValueError("bad (at line 3, column 1)"))
        == "不是 TOML（第 3 行）；应为配置"
    )


def test_an_interrupted_run_is_told_in_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path)
    monkeypatch.setattr(sys.modules["gouji.cli.audit"], "open_source", interrupt)
    for language in LANGUAGES:
        done = gouji("audit", "--lang", language, cwd=tmp_path)
        assert done.returncode == 130
        assert in_language(done.stderr, language)


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


BAD_SUM = HEAD + "t,2024,jobs,355%,,\np,2024,a,95%,t,true\nq,2024,b,115%,t,true\nz,2024,c,,,\n"


def test_the_account_speaks_one_language(tmp_path: Path) -> None:
    workspace(tmp_path, BAD_SUM)
    for command in (
        ["audit"],
        ["audit", "-v"],
        ["lint"],
        ["gate", "--against", "."],
        ["rules"],
        ["explain", "GJ205"],
    ):
        (tmp_path / "checks" / "relations.toml").write_text(RELATION.format("a == b", ""), encoding="utf-8")
        said = {lang: gouji(*command, "--lang", lang, cwd=tmp_path).stdout for lang in LANGUAGES}
        page = "explain" in command or "rules" in command  # English pages quote Chinese words
        assert page or in_language(said["en"], "en"), said["en"]
        assert in_language(said["zh"], "zh")
        assert said["zh"] != said["en"]


def test_known_findings_are_shown_in_the_language_also_those_that_are_gone(tmp_path: Path) -> None:
    workspace(tmp_path, BAD_SUM)
    gouji("baseline", "write", cwd=tmp_path)
    (tmp_path / "facts" / "a.csv").write_text(BAD_SUM.replace("355", "210"), encoding="utf-8")
    for language in LANGUAGES:
        done = gouji("baseline", "show", "--lang", language, cwd=tmp_path)
        assert "GJ205" in done.stdout
        for line in done.stdout.splitlines():
            assert in_language(line, language), line


def test_a_base_that_cannot_be_read_is_told_in_both_languages(tmp_path: Path) -> None:
    two_workspaces(tmp_path)
    (tmp_path / "two" / "facts" / "a.csv").write_text("", encoding="utf-8")
    for language in LANGUAGES:
        done = gouji("gate", "one", "--against", "two", "--lang", language, cwd=tmp_path)
        (line,) = [line for line in done.stdout.splitlines() if line.startswith("two")]
        assert in_language(line, language)
        assert not (language == "zh" and ENGLISH_WORDS.search(line)), line


def test_levels_and_scopes_of_rules_are_words_of_the_language(tmp_path: Path) -> None:
    first = gouji("explain", "GJ205", "--lang", "zh", cwd=tmp_path).stdout.splitlines()[0]
    assert first == "GJ205 total-of-parts（差错，一篇之内）"
    first = gouji("explain", "GJ205", "--lang", "en", cwd=tmp_path).stdout.splitlines()[0]
    assert first == "GJ205 total-of-parts (error, summary)"
    assert "待核" in gouji("rules", "--lang", "zh", cwd=tmp_path).stdout


def test_the_locale_decides_in_a_process_of_its_own(tmp_path: Path) -> None:
    assert in_language(process("audit", "nowhere", cwd=tmp_path, env=ENGLISH).stderr, "en")
    assert in_language(process("audit", "nowhere", cwd=tmp_path).stderr, "zh")
