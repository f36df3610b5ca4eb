"""``gouji annotate``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gouji.checks.rule import LEVELS
from gouji.cli.documents import document_options, stated_by
from gouji.cli.options import Settings, rule_options
from gouji.cli.output import exit_code, tell, write
from gouji.cli.progress import progress
from gouji.cli.shared_options import FAIL_ON
from gouji.facts.files.errors import InputError
from gouji.facts.files.steps import words_of
from gouji.reading.documents.read import document_name, documents_in, read_document, summary_ids
from gouji.reports.text import WORDS as REPORT_WORDS
from gouji.reports.text import Style, taken_for
from gouji.reports.unchecked import quoted

if TYPE_CHECKING:
    from gouji.checks.findings import AuditResult, Finding
    from gouji.checks.messages import Language
    from gouji.facts.table.facts import Fact
    from gouji.reading.documents.model import Document
    from gouji.reading.identity.stated import Stated
    from gouji.reports.word.annotate import Annotated

_DOCX = ".docx"
_WRITABLE = 0o222
"""Bits of a file's mode, of which one lets somebody write."""
_PATH = click.Path(path_type=Path)


class _Audited(NamedTuple):
    """The audit of a document and others, and those of its findings that are about the document."""

    result: AuditResult
    findings: Sequence[Finding]


@click.command()
@click.argument("document", type=_PATH)
@click.option(
    "--against", multiple=True, type=_PATH, metavar="LAST_YEAR",
    help="与它对照的往年文档或文件夹，可重复。Documents of other years to hold it against; repeatable.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=_PATH,
    help="写入此 .docx 文件（默认写在原文档旁）。The .docx file to write; default: beside the document.",
)  # fmt: skip
@click.option(
    "--waivers", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="照原的疑点，不加批注。Accepted findings, as waivers.csv: no comments for these.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), default=LEVELS[0],
    help="达到此级即返回 1。Exit 1 from this level. [default: error]",
)  # fmt: skip
@rule_options
@document_options
@click.pass_context
def annotate(
    ctx: click.Context, /, document: Path, against: tuple[Path, ...], output: Path | None, **options: Any
) -> None:
    """把疑点写成 Word 批注，批在数字上；原文和版式不变。

    Write what is found in a document as comments into a copy of it (.docx), each on its figure; text and
    layout stay as they are. Of text, Markdown, PDF and others a plain .docx is made. Run on its own output,
    it adds no comment twice, and takes away those of what is mended.
    """
    from gouji.reports.word.annotate import annotate as annotated  # noqa: PLC0415  --help needs no lxml
    from gouji.reports.word.comments import Comments  # noqa: PLC0415
    from gouji.reports.word.pages import Pages  # noqa: PLC0415
    from gouji.reports.word.wording import WORDS, Wording  # noqa: PLC0415

    settings = Settings.of(ctx, None)
    language: Language = settings.style.language
    target = output or document.with_name(WORDS[language].beside.format(stem=_bare(words_of(document.stem))))
    _check_target(target, document, against, new=output is None)
    given = list(documents_in(against))
    others = [path for path in given if not (_same(path, document) or _same(path, target))]
    names = _names([document, *others])
    read = {path: read_document(path, name) for path, name in names.items()}
    twins = [path for path in others if read[path].text == read[document].text]
    read = {path: one for path, one in read.items() if path not in twins}
    is_word = document.suffix.lower() == _DOCX
    pages = (
        Pages.of_word(document.read_bytes(), names[document]) if is_word else Pages.of_text(read[document])
    )
    if _same(target, document) and not any(Comments(pages.package).own()):
        raise InputError(str(target), "annotated-itself")
    _check_written(target, document, read[document].text)
    stated = stated_by(options)
    with progress(shown=not settings.quiet) as report:
        audited = _audited(read, document, stated, {**settings.asked, "report": report})
    wording = Wording(audited.result.evidence, names[document], language)
    made = annotated(pages, audited.findings, wording)
    _write(target, made.content)
    _tell_left(audited.result, made, language)
    if not settings.quiet:
        twins += [path for path in against if _same(path, document)]
        _tell_against(audited.result, read[document], twins, language)
        _tell_made(audited.result, made, target, read[document], settings.style)
    about = replace(audited.result, findings=tuple(audited.findings))
    ctx.exit(exit_code(about, str(settings.values["fail_on"])))


def _write(target: Path, content: bytes) -> None:
    """Write the file; while it is open in Word, Windows refuses that."""
    try:
        write(target, content)
    except InputError as error:
        if isinstance(error.values.get("error"), PermissionError) and target.exists():
            raise InputError(str(target), "annotated-open") from None
        raise


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve() or (one.exists() and other.exists() and one.samefile(other))


def _check_target(target: Path, document: Path, against: Sequence[Path], *, new: bool) -> None:
    """Refuse to write what is no Word file, over another document, or where nobody said so over any file."""
    if target.suffix.lower() != _DOCX:
        raise InputError(str(target), "unknown-format", formats=_DOCX)
    if any(_same(target, path) for path in against):
        raise InputError(str(target), "annotated-other")
    if new and target.exists():
        raise InputError(str(target), "annotated-exists")
    if target.exists() and not target.stat().st_mode & _WRITABLE and document.exists():
        raise InputError(str(target), "annotated-read-only")


def _check_written(target: Path, document: Path, text: str) -> None:
    """Refuse to write over a file that gouji did not write: it has another text, and no comment of gouji."""
    if _same(target, document) or not target.exists() or not target.stat().st_size:
        return
    from gouji.reports.word.comments import Comments  # noqa: PLC0415
    from gouji.reports.word.pages import Pages  # noqa: PLC0415

    try:
        there = Pages.of_word(target.read_bytes(), str(target))
    except PermissionError:
        raise InputError(str(target), "annotated-open") from None
    except InputError:
        raise InputError(str(target), "annotated-other-text") from None
    if there.text != text and not any(Comments(there.package).own()):
        raise InputError(str(target), "annotated-other-text")


def _names(paths: Sequence[Path]) -> Mapping[Path, str]:
    """Return what documents are called, each by a name of its own."""
    names = {path: document_name(path) for path in paths}
    counted = Counter(names.values())
    return {
        path: name if counted[name] == 1 else words_of("/".join(path.resolve().parts[-2:]))
        for path, name in names.items()
    }


def _bare(stem: str) -> str:
    """Return what a document was called before gouji made a copy of it."""
    from gouji.reports.word.wording import WORDS  # noqa: PLC0415

    for words in WORDS.values():
        stem = stem.removesuffix(words.beside.format(stem="").removesuffix(_DOCX))
    return stem


def _ids(paths: Sequence[Path], document: Path) -> Mapping[Path, str]:
    """Return the ids of documents: fingerprints in a copy, and so its waivers, are those of the document."""
    ids = summary_ids(paths)
    bare = _bare(ids[document])
    return ids if not bare or bare in ids.values() else {**ids, document: bare}


def _audited(
    read: Mapping[Path, Document], document: Path, stated: Stated, asked: Mapping[str, Any]
) -> _Audited:
    """Audit a document beside others."""
    from gouji.library import audited  # noqa: PLC0415  every command imports only what it needs
    from gouji.reading.source import source_of  # noqa: PLC0415
    from gouji.reports.word.annotate import about  # noqa: PLC0415

    ids = _ids(list(read), document)
    by_id = {ids[path]: one for path, one in read.items()}
    result = audited(source_of(by_id, {ids[document]: stated}), **asked)

    def alone() -> AbstractSet[str]:
        others = {name: one for name, one in by_id.items() if name != ids[document]}
        try:
            return {one.fingerprint for one in audited(source_of(others), **asked).findings}
        except InputError:  # nothing in them can be checked
            return frozenset()

    return _Audited(result, about(result, read[document].name, alone))


def _tell_left(result: AuditResult, made: Annotated, language: Language) -> None:
    """Tell what has no comment of its own, which waivers do not hold, and which rules failed."""
    from gouji.reports.word.wording import WORDS  # noqa: PLC0415

    said = REPORT_WORDS[language]
    for crash in result.crashes:
        tell(said.crash.format(code=crash.code, error=crash.summary))
    of_waivers = [one for one in result.findings if not any(fact.summary for fact in one.facts)]
    for template, findings in ((WORDS[language].left, made.left), (WORDS[language].waiver, of_waivers)):
        for one in findings:
            level, told = said.levels[one.level], one.message[language]
            tell(template.format(level=level, message=told, rule=one.rule))


def _tell_against(result: AuditResult, document: Document, twins: Sequence[Path], language: Language) -> None:
    """Tell which documents are no other years: the document itself, and those of later ones."""
    from gouji.reports.word.wording import WORDS  # noqa: PLC0415

    words = WORDS[language]
    for path in twins:
        tell(words.twin.format(file=words_of(str(path))))
    by_file = {rows[0].file: rows[0].summary for rows in result.evidence.by_summary.values()}
    summaries = result.evidence.dimensions.summaries
    own = summaries.get(by_file.get(document.name, ""))
    for row in summaries.values() if own else ():
        if own and row.year and own.year and int(row.year) > int(own.year):
            tell(words.later.format(file=row.id, year=row.year, own=own.year))


def _is_within(fact: Fact, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure stands in what a comment is on: a date in a passage of two."""
    start, end = fact.start, fact.end
    return start is not None and end is not None and any(low <= start and end <= high for low, high in spans)


def _tell_made(result: AuditResult, made: Annotated, target: Path, document: Document, style: Style) -> None:
    """Tell what the documents were taken for, what nothing checks in this one, and what was written."""
    from gouji.reports.word.wording import WORDS  # noqa: PLC0415

    words, said = WORDS[style.language], REPORT_WORDS[style.language]
    for row in result.evidence.dimensions.summaries.values():
        tell(taken_for(row.id, row.publisher, str(row.year or ""), row.series, said))
    told = [one for finding in made.findings for one in finding.facts if one.file == document.name]
    spans = [(one.start, one.end) for one in told if one.start is not None and one.end is not None]
    idle = [fact for fact in result.unbound if fact.file == document.name and not _is_within(fact, spans)]
    if idle:
        more = "" if style.detail > 1 else words.say_more
        lines = quoted(idle, document.text) if style.detail > 1 else ()
        tell(said.unbound.format(len(idle)) + more, "\n".join(f"  {line}" for line in lines))
    if made.answered:
        tell(words.answered.format(count=made.answered))
    counted = Counter(one.level for one in made.findings)
    values = {
        "file": words_of(str(target)),
        "count": made.added + made.kept,
        "levels": words.comma.join(f"{said.levels[level]} {counted[level]}" for level in LEVELS),
    }
    listed = made.findings if style.detail > 1 else ()
    lines = (
        f"  {said.levels[one.level]} {one.message[style.language]} [{one.rule} {one.fingerprint}]"
        for one in listed
    )
    told = words.made.format(**values, added=made.added, kept=made.kept, removed=made.removed)
    tell(told, "\n".join(lines))
