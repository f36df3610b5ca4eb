"""Bytes to text by rule, never by guess: BOM, then UTF-8, then GB18030."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from gouji.facts.files.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class DecodingError(ValueError):
    """The bytes are not text in any of the encodings that are tried: what byte stands where."""

    def __init__(self, byte: int, found: int) -> None:
        self.values = {"byte": byte, "found": found}
        super().__init__(f"byte {byte} (0x{found:02X}) is no text")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what is needed to write it back as bytes.

    Attributes:
        text: The characters, without the byte order mark.
        encoding: Python's name for the codec.
        bom: The byte order mark that stood before them; often empty.
    """

    text: str
    encoding: str
    bom: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return *text* as bytes in this encoding, after the same mark."""
        return self.bom + text.encode(self.encoding)


def decode(data: bytes) -> Decoded:
    """Decode by the rule; offsets in a text count the characters that this returns.

    Raises:
        DecodingError: Names the byte at which the last encoding failed.

    >>> decode("勾稽".encode("gb18030")).encoding
    'gb18030'
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(_decode_strictly(data[len(bom) :], encoding, len(bom)), encoding, bom)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return Decoded(_decode_strictly(data, "gb18030", 0), "gb18030")


def decode_file(data: bytes, called: str) -> Decoded:
    """Decode a file; *called* is what messages call it.

    Raises:
        InputError: It is no text in these encodings, or holds a NUL character.
    """
    try:
        found = decode(data)
    except DecodingError as error:
        raise InputError(called, "not-text", **error.values) from None
    if "\0" in found.text:
        line = found.text.count("\n", 0, found.text.index("\0")) + 1
        raise InputError(f"{called}:{line}", "nul")
    return found


def _decode_strictly(data: bytes, encoding: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DecodingError(error.start + skipped, data[error.start]) from None
