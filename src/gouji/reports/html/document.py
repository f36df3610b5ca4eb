"""The whole document: its parts, rendered with the template and the style."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from gouji.checks.findings import AuditResult
from gouji.checks.messages import Language
from gouji.checks.registry import catalogue
from gouji.facts.table.facts import grouped
from gouji.reports.account import said_why
from gouji.reports.html import packing
from gouji.reports.html.cards import Cards
from gouji.reports.html.charts import HEIGHT, charts
from gouji.reports.html.described import ZH
from gouji.reports.html.drawn import drawn_cards
from gouji.reports.html.head import account, besides, called, not_yet, states, tallies
from gouji.reports.html.links import anchored, by_row, web_address
from gouji.reports.html.pairs import pairs
from gouji.reports.html.silence import silence, ties
from gouji.reports.html.texts import Texts, drawn_text
from gouji.reports.html.words import WORDS
from gouji.reports.html.years import drawn_years, targets, years
from gouji.reports.text import SIGNS, Style, remarks, without_controls
from gouji.reports.text import WORDS as REPORT_WORDS


def render(result: AuditResult, style: Style) -> str:
    """Return the result as one self-contained HTML document, in the style's language."""
    css, language = packing.style_sheet(), style.language
    words, common = WORDS[language], REPORT_WORDS[language]
    findings = anchored(result.findings)
    facts = result.evidence if style.with_texts else replace(result.evidence, texts={})
    asked = frozenset(fact for one in result.unchecked for some in one.bound for fact in some)
    texts = Texts(facts, findings, frozenset(result.unbound), frozenset(result.alone), asked)
    made = Cards(facts, language, texts)
    first, later = packing.split(findings, packing.FIRST, packing.MOST)
    cards = {one.anchor: made.of(one) for one in first}
    packed, later_years = drawn_cards(later, made, _titles(language)) if later else ({}, set())
    marks = by_row(findings, lambda _: True)
    by_year, aims = years(result.evidence, marks, words), targets(result, findings, words)
    first_rows, later_rows = packing.split(by_year.lines, packing.FIRST_ROWS, packing.MOST_ROWS)
    drawn = ["packed.js"] * bool(later or later_rows or texts.are_long) + ["cards.js"] * bool(later)
    script = packing.script_of(drawn)
    silent = silence(result, findings, words, common)
    return without_controls(
        _template().render(
            style=Markup(css),  # noqa: S704  a file of this package, without any data
            style_hash=packing.hash_of(css),
            script=Markup(script),  # noqa: S704  a file of this package, without any data
            script_hash=packing.hash_of(script),
            language=language,
            words=words,
            common=common,
            result=result,
            signs=SIGNS,
            workspace=called(result, words),
            titles=_titles(language),
            tallies=list(tallies(result, common)),
            account=list(account(result, texts.shown, words)),
            remarks=list(remarks(result, common)),
            besides=partial(besides, words),
            by_level=grouped(findings, lambda one: one.finding.level),
            shown_by_level=grouped(first, lambda one: one.finding.level),
            later=len(later),
            packed=packed,
            pack=packing.pack,
            drawn_text=drawn_text,
            cards=cards,
            rules=dict(sorted(Counter(one.finding.rule for one in findings).items())),
            states=states(findings, words),
            finding_years=sorted(later_years.union(*(card.years for card in cards.values()))),
            texts=texts.shown,
            documents={one.name: one.title for one in texts.shown},
            texts_packed=texts.are_long,
            years=by_year,
            publishers=by_year.publishers,
            several=len(by_year.publishers) > 1,
            later_rows=drawn_years(by_year, later_rows),
            lists={
                "years": (first_rows, later_rows),
                "targets": packing.split(aims, packing.FIRST_ROWS, packing.MOST_ROWS),
                "silence": packing.split(
                    silent.entries if silent else (), packing.FIRST_ROWS, packing.MOST_ROWS
                ),
            },
            targets=aims,
            pairs=pairs(result, findings, words),
            charts=charts(result.evidence, marks, words),
            height=HEIGHT,
            unchecked=not_yet(result, words),
            anchor_of=texts.anchor,
            place_of=made.place_of,
            silence=silent,
            ties=ties(result, texts.shown, _titles(language), words, common),
            zh=Markup(ZH[language]),  # noqa: S704  a word of this package
            beside=any(one.whole for one in texts.shown),
            sources=list(result.evidence.dimensions.summaries.values()),
            web_address=web_address,
            why=said_why,
        )
    )


@cache
def _titles(language: Language) -> Mapping[str, str]:
    """Return what each rule of the engine demands, in a sentence, by code."""
    return {entry.code: entry.title for entry in catalogue(None, language)}


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("gouji.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2")
