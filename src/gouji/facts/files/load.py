"""Sources of facts, and a workspace's tables as text, with file and line of every row."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from gouji.facts.files.csv_file import CsvFile
from gouji.facts.files.errors import InputError, nearest
from gouji.facts.files.steps import Report, silent
from gouji.facts.files.table_file import TableFile, read_table
from gouji.facts.files.table_paths import SHEET, table_path
from gouji.facts.files.workspace import ENTITIES, INDICATORS, SUMMARIES, WAIVERS, Workspace
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import Sheets, Table, Tables, are_drafts, parties_in


@dataclass(frozen=True, slots=True)
class Source:
    """What is audited: a workspace, a revision of one, or documents.

    Attributes:
        name: Its name for people.
        tables: Reads its tables; called with a function that is told the name of each step as it begins.
        workspace: The workspace, whose own checks apply; None for documents.
        texts: The source texts that it has itself, by summary id.
        files: The fact files of the workspace that were asked for, by name; none: all of them.
    """

    name: str
    tables: Callable[[Report], Tables]
    workspace: Workspace | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()


def source_of(workspace: Workspace, files: Sequence[Path] = ()) -> Source:
    """Return a workspace as a source; *files* are fact files in it, perhaps outside ``facts/``."""
    names = tuple(map(workspace.name_of, files))
    return Source(workspace.called, partial(load, workspace, files), workspace, files=names)


def with_waivers(source: Source, path: Path) -> Source:
    """Return a source of which a file accepts findings, beside its own waivers.

    The file is read with the tables, and may raise then what they may.
    """

    def tables(report: Report) -> Tables:
        found = source.tables(report)
        given, sheets = _read({path: str(path)}, c.WAIVER_COLUMNS, c.REQUIRED_WAIVER_COLUMNS)
        return replace(found, waivers=found.waivers + given, sheets={**found.sheets, **sheets})

    return replace(source, tables=tables)


def load(workspace: Workspace, extra: Iterable[Path] = (), report: Report = silent) -> Tables:
    """Read all tables of *workspace*; *extra* are fact files elsewhere in it.

    Of an absent dimension table there is a row for each id that a fact names which a person coded.

    Raises:
        InputError: A file is not readable as its table, or there is no fact file.
    """
    report("load")
    files = sorted({*workspace.fact_files, *extra})
    if not files:
        raise InputError("facts", "no-fact-files")
    facts, sheets = _facts(workspace, files)
    coded, folder = facts.where([not draft for draft in are_drafts(facts)]), workspace.root / "facts"
    absent = [name for name in (SUMMARIES, ENTITIES, INDICATORS) if not table_path(folder, name).exists()]
    summaries, of_summaries = _dimension(folder, SUMMARIES, c.SUMMARY_COLUMNS, facts[c.SUMMARY])
    entities, of_entities = _dimension(folder, ENTITIES, c.ENTITY_COLUMNS, parties_in(coded))
    indicators, of_indicators = _dimension(folder, INDICATORS, c.INDICATOR_COLUMNS, coded[c.INDICATOR])
    waivers, of_waivers = _dimension(folder, WAIVERS, c.WAIVER_COLUMNS, (), c.REQUIRED_WAIVER_COLUMNS)
    made_up = frozenset(Path(name).stem for name in absent)
    sheets |= {**of_summaries, **of_entities, **of_indicators, **of_waivers}
    return Tables(facts, summaries, entities, indicators, waivers, made_up, sheets=sheets)


def table_of(sources: Iterable[TableFile], columns: Sequence[str], required: Sequence[str]) -> Table:
    """Return the rows of files, one file after the other, as text under *columns*.

    Raises:
        InputError: A required column is missing, or a column is unknown.
    """
    found: dict[str, list[Any]] = {name: [] for name in (*columns, c.FILE, c.LINE)}
    for source in sources:
        _check_columns(source, columns, required)
        rows = source.rows
        cells = dict(zip(source.header, zip(*(row.cells for row in rows), strict=True), strict=False))
        for name in columns:
            found[name] += cells.get(name) or [""] * len(rows)
        found[c.FILE] += [source.name] * len(rows)
        found[c.LINE] += [row.line for row in rows]
    return Table(found)


def _read(files: Mapping[Path, str], columns: Sequence[str], required: Sequence[str]) -> tuple[Table, Sheets]:
    """Read files with their names, and say where in spreadsheets their columns stand."""
    found = [read_table(path, name, required) for path, name in files.items()]
    sheets = [one for one in found if not isinstance(one, CsvFile)]
    return table_of(found, columns, required), {one.name: one.references for one in sheets}


def _facts(workspace: Workspace, files: Iterable[Path]) -> tuple[Table, Sheets]:
    """Read fact files; an empty cell means its column's default, but in a draft that nothing is known."""
    names = {workspace.name_of(path): path for path in files}
    for name, path in names.items():
        if path.suffix == SHEET and (other := workspace.name_of(path.with_suffix(".csv"))) in names:
            raise InputError(name, "two-tables", other=other)
    paths = {path: name for name, path in names.items()}
    found, sheets = _read(paths, c.FACT_COLUMNS, c.REQUIRED_FACT_COLUMNS)
    drafts = are_drafts(found)
    for column, default in c.DEFAULTS.items():
        unsaid = [not cell and not draft for cell, draft in zip(found[column], drafts, strict=True)]
        found = found.replaced(column, [default] * len(found), unsaid)
    stems = [Path(name).stem for name in found[c.FILE]]
    return found.replaced(c.SUMMARY, stems, [not cell for cell in found[c.SUMMARY]]), sheets


def _dimension(
    folder: Path, file: str, columns: Sequence[str], ids: Iterable[str], required: Sequence[str] = (c.ID,)
) -> tuple[Table, Sheets]:
    """Read a table beside the facts; a missing one is made up of the ids that facts name."""
    path = table_path(folder, file)
    name = f"facts/{path.name}"
    if path.exists():
        return _read({path: name}, columns, required)
    return Table.of(({c.ID: one, c.FILE: name} for one in dict.fromkeys(ids) if one), columns), {}


def _check_columns(source: TableFile, columns: Sequence[str], required: Sequence[str]) -> None:
    header = source.header
    for name in header:
        if name not in columns:
            near = nearest(name, columns)
            wrong = "unknown-column-near" if near else "unknown-column"
            raise InputError(source.header_place, wrong, column=name, near=near, columns=columns)
    for name in required:
        if name not in header:
            raise InputError(source.header_place, "column-missing", column=name, columns=header)
