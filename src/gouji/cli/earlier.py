"""Documents as they were before, and which of those of now each of them is."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gouji.facts.files.revisions import export_documents
from gouji.reading.documents.read import SUFFIXES, documents_in, summary_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
    from pathlib import Path


class Placed(NamedTuple):
    """A document, and its place: which of the paths that were given it is of, and its name below that."""

    path: Path
    place: tuple[int, str]


def placed(paths: Sequence[Path]) -> list[Placed]:
    """Return the documents that are given, and those in folders that are."""
    found: dict[Path, Placed] = {}
    for number, path in enumerate(paths):
        for one in documents_in([path]):
            name = one.name if one == path else one.relative_to(path).as_posix()
            found.setdefault(one, Placed(one, (number, name)))
    return list(found.values())


def at_revision(paths: Sequence[Path], revision: str, folder: Path) -> list[Placed]:
    """Return the documents that a revision has at these paths, copied to *folder*.

    Raises:
        InputError: No git, no repository, or no such revision in this clone.
    """
    found = []
    for number, path in enumerate(paths):
        copied = folder / str(number)
        copied.mkdir()
        if export_documents(path, revision, _is_document, copied) and _has_documents(copied):
            found += [Placed(one.path, (number, one.place[1])) for one in placed([copied])]
    return found


def beside(paths: Sequence[Path], against: Path) -> list[Placed]:
    """Return the document *against*, or those in that folder: of a document that was given that of its name.

    Raises:
        InputError: The folder has no documents.
    """
    if not against.is_dir():
        return [Placed(against, (0, against.name))]
    there = placed([against])
    wanted = {path.name for path in paths if not path.is_dir()}
    if all(not path.is_dir() for path in paths):
        there = [one for one in there if one.path.name in wanted]
    number = next((number for number, path in enumerate(paths) if path.is_dir()), 0)
    return [Placed(one.path, (number, one.place[1])) for one in there]


def paired(paths: Sequence[Path], before: Sequence[Placed], *, one: bool = False) -> dict[str, Path]:
    """Return documents by the ids of those of now that each of them is, else by ids of their own.

    Those are one at one place; of the others those with the same bytes, else the same file name, else the
    only two that are left. With *one* a single document is compared with a single one, wherever they stand.
    """
    now = placed(paths)
    ids = summary_ids([document.path for document in now])
    found: dict[Path, Path] = {}
    keys: list[Callable[[Placed], Hashable]] = [
        lambda document: document.place,
        lambda document: hashlib.sha256(document.path.read_bytes()).digest(),
        lambda document: document.path.name,
        lambda _: "",
    ]
    for key in keys if not (one and len(now) == 1) else keys[-1:]:
        earlier = [document for document in before if document.path not in found]
        later = [document for document in now if document.path not in found.values()]
        found |= dict(_alike(earlier, later, key))
    own = summary_ids([document.path for document in before])
    names = {path: ids[found[path]] if path in found else own[path] for path in own}
    taken = Counter(names.values())
    return {
        name if path in found or taken[name] == 1 else f"{name}_{number}": path
        for number, (path, name) in enumerate(names.items())
    }


def _alike(
    before: Sequence[Placed], now: Sequence[Placed], key: Callable[[Placed], Hashable]
) -> Iterator[tuple[Path, Path]]:
    """Yield documents of before and now that alone have one key."""
    of_before, of_now = (Counter(map(key, some)) for some in (before, now))
    there: Mapping[Hashable, Path] = {key(one): one.path for one in now}
    for one in before:
        named = key(one)
        if of_before[named] == of_now[named] == 1:
            yield one.path, there[named]


def _is_document(name: str) -> bool:
    return name.lower().endswith(tuple(SUFFIXES))


def _has_documents(folder: Path) -> bool:
    return any(_is_document(one.name) for one in folder.rglob("*"))
