"""Limits and guards that readers share: a hostile, broken or endless file is a one-line error.

A reader of a packed, XML-based or unbounded format opens, parses or runs it with the functions below, and
gives the `Kind` of file that their messages name.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from gouji.facts.files.errors import InputError

if TYPE_CHECKING:
    from lxml import etree

TEXT_BYTES = 16 << 20
"""Size of a text or HTML file; a report has a hundredth of it."""
PACKED_BYTES = 200 << 20
"""Size of a Word file or PDF, pictures included."""
MEMBER_BYTES = 64 << 20
"""Size of one member of a zip archive, unpacked."""
MEMBERS = 10_000
"""Members of a zip archive."""
PAGES = 3000
"""Pages of a PDF."""
CHARACTERS = 16 << 20
"""Characters of the text that was read."""
PROCESS_MEMORY = 3 << 29
"""Bytes of memory for a reader in a process of its own."""
PROCESS_SECONDS = 60
"""Seconds of CPU time for such a reader; it is stopped when twice as many have passed."""


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
        raise InputError(called, "not-packed", kind=kind, error=error) from None


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


def run_reader(module: str, data: bytes, called: str, kind: Kind) -> bytes:
    """Return what ``python -m MODULE`` writes to stdout for a document on its stdin.

    The module calls `limit_process` before it reads, and `refuse` for a document that it cannot read.

    Raises:
        InputError: The module refuses the document, or reading it takes too much time or memory.
    """
    try:
        run = subprocess.run(  # noqa: S603  our own module; the document goes to its stdin
            [sys.executable, "-P", "-m", module],  # nothing that lies in the current folder is imported
            input=data, capture_output=True, check=False, timeout=2 * PROCESS_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise InputError(called, "endless", kind=kind) from None
    if run.returncode == 1 and b"\n" not in run.stderr.strip():
        wrong, values = json.loads(run.stderr)
        raise InputError(called, wrong, **values)
    if run.returncode:
        raise InputError(called, "endless", kind=kind)
    return run.stdout


def limit_process() -> None:
    """Limit the memory and CPU time of this process, where the system can."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (PROCESS_MEMORY, PROCESS_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESS_SECONDS, PROCESS_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse(wrong: str, **values: int) -> NoReturn:
    """End this process with the error that `run_reader` raises: its key, and what it is filled with."""
    json.dump((wrong, values), sys.stderr)
    sys.exit(1)
