"""What the commands do, as functions: paths in, findings or a document out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.facts.files.errors import InputError
from gouji.facts.files.steps import silent
from gouji.facts.files.table_paths import CSV, SHEET
from gouji.facts.files.workbook import stated_time
from gouji.facts.files.workspace import ROOMS, find_workspace, is_fact_file, open_workspace
from gouji.facts.table.columns import REQUIRED_FACT_COLUMNS
from gouji.reading.documents.read import document_name, documents_in, read_document, summary_ids
from gouji.reading.identity.stated import AS_TOLD, Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.checks.audit import WorkspaceChecks
    from gouji.checks.findings import AuditResult, Finding
    from gouji.checks.rule import Level
    from gouji.checks.selection import Selection
    from gouji.facts.files.load import Source
    from gouji.facts.files.steps import Report
    from gouji.facts.files.workspace import Workspace
    from gouji.facts.table.dimensions import Summary
    from gouji.facts.table.facts import Fact
    from gouji.facts.table.told import Told
    from gouji.reading.documents.model import Document as ReadDocument


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of an audit, in the order of files and lines.

    Attributes:
        result: The whole audit: also what was checked, what was not and why, and the facts themselves.
    """

    result: AuditResult

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.result.findings)

    def __len__(self) -> int:
        return len(self.result.findings)

    @property
    def levels(self) -> dict[Level, int]:
        """How many new findings there are of each level: ``error``, ``warning``, ``note``."""
        return self.result.levels

    def to_json(self) -> str:
        """Return what ``gouji audit --output-format json`` prints."""
        from gouji.reports.json import render  # noqa: PLC0415
        from gouji.reports.text import Style  # noqa: PLC0415

        return render(self.result, Style())


@dataclass(frozen=True, slots=True)
class Document:
    """A document as text, and what gouji reads in it.

    Attributes:
        name: Its name for people.
        text: Its text; the offsets of facts count in it.
        summaries: What it is, one for each summary in it: year, publisher, day, hash of its bytes; each empty
            where unknown.
        facts: Its draft facts, in text order.
    """

    name: str
    text: str
    summaries: tuple[Summary, ...]
    facts: tuple[Fact, ...]

    @property
    def summary(self) -> Summary:
        """What it is; of several summaries the first."""
        return self.summaries[0]


def audit(
    paths: str | Path | Iterable[str | Path] = ".",
    *,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    texts: str | Path | None = None,
    isolated: bool = False,
    publisher: str = "",
    year: int | None = None,
    series: str = "",
) -> Findings:
    """Check a workspace, fact files in one, or documents as they are, as ``gouji audit`` does.

    What is not given is taken from the configuration of the workspace.

    Args:
        paths: One or several, as the command takes them.
        select: Only these rules, by the beginnings of their codes: ``["GJ2", "CY-01"]``.
        ignore: Not these rules.
        texts: The folder with copies of source texts.
        isolated: Use neither the configuration nor anything in ``checks/``.
        publisher: Who publishes the documents, whatever they say themselves.
        year: The year that they review.
        series: The series that they are numbers of.

    Raises:
        InputError: Nothing could be checked.
    """
    from gouji.checks.selection import Selection, refuse_unknown_codes  # noqa: PLC0415  --help needs no audit

    given = [paths] if isinstance(paths, str | Path) else paths
    stated = Stated(publisher, year, series)
    source = open_source([Path(path) for path in given], isolated=isolated, stated=stated)
    options = source.workspace.options if source.workspace else {}
    configured = source.workspace.texts if source.workspace else None
    if source.workspace:
        refuse_unknown_codes(source.workspace)
    chosen = select or options.get("select", ()), ignore or options.get("ignore", ())
    selection = Selection.of(*chosen, options)
    folder = configured if texts is None else Path(texts)
    return Findings(audited(source, selection, texts=folder, isolated=isolated))


def read(document: str | Path) -> Document:
    """Read a document (text, Markdown, HTML, .docx, .xlsx, .pdf), and draft its facts.

    Raises:
        InputError: It cannot be read.
    """
    from gouji.checks.audit import facts_of  # noqa: PLC0415  --help needs no audit

    path = Path(document)
    whole = read_document(path, document_name(path))
    source = _source_of({summary_ids([path])[path]: whole})
    facts = facts_of(source)
    about = tuple(facts.dimensions.summaries[name] for name in source.texts)
    return Document(source.name, whole.text, about, facts.rows)


def audited(  # noqa: PLR0913  what can be asked of an audit, each by its name
    source: Source,
    selection: Selection,
    *,
    texts: Path | None = None,
    waivers: Path | None = None,
    isolated: bool = False,
    own: WorkspaceChecks | None = None,
    baseline: Path | None = None,
    known: bool = True,
    report: Report = silent,
) -> AuditResult:
    """Audit a source as of today, and keep what touches the fact files that were asked for.

    *waivers* is a file with accepted findings, *isolated* uses nothing in ``checks/``, *baseline* is a file
    in place of the workspace's, *known* says whether what it knows is marked; the other arguments are those
    of `gouji.checks.audit.audit`.

    Raises:
        InputError: Nothing could be checked.
    """
    from gouji.checks.audit import WorkspaceChecks, audit  # noqa: PLC0415  --help needs no audit
    from gouji.checks.triage import read_baseline, with_known  # noqa: PLC0415
    from gouji.facts.files.load import with_waivers  # noqa: PLC0415

    place = known and baseline_of(source.workspace, baseline, isolated=isolated)
    found = read_baseline(*place) if place else ()
    own = WorkspaceChecks() if isolated else own
    source = source if waivers is None else with_waivers(source, waivers)
    result = audit(
        source, texts=texts, selection=selection, own=own, today=today(), tell=_told_in, report=report
    )
    if not (result.bindings or result.own_quotes or result.findings or result.crashes):
        raise InputError(source.name, "nothing-checked" if source.workspace else "nothing-in-documents")
    result = with_known(result, found, by_sentence=source.workspace is None)
    return result.touching(source.files) if source.files else result


def baseline_of(
    workspace: Workspace | None, given: Path | None, *, isolated: bool
) -> tuple[Path, str] | None:
    """Return where known findings are kept, and what messages call the file; None where nobody says."""
    if given is not None:
        return given, str(given)
    if workspace is None or isolated:
        return None
    return workspace.baseline, workspace.name_of(workspace.baseline)


def _told_in(name: str, text: str) -> Sequence[Told]:
    from gouji.reading.source import told_in  # noqa: PLC0415  only where somebody asks

    return told_in(name, text)


def open_source(
    paths: Sequence[Path], *, isolated: bool = False, stated: Stated = AS_TOLD, report: Report = silent
) -> Source:
    """Open a workspace (default: here), fact files in one, or documents as they are.

    A folder contains documents, unless it is a workspace or one of its rooms. Documents use no workspace.
    *isolated* leaves the configuration of a workspace unread, *stated* is what a user says documents are,
    *report* is told which document is read.

    Raises:
        InputError: Some are documents, and some are not; a folder contains none; one cannot be read.
    """
    from gouji.facts.files.load import source_of  # noqa: PLC0415  --help needs no audit

    found = [_is_document(path) for path in paths]
    if any(found) and not all(found):
        raise InputError(str(paths[found.index(False)]), "not-a-document")
    if not any(found):
        if any(stated):
            raise InputError("--publisher --year --series", "only-of-documents")
        return source_of(*opened(paths, isolated=isolated))
    ids = summary_ids(list(dict.fromkeys(documents_in(paths))))
    documents = {}
    for number, (path, summary) in enumerate(ids.items(), 1):
        report(document_name(path), number, len(ids))
        documents[summary] = read_document(path, document_name(path))
    return _source_of(documents, stated)


def _source_of(documents: Mapping[str, ReadDocument], stated: Stated = AS_TOLD) -> Source:
    from gouji.reading.source import source_of  # noqa: PLC0415  only for documents

    return source_of(documents, stated)


def opened(paths: Sequence[Path], *, isolated: bool = False) -> tuple[Workspace, list[Path]]:
    """Return the one workspace that all paths are in, and the fact files among them.

    Raises:
        InputError: They are in none, or in several.
    """
    roots = {path: _root(path.resolve()) for path in paths or (Path(),)}
    first, *others = dict.fromkeys(roots.values())
    if others:
        raise InputError(str(others[0]), "other-workspace", first=first)
    return open_workspace(first, isolated=isolated), [path.resolve() for path in roots if path.is_file()]


def _is_document(path: Path) -> bool:
    if not path.is_dir():
        return not _is_table(path)
    folder = path.resolve()
    root = find_workspace(folder)
    rooms = (root / room for room in ROOMS) if root else ()
    return folder != root and not any(folder.is_relative_to(room) for room in rooms)


def _is_table(path: Path) -> bool:
    """Whether a file is a table: CSV; in a workspace a spreadsheet in facts/, or with the header of facts."""
    if path.suffix.lower() != SHEET:
        return path.suffix.lower() == CSV
    file = path.resolve()
    root = find_workspace(file)
    if root is None or file.parent == root / "facts":
        return root is not None
    from gouji.facts.files.sheet_file import has_header  # noqa: PLC0415  most paths are no spreadsheets

    return has_header(file, REQUIRED_FACT_COLUMNS)


def _root(path: Path) -> Path:
    if path.is_dir() and (path / "facts").is_dir():
        return path
    if not path.is_dir() and not (_is_table(path) and is_fact_file(path) and path.is_file()):
        raise InputError(str(path), "not-a-fact-file")
    root = find_workspace(path)
    if root is None:
        raise InputError(str(path), "outside")
    return root


def today() -> dt.date:
    """Return the day for the expiry of waivers: that of ``SOURCE_DATE_EPOCH``, or else today.

    Raises:
        InputError: The variable is not a number of seconds.
    """
    return (stated_time() or dt.datetime.now(dt.UTC)).date()
