"""The whole document: its parts, rendered with the template and the style."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from gouji.checks.findings import AuditResult
from gouji.checks.messages import Language
from gouji.checks.registry import catalogue
from gouji.facts.table.facts import grouped
from gouji.reports.html.findings import WORDS, Quotes, besides
from gouji.reports.html.links import anchored, web_address
from gouji.reports.html.pairs import pairs
from gouji.reports.html.silence import silence
from gouji.reports.html.years import targets, years
from gouji.reports.text import SIGNS, Style, Words, harmless, remarks, summed_up
from gouji.reports.text import WORDS as REPORT_WORDS


def render(result: AuditResult, style: Style) -> str:
    """Return the result as one self-contained HTML document, in the style's language."""
    css, language = _read("style.css"), style.language
    words, common = WORDS[language], REPORT_WORDS[language]
    findings = anchored(result.findings)
    return _template().render(
        style=Markup(css),  # noqa: S704  a file of this package, without any data
        style_hash=hash_of(css),
        language=language,
        words=words,
        common=common,
        result=result,
        signs=SIGNS,
        workspace="" if result.workspace == "." else result.workspace,
        titles=_titles(language),
        tallies=list(_tallies(result, common)),
        summed_up=list(summed_up(result, common)),
        remarks=list(remarks(result, common)),
        besides=partial(besides, words),
        by_level=grouped(findings, lambda one: one.finding.level),
        quote_at=Quotes(result.evidence, language).at,
        years=years(result, findings, words),
        targets=targets(result, findings, language),
        pairs=pairs(result, findings, words),
        silence=silence(result, findings, common),
        sources=list(result.evidence.dimensions.summaries.values()),
        web_address=web_address,
    )


def hash_of(style: str) -> str:
    """Return the hash by which a Content-Security-Policy allows this style and no other."""
    return "sha256-" + b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")


class Tally(NamedTuple):
    """A number of the verdict line, with its sign and word."""

    kind: str
    sign: str
    word: str
    number: int

    def __str__(self) -> str:
        return f"{self.sign} {self.word} {self.number}".lstrip()


def _tallies(result: AuditResult, words: Words) -> Iterator[Tally]:
    """Count new findings by level, then the bindings that agree, then those not checked."""
    for level, number in result.levels.items():
        yield Tally(level, SIGNS[level], words.levels[level], number)
    yield Tally("consistent", "√", words.verdicts["consistent"], result.verdicts["consistent"])
    yield Tally("unchecked", "", words.verdicts["unchecked"], result.verdicts["unchecked"])


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
    return files("gouji.reports.html").joinpath(name).read_text(encoding="utf-8")
