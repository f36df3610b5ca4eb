"""The whole document: its parts, the template and the style, put together."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from gouji.checks.registry import catalogue
from gouji.reports.html.findings import besides, groups, shown_count
from gouji.reports.html.links import anchored
from gouji.reports.html.pairs import pairs
from gouji.reports.html.sources import sources
from gouji.reports.html.targets import targets
from gouji.reports.html.unchecked import not_checked
from gouji.reports.html.verdict import summed_up, tallies
from gouji.reports.html.words import WORDS
from gouji.reports.html.years import years
from gouji.reports.text import harmless
from gouji.reports.words import WORDS as REPORT_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

    from gouji.checks.findings import Account
    from gouji.checks.messages import Language

HERE = "gouji.reports.html"


def document(account: Account, language: Language) -> str:
    """Return the account as one HTML document that needs nothing else."""
    style = _read("style.css")
    return _template().render(
        style=Markup(style),  # noqa: S704  a file of this package, and no data in it
        style_hash=hash_of(style),
        words=WORDS[language],
        common=REPORT_WORDS[language],
        workspace="" if account.workspace == "." else account.workspace,
        **_parts(account, language),
    )


def hash_of(style: str) -> str:
    """Return the hash by which a Content-Security-Policy allows this style and no other."""
    return "sha256-" + b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")


def _parts(account: Account, language: Language) -> Mapping[str, object]:
    words, titles = WORDS[language], _titles(language)
    found = anchored(account.findings)
    grouped = groups(account, found, language, words, titles)
    return {
        "tallies": tallies(account, language),
        "summed_up": summed_up(account, language),
        "besides": besides(account.findings, words),
        "groups": grouped,
        "shown": shown_count(grouped),
        "changes": [change.message[language] for change in account.changes],
        "years": years(account, found, words),
        "targets": targets(account, found, language),
        "pairs": pairs(account, found, words),
        "unchecked": not_checked(account, language, titles),
        "sources": sources(account.evidence.dimensions.summaries.values(), words),
    }


@cache
def _titles(language: Language) -> Mapping[str, str]:
    """What the engine's rules demand, in a sentence each, by code."""
    return {entry.code: entry.title for entry in catalogue(None, language)}


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(_read("report.html.j2"))


def _printable(value: object) -> object:
    """Return what is put into the template without characters that a reader would not see.

    Markup is the template's own: its macros have been through here, piece by piece.
    """
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _read(name: str) -> str:
    return files(HERE).joinpath(name).read_text(encoding="utf-8")
