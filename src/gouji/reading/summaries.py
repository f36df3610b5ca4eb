"""The summaries in documents: what each is, and the text of each at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gouji.facts.files.errors import InputError
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import find_documents
from gouji.reading.identity.document_info import document_info, given_together
from gouji.reading.identity.info import AS_TOLD, DocumentInfo, Stated
from gouji.reading.parts import summaries_in


class Summary(NamedTuple):
    """A summary: its id, the document that it is or stands in, and what it is."""

    id: str
    document: Document
    info: DocumentInfo


def summaries_of(
    documents: Mapping[str, Document], stated: Stated | Mapping[str, Stated] = AS_TOLD
) -> list[Summary]:
    """Return the summaries in documents, each with what it is among those given together.

    Several in one document have ids of their own, with their years. Where a user says of which year a
    document is, it is one.

    Args:
        documents: By the id that each has if it is one summary.
        stated: What a user says they are, or some of them, by the same ids.

    Raises:
        InputError: Two summaries have one id.
    """
    each = dict.fromkeys(documents, stated) if isinstance(stated, Stated) else stated
    found = [
        Summary(name, part, info_of(part, each.get(document_id, AS_TOLD)))
        for document_id, document in documents.items()
        for name, part in _parts(document_id, document, each.get(document_id, AS_TOLD))
    ]
    if twice := [name for name, count in Counter(one.id for one in found).items() if count > 1]:
        raise InputError(twice[0], "two-documents")
    infos = given_together([one.info for one in found])
    return [one._replace(info=info) for one, info in zip(found, infos, strict=True)]


def _parts(name: str, document: Document, stated: Stated) -> Iterator[tuple[str, Document]]:
    """Yield the summaries in a document by their ids: with their years, or where two are of one, numbered."""
    parts = [document] if stated.year else summaries_in(document)
    if len(parts) == 1:
        yield name, document
        return
    years = [info_of(part).year for part in parts]
    marks = years if None not in years and len(set(years)) == len(years) else range(1, len(parts) + 1)
    yield from ((f"{name}_{mark}", part) for mark, part in zip(marks, parts, strict=True))


def info_of(document: Document, stated: Stated = AS_TOLD) -> DocumentInfo:
    """Return what a document is, unless a user says otherwise."""
    return document_info(document.name, document.text, document.title).overruled(stated)


def texts_in(folder: Path, summaries: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return the texts of the summaries that have a copy anywhere below *folder*, whatever it is called.

    Args:
        folder: Where the copies are.
        summaries: The SHA-256 of its document (64 hex digits) and its year, by the id of each.

    Raises:
        InputError: There is no such folder, or a matching file cannot be read.
    """
    documents = find_documents(folder, {sha256 for sha256, _ in summaries.values()})
    parts = {sha256: summaries_in(document) for sha256, document in documents.items()}
    return {
        name: _part_of(parts[sha256], year) or documents[sha256].text
        for name, (sha256, year) in summaries.items()
        if sha256 in documents
    }


def _part_of(parts: Sequence[Document], year: str) -> str:
    """Return the text of the one summary of a year; empty where there is none, or several."""
    found = [part.text for part in parts if str(info_of(part).year or "") == year]
    return found[0] if len(found) == 1 else ""
