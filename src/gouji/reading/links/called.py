"""Whether a figure is called by a name: 新收各类案件 by 新收案件, 以调解、撤诉方式结案 by 调撤案件."""

from gouji.reading.lexicon.wording import pattern


def is_called(full: str, name: str) -> bool:
    """Whether a name ends with another, whose two nouns may stand apart in it, and does not say less.

    Of 最高日客运量 and 新招聘教师 is no 客运量 and no 教师 that is divided.

    >>> is_called("新收各类案件", "新收案件"), is_called("最高日客运量", "客运量")
    (True, False)
    """
    verb, noun = name[:2], name[2:]
    before: str | None = None
    if full.endswith(name):
        before = full.removesuffix(name)
    elif len(noun) > 1 and full.endswith(noun):
        stem = full.removesuffix(noun)
        start = stem.find(verb, max(0, len(stem) - _APART))
        before = stem[: max(0, start)] + stem[start + len(verb) :] if start >= 0 else None
    return before is not None and not pattern("says_less").search(before)


_APART = 6
"""Characters before the noun of a name in which its verb stands."""


def is_short_for(name: str, clause: str, noun: str) -> bool:
    """Whether the first two characters of a name are those of two words of a clause, in their order.

    What is left of the name is the noun of what both are of.

    >>> is_short_for("调撤案件", "以调解、撤诉方式结案的", "审结民事案件")
    True
    >>> is_short_for("调撤案件", "撤诉", "审结民事案件"), is_short_for("职工会员", "女职工", "会员")
    (False, False)
    """
    short, rest = name[:2], name[2:]
    if len(short) < 2 or len(rest) < 2 or not noun.endswith(rest) or short in clause:
        return False
    first = clause.find(short[0])
    return first >= 0 and clause.find(short[1], first + 2) >= 0


def has_signs_of(full: str, name: str) -> bool:
    """Whether a name has only signs of another one, in their order: 支出 of 公益支出.

    >>> has_signs_of("动力电池业务收入", "动力电池收入"), has_signs_of("收入", "入收")
    (True, False)
    """
    rest = iter(full)
    return all(sign in rest for sign in name)
