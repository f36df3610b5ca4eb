"""Claims of success: that the year's targets were reached, as a summary asserts it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.facts.table import Fact, Facts

_ASSERTED = re.compile("(?:超额|圆满|全面|如期|顺利)(?:完成|实现)了?[^。；，！\n]{0,24}")
_OF_THE_YEAR = re.compile(
    "(?:完成|实现)了?(?:[^。；，]{0,16}(?:会议|人大|代表大会)[^。；，]{0,6})?(?:(?:年初|预期|全年|年度|去年|上年|各项|主要"
    "|经济|社会|发展|改革|稳定|确定|提出|的|和|目标|任务|工作)(?![^。；，]{0,2}(?:账款|项目)))*?(?:目标|任务)"
)
"""Of the year's targets as a whole; 超额完成清欠年度目标 is of one thing."""
_OF_YEARS = re.compile("十[一二三四]五|五年|规划|本届")
_TO_COME = re.compile("确保|力争|努力|争取|必须|推动")


def success_claimed(facts: Facts, outcome: Fact) -> str:
    """Return the words in which an outcome's summary asserts that the year's targets were reached.

    Only what stands in front of the targets for the next year is a claim; 较好完成 and 基本完成 hedge. A
    summary that says itself that this target was missed claims nothing of it.
    """
    text = facts.texts.get(outcome.summary, "")
    if _is_admitted(text, facts.name_of(outcome)):
        return ""
    aims = (fact.start for fact in facts.by_summary[outcome.summary] if fact.section == "target")
    end = min((start for start in aims if start is not None and start > (outcome.start or 0)), default=None)
    for found in _ASSERTED.finditer(text, 0, len(text) if end is None else end):
        opening = re.split("[。；！\n]", text[max(0, found.start() - 40) : found.start()])[-1]
        told = found[0]
        if _TO_COME.search(opening) or _OF_YEARS.search(opening[-16:] + told):
            continue
        if _OF_THE_YEAR.search(told[2:]) or _is_of(text, found.end(), outcome, told):
            return told
    return ""


_ADMITTED = re.compile(
    "[^。；\n]*?(?:未达|没有达到|未能?完成|没有完成|低于预期|不及预期|未实现|没有实现)[^。；\n]*"
)
_NAMED = 6
"""So many characters of its name in a row name an indicator in a sentence."""


def _is_admitted(text: str, name: str) -> bool:
    """Whether a sentence says that what is called so did not come to what was expected."""
    parts = {name[place : place + _NAMED] for place in range(max(1, len(name) - _NAMED + 1))}
    return any(part in found[0] for found in _ADMITTED.finditer(text) for part in parts)


def _is_of(text: str, end: int, outcome: Fact, told: str) -> bool:
    """Whether a claim stands in the clause of the outcome itself."""
    if outcome.start is None or outcome.end is None:
        return False
    begins = end - len(told)
    return begins <= outcome.start < end or (
        outcome.end <= begins and not re.search("[。；，\n]", text[outcome.end : begins])
    )
