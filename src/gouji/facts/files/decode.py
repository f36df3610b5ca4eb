"""Bytes to text by rule, never by guess: BOM, then UTF-8, then GB18030."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class DecodingError(ValueError):
    """The bytes are not text in any of the encodings that are tried."""


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


def _decode_strictly(data: bytes, encoding: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place = error.start + skipped
        found = data[error.start]
        raise DecodingError(
            f"byte {place} (0x{found:02X}) is no text; expected UTF-8 or GB18030, or a file with a BOM"
        ) from None
