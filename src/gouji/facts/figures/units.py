"""Units: what follows a number, its base unit, and whether it counts or measures."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from gouji.facts.figures.model import AMOUNT, COUNT, RATIO, FigureError, any_of, word_table, words
from gouji.facts.figures.numerals import HAN, compiled

UNIT_SLOT = "(UNIT)"
"""Stands for a unit in the pattern of a form: any noun in a quote, a known unit in running text."""


class Form(NamedTuple):
    """A form of figure: how it looks, in a quote as in running text, and how it is read.

    Attributes:
        looks: Its pattern, with groups that have names, and `UNIT_SLOT` where a unit stands.
        read: Makes a figure of a match; None where it only looks like one.
        sign: What all that looks so begins with; the pattern itself takes long to compile.
    """

    looks: str
    read: Callable[..., Any]
    sign: str = ""

    def begins(self, text: str, at: int = 0) -> bool:
        """Whether what stands at an offset of a text has the sign of what looks so."""
        return not self.sign or compiled(self.sign).match(text, at) is not None

    def fullmatch(self, quote: str) -> re.Match[str] | None:
        """Return a quote that looks so as a whole, of a form without a unit of its own."""
        return compiled(self.looks).fullmatch(quote) if self.begins(quote) else None


@cache
def fill(looks: str, unit: str, left_out: str = "") -> re.Pattern[str]:
    """Compile the pattern of a form with a unit filled in, and some part of this left out."""
    return compiled(looks.replace(UNIT_SLOT, unit).replace(left_out, ""))


def anywhere(forms: Iterable[Form], unit: str) -> str:
    """Return a pattern of any of these forms, the first that fits; its groups have no names."""
    return "|".join(_NAMED_GROUP.sub("(?:", form.looks.replace(UNIT_SLOT, unit)) for form in forms)


_NAMED_GROUP = re.compile(r"\(\?P<[a-z_]+>")


class Unit(NamedTuple):
    """A unit as printed.

    Attributes:
        name: Base unit.
        factor: One printed unit in base units.
        form: Form of a figure in it, unless its numeral decides otherwise.
        share: Whether it is a part of a whole (成, 半): never below 0 or above 100 %.
    """

    name: str
    factor: Fraction = Fraction(1)
    form: str = COUNT
    share: bool = False


_CURRENCIES = frozenset(words("money"))
_CLASSIFIERS = frozenset(words("classifiers"))
_PERSONS = words("persons")
_PEOPLE = words("of_people")
_COUNTS = _CLASSIFIERS | set(words("other_counts"))
_ALIASES = {
    alias: Unit(base, Fraction(factor), form)
    for base, factor, form, names in word_table()["units"]
    for alias in names.split()
}
_SAME_SIZE = {name: unit.name for name, unit in _ALIASES.items() if name.isascii() and unit.factor == 1}

PERCENT = Unit("%", form=RATIO)
TENTH = Unit("%", Fraction(10), RATIO, share=True)
SHARE = Unit("%", form=RATIO, share=True)
TIMES = Unit("倍", form=RATIO)
NONE = Unit("")

PER = {
    "百分之": PERCENT,
    "千分之": Unit("%", Fraction(1, 10), RATIO),
    "万分之": Unit("%", Fraction(1, 100), RATIO),
}
"""Units that are written before their number."""

PERSONS = any_of(_PERSONS)
"""Nouns for people, who are counted without a classifier behind large numbers: 2600多万学生."""

UNITS: dict[str, Unit] = (
    {name: Unit(name, form=AMOUNT) for name in _CURRENCIES | set(words("measures"))}
    | {name: Unit(name) for name in _COUNTS}
    | dict.fromkeys(_PERSONS, Unit("人"))
    | _ALIASES
    | {
        "%": PERCENT,
        "‰": PER["千分之"],
        "‱": PER["万分之"],
        "成": TENTH,
        "倍": TIMES,
    }
)

CLASSIFIERS = frozenset(name for name in _COUNTS if len(name) == 1)
"""Classifiers of one character; a noun may follow them."""

COLLECTIVES = CLASSIFIERS | {"国", "省", "市", "区", "县", "州", "城"}
"""Words that count parties: 两省, 三方."""

_LETTERS = frozenset({"A", "V"})
"""Units that are letters of codes too: 1600A, but 5A级景区."""
_KNOWN_ALONE = UNITS.keys() - _PERSONS - _LETTERS
_KNOWN = any_of(_KNOWN_ALONE)
_NO_NOUNS = any_of(name for name in UNITS if not re.fullmatch(f"{HAN}{{1,4}}", name))
"""Units that are no short noun: in brackets, which end what is in them, no others need be listed."""
_OF_YEAR = "(?:[·•・][0-9]{0,3}[年月日天])?"
_IN_BRACKETS = f"[（(](?:{_NO_NOUNS}|{HAN}{{1,4}}){_OF_YEAR}[）)]"
_PER_ANOTHER = f"(?:/(?:(?:{_KNOWN}|{HAN}{{1,4}}){_OF_YEAR}|{_IN_BRACKETS}))?"
KNOWN = f"(?:{_KNOWN}){_PER_ANOTHER}"
"""A unit of the table, or one per another (元/平方米)."""
ANY_UNIT = f"{KNOWN}|[AV]||{HAN}{{1,4}}?"
"""A known unit, none, or any noun, taken as a counting unit."""
UNIT = f"(?P<unit>{ANY_UNIT})"
_PARTIES = "".join(sorted(COLLECTIVES - CLASSIFIERS))
IN_TEXT = (
    f"(?!台阶|项目(?!标)|升[至到为]|人工(?:智能|成本|费))(?:(?:{KNOWN})(?!(?<=.次)之[，。；、])"
    f"|(?<=[百千万亿余多])(?:{PERSONS})|(?<=[0-9]{{3}})[AV](?![0-9A-Za-z级])"
    f"|(?<=[0-9])分(?![钟布行公局校院店支别类]|之(?!间))|(?<![万亿])(?<![万亿][余多])[{_PARTIES}](?!民))"
)
"""A unit as it stands in running text; 两个千亿台阶 does not count 台, and 240万省外劳动力 no provinces."""
MAYBE_IN_TEXT = f"(?:{IN_TEXT})?"
"""Such a unit or none; a pattern of its own for numbers that need one would take long to compile."""
_NEAR = 400  # any figure is shorter


def fitted(looks: str, text: str, at: int = 0, unit: str = MAYBE_IN_TEXT) -> re.Pattern[str]:
    """Return the pattern of a form at an offset of a text; far from strokes it has no units per another."""
    return fill(looks, unit, _PER_ANOTHER if text.find("/", at, at + _NEAR) < 0 else "")


_NUMERAL_CHARS = frozenset("零一二两三四五六七八九十百千万亿几数余多半第")


def is_classifier(unit: str) -> bool:
    """Return whether *unit* merely counts, so that it compares with other classifiers (个 条 项).

    People, households and time are counted too, but are quantities of their own.
    """
    return unit in _CLASSIFIERS


def unit_class(unit: str) -> str:
    """Return what comparable units share: one name for all classifiers, one for people, else their own.

    >>> unit_class("名"), unit_class("家"), unit_class("吨")
    ('人', '#', '吨')
    """
    return _PEOPLE[0] if unit in _PEOPLE else "#" if is_classifier(unit) else unit


def without_scale(unit: str) -> str:
    """Return a unit without what scales it: 元 of 万亿元."""
    return unit.lstrip("百千万亿十")


def may_be_scaled(word: str) -> bool:
    """Return whether *word* is a known unit, with or without a scale, or one per another: 万元/人."""
    return without_scale(word.partition("/")[0]) in UNITS


def is_money(unit: str) -> bool:
    """Return whether *unit* is a currency, or a currency per unit: its values depend on prices."""
    return unit.partition("/")[0] in _CURRENCIES


def unit_of(word: str) -> Unit:
    """Return the unit that *word* names.

    Raises:
        FigureError: It is a classifier with a noun after it, or contains numerals.
    """
    if word in UNITS:
        return UNITS[word]
    if "/" in word:
        return Unit("/".join(_SAME_SIZE.get(one, one) for one in word.split("/")), form=AMOUNT)
    if not word:
        return NONE
    word = word[1:] if word[0] == "大" and len(word) > 1 else word
    if word[0] in CLASSIFIERS and len(word) > 1:
        raise FigureError(f"words after the unit: {word[1:]}")
    if _NUMERAL_CHARS & set(word):
        raise FigureError(f"no unit: {word}")
    return UNITS.get(word, Unit(word))


def is_noun(word: str) -> bool:
    """Return whether *word* is neither a known unit, nor counts parties, nor begins with 大 (十大行动)."""
    known = re.fullmatch(KNOWN, word) if "/" in word else word in _KNOWN_ALONE
    return bool(word) and not known and word not in COLLECTIVES and not (word[0] == "大" and len(word) > 1)


def per_unit(per: str | None, word: str) -> Unit:
    """Return the unit of a number between *per* (百分之) and *word*; at most one may be given.

    Raises:
        FigureError: Both are given, or *word* is not a unit.
    """
    if not per:
        return unit_of(word)
    if word:
        raise FigureError(f"words after the unit: {word}")
    return PER[per]


POINTS = "百分点"
"""The unit in which percentages differ."""
TIME_UNITS = frozenset({"年", "月", "天", "日", "周", "季度", "小时", "分钟", "岁", "周年"})
"""Units whose values have no mean and no yearly growth: 连续8年, 83.9岁."""
