"""``gouji ask``: for people without a terminal; what the starters of ``gouji init --desktop`` run."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from gouji.checks.messages import Language
from gouji.cli.options import lang_option
from gouji.cli.output import FINDINGS, NOTHING_CHECKED
from gouji.facts.files.errors import InputError
from gouji.facts.files.workspace import find_workspace
from gouji.reading.documents.read import documents_in
from gouji.reports.text import Words

DROPPED = "GOUJI_DROPPED"
"""The variable in which the batch file hands over the command line that Windows ran it by."""
_MOST_ANNOTATED, _MOST_OPENED = 4, 2
_COMMENTED = frozenset({".docx", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf"})
_OWN = re.compile("(?:-核对|-批注|-checked|-comments)(?:[(][0-9]+[)])?$")
"""The ends of names that gouji itself gives."""
_STARTER = re.compile(r'\.bat"?(?=[\s"]|$)', re.IGNORECASE)
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')


@click.command()
@click.argument("documents", nargs=-1, type=click.Path(path_type=Path))
@click.option("--wait", is_flag=True, help="结束前等回车。Wait for Enter before the window closes.")
@lang_option
@click.pass_context
def ask(ctx: click.Context, /, documents: tuple[Path, ...], wait: bool, lang: Language) -> None:
    """问要核对的文档（也可直接给出），核对后打开报告和批注稿。给不用终端的人。

    Ask for documents (or take those that are given), check them, and open the report and the documents
    with comments, both written beside the first one. What starters of `gouji init --desktop` run.
    """
    # Every command imports only what it needs.
    from gouji.cli.desktop import WORDS  # noqa: PLC0415

    words = WORDS[lang]
    found = _there([*documents, *map(Path, dropped(os.environ.get(DROPPED, "")))], words)
    found = list(dict.fromkeys(found or _there(_asked(words), words)))
    code = _checked(found, words, lang) if found else NOTHING_CHECKED
    if not found:
        click.echo(words.none)
    if wait and sys.stdin.isatty():
        click.echo(words.wait)
        sys.stdin.readline()
    ctx.exit(code)


def _there(paths: Iterable[Path], words: Words) -> list[Path]:
    """Return the paths that exist, and say which do not."""
    found = []
    for path in paths:
        if path.exists():
            found.append(path.absolute())
        else:
            click.echo(words.missing.format(path=path))
    return found


def _asked(words: Words) -> Iterator[Path]:
    """Yield the paths that are typed, pasted or dragged, until an empty line or the end."""
    click.echo(words.ask)
    while True:
        click.echo(words.line, nl=False)
        line = sys.stdin.readline()
        if not line.strip():
            return
        yield from paths_in(line, windows=os.name == "nt")


def _checked(paths: Sequence[Path], words: Words, lang: Language) -> int:
    """Check documents, write report and comments, open them; return the exit code of the audit."""
    first = paths[0]
    report = fresh(first.with_name(f"{first.stem}{words.suffix_report}.html"))
    documents = _documents(paths)
    if not documents:
        click.echo(words.none)
        return NOTHING_CHECKED
    click.echo(words.checking.format(count=len(documents)))
    code = _gouji("audit", *map(str, documents), "-o", f"html={report}", "-q", lang=lang)
    if code > FINDINGS or not report.exists():
        click.echo(words.no_report)
        return code or NOTHING_CHECKED
    click.echo(words.report.format(path=report))
    made = [report, *_annotated(documents, words, lang)]
    for path in (report, *made[1:][-_MOST_OPENED:]):
        click.launch(str(path))
    return code


def _documents(paths: Iterable[Path]) -> list[Path]:
    """Return documents, and those in folders that gouji has not written itself; a workspace is one."""
    found: list[Path] = []
    for path in paths:
        if not path.is_dir() or find_workspace(path) == path:
            found.append(path)
            continue
        with suppress(InputError):
            found += (one for one in documents_in([path]) if not _OWN.search(one.stem))
    return list(dict.fromkeys(found))


def _annotated(documents: Sequence[Path], words: Words, lang: Language) -> Iterator[Path]:
    """Write the comments on each document, held against the others; yield the files."""
    wanted = [path for path in documents if path.suffix.lower() in _COMMENTED]
    if len(wanted) > _MOST_ANNOTATED:
        click.echo(words.many)
        return
    for path in wanted:
        target = fresh(path.with_name(f"{path.stem}{words.suffix_annotated}.docx"))
        against = [argument for other in documents if other != path for argument in ("--against", str(other))]
        _gouji("annotate", str(path), *against, "-o", str(target), "-q", lang=lang)
        if target.exists():
            click.echo(words.annotated.format(path=target))
            yield target
        else:
            click.echo(words.no_annotated.format(path=path))


def _gouji(command: str, *arguments: str, lang: Language) -> int:
    """Run gouji in a process of its own; what it tells is seen."""
    sys.stdout.flush()
    run = [sys.executable, "-P", "-m", "gouji", command, "--lang", lang, *arguments]
    return subprocess.run(run, check=False, stdin=subprocess.DEVNULL).returncode  # noqa: S603  no shell


def dropped(command: str) -> list[str]:
    r"""Return what was dropped on a batch file, from the command line that Windows ran it by.

    >>> dropped(r'C:\Windows\system32\cmd.exe /c ""C:\a b\x.bat" C:\c&d.docx "C:\e f.docx""')
    ['C:\\c&d.docx', 'C:\\e f.docx']
    >>> dropped(r'"C:\Windows\system32\cmd.exe" ')
    []
    """
    found = _STARTER.search(command)
    if found is None:
        return []
    rest = command[found.end() :].strip()
    # Around the whole command cmd has quotes of its own.
    return _words(rest.removesuffix('"') if rest.count('"') % 2 else rest)


def paths_in(line: str, *, windows: bool) -> list[Path]:
    """Return the paths in a line that was typed or pasted, or that a terminal wrote for dragged files."""
    line = line.strip()
    whole = line[1:-1] if len(line) > 1 and line[0] == line[-1] and line[0] in "\"'" else line
    if whole and _is_file(whole):
        return [Path(whole).expanduser()]
    return [_path(word) for word in (_words(line) if windows else _shell_words(line))]


def _is_file(name: str) -> bool:
    try:
        return Path(name).expanduser().exists()
    except (OSError, ValueError):
        return False


def _words(line: str) -> list[str]:
    return [found[1] or found[2] for found in _WORD.finditer(line) if found[1] or found[2]]


def _shell_words(line: str) -> list[str]:
    """Return words as a shell reads them; a quote that is left open is a character."""
    try:
        return shlex.split(line)
    except ValueError:
        return _words(line)


def _path(word: str) -> Path:
    if word.startswith("file://"):
        return Path(unquote(urlsplit(word).path))
    return Path(word).expanduser()


def fresh(path: Path) -> Path:
    """Return a path where nothing is: this one, or one with a number."""

    def numbered() -> Iterator[Path]:
        yield path
        number = 2
        while True:
            yield path.with_stem(f"{path.stem}({number})")
            number += 1

    return next(one for one in numbered() if not one.exists())
