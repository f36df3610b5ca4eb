"""Word files as other programs see them: what comments stand on, and what is wrong with a package."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from tests.reports.word.files import STRICT, W

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_W = f"{{{W}}}"
_STORIES = frozenset({f"{_W}txbxContent", f"{_W}footnote", f"{_W}endnote"})
_NOT_SEEN = frozenset({"del", "moveFrom", "rt"})
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


class Seen(NamedTuple):
    """A comment: who wrote it, its lines, and the characters that it stands on."""

    number: str
    author: str
    lines: tuple[str, ...]
    anchor: str


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(content: bytes, name: str) -> etree._Element:
    return etree.fromstring(parts(content)[name].replace(STRICT.encode(), W.encode()))


def comments(content: bytes) -> list[Seen]:
    """Return all comments of a document, with the characters between their marks."""
    anchors = _anchors(xml(content, "word/document.xml"))
    if "word/comments.xml" not in parts(content):
        return []
    return [
        Seen(
            number := one.get(f"{_W}id", ""),
            one.get(f"{_W}author", ""),
            tuple("".join(text.text or "" for text in line.iter(f"{_W}t")) for line in one.iter(f"{_W}p")),
            anchors[number],
        )
        for one in xml(content, "word/comments.xml").iter(f"{_W}comment")
    ]


def own(content: bytes) -> list[Seen]:
    """Return the comments of gouji."""
    return [one for one in comments(content) if one.author.startswith("gouji")]


def _anchors(body: etree._Element) -> Mapping[str, str]:
    opened: dict[str, str] = {}
    closed: dict[str, str] = {}
    for element in _seen(body):
        number = element.get(f"{_W}id", "")
        if element.tag == f"{_W}commentRangeStart":
            opened[number] = ""
        elif element.tag == f"{_W}commentRangeEnd":
            closed[number] = opened.pop(number)
        elif element.tag == f"{_W}t":
            opened = {one: text + (element.text or "") for one, text in opened.items()}
    assert not opened
    return closed


def _seen(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that are shown in the text itself, not in text boxes."""
    for one in element:
        hidden = one.find(f"{_W}rPr/{_W}vanish") is not None
        if hidden or one.tag in _STORIES or one.tag == f"{_MC}Fallback":
            continue
        if str(one.tag).removeprefix(_W) not in _NOT_SEEN:
            yield one
            yield from _seen(one)


def faults(content: bytes) -> list[str]:
    """Return what is wrong with a package: undeclared parts, ids, marks of comments."""
    files = parts(content)
    found = [f"{name} is there twice" for name, count in Counter(_names(content)).items() if count > 1]
    for name, data in files.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)
    return [*found, *_of_types(files), *_of_relations(files), *_of_comments(content), *_of_ids(content)]


def _names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def _of_types(files: Mapping[str, bytes]) -> Iterator[str]:
    root = etree.fromstring(files["[Content_Types].xml"])
    kinds = {one.get("Extension") for one in root if one.tag.endswith("Default")}
    declared = [one.get("PartName", "").lstrip("/") for one in root if one.tag.endswith("Override")]
    yield from (f"{name} is declared twice" for name, count in Counter(declared).items() if count > 1)
    yield from (f"{name} is declared, but not there" for name in declared if name not in files)
    for name in files:
        known = name in declared or name.rpartition(".")[2] in kinds or name.endswith("/")
        if name != "[Content_Types].xml" and not known:
            yield f"{name} is not declared"


def _of_relations(files: Mapping[str, bytes]) -> Iterator[str]:
    for name in (name for name in files if name.endswith(".rels")):
        ids: Counter[str] = Counter()
        for one in etree.fromstring(files[name]):
            ids[one.get("Id", "")] += 1
            folder = posixpath.dirname(posixpath.dirname(name))
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            if one.get("TargetMode") != "External" and target not in files:
                yield f"{name} leads to {target}, which is not there"
        yield from (f"{name} has {one} twice" for one, count in ids.items() if count > 1)


def _of_comments(content: bytes) -> Iterator[str]:
    if "word/comments.xml" not in parts(content):
        return
    known = Counter(one.get(f"{_W}id", "") for one in xml(content, "word/comments.xml").iter(f"{_W}comment"))
    yield from (f"two comments have the id {one}" for one, count in known.items() if count > 1)
    body = xml(content, "word/document.xml")
    order = {element: number for number, element in enumerate(body.iter())}
    marks: dict[str, list[etree._Element]] = {}
    for mark in body.iter(f"{_W}commentRangeStart", f"{_W}commentRangeEnd", f"{_W}commentReference"):
        marks.setdefault(mark.get(f"{_W}id", ""), []).append(mark)
        if any(one.tag in _STORIES for one in mark.iterancestors()):
            yield f"comment {mark.get(f'{_W}id')} stands in a text box"
    yield from (f"comment {one} has no marks" for one in known.keys() - marks.keys())
    for number, found in marks.items():
        names = [str(one.tag).removeprefix(_W) for one in sorted(found, key=order.__getitem__)]
        if names != ["commentRangeStart", "commentRangeEnd", "commentReference"]:
            yield f"comment {number} has the marks {names}"
        if number not in known:
            yield f"there is no comment {number}"


def _of_ids(content: bytes) -> Iterator[str]:
    """Yield ids of tracked changes that stand twice."""
    kinds = tuple(f"{_W}{kind}" for kind in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
    body = xml(content, "word/document.xml")
    shown = (
        one for one in body.iter(*kinds) if not any(up.tag == f"{_MC}Fallback" for up in one.iterancestors())
    )
    counted = Counter(one.get(f"{_W}id") for one in shown)
    yield from (f"two changes have the id {one}" for one, count in counted.items() if count > 1)
