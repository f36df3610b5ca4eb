"""Packed, XML-based files: a hostile, broken or endless one is a one-line error."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.files.csv_file import decode_file
from gouji.facts.files.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

PACKED_BYTES = 200 << 20
"""Size of such a file, pictures included."""
MEMBER_BYTES = 64 << 20
"""Size of one member of a zip archive, unpacked."""
MEMBERS = 10_000
"""Members of a zip archive."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What messages call a kind of file: "is no Word file", "expected a Word file", "expected .docx"."""

    name: str
    suffix: str
    article: str = "a"

    def __str__(self) -> str:
        """Return the name with its article."""
        return f"{self.article} {self.name}"


def open_zip(data: bytes, called: str, kind: Kind) -> zipfile.ZipFile:
    """Open a zip archive.

    Raises:
        InputError: It is none, empty, broken, or has more than `MEMBERS` members.
    """
    if not data:
        raise InputError(called, "empty-file", kind=kind)
    # Each member has this signature in the directory, which is in memory as soon as the archive is open.
    members = data.count(b"PK\x01\x02")
    if members > MEMBERS:
        raise InputError(called, "many-members", members=members, most=MEMBERS)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        wrong = "text-renamed" if _is_text(data) else "not-packed"
        raise InputError(called, wrong, kind=kind, error=error) from None


def _is_text(data: bytes) -> bool:
    """Whether what is no archive is a text that somebody has renamed."""
    try:
        decode_file(data, "")
    except InputError:
        return False
    return not data.startswith((b"PK", b"%PDF"))


def read_member(archive: zipfile.ZipFile, name: str, called: str, kind: Kind) -> bytes | None:
    """Return a member, unpacking at most `MEMBER_BYTES` whatever size it states; None if there is none.

    Raises:
        InputError: It is broken, locked, or unpacks to more.
    """
    if name not in archive.NameToInfo:
        return None
    try:
        with archive.open(name) as stream:
            data = stream.read(MEMBER_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, NotImplementedError, OSError) as error:
        raise InputError(called, "broken-member", member=name, error=error, kind=kind) from None
    if len(data) > MEMBER_BYTES:
        raise InputError(called, "big-member", member=name, most=MEMBER_BYTES)
    return data


def parse_xml(data: bytes, name: str, called: str, kind: Kind) -> etree._Element:
    """Parse XML, without expanding entities, loading a DTD or using the network.

    Raises:
        InputError: It is broken, or declares a document type or entities.
    """
    from lxml import etree  # noqa: PLC0415  for readers of XML only

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    declares = b"<!DOCTYPE" in data or b"<!ENTITY" in data
    try:
        root = None if declares else etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(called, "broken-xml", member=name, error=error, kind=kind) from None
    # In another encoding than UTF-8 the declaration is seen once it is parsed.
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise InputError(called, "entities", member=name, kind=kind)
    return root
