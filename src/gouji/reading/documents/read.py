"""Read documents by suffix, and find copies of source texts by the SHA-256 of their bytes."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from gouji.facts.files.csv_file import decode_file
from gouji.facts.files.errors import InputError
from gouji.facts.files.steps import words_of
from gouji.facts.files.workspace import DIMENSION_FILES
from gouji.reading.documents import guards
from gouji.reading.documents.model import PARAGRAPH, ROW, Block, Document, ReadResult

_COMMENTS = "word/comments.xml"
_BYTES = 1 << 20
"""Bytes of a file's comments, at most, in which one of ours stands."""
_AUTHOR = b'author="gouji '
READERS: Mapping[str, tuple[str, int]] = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), ("", guards.TEXT_BYTES)),
    ".html": ("html", guards.TEXT_BYTES),
    ".htm": ("html", guards.TEXT_BYTES),
    ".docx": ("docx", guards.PACKED_BYTES),
    ".xlsx": ("xlsx", guards.PACKED_BYTES),
    ".pdf": ("pdf", guards.PACKED_BYTES),
}
"""By suffix the module of this folder whose ``read(data, called)`` reads a file, and the file's most bytes.

Without a module the file is text itself. A new format is a module and a line for each of its suffixes.
"""
SUFFIXES = frozenset(READERS)
"""The suffixes of files that are read."""
_OFFICE = frozenset({".doc", ".wps", ".ofd", ".rtf", ".odt", ".dot", ".wpt"})
"""Those without a reader are refused with a hint; those with one may be compound files."""
_OPEN = "~$"
"""So begin the names of files that Word and Excel keep beside a document as long as it is open."""
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def documents_in(given: Iterable[Path]) -> Iterator[Path]:
    """Yield the documents that are given, and those in folders that are, but for our reports and copies.

    Raises:
        InputError: A folder contains none.
    """
    for path in given:
        if path.is_dir() and path.suffix.lower() not in SUFFIXES:
            files = (one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file())
            read = sorted(one for one in files if not (one.name.startswith(_OPEN) or _is_report(one)))
            found = without_copies(read)
            if not found:
                raise InputError(str(path), "no-documents", suffixes=" ".join(sorted(SUFFIXES)))
            yield from found
        else:
            yield path


def _is_report(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as stream:
        return path.suffix.lower() in (".html", ".md") and b'name="generator" content="gouji"' in stream.read(
            1000
        )
    return False


def summary_ids(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the summary id of each document: its stem, or more of its path where others have the same.

    Raises:
        InputError: Two documents have one name even so.
    """
    told = {path: Path(words_of(path)) for path in paths}
    stems, names = Counter(one.stem for one in told.values()), Counter(one.name for one in told.values())
    ids: dict[Path, str] = {}
    for given, path in told.items():
        called = path.name if names[path.name] == 1 else "_".join(path.parts[-2:])
        if stems[path.stem] == 1 and f"{path.stem}.csv" not in DIMENSION_FILES:
            called = path.stem
        ids[given] = "_".join(called.replace(";", "_").replace("#", "_").split())
    if twice := [one for one, count in Counter(ids.values()).items() if count > 1]:
        raise InputError(twice[0], "two-documents")
    return ids


def document_name(path: Path) -> str:
    """Return a document's name for reports: as given, but never a path of this machine."""
    return words_of(path.name if path.is_absolute() or ".." in path.parts else path)


def read_document(path: Path, name: str | None = None) -> Document:
    """Read text, Markdown, HTML, Word (.docx), a spreadsheet (.xlsx) or PDF; messages call it *name*.

    Raises:
        InputError: It is none of those, broken, locked, too large, or holds no text.
    """
    called, suffix = words_of(name or str(path)), path.suffix.lower()
    data = _bytes(path, suffix, called)
    text, blocks, reader, title = _reader(suffix, data, called)(data, called)
    if len(text) > guards.CHARACTERS:
        raise InputError(called, "long-text", characters=len(text), most=guards.CHARACTERS)
    if not text.strip():
        raise InputError(called, "no-text" if data else "empty-document")
    return Document(called, text, blocks, reader, hashlib.sha256(data).hexdigest(), title)


def _bytes(path: Path, suffix: str, called: str) -> bytes:
    if suffix in _OFFICE and suffix not in READERS:
        raise InputError(called, "office-suffix", suffix=suffix)
    try:
        if path.is_dir():
            raise InputError(called, "folder")
        if not path.is_file():
            raise InputError(called, "no-document")
        _, most = READERS.get(suffix, ("", guards.TEXT_BYTES))
        size = path.stat().st_size
        if size > most:
            raise InputError(called, "big-document", size=size, most=most)
        return path.read_bytes()
    except OSError as error:
        raise InputError(called, "unreadable", error=error) from None


def _reader(suffix: str, data: bytes, called: str) -> Callable[[bytes, str], ReadResult]:
    """Return the reader of a file, imported only now since each needs a library of its own."""
    if data.startswith(_COMPOUND_FILE) and suffix not in _OFFICE:
        raise InputError(called, "old-office")
    if suffix not in READERS:
        raise InputError(called, "unknown-suffix", suffixes=" ".join(sorted(SUFFIXES)))
    module, _ = READERS[suffix]
    if not module:
        return read_text
    read: Callable[[bytes, str], ReadResult] = import_module(f".{module}", __package__).read
    return read


def read_text(data: bytes, called: str) -> ReadResult:
    """Decode a text file, and leave it as it is otherwise, since offsets count in it.

    Raises:
        InputError: It is no text.
    """
    text = decode_file(data, called).text
    return ReadResult(text, blocks_of(text), "")


_LINE = re.compile("([^\r\n]*)(?:\r\n|\r|\n|$)")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the lines of a text that are not blank as blocks; a row may have several."""
    from gouji.reading.documents.text_rows import rows_in  # noqa: PLC0415  --help reads no rows

    told = [(at, line) for at, line in enumerate(_LINE.finditer(text), start=1) if line[1].strip()]
    ends = dict(rows_in([line[1] for _, line in told]))
    blocks: list[Block] = []
    at = 0
    while at < len(told):
        number, line = told[at]
        end = ends.get(at, at + 1)
        kind = ROW if at in ends else _kind(line[1])
        blocks.append(Block(line.start(1), told[end - 1][1].end(1), kind, number))
        at = end
    return tuple(blocks)


def _kind(line: str) -> str:
    """Return the kind of a line: rows have tabs, at the end two and more, or bars at both ends (Markdown)."""
    barred = line.startswith("|") and line.rstrip().endswith("|")
    return ROW if barred or "\t" in line.strip() or line.endswith("\t\t") else PARAGRAPH


def find_documents(folder: Path, hashes: AbstractSet[str]) -> dict[str, Document]:
    """Return the documents below *folder*, whatever their names, that have one of some SHA-256 in hex.

    Raises:
        InputError: There is no such folder, or a matching file cannot be read.
    """
    if not folder.is_dir():
        raise InputError(str(folder), "no-texts-folder")
    found: dict[str, Document] = {}
    for path in _files(folder):
        sha256 = _sha256(path)
        if sha256 in hashes and sha256 not in found:
            found[sha256] = _copy(path)
        if len(found) == len(hashes):
            break
    return found


def changed_texts(folder: Path, summaries: Iterable[str]) -> dict[str, str]:
    """Return the texts of files with the name of a summary, of those not found, and another hash."""
    wanted = frozenset(summaries)
    found: dict[str, str] = {}
    for path in _files(folder) if wanted else ():
        if path.stem in wanted and path.stem not in found and path.suffix.lower() in SUFFIXES:
            found[path.stem] = _copy(path).text
    return found


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(str(path), "unreadable", error=error) from None


def _copy(path: Path) -> Document:
    """Read a document; a file of unknown suffix is decoded as text."""
    if path.suffix.lower() in SUFFIXES:
        return read_document(path)
    data = path.read_bytes()
    return Document(str(path), *read_text(data, str(path))[:3], hashlib.sha256(data).hexdigest())


def without_copies(documents: Iterable[Path]) -> Sequence[Path]:
    """Return the documents of a folder but for copies that `gouji annotate` wrote of others of them.

    A copy has our comments, and its name begins with that of another document beside it; what lies there
    alone is what its editor works on.
    """
    found = list(documents)
    stems: dict[Path, set[str]] = {}
    for one in found:
        stems.setdefault(one.parent, set()).add(one.stem)
    return [one for one in found if not (_is_named_after(one.stem, stems[one.parent]) and _is_commented(one))]


def _is_named_after(stem: str, stems: set[str]) -> bool:
    return any(stem[:at] in stems for at in range(1, len(stem)))


def _is_commented(path: Path) -> bool:
    """Whether a file is a Word file with our comments; what cannot be read is told when it is."""
    if path.suffix.lower() != ".docx":
        return False
    try:
        with ZipFile(path) as package, package.open(_COMMENTS) as comments:
            return _AUTHOR in comments.read(_BYTES)
    except (OSError, KeyError, BadZipFile, NotImplementedError, RuntimeError):
        return False
