"""A Word file as its parts: those that are not written stay as they are, byte for byte."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from gouji.facts.files.errors import InputError
from gouji.reading.documents import guards
from gouji.reading.documents.word_cells import W
from gouji.reading.documents.word_text import KIND, STRICT

UNPACKED_BYTES = 512 << 20
"""Of all parts together; a report with many pictures has a tenth of it."""
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file may hold."""
_TYPES = "[Content_Types].xml"
_OF_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OF_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_BY_DEFAULT: Any = {None: _OF_RELATIONS[1:-1]}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK, _LARGE = 1 << 20, 1 << 30


class Package:
    """A Word file whose parts are read and written by name.

    Args:
        data: The file; None for a new one.
        main: The name of the part with the text.
        called: What messages call the file.
    """

    def __init__(self, data: bytes | None, main: str, called: str) -> None:
        self.main = main
        self._data = data
        self._archive = None if data is None else guards.open_zip(data, called, KIND)
        self._called = called
        self._written: dict[str, bytes] = {}
        folder, name = posixpath.split(main)
        self._relations = posixpath.join(folder, "_rels", f"{name}.rels")
        self._strict = STRICT[1:-1].encode() in (self.read(main) or b"")

    def read(self, name: str) -> bytes | None:
        """Return a part; None if there is none."""
        if name in self._written or self._archive is None:
            return self._written.get(name)
        return guards.read_member(self._archive, name, self._called, KIND)

    def xml(self, name: str) -> etree._Element | None:
        """Return the XML of a part, in Word's usual namespace; None if there is no such part."""
        data = self.read(name)
        if data is None:
            return None
        usual = data.replace(STRICT[1:-1].encode(), W[1:-1].encode())
        return guards.parse_xml(usual, name, self._called, KIND)

    def write(self, name: str, root: etree._Element) -> None:
        """Write a part, in the namespace of the file."""
        data = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
        self._written[name] = data.replace(W[1:-1].encode(), STRICT[1:-1].encode()) if self._strict else data

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write a part as it is."""
        self._written[name] = data

    def related(self, kind: str) -> str:
        """Return the name of the part that the text has for *kind*, as ``comments``; empty for none."""
        root = self.xml(self._relations)
        for one in () if root is None else root.iter(f"{_OF_RELATIONS}Relationship"):
            named = one.get("Type", "").rpartition("/")[2] == kind
            if named and one.get("TargetMode", "") != "External":
                folder = posixpath.dirname(self.main)
                return posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        return ""

    def relate(self, kind: str, content_type: str) -> str:
        """Return the name of the part for *kind*, which is declared now if it was not."""
        name = self.related(kind)
        if not name:
            name = self._free_name(kind)
            self._add_relation(kind, posixpath.basename(name))
        self._declare(name, content_type)
        return name

    def _free_name(self, kind: str) -> str:
        folder, taken = posixpath.dirname(self.main), self._names()
        numbered = (posixpath.join(folder, f"{kind}{number or ''}.xml") for number in range(len(taken) + 1))
        return next(name for name in numbered if name not in taken)

    def _names(self) -> set[str]:
        return {*self._written, *(self._archive.NameToInfo if self._archive else ())}

    def _add_relation(self, kind: str, target: str) -> None:
        root = self.xml(self._relations)
        if root is None:
            root = etree.Element(f"{_OF_RELATIONS}Relationships", nsmap=_BY_DEFAULT)
        ids = {one.get("Id") for one in root}
        free = next(name for number in range(1, len(ids) + 2) if (name := f"rIdGouji{number}") not in ids)
        kinds = _STRICT_RELATIONS if self._strict else _RELATIONS
        etree.SubElement(root, f"{_OF_RELATIONS}Relationship", Id=free, Type=f"{kinds}/{kind}", Target=target)
        self.write(self._relations, root)

    def _declare(self, name: str, content_type: str) -> None:
        root = self.xml(_TYPES)
        if root is None:
            raise InputError(self._called, "no-part", part=_TYPES, kind=KIND)
        declared = {one.get("PartName", "").lower() for one in root.iter(f"{_OF_TYPES}Override")}
        if f"/{name}".lower() not in declared:
            etree.SubElement(root, f"{_OF_TYPES}Override", PartName=f"/{name}", ContentType=content_type)
            self.write(_TYPES, root)

    def content(self) -> bytes:
        """Return the file, its parts in their old order, new ones last.

        Raises:
            InputError: A part is broken, or all unpack to more than `UNPACKED_BYTES`.
        """
        if self._data is not None and not self._written:
            return self._data
        packed = io.BytesIO()
        left = dict(self._written)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
            if self._archive is not None:
                self._copy(self._archive, made, left)
            for name, data in left.items():
                new = zipfile.ZipInfo(name, _EPOCH)
                new.compress_type = zipfile.ZIP_DEFLATED
                made.writestr(new, data)
        return packed.getvalue()

    def _copy(self, archive: zipfile.ZipFile, made: zipfile.ZipFile, left: dict[str, bytes]) -> None:
        """Copy an archive; parts that were written are taken from *left*, and taken out of it."""
        budget = UNPACKED_BYTES
        for info in archive.NameToInfo.values():
            copied = _like(info)
            if info.filename in left:
                made.writestr(copied, left.pop(info.filename))
                continue
            with made.open(copied, "w", force_zip64=info.file_size > _LARGE) as stream:
                for chunk in self._chunks(archive, info):
                    budget -= len(chunk)
                    if budget < 0:
                        values = {"member": info.filename, "most": UNPACKED_BYTES}
                        raise InputError(self._called, "big-member", **values)
                    stream.write(chunk)

    def _chunks(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            EOFError,
            NotImplementedError,
            OSError,
        ) as error:
            values = {"member": info.filename, "error": error, "kind": KIND}
            raise InputError(self._called, "broken-member", **values) from None


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return what a copy of a member is called, and how it is packed."""
    copied = zipfile.ZipInfo(info.filename, info.date_time)
    known = info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    copied.compress_type = info.compress_type if known else zipfile.ZIP_DEFLATED
    copied.external_attr, copied.create_system = info.external_attr, info.create_system
    return copied
