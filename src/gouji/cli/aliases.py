"""``gouji suggest-aliases``."""

from __future__ import annotations

import re
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.options import lang_option
from gouji.cli.output import show, write
from gouji.cli.shared_options import format_option
from gouji.facts.files.csv_file import csv_of, csv_text
from gouji.facts.files.errors import InputError
from gouji.facts.files.table_file import TableFile, read_table
from gouji.facts.files.table_paths import table_path
from gouji.facts.files.workspace import INDICATORS
from gouji.facts.table import columns as c
from gouji.library import open_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.checks.messages import Language
    from gouji.facts.files.load import Source
    from gouji.facts.table.facts import Facts
    from gouji.reading.alignment.suggestions import Suggestion

FORMATS = ("text", "json", "csv")
_NUMBER = re.compile(r"([0-9]{1,6})(?:\.([0-9]))?")


@click.command("suggest-aliases")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--accept",
    "accept",
    multiple=True,
    metavar="N.M|NAME=ALIAS",
    help="记入 indicators.csv：第 N 个数字与它的第 M 个同为一个指标，或后者也是前者的名称；可重复。"
    "Write it into indicators.csv: one indicator, by number or by names; repeatable.",
)
@click.option(
    "--refuse",
    "refuse",
    multiple=True,
    metavar="N[.M]|NAME=OTHER",
    help="记入 indicators.csv：不是一个指标，不再提；可重复。"
    "Not one indicator: never joined, nor offered again; repeatable.",
)
@format_option(FORMATS)
@lang_option
def suggest_aliases(
    *,
    paths: tuple[Path, ...],
    accept: tuple[str, ...],
    refuse: tuple[str, ...],
    output_format: str,
    lang: Language,
) -> None:
    """为没有与别篇对上的数字各列至多三个可能同为一个指标的，供人认可；不认可的从不使用。

    Offer for each figure that no other document tells by its name up to three that may be of the same thing,
    of a workspace (default: here) or of documents, and say what an acceptance would bring to be checked.
    None is used until it is accepted: `--accept 3.2`, by number as listed, or `--accept 甲=乙` writes 乙 into
    indicators.csv as another name of 甲; `--refuse 3.2` (or `3`) remembers there that they are not one.
    """
    from gouji.checks.audit import facts_of  # noqa: PLC0415  --help needs no audit
    from gouji.reading.alignment.suggestions import suggestions  # noqa: PLC0415  every command imports only what it needs
    from gouji.reports.aliases import RENDERERS  # noqa: PLC0415  every command imports only what it needs

    source = open_source(paths, isolated=True)
    if (accept or refuse) and source.workspace is None:
        raise InputError("", "alias-of-documents")
    facts = facts_of(source)
    found = suggestions(facts)
    if accept or refuse:
        _write(source, _Answers(facts, found), accept, refuse)
    else:
        show(RENDERERS[output_format](facts, found, lang), for_people=output_format == "text")


class _Answers:
    """What a person says of the suggestions, as pairs of names: those given, or those of a number."""

    def __init__(self, facts: Facts, found: Sequence[Suggestion]) -> None:
        self._facts, self._found = facts, found

    def pairs(self, option: str, answers: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
        """Yield the names that answers mean, and whether a person named them.

        Raises:
            InputError: An answer means none.
        """
        for answer in answers:
            number = _NUMBER.fullmatch(answer.strip())
            if number:
                yield from ((*names, False) for names in self._numbered(option, answer, number))
                continue
            name, equals, alias = answer.partition("=")
            if not (equals and name.strip() and alias.strip()) or ";" in alias:
                raise InputError("", "alias-form", option=option, pair=answer)
            yield name.strip(), alias.strip(), True

    def _numbered(self, option: str, answer: str, number: re.Match[str]) -> Iterator[tuple[str, str]]:
        from gouji.reading.alignment.suggestions import in_order  # noqa: PLC0415  every command imports its own

        which = int(number[1])
        if not 0 < which <= len(self._found) or (number[2] is None and option == "--accept"):
            raise InputError("", "alias-no-number", option=option, pair=answer)
        fact, partners = self._found[which - 1]
        wanted = partners if number[2] is None else partners[int(number[2]) - 1 :][:1]
        if not wanted or number[2] == "0":
            raise InputError("", "alias-no-number", option=option, pair=answer)
        for partner in wanted:
            stays, other = in_order(self._facts, fact, partner.fact)
            if other.indicator:
                yield stays.indicator, other.indicator
            elif number[2]:
                raise InputError(f"{other.file}:{other.line}", "alias-no-name", option=option, pair=answer)


def _write(source: Source, answers: _Answers, accept: Sequence[str], refuse: Sequence[str]) -> None:
    """Write what was accepted and refused; nothing of it if one answer cannot be written."""
    from gouji.reading.alignment.answers import accepted, refused  # noqa: PLC0415  every command imports its own

    if source.workspace is None:
        return
    path = table_path(source.workspace.root / "facts", INDICATORS)
    name = source.workspace.name_of(path)
    there = path.exists()
    found: TableFile = read_table(path, name, (c.ID,)) if there else csv_of(_indicators(source), name)
    for one, two, by_name in answers.pairs("--accept", accept):
        found, stays, alias = (found, one, two) if by_name else _placed(found, one, two)
        if by_name or stays != alias:
            found = accepted(found, stays, alias)
    for one, two, by_name in answers.pairs("--refuse", refuse):
        found, stays, other = (found, one, two) if by_name else _placed(found, one, two)
        found = refused(found, stays, other)
    write(path, found.to_bytes())


def _placed(found: TableFile, name: str, other: str) -> tuple[TableFile, str, str]:
    """Return the file with a row for the first of two names, and both by the ids that they go by there."""
    from gouji.reading.alignment.answers import id_of, with_row  # noqa: PLC0415  every command imports its own

    ids = {found.cell(record, c.ID) for record in found.rows}
    one, two = sorted((id_of(found, name), id_of(found, other)), key=lambda one: one not in ids)
    return with_row(found, one), one, two


def _indicators(source: Source) -> bytes:
    """Return a new ``indicators.csv`` with a row for each indicator, and what is known of it."""
    from gouji.checks.audit import tables_of  # noqa: PLC0415  --help needs no audit

    table = tables_of(source).indicators
    filled = [column for column in c.INDICATOR_COLUMNS[3:] if any(table[column])]
    columns = [*c.INDICATOR_COLUMNS[:3], *filled]
    rows = sorted(table.rows, key=itemgetter(c.ID))
    return csv_text([columns, *([row[column] for column in columns] for row in rows)]).encode("utf-8")
