"""What belongs to a total: parts (其中, 占比), increments (新增A，达到B), members of a list (甲、乙两地)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gouji.facts.figures.model import AMOUNT, COUNT, any_of, words
from gouji.facts.figures.scan import Span
from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.table import columns as c
from gouji.reading.draft.clauses import Claim, Mention
from gouji.reading.lexicon.organisations import is_place

_BARE_FIGURE = re.compile("(?:达到?)?[0-9０-９一二两三四五六七八九十百千万近约超]")
"""提高到80元 states the level reached, and is not a part."""
_PARTIAL = re.compile("^[ 、（(，,]*其中[:：，,]?")
_CONTINUES = re.compile("^[、和及与]")
_BARE_SHARE = re.compile("占(?:比|比例|比重)?(?:为|达|约|均)?$")
"""占能源消费总量比重 names another total."""
_OTHER_PERIOD = re.compile("[由从]|上年|去年|前年")


@dataclass(frozen=True, slots=True)
class PartOf:
    """The total that a figure is a part of, and whether its parts are complete."""

    total: Claim
    complete: bool


def whole_of(mention: Mention, gap: str, earlier: Sequence[Claim], unit: str, measure: str) -> PartOf | None:
    """Return the total that a figure is a part or a share of; None where none is certain.

    Args:
        mention: The figure.
        gap: The text between the previous figure and this one.
        earlier: The claims before it in its sentence.
        unit: Its base unit.
        measure: Its measure; only levels add up.
    """
    if not earlier or unit in TIME_UNITS or not _BARE_FIGURE.match(mention.span.quote):
        return None
    if measure == "share":
        return _share_of(gap, earlier)
    if measure != "level" or _OTHER_PERIOD.search(gap):
        return None
    if _PARTIAL.match(gap):
        total = _total(earlier)
        return PartOf(total, complete=False) if total is not None and _adds(total, unit) else None
    before = earlier[-1]
    if before.whole is not None and before.cells.get(c.MEASURE) == "level" and _CONTINUES.match(gap):
        return PartOf(before.whole, complete=False) if _adds(before.whole, unit) else None
    return None


def _total(earlier: Sequence[Claim]) -> Claim | None:
    """Return the level that 其中 breaks down: the last one, skipping any growth stated in between."""
    for claim in reversed(earlier):
        if claim.cells.get(c.FORM) in {"date", "ordinal"} or claim.cells.get(c.UNIT) in TIME_UNITS:
            continue
        if claim.cells.get(c.MEASURE) in {"growth", "change"}:
            continue
        return claim.whole if claim.whole is not None else claim
    return None


def _share_of(gap: str, earlier: Sequence[Claim]) -> PartOf | None:
    """Return the total of a share after 其中: 其中，甲占44%，乙占16%."""
    if not _BARE_SHARE.search(gap):
        return None
    if _PARTIAL.match(gap):
        total = _total(earlier)
        levels = total is not None and total.cells.get(c.MEASURE) == "level"
        return PartOf(total, complete=False) if total is not None and levels else None
    last = earlier[-1]
    continues = last.whole is not None and last.cells.get(c.MEASURE) == "share"
    return PartOf(last.whole, complete=False) if continues and last.whole is not None else None


def _adds(total: Claim, unit: str) -> bool:
    """Whether a part in *unit* can be summed into the total, a level in the same unit."""
    cells = total.cells
    if cells.get(c.MEASURE) != "level" or cells.get(c.FORM) not in {"count", "amount"} or not unit:
        return False
    return cells.get(c.UNIT) == unit


def with_totals(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a text, each share with the total that it names, where one is stated."""
    return [replace(one, whole=_named_total(one, claims)) if one.whole_name else one for one in claims]


def _named_total(share: Claim, claims: Sequence[Claim]) -> Claim | None:
    """Return the one level of that name in the period of the share; None where values differ."""
    found = [claim for claim in claims if _is_total_of(share, claim)]
    values = {claim.interval for claim in found}
    return found[0] if len(values) == 1 else None


def _is_total_of(share: Claim, claim: Claim) -> bool:
    cells = claim.cells
    named = cells.get(c.INDICATOR) == share.whole_name and cells.get(c.MEASURE) == "level"
    same = all(cells.get(column, "") == share.cells.get(column, "") for column in (c.PERIOD, c.SUBJECT))
    return named and same and bool(cells.get(c.PERIOD)) and cells.get(c.FORM) in {"count", "amount"}


Cells = dict[str, str]

_TOTAL = re.compile(
    "[^，。；：、0-9]{0,24}[，、,](?:全[省市区国])?(?:累计|总数|总量)(?P<each>分别)?(?:已|为|有|增至|增加到|超过?|近|突破)*"
)
"""The text between an addition and its total: the noun of the addition, and the word for a total."""
_REACHED = re.compile("达|增至|增加到|升至")
"""A quote that begins like this is a total right after what was added."""
_ADDED = re.compile("新增|净增|新建(?=[^设成])|新认定|新获批|新推出|新入选|新培育")


def fill_increments(text: str, mentions: Sequence[Mention], rows: Sequence[Cells]) -> None:
    """Fill in the cells of totals that are stated right after what was added to them.

    A total without a name of its own takes that of the addition; the addition is a change of it.

    Args:
        text: The text.
        mentions: The figures of a sentence.
        rows: The cells of each figure; filled in here.
    """
    for at in range(1, len(mentions)):
        gap = text[mentions[at - 1].span.end : mentions[at].span.start]
        found = _TOTAL.fullmatch(gap)
        reached = gap in {"，", "、", ","} and bool(_REACHED.match(mentions[at].span.quote))
        if not (found or reached) or rows[at].get(c.INDICATOR):
            continue
        count = _run_length(mentions, at) if found and found["each"] else 1
        if at >= count and _ADDED.search(mentions[at - count].before + mentions[at - count].span.quote):
            for total in range(at, at + count):
                _fill_total(rows[total - count], rows[total], cumulative=bool(found))


def _run_length(mentions: Sequence[Mention], first: int) -> int:
    """Return how many figures are in a row: C和D."""
    last = first + 1
    while last < len(mentions) and mentions[last].joined:
        last += 1
    return last - first


def _fill_total(added: Cells, total: Cells, *, cumulative: bool) -> None:
    """Name a total after what was added to it; rows that do not fit are left alone.

    *cumulative*: the total since the beginning (累计); else the stock at the end.
    """
    same_unit = added.get(c.UNIT) == total.get(c.UNIT)
    levels = all(row.get(c.MEASURE) == "level" and row[c.FORM] in {COUNT, AMOUNT} for row in (added, total))
    noun = _ADDED.sub("", added.get(c.INDICATOR, ""), count=1)
    if not (same_unit and levels and len(noun) > 1 and added[c.PERIOD].isdigit()):
        return
    added[c.INDICATOR] = total[c.INDICATOR] = noun
    added[c.MEASURE] = "change"
    if cumulative:
        total[c.PERIOD] = f"../{added[c.PERIOD]}"


_LOOKBACK = 120
_CLAUSE = re.compile("[，。；：！？:;,\n（）()]")
_COUNT = re.compile("[一二三四五六七八九十]{1,3}|两|[0-9]{1,2}")
_MOST_MEMBERS = 40
_FEWEST_WORDS = 3
"""Fewest words that make a list; a number after two may count something else: 长三角、珠三角九市."""
_QUOTED = re.compile("“[^“”]{1,16}”|《[^《》]{1,24}》")
_WORD = re.compile("[一-鿿]{1,4}")
_LEADS = words(
    """
    推进 推动 建设 建成 打造 支持 加快 新增 实施 抓好 抓实 做好 做强 做优 做大 培育 发展 开展
    完成 聚焦 围绕 涵盖 覆盖 涉及 包括 构建 形成 加强 强化 深化 优化 提升 完善 统筹 突出 紧扣
    坚持 落实 召开 举办 承办 入选 获批 在 对 以 从 按 与 和 及 将 把 为
    由 到 向 于 的 是 有 现有 拥有 其中 重点 新建 改造 启动 启用 开通 引进 组织
    实现 促进 做实 抓牢 办好 用好 管好 贯通 连接 依托 布局 设立 组建 创建 认定 签订 出台 制定
    修订
    """
)
_LEAD = re.compile(f"(?:{any_of(_LEADS)})$")


@dataclass(frozen=True, slots=True)
class Listed:
    """The members listed right before a stated count.

    Attributes:
        members: Their names, in text order.
        complete: None is left out: no 等, or as many named as stated.
    """

    members: tuple[str, ...]
    complete: bool


def listed(text: str, span: Span) -> Listed | None:
    """Return what is listed right before a count; None where it is not certain what belongs to it.

    Members are certain, whatever their number, if all are names of places, quoted, or words of one
    length, and the first is at the beginning of the clause or after a verb.

    Source: reading of reports: 分别, 和 and 及 before the last, 等.
    """
    stated = span.figure.printed
    if stated is None or not _COUNT.match(span.quote) or not 0 < stated <= _MOST_MEMBERS:
        return None
    phrase = _phrase_before(text, span.start)
    is_open = phrase.endswith("等")
    members = _members(phrase.removesuffix("等"))
    if members is None:
        return None
    return Listed(members, not is_open or len(members) == stated)


def _phrase_before(text: str, at: int) -> str:
    phrase = text[max(0, at - _LOOKBACK) : at]
    return _CLAUSE.split(phrase)[-1].rpartition("的")[2].strip()


def _members(phrase: str) -> tuple[str, ...] | None:
    parts = phrase.split("、")
    head, joined, last = parts[-1].rpartition("和")
    if joined and head and last:
        parts = [*parts[:-1], head, last]
    opening, others = parts[0], parts[1:]
    if len(parts) < 2 or not all(others):
        return None
    first = _first_member(opening, others)
    return (first, *others) if first else None


def _first_member(first: str, others: list[str]) -> str:
    """Return the first member without the words before it; empty where any member is uncertain."""
    if all(map(is_place, others)):
        return next((first[at:] for at in range(len(first)) if _is_start(first, at, is_place)), "")
    if all(map(_QUOTED.fullmatch, others)):
        return next((first[at:] for at in range(len(first)) if _is_start(first, at, _is_quoted)), "")
    sizes = {len(part) for part in others}
    if len(others) + 1 < _FEWEST_WORDS or len(sizes) > 1 or not all(map(_WORD.fullmatch, others)):
        return ""
    at = len(first) - sizes.pop()
    return first[at:] if at >= 0 and _is_start(first, at, _is_word) else ""


def _is_start(first: str, at: int, is_member: Callable[[str], bool]) -> bool:
    """Whether a member begins at *at*: at the beginning of the clause, or after a verb."""
    return is_member(first[at:]) and (at == 0 or bool(_LEAD.search(first[:at])))


def _is_quoted(word: str) -> bool:
    return bool(_QUOTED.fullmatch(word))


def _is_word(word: str) -> bool:
    return bool(_WORD.fullmatch(word))
