"""Copies with our own comments, which lie beside the documents that they are of."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

_COMMENTS = "word/comments.xml"
_BYTES = 1 << 20
"""Bytes of a file's comments, at most, in which one of ours stands."""
_AUTHOR = b'author="gouji '


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
