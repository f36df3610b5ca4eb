"""What was new in a period and what there is at its end: 新增上市公司4家，总数达到164家."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.reading.draft.mentions import Claim
from gouji.reading.lexicon.wording import pattern, words
from gouji.reading.links.paragraph import Paragraph

_VIA = "part.new"
_REACH = 40
"""Characters before a figure, and between the two, that are read."""


def newcomers(paragraph: Paragraph) -> Iterator[Claim]:
    """Yield what is newly there with the total right behind it in its sentence, which it is a part of.

    What it is added to must be called so (累计, 总数, 总量), of the same things and in the same unit.
    """
    for at in range(1, len(paragraph.claims)):
        claim, total = paragraph.claims[at - 1], paragraph.claims[at]
        told = claim.measure in _TOLD and claim.stands_alone and total.is_level
        if not told or paragraph.kinds[at - 1] != paragraph.kinds[at] or claim.section != total.section:
            continue
        between = paragraph.text[claim.end : total.start]
        if len(between) > _REACH or pattern("full_stop").search(between):
            continue
        new = pattern("newly_there").search(paragraph.names[at - 1])
        if new and pattern("total_by_now").search(between) and _are_of_one(claim, total):
            yield claim._replace(totals=((total.start, str(claim.start)),), via=_VIA)


_TOLD = frozenset({"change", "level"})


def _are_of_one(new: Claim, total: Claim) -> bool:
    """Whether both are of the same things: 新发展会员 and 会员总数."""
    own = pattern("behind_name_told").sub("", pattern("newly_there").sub("", total.indicator))
    bare = pattern("newly_there").sub("", new.indicator)
    kept = new.indicator.removeprefix(words("sign_of_new")[0])
    # 新发展外籍会员 are of the 会员总数; of a total of some alone others may be new.
    return len(own) >= _WORD and (bare.endswith(own) or kept == own)


_WORD = 2
"""Characters of a word."""
