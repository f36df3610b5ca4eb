"""Which reader a file goes to, and what is refused before any reader sees it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards as limits
from gouji.reading.documents.model import Block, Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Read = tuple[str, tuple[Block, ...], str]
"""Text, blocks, and the reader's name and version."""

_PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
_WEB = frozenset({".html", ".htm"})
_OTHER_OFFICE = frozenset({".doc", ".wps", ".ofd", ".rtf", ".odt", ".dot", ".wpt"})
SUFFIXES = _PLAIN | _WEB | {".docx", ".pdf"}
"""What is read, by the endings of names."""
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_document(path: Path, name: str | None = None) -> Document:
    """Read a document.

    Args:
        path: The file: text, Markdown, HTML, Word (.docx) or PDF.
        name: What messages call it.

    Raises:
        InputError: It is none of those, broken, locked, too large, or holds no text.
    """
    called = name or str(path)
    data = _bytes(path, called)
    text, blocks, reader = _reader(path.suffix.lower(), data, called)(data, called)
    if len(text) > limits.CHARACTERS:
        raise InputError(called, f"has {len(text)} characters; expected at most {limits.CHARACTERS}")
    if not text.strip():
        raise InputError(called, "holds no text; expected a document with text, not a scan or an empty file")
    return Document(called, text, blocks, reader, hashlib.sha256(data).hexdigest())


def _bytes(path: Path, called: str) -> bytes:
    suffix = path.suffix.lower()
    if suffix in _OTHER_OFFICE:
        raise _not_read(called, f"{suffix} files are not read")
    try:
        if path.is_dir():
            raise InputError(called, "is a folder; expected a document")
        if not path.is_file():
            raise InputError(called, "no such file; expected a document")
        most = limits.PACKED_BYTES if suffix in {".docx", ".pdf"} else limits.TEXT_BYTES
        size = path.stat().st_size
        if size > most:
            raise InputError(called, f"has {size} bytes; expected a document of at most {most}")
        return path.read_bytes()
    except OSError as error:
        raise InputError(called, f"cannot be read: {error.strerror}; expected a document") from None


def _not_read(called: str, why: str) -> InputError:
    return InputError(called, f"{why}; expected .docx: open it in Word or WPS and save it as .docx")


def _reader(suffix: str, data: bytes, called: str) -> Callable[[bytes, str], Read]:
    """The reader for a file, imported only now: each brings a library of its own."""
    if data.startswith(_COMPOUND_FILE):
        raise _not_read(called, "is an old or a locked Office file, which is not read")
    if suffix == ".docx":
        from gouji.reading.documents.docx import read_word  # noqa: PLC0415  imports lxml

        return read_word
    if suffix == ".pdf":
        from gouji.reading.documents.pdf import read_portable  # noqa: PLC0415  imports PDFium

        return read_portable
    if suffix in _WEB:
        from gouji.reading.documents.html import read_web  # noqa: PLC0415  imports selectolax

        return read_web
    if suffix in _PLAIN:
        from gouji.reading.documents.text import read_plain  # noqa: PLC0415  as the others

        return read_plain
    raise InputError(called, f"is no document that is read; expected one of {' '.join(sorted(SUFFIXES))}")
