"""The style and the script of a report, as they stand in it, and the hashes that allow them."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path


def hash_of(part: str) -> str:
    """Return the hash by which a Content-Security-Policy allows this style or script and no other."""
    return "sha256-" + b64encode(hashlib.sha256(part.encode("utf-8")).digest()).decode("ascii")


def _read(name: str, keep: str = "") -> str:
    """Return a style or script without indentation and comments of whole lines, but the one to *keep*."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    kept = (line for told in lines if (line := told.strip()) == keep or not line.startswith("//"))
    return "\n".join(filter(None, kept))


def script_of(drawn: Iterable[str]) -> str:
    """Return the script, with what draws the packed data that there is, without needless blanks."""
    before, _, after = _read("report.js", keep="// PACKED").partition("// PACKED")
    lines = (before + "\n".join(map(_read, drawn)) + after).splitlines()
    return "\n".join(map(_without_blanks, lines))


def _without_blanks(line: str) -> str:
    """Return a line of a script without blanks around signs; those in words, markup and patterns stay."""
    if _UNCLEAR.search(line):
        return line
    parts = enumerate(_STRINGS.split(line))
    return "".join(part if at % 2 else _BLANKS.sub(r"\1", part) for at, part in parts)


_UNCLEAR, _STRINGS = re.compile(r"['`/\\]"), re.compile('("[^"]*")')
_BLANKS = re.compile(r" ?([=<>!&|?:,;{}()\[\]+*-]+) ?")


def style_sheet() -> str:
    """Return the style without the blanks that only people need."""
    return re.sub(r" ?([{}]) ?|(?<=[:;,]) |;(?=[ \n]?})|(?<=[{};])\n", r"\1", _read("style.css"))
