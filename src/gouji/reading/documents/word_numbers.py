"""The numbers that Word counts itself: 一、 （二） 1. before paragraphs that are numbered automatically."""

import re
from collections.abc import Mapping

from lxml import etree

from gouji.facts.figures.numerals import DIGITS
from gouji.reading.documents.word_cells import W, number_in

_DEEPEST = 9
"""Styles are based on one another; broken files have circles of them, and numbers of any length."""
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting"})
_DIGITS = "".join(DIGITS)[:10]


class Numbering:
    """Counts the numbered paragraphs of a document, which are asked for in its order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        """Read which lists there are, and which styles number their paragraphs."""
        self._lists = _by_id(numbering, "abstractNum", "abstractNumId")
        self._uses = _by_id(numbering, "num", "numId")
        self._styles = _by_id(styles, "style", "styleId")
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, paragraph: etree._Element) -> str:
        """Return the number that Word shows before a paragraph; empty where it shows none, or only a dot."""
        settings = self._settings(paragraph)
        use, level = self._uses.get(_value(settings, "numId")), _whole(settings, "ilvl", 0)
        listed = self._lists.get(_value(use, "abstractNumId"))
        levels = {} if listed is None else {number_in(one, "ilvl"): one for one in listed.iter(f"{W}lvl")}
        if use is None or level not in levels:
            return ""
        # A list that begins anew somewhere is counted for itself.
        anew = {
            number_in(one, "ilvl"): _whole(one, "startOverride", 0) for one in use.iter(f"{W}lvlOverride")
        }
        name = _value(settings, "numId") + "+" if any(anew.values()) else _value(use, "abstractNumId")
        first = {at: anew.get(at) or _whole(one, "start", 1) for at, one in levels.items()}
        counts = self._counts.get(name, {})
        kept = {at: count for at, count in counts.items() if at < level}
        self._counts[name] = kept | {level: counts.get(level, first[level] - 1) + 1}
        return _shown(levels, level, first | self._counts[name])

    def _settings(self, paragraph: etree._Element) -> etree._Element | None:
        """Return what numbers a paragraph: its own setting, or that of its style, or of its style's."""
        element: etree._Element | None = paragraph
        above = f"pPr/{W}pStyle"
        for _ in range(_DEEPEST):
            found = None if element is None else element.find(f"{W}pPr/{W}numPr")
            if _value(found, "numId"):
                return found
            element, above = self._styles.get(_value(element, above)), "basedOn"
        return None


def _by_id(part: etree._Element | None, kind: str, name: str) -> dict[str, etree._Element]:
    found = () if part is None else part.iter(f"{W}{kind}")
    return {one.get(f"{W}{name}", ""): one for one in found}


def _value(element: etree._Element | None, name: str) -> str:
    """Return what a child of an element says; empty where there is none."""
    child = None if element is None else element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _whole(element: etree._Element | None, name: str, otherwise: int) -> int:
    value = _value(element, name)
    return int(value) if value.isdecimal() and len(value) < _DEEPEST else otherwise


def _shown(levels: Mapping[int, etree._Element], level: int, counts: Mapping[int, int]) -> str:
    """Return the number of a level as printed, with a blank behind it where it might run into the text."""
    own = levels[level]
    plain = own.find(f"{W}isLgl") is not None
    kinds = {at: "decimal" if plain else _value(one, "numFmt") for at, one in levels.items()}
    numbers = {f"%{at + 1}": _printed(kinds[at], counts[at]) for at in levels if at <= level}
    label = re.sub("%[1-9]", lambda found: numbers.get(found[0], ""), _value(own, "lvlText")).strip()
    if not numbers[f"%{level + 1}"] or not label:
        return ""
    return label if label[-1] in "、）" else f"{label} "


def _printed(kind: str, count: int) -> str:
    """Return a number in the way of counting; empty for bullets and ways that are not known.

    >>> [_printed("chineseCounting", count) for count in (3, 10, 12, 20)]
    ['三', '十', '十二', '二十']
    """
    tens, ones = divmod(count, 10)
    if kind in _CHINESE and tens < len(_DIGITS):
        return _DIGITS[tens] * (tens > 1) + "十" * (tens > 0) + _DIGITS[ones] * (ones > 0)
    return str(count) if kind in {"decimal", "decimalFullWidth"} else ""
