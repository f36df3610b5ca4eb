"""GJ302: bodies that act together and have different functions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.checks.rule import Bound, consistent, inconsistent, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.checks.rule import Verdict
    from gouji.facts.acts.others import Other
    from gouji.facts.acts.told import Told
    from gouji.facts.table import Facts


@rule("GJ302", name="other-function", level="warning", scope="workspace")
def other_function(facts: Facts) -> Iterator[Verdict]:
    """The body of the other side has the function of the one that acts, or one akin to it.

    Why: 教育厅 acts with 教委; where 体育局 stands there, a name may have slipped in from the next line.

    Compared are acts whose parties are all bodies of one level and of known functions (the column
    `function`, or read from the name), on two sides or more; of drafts only pairings. A warning names
    the counterpart of the same function that `entities.csv` knows; where it knows none, it is a note.
    Left alone are functions that one body carries in some provinces (广电 and 文化旅游, 法院 and
    检察), several functions on more than one side, general bodies (政府, 办公厅, 发展改革委), and
    counterparts that the table names itself. A general body too is a warning where the other rows
    of its act (as in GJ301), or the quote of a pairing, all name the counterpart, and none names it. Of
    drafts it is a note at most.

    Example:
        省教育厅 with 市体育局, where 市教委 is there.

    Source: editors' practice; the division of functions among the departments of a province.
    """
    found = set()
    for one in facts.acts.others:
        found |= {fact.id for fact in (one.fact, *one.also) if one.other}
        yield _bound(consistent(one.fact) if not one.other else _verdict(facts, one), one)
    for row in facts.acts.told:
        if row.instead and row.fact.id not in found:
            yield _instead(facts, row)


def _bound(verdict: Verdict, one: Other) -> Verdict:
    """Bind the other rows of the act as witnesses: it is the same finding with and without them."""
    return replace(verdict, bound=(*verdict.bound, *(Bound(fact, "fact", witness=True) for fact in one.also)))


def _verdict(facts: Facts, one: Other) -> Verdict:
    names = facts.dimensions
    function, other_function = (facts.acts.post(one.fact, body).function for body in (one.one, one.other))
    expected = tuple(names.name_of(name) for name in one.expected)
    return inconsistent(
        one.fact,
        message="other-function" if expected else "other-function-likely",
        level="warning" if expected and not facts.drafted else "note",
        details={"expected": list(one.expected), "likely": function},
        key=one.other,
        algebra=f"{function} ≠ {other_function}",
        quote=one.fact.quote,
        one=names.name_of(one.one),
        other=names.name_of(one.other),
        function=function,
        other_function=other_function,
        expected=expected,
    )


def _instead(facts: Facts, one: Told) -> Verdict:
    """What came of a row that names another body than the other rows of its act, or than its own quote."""
    names = facts.dimensions
    quoted = one.by is one.fact
    post, other = (facts.acts.post(one.fact, body) for body in (one.missing[0], one.instead))
    return inconsistent(
        *((one.fact,) if quoted else (one.fact, one.by)),
        message="other-function-quoted" if quoted else "other-function-told",
        details={"expected": list(one.missing), "likely": post.function},
        key=one.instead,
        algebra=f"{post.function} ≠ {other.function}",
        quote=one.fact.quote,
        other=names.name_of(one.instead),
        function=post.function,
        other_function=other.function,
        by=one.by.quote,
        expected=tuple(names.name_of(name) for name in one.missing),
    )
