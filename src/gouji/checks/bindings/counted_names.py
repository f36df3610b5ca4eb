"""Names that count what they list: 甲、乙、丙三联疫苗, 甲、乙、丙三位一体, 省、市、县三级."""

import re
from collections.abc import Iterator

from gouji.checks.bindings.passages import Passage, passages_read, whole_number
from gouji.checks.rule import Verdict, consistent, inconsistent
from gouji.facts.table.facts import Fact, Facts
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.listed import listed

_REACH = 160
"""Characters before a count in which its list stands."""
_MOST_OFF = 2
"""A list that is off by more counts something else."""


def counted_names(facts: Facts) -> Iterator[Verdict]:
    """Yield for each name that counts whether as much is listed; in sentences and cells of tables."""
    for passage in passages_read(facts):
        if "、" in passage.text or "+" in passage.text:
            yield from _of_passage(facts, passage)
        if "级" in passage.text and "、" in passage.text:
            yield from _levels(facts, passage)
        works = pattern("counts_works").match(passage.text)
        if works:
            yield from _works(facts, passage, works)


def _levels(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    """省、市、县、乡、村五级; 县、区 may be one level, or two."""
    ranks = words("ranks_of_government")
    for found in pattern("levels_counted").finditer(passage.text):
        members = tuple(pattern("joins_levels").split(pattern("item_aside").sub("", found["members"])))
        known = [next((at for at, rank in enumerate(ranks) if one[0] in rank), None) for one in members]
        stated = whole_number(found["count"])
        if None in known or len(set(known)) <= stated <= len(members):
            continue
        yield _miscounted(passage.quoted(facts, *found.span()), stated, members)


def _works(facts: Facts, passage: Passage, found: re.Match[str]) -> Iterator[Verdict]:
    """《甲》《乙》开播，9月又推出《丙》。以上三档节目: the works that the sentence before tells."""
    text, start = passage.whole.text, passage.start
    told = pattern("works_pointed_at").search(text[max(0, start - _REACH) : start])
    members = tuple(dict.fromkeys(pattern("title_of_work").findall(told["said"]))) if told else ()
    stated = whole_number(found["count"])
    if len(members) > _MOST_OFF and 0 < abs(len(members) - stated) <= _MOST_OFF:
        yield _miscounted(passage.quoted(facts, *found.span("count")), stated, members)


def _miscounted(bound: Fact, stated: int, members: tuple[str, ...]) -> Verdict:
    return inconsistent(
        bound, message="count-of-list", level="warning", algebra=f"{stated} ≠ {len(members)}",
        named=len(members), members=members,
    )  # fmt: skip


def _of_passage(facts: Facts, passage: Passage) -> Iterator[Verdict]:
    for found in pattern("name_that_counts").finditer(passage.text):
        members, stated = _members(passage.text, found), whole_number(found["count"])
        if not members or abs(len(members) - stated) > _MOST_OFF:
            continue
        if len(members) == stated:
            yield consistent(passage.placed(facts, *found.span()))
            continue
        yield _miscounted(passage.quoted(facts, *found.span()), stated, members)


def _members(text: str, found: re.Match[str]) -> tuple[str, ...]:
    """Return what a name lists before its count, or in brackets behind it; nothing where that is unsure."""
    if not found["mixed"]:
        certain = listed(text, found.start(), whole_number(found["count"]))
        return certain.members if certain and certain.complete else ()
    before = pattern("mixed_before").search(text[max(0, found.start() - _REACH) : found.start()])
    if before:
        members = tuple(pattern("item_aside").sub("", before["members"]).split("、"))
        # 甲疫苗、乙、丙二联疫苗: the list goes on with another name.
        whole = [at for at, one in enumerate(members, 1) if pattern("ends_a_name").search(one)]
        rest = members[max(whole, default=0) :]
        return rest if len(rest) > 1 else ()
    # One that is mixed of three may have two strains of one of them.
    behind = pattern("strains_behind").match(text, found.end()) if found["mixed"] == "价" else None
    return tuple(pattern("strain").findall(behind["members"])) if behind else ()
