"""Source texts: copies that lie on this machine, matched by the SHA-256 of their bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gouji.facts.files.decode import DecodingError, decode
from gouji.facts.files.errors import InputError
from gouji.reading.documents.read import SUFFIXES, read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


def find_texts(folder: Path, hashes: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of summaries whose file lies anywhere below *folder*.

    Args:
        folder: Where copies lie; searched through, whatever the files are called.
        hashes: Summary ids by SHA-256 (64 hex digits).

    Raises:
        InputError: There is no such folder, or a file that matches is no text.
    """
    if not folder.is_dir():
        raise InputError(str(folder), "no such folder; expected one with copies of the source texts")
    found: dict[str, str] = {}
    for path in _files(folder):
        summary = hashes.get(_sha256(path))
        if summary is not None and summary not in found:
            found[summary] = _text(path)
        if len(found) == len(hashes):
            break
    return found


def changed_texts(folder: Path, summaries: Iterable[str]) -> dict[str, str]:
    """Return texts whose file is called as a summary, though its hash is not the recorded one.

    Args:
        folder: Where copies lie.
        summaries: Ids of summaries whose text was not found by its hash.
    """
    wanted = frozenset(summaries)
    found: dict[str, str] = {}
    for path in _files(folder) if wanted else ():
        if path.stem in wanted and path.stem not in found and path.suffix.lower() in SUFFIXES:
            found[path.stem] = _text(path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}; expected a source text") from None


def _text(path: Path) -> str:
    """The text in which offsets count; of a file without a known ending its characters as decoded."""
    if path.suffix.lower() in SUFFIXES:
        return read_document(path).text
    try:
        return decode(path.read_bytes()).text
    except DecodingError as error:
        raise InputError(str(path), str(error)) from None
