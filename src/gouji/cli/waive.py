"""``gouji waive``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.documents import document_options, stated_by
from gouji.cli.options import Settings, checking_options
from gouji.cli.output import write
from gouji.cli.progress import progress
from gouji.facts.files.csv_file import csv_of, csv_text
from gouji.facts.files.errors import InputError
from gouji.facts.files.table_file import read_table
from gouji.facts.files.table_paths import table_path
from gouji.facts.files.workspace import WAIVERS
from gouji.facts.table import columns as c
from gouji.library import audited, open_source, today
from gouji.reports.text import WORDS, harmless

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gouji.checks.findings import Finding
    from gouji.facts.files.load import Source
    from gouji.facts.files.table_file import TableFile

_WAIVERS = "GJ901"
_SHOWN = 5
"""So many findings are named where several are meant."""


@click.command()
@click.argument("fingerprint")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--reason", required=True, help="为什么照原。Why it stays as it is.")
@click.option(
    "--until", default="", metavar="DATE", help="到哪天、哪月、哪年为止。The last day, month or year of it."
)
@click.option("--who", default="", help="谁认可的。Who accepts it.")
@click.option(
    "--waivers",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写到哪个文件；文档必须写明，工作区默认为 facts/waivers.csv。"
    "The file: of documents needed. [default: facts/waivers.csv]",
)
@checking_options
@document_options
@click.pass_context
def waive(
    ctx: click.Context, /, fingerprint: str, paths: tuple[Path, ...], reason: str, **options: Any
) -> None:
    """照原：接受一条疑点，附理由和期限。

    Accept a finding of a workspace (default: here) or of documents: a row of waivers.csv is written.
    FINGERPRINT is its fingerprint (`gouji audit -v` lists it), or as much of its beginning as only one has.
    """
    source = open_source(paths, isolated=options["isolated"], stated=stated_by(options))
    settings = Settings.of(ctx, source.workspace)
    _refuse(reason, options["until"])
    path, name = _file(source, options["waivers"])
    asked = {**settings.asked, "waivers": None}
    with progress(shown=not settings.quiet) as report:
        result = audited(source, report=report, **asked)
    # A waiver that does not hold is mended in its own row.
    finding = _meant(fingerprint, [one for one in result.findings if one.rule != _WAIVERS])
    row = {
        c.FINGERPRINT: finding.fingerprint,
        c.RULE: finding.rule,
        c.REASON: reason.strip(),
        c.WHO: options["who"].strip(),
        c.UNTIL: options["until"],
    }
    if source.workspace is None:
        row |= {c.SAID: finding.message["zh"], c.SUMMARIES: ";".join(finding.summaries)}
    content = _with_row(path, name, row).to_bytes()
    if finding.state == "waived":
        raise InputError(finding.fingerprint, "waived-already", reason=finding.waiver)
    write(path, content)
    if not settings.quiet:
        language = settings.style.language
        said = f"{finding.message[language]} [{finding.rule}] {finding.fingerprint}"
        click.echo(harmless(WORDS[language].accepted.format(finding=said, file=name)))


def _refuse(reason: str, until: str) -> None:
    """Refuse what would accept nothing.

    Raises:
        InputError: There is no reason, the date is none, or it is over.
    """
    if not reason.strip():
        raise InputError("--reason", "no-reason")
    if not until:
        return
    last = _last_day(until)
    if last is None:
        raise InputError("--until", "no-date", given=until)
    if last < today():
        raise InputError("--until", "date-over", given=until, today=today().isoformat())


def _last_day(until: str) -> date | None:
    """Return the last day of a date; None where it is none."""
    from gouji.facts.table.periods import Period  # noqa: PLC0415  --help needs none

    try:
        return Period.read(until).end
    except ValueError:
        return None


def _file(source: Source, given: Path | None) -> tuple[Path, str]:
    """Return the file of waivers, and what messages call it."""
    if given is not None:
        return given, str(given)
    if source.workspace is None:
        raise InputError("", "waivers-of-documents")
    path = table_path(source.workspace.root / "facts", WAIVERS)
    return path, source.workspace.name_of(path)


def _meant(given: str, findings: Sequence[Finding]) -> Finding:
    """Return the finding whose fingerprint begins so.

    Raises:
        InputError: None does, or several do.
    """
    prefix = given.strip().lower()
    found = {one.fingerprint: one for one in findings if prefix and one.fingerprint.startswith(prefix)}
    if not found:
        raise InputError(given, "no-fingerprint")
    if len(found) > 1:
        some = [f"{one.fingerprint} [{one.rule}]" for one in found.values()]
        raise InputError(given, "fingerprints", count=len(some), some=some[:_SHOWN])
    return next(iter(found.values()))


def _with_row(path: Path, name: str, row: dict[str, str]) -> TableFile:
    """Return the file with a row more; one of the same finding that holds no longer is replaced by it.

    Raises:
        InputError: The file cannot be read, lacks a column that is needed, or accepts the finding already.
    """
    if not path.exists():
        return csv_of(csv_text([row.keys(), row.values()]).encode(), name)
    found = read_table(path, name, c.REQUIRED_WAIVER_COLUMNS)
    for column in (*c.REQUIRED_WAIVER_COLUMNS, *(one for one in (c.WHO, c.UNTIL) if row[one])):
        if column not in found.header:
            raise InputError(found.header_place, "column-missing", column=column, columns=found.header)
    for record in found.rows:
        same = all(found.cell(record, one) == row[one] for one in (c.FINGERPRINT, c.RULE))
        reason = found.cell(record, c.REASON).strip()
        if same and (not reason or _is_over(found.cell(record, c.UNTIL))):
            return _replaced(found, record.line, row)
        if same:
            raise InputError(f"{name}:{record.line}", "waived-already", reason=reason)
    return found.with_rows([row])


def _is_over(until: str) -> bool:
    last = _last_day(until) if until else None
    return last is not None and last < today()


def _replaced(found: TableFile, line: int, row: dict[str, str]) -> TableFile:
    records = [
        record.with_cells([row.get(column, "") for column in found.header])
        if record.cells and record.line == line
        else record
        for record in found.records
    ]
    return found.changed(records)
