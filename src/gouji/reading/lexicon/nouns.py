"""Names of indicators: their normal form, the table of those that every report has, what their words say.

余额 is a stock, 事故 had better be few.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any, Literal, NamedTuple
from unicodedata import normalize

from gouji.facts.figures.model import any_of
from gouji.facts.figures.numerals import NUMERAL
from gouji.facts.figures.scan import scan
from gouji.reading.lexicon.organisations import entities_in
from gouji.reading.lexicon.wording import entry, pattern, patterns, table, words

_TABLE = table("nouns")
_BRACKETS = re.compile("(?<=.)[（(][^）)]*[）)]?")


class Kind(NamedTuple):
    """What is known of the figures of a name; ``nouns.toml`` says what each word means."""

    basis: Literal["", "flow", "stock", "rate"] = ""
    better: Literal["", "up", "down"] = ""
    price: Literal["", "real"] = ""
    mean: bool = False
    negative: bool = False
    falls: bool = False
    uneven: bool = False
    issued: bool = False
    adjusted: bool = False
    single: bool = False
    money: bool = False
    yearly: bool = False
    """Whether every year makes a new figure: a flow, or a rate or mean of one."""

    @property
    def adds_up(self) -> bool:
        """Whether figures of single years may be added to one of several, and none exceeds it."""
        return self.basis not in {"stock", "rate"} and not self.mean and not self.negative

    @property
    def may_fall(self) -> bool:
        """Whether a later figure may well be smaller."""
        return self.falls or self.negative or self.basis == "rate" or self.better == "down"


_Properties = dict[str, Any]
_OF_HEAD = ("single", "money")


@cache
def kind_of(name: str) -> Kind:
    """Return what the words of a name say.

    >>> kind_of("金融机构存款余额").basis, kind_of("新增绿地面积").basis, kind_of("办结率").basis
    ('stock', 'flow', 'rate')
    """
    bare = _BRACKETS.sub("", name)
    words = list(_words_in(bare))
    said: _Properties = {}
    for end, noun, _ in words:
        said |= noun
        if end < len(bare) or name[-1] in "）)":
            said |= dict.fromkeys(_OF_HEAD, False)
    if said.get("basis") != "rate":
        for _, _, before in reversed(words):
            said |= before
    flows = any("flow" in (noun.get("basis"), before.get("basis")) for _, noun, before in words)
    return Kind(**said, yearly=flows and said.get("basis") != "stock")


def is_mean(name: str) -> bool:
    """Return whether a name is of a mean: 人均可支配收入, 平均住院日. Most names have no word of one."""
    return _of_means().search(name) is not None and kind_of(name).mean


@cache
def _of_means() -> re.Pattern[str]:
    groups = [group for part in ("noun", "before") for group in _TABLE[part] if group.get("mean")]
    return re.compile(any_of(word for group in groups for word in group["words"].split()))


def unit_of_noun(*names: str) -> str:
    """Return the unit in which things of these names are counted, by the first that says it."""
    counted = patterns("counted_in").items()
    return next((unit for name in names for unit, noun in counted if noun.search(name)), "")


def _words_in(name: str) -> Iterator[tuple[int, _Properties, _Properties]]:
    """Yield the known words of a name, without those within others: where each ends, and what it says."""
    known, reached = _known(), 0
    for start in range(len(name)):
        for end in range(min(len(name), start + _LONGEST), max(start, reached), -1):
            if name[start:end] in known:
                yield end, *known[name[start:end]]
                reached = end
                break


_LONGEST = 8
"""No word of the table is longer."""


@cache
def _known() -> dict[str, tuple[_Properties, _Properties]]:
    """Return what each word says as a noun, and as what stands before one."""
    nouns, before = _words("noun"), _words("before")
    return {word: (nouns.get(word, {}), before.get(word, {})) for word in nouns | before}


def _words(part: str) -> dict[str, _Properties]:
    """Return what each word of a part of the table says, and what its own ending says of it."""
    own: dict[str, _Properties] = {}
    for group in _TABLE[part]:
        for word in group["words"].split():
            own.setdefault(word, {}).update({key: value for key, value in group.items() if key != "words"})
    found: dict[str, _Properties] = {}
    for word in sorted(own, key=len):
        ending = next((word[at:] for at in range(1, len(word)) if word[at:] in found), "")
        found[word] = found.get(ending, {}) | own[word]
    return found


def census_between(name: str, first: int, last: int) -> str:
    """Return the census that revised figures of this name after they were reported; empty without one.

    Args:
        name: What the indicator is called.
        first: The year that the earlier summary reviews, or the year of its figure if that is later.
        last: The year that the later summary reviews.

    >>> census_between("地区生产总值", 2023, 2024)
    '经济普查'
    """
    known_after = frozenset(range(first, last))
    return next((one for one, years, of in _censuses() if years & known_after and of.search(name)), "")


@cache
def _censuses() -> list[tuple[str, frozenset[int], re.Pattern[str]]]:
    found = _TABLE["census"]
    return [(one["name"], frozenset(one["years"]), re.compile(any_of(one["of"].split()))) for one in found]


Trait = tuple[str, ...]
"""In what things differ: 性别; for some kinds only with the rest of the name, 采购 of a 金额."""
Values = tuple[Any, Any]
"""The least and the greatest value of a trait that a thing may have."""
_ONE = "(?!及?以[上下])"
"""国家级 is one level, 省级以上 are several."""


def traits(name: str) -> Iterator[tuple[Trait, Values]]:
    """Yield what a name tells of its things; names without a common value of a trait have none in common."""
    known = _table()
    bare = re.sub("|".join(known["masks"]), "", name).replace("周岁", "岁")
    for family, kinds in _said_by():
        said = [kind for kind, ways in kinds if any(map(bare.__contains__, ways))]
        found = [kind for kind in said if re.search(f"(?:{kind}){_ONE}", bare)]
        if len(found) == 1:
            yield (family, re.sub(found[0], "", bare)), (found[0], found[0])
            if family in known["traits"]:
                yield (family,), (found[0], found[0])
    yield from _apart(bare, known)
    classes = "|".join(known["numbered"])
    for one in re.finditer(f"第?({NUMERAL}|[0-9]?[A-Z]+|[ⅠⅡⅢⅣⅤ])({classes}){_ONE}", bare):
        yield ("number", one[2], bare.replace(one[0], "")), (one[1], one[1])
    figures = [span.figure for span in scan(bare)]
    units = [figure.unit for figure in figures]
    for figure in figures:
        if figure.hard is not None and figure.unit and units.count(figure.unit) == 1:
            low, high = figure.hard.low, figure.hard.high
            yield (figure.form, figure.unit), ((low is not None, low or 0), (1 + (high is None), high or 0))
    places = [entity for entity in entities_in(bare, "") if not entity.function]
    if len(places) == 1:
        yield ("place", places[0].level), (places[0].name, places[0].name)
    yield ("not", re.sub("[非不未]", "", bare, count=1)), (bare, bare)


@cache
def _said_by() -> Sequence[tuple[str, Sequence[tuple[str, Sequence[str]]]]]:
    """Return the kinds of each family, with the words one of which says each."""
    known = _table()
    families = (known["traits"] | known["kinds"]).items()
    return [(family, [(kind, _ways(kind)) for kind in kinds]) for family, kinds in families]


def _ways(kind: str) -> Sequence[str]:
    """Return the words that write a kind; the empty one where it is a pattern of more than words.

    >>> _ways("城镇|城市"), _ways("(?<!未)成年")
    (['城镇', '城市'], [''])
    """
    ways = kind.split("|")
    return ways if all(re.escape(way) == way for way in ways) else [""]


def _apart(bare: str, known: dict[str, Any]) -> Iterator[tuple[Trait, Values]]:
    """Yield what a name tells by its form: one of a contrast (规上企业), or a class (管理类, 教育类项目)."""
    pairs = product(enumerate(bare), known["contrasts"])
    yield from (((one, bare[:at], bare[at + 1 :]), (char, char)) for (at, char), one in pairs if char in one)
    name = bare.rstrip()
    if name.endswith(tuple(known["classes"])):
        yield ("class", name[-1]), (name, name)
    elif "类" in name[1:]:
        yield ("class", name.rpartition("类")[2]), (name, name)


def criteria_of_people(name: str) -> frozenset[str]:
    """Return by what a name chooses people; who is chosen by one may be by another as well.

    >>> sorted(criteria_of_people("残疾人")), sorted(criteria_of_people("女党员"))
    (['身体'], ['党团', '性别'])
    """
    return frozenset(one for one, said in _table()["people"].items() if re.search(said, name))


def is_rest(name: str) -> bool:
    """Whether a name is of what is left when the others are told: 其他用车."""
    return name.startswith(tuple(_table()["rest"]))


@cache
def _table() -> dict[str, Any]:
    return table("kinds")


@cache
def normal_form(phrase: str, place: str = "") -> str:
    """Return a phrase without what does not change its meaning.

    Removed are quotation marks, brackets and dashes, the place (全省, or its own name), 累计, and the words
    总数, 数量 after a noun; 专精特新企业新增 becomes 新增专精特新企业.

    Args:
        phrase: The phrase, as in a draft or a table of indicators.
        place: The place of the document; its name is removed with and without 省, 市; empty where unknown.

    >>> normal_form("全省“小巨人”企业数量")
    '小巨人企业'
    >>> normal_form("国家高新技术企业新增")
    '新增国家高新技术企业'
    >>> normal_form("新能源汽车年产量")
    '新能源汽车产量'
    """
    form = pattern("name_marks").sub("", normalize("NFKC", phrase))
    for owner in (place, _short(place)):
        form = form.removeprefix(owner) if owner and len(form) > len(owner) + 1 else form
    form = form.replace(_short(place) + words("stretch")[0], "") if place else form
    for said, replacement in _equivalents():
        form = said.sub(replacement, form)
    return pattern("name_ending").sub("", form) or phrase


@cache
def _equivalents() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(one["said"]), one["form"]) for one in entry("equivalent")]


def _short(place: str) -> str:
    return pattern("place_tail").sub("", place)


_SHORTEST = 4


def without_act(form: str) -> str:
    """Return a normal form without the verbs of an act at any stage; a short noun keeps them.

    >>> without_act("新建口袋公园") == without_act("建成口袋公园")
    True
    """
    added = pattern("is_increase").sub(words("increase")[0], _without(pattern("act"), form), count=1)
    return pattern("particles").sub("", added)


def _without(verbs: re.Pattern[str], form: str) -> str:
    found = verbs.match(form)
    rest = form[found.end() :] if found else form
    return rest if len(rest) >= _SHORTEST else form


class Known(NamedTuple):
    """An indicator of the table; ``known_indicators.toml`` says what its columns mean.

    Attributes:
        id: Its name in the table.
        aliases: Its other names.
        price: ``real``, ``nominal``, or empty.
        revisable: Whether first-published values are revised as a rule.
        bounded: Whether it is a share that cannot exceed 100 %.
    """

    id: str
    aliases: tuple[str, ...]
    price: str = ""
    revisable: bool = False
    bounded: bool = False


def known_as(phrase: str) -> Known | None:
    """Return the indicator that goes by a name in normal form; None where the table has none.

    >>> known_as("社零总额").id
    '社会消费品零售总额'
    """
    return _by_name().get(phrase)


@cache
def _by_name() -> Mapping[str, Known]:
    found: dict[str, Known] = {}
    for row in table("known_indicators")["indicator"]:
        known = Known(**{**row, "aliases": tuple(row["aliases"])})
        for name in (known.id, *known.aliases):
            found[name] = found[normal_form(name)] = known
    return found
