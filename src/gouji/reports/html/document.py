"""The whole document: its parts, rendered with the template and the style."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from gouji.checks.registry import catalogue
from gouji.reports.html.account import not_checked, sources, tallies
from gouji.reports.html.findings import besides, groups, shown_count
from gouji.reports.html.links import anchored
from gouji.reports.html.pairs import pairs
from gouji.reports.html.words import WORDS
from gouji.reports.html.years import targets, years
from gouji.reports.text import summed_up
from gouji.reports.words import WORDS as REPORT_WORDS
from gouji.reports.words import harmless

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

    from gouji.checks.findings import AuditResult
    from gouji.checks.messages import Language
    from gouji.reports.words import Style

HERE = "gouji.reports.html"


def render(result: AuditResult, style: Style) -> str:
    """Return the result as one self-contained HTML document, in the style's language."""
    css = _read("style.css")
    return _template().render(
        style=Markup(css),  # noqa: S704  a file of this package, without any data
        style_hash=hash_of(css),
        words=WORDS[style.language],
        common=REPORT_WORDS[style.language],
        workspace="" if result.workspace == "." else result.workspace,
        **_parts(result, style.language),
    )


def hash_of(style: str) -> str:
    """Return the hash by which a Content-Security-Policy allows this style and no other."""
    return "sha256-" + b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")


def _parts(result: AuditResult, language: Language) -> Mapping[str, object]:
    words, titles = WORDS[language], _titles(language)
    findings = anchored(result.findings)
    grouped = groups(result, findings, language, words, titles)
    return {
        "tallies": tallies(result, language),
        "summed_up": list(summed_up(result, REPORT_WORDS[language])),
        "besides": besides(result.findings, words),
        "groups": grouped,
        "shown": shown_count(grouped),
        "changes": [change.message[language] for change in result.changes],
        "years": years(result, findings, words),
        "targets": targets(result, findings, language),
        "pairs": pairs(result, findings, words),
        "unchecked": not_checked(result, language, titles),
        "sources": sources(result.evidence.dimensions.summaries.values(), words),
    }


@cache
def _titles(language: Language) -> Mapping[str, str]:
    """Return what each rule of the engine demands, in a sentence, by code."""
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
    """Return a value for the template, with ``?`` for control and direction characters.

    Markup comes from the template's own macros, whose values have been through here already.
    """
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _read(name: str) -> str:
    return files(HERE).joinpath(name).read_text(encoding="utf-8")
