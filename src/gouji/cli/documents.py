"""Documents on the command line: which files are meant, and what their summaries are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.facts.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def documents_in(given: Sequence[Path]) -> Iterator[Path]:
    """Return the documents that are named, and those in folders that are.

    Raises:
        InputError: A folder holds none.
    """
    from gouji.facts.documents import SUFFIXES  # noqa: PLC0415  every command imports only what it needs

    for path in given:
        if path.is_dir() and path.suffix.lower() not in SUFFIXES:
            found = sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file())
            if not found:
                raise InputError(
                    str(path), f"holds no document; expected some of {' '.join(sorted(SUFFIXES))}"
                )
            yield from found
        else:
            yield path


def summary_ids(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the summary of each document: its stem, or its whole name where two share the stem."""
    stems = [path.stem for path in paths]
    named = {path: path.stem if stems.count(path.stem) == 1 else path.name for path in paths}
    return {path: "_".join(name.replace(";", "_").replace("#", "_").split()) for path, name in named.items()}
