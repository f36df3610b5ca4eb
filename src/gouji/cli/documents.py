"""What documents are: options that say it, and what commands say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from gouji.cli.output import tell
from gouji.facts.files.configuration import unread
from gouji.facts.files.errors import InputError
from gouji.facts.table import columns as c
from gouji.reading.documents.read import document_name, read_document, summary_ids
from gouji.reading.identity.stated import Stated
from gouji.reports.text import WORDS, harmless, taken_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from gouji.checks.messages import Language
    from gouji.facts.files.load import Source
    from gouji.facts.files.steps import Report
    from gouji.reading.documents.model import Document
    from gouji.reading.summaries import Summary

_Command = TypeVar("_Command", bound="Callable[..., Any]")
_DOCUMENTS = (
    click.option(
        "--publisher", default="", help="这些文档是谁发的。Who publishes these documents, whatever they say."
    ),
    click.option(
        "--year", type=click.IntRange(1900, 2100), help="回顾的是哪一年。The year that they review."
    ),
    click.option("--series", default="", help="属于哪个系列。The series that they are numbers of."),
)


def document_options(command: _Command) -> _Command:
    """Give a command the options for what documents are, where their texts do not say it, or wrongly."""
    for option in reversed(_DOCUMENTS):
        command = option(command)
    return command


def stated_by(options: Mapping[str, Any]) -> Stated:
    """Return what these options say."""
    return Stated(options["publisher"], options["year"], options["series"])


def tell_unread(source: Source, values: Mapping[str, Any]) -> None:
    """Tell on stderr where a configuration beside documents counts for nothing; *values* are of options."""
    if source.workspace is None and not (values["quiet"] or values["isolated"]):
        file = unread(values["paths"])
        if file:
            tell(WORDS[values["lang"]].config["unread"].format(file=file))


def read_together(
    paths: Iterable[Path], stated: Stated, report: Report
) -> tuple[list[Summary], list[InputError]]:
    """Return the summaries in documents, each with what it is among them, and why some could not be read."""
    # Every command imports only what it needs.
    from gouji.reading.summaries import summaries_of  # noqa: PLC0415

    found: dict[str, Document] = {}
    errors = []
    ids = summary_ids(list(paths))
    for number, (path, summary) in enumerate(ids.items(), 1):
        report(document_name(path), number, len(ids))
        try:
            found[summary] = read_document(path, document_name(path))
        except InputError as error:
            errors.append(error)
    return summaries_of(found, stated), errors


def note(taken: list[str], lang: Language, about: Mapping[str, str]) -> None:
    """Note what a document was taken for."""
    told = taken_for(about[c.ID], about[c.PUBLISHER], about[c.YEAR], about[c.SERIES], WORDS[lang])
    taken.append(harmless(told))
