"""``gouji explain`` and ``gouji rules``: what is checked, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.options import lang_option
from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import find_workspace, open_workspace
from gouji.reports.text import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.checks.messages import Language
    from gouji.checks.registry import Entry


@click.command()
@click.argument("code")
@lang_option
def explain(code: str, lang: Language) -> None:
    """说明一条规则，如 GJ205。Explain a rule: its page."""
    entries = {entry.code.upper(): entry for entry in _entries(lang)}
    entry = entries.get(code.upper())
    if entry is None:
        from gouji.checks.selection import named_by  # noqa: PLC0415  a page needs no audit

        near = named_by(code, entries)
        raise InputError("", "no-rule-near" if near else "no-rule", code=code, near=near)
    words = WORDS[lang]
    level, scope = words.levels[entry.level], words.scopes[entry.scope]
    head = words.rule.format(code=entry.code, name=entry.name, level=level, scope=scope)
    click.echo(f"{head}\n\n{entry.page}")


@click.command()
@lang_option
def rules(lang: Language) -> None:
    """列出全部规则，含本工作区的。List all rules, those of this workspace too."""
    for entry in _entries(lang):
        click.echo(f"{entry.code:<8} {entry.name:<28} {WORDS[lang].levels[entry.level]:<8} {entry.title}")


def _entries(language: Language) -> Sequence[Entry]:
    from gouji.checks.registry import catalogue  # noqa: PLC0415  every command imports only what it needs

    root = find_workspace(Path.cwd())
    return catalogue(open_workspace(root, isolated=True) if root else None, language)
