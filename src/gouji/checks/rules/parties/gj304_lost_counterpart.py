"""GJ304: pairs of last year's summary that are gone this year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.checks.bindings.counterparts import is_joint, links, sides_of, year_of
from gouji.checks.bindings.named_organisations import publisher_side, spoken_of
from gouji.checks.bindings.report_series import last_of
from gouji.checks.rule import consistent, inconsistent, rule, unchecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gouji.checks.bindings.counterparts import Post
    from gouji.checks.rule import Verdict
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@rule("GJ304", name="lost-counterpart", level="warning", scope="workspace", of_absence=True)
def lost_counterpart(facts: Facts) -> Iterator[Verdict]:
    """A body that acted with one of another side last year is not told of without one this year.

    Why: programmes go on from year to year; where a name of last year's summary is gone, it was
    forgotten more often than the programme ended.

    Compared are pairings of bodies with those of the last summary of the same publisher and series.
    A warning where the body acts again and nobody of another side is named in any of its acts; a note
    where neither body is spoken of at all. Renames and mergers (`since` and `until`, aliases, 扶贫开发局
    that became 乡村振兴局) are no losses, nor is another counterpart. Of drafts nothing is said.

    Example:
        省残联与重庆市残联 last year; this year 省残联 alone.

    Source: editors' practice: last year's text is the first draft of this year's.
    """
    for one in facts.derive(lost):
        if one.obstacle:
            yield unchecked(one.before, reason=one.obstacle, key=one.body, line=one.before.line)
        elif one.now is None and not one.gone:
            yield consistent(one.before, key=one.body)
        else:
            yield _verdict(facts, one)


def _verdict(facts: Facts, one: Lost) -> Verdict:
    return inconsistent(
        *(fact for fact in (one.now, one.before) if fact is not None),
        message="lost-counterpart" if one.now else "lost-counterpart-gone",
        level="warning" if one.now else "note",
        details={"expected": [one.partner]},
        key=one.body,
        quote=one.now.quote if one.now else one.before.quote,
        body=facts.dimensions.name_of(one.body),
        partner=facts.dimensions.name_of(one.partner),
        before=one.before.quote,
    )


_Seats = dict[object, list["Fact"]]
"""Acts by whoever takes part: by the post that a body has this year, or else its id."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A pair of last year, and what has become of it.

    Attributes:
        before: The pairing of last year.
        body: The party of the side whose summary it is.
        partner: A party of another side.
        now: What the body does this year, with nobody of another side.
        gone: Neither of them is spoken of this year.
        obstacle: Why it cannot be known; a key of the reasons.
    """

    before: Fact
    body: str
    partner: str
    now: Fact | None = None
    gone: bool = False
    obstacle: str = ""


def lost(facts: Facts) -> tuple[Lost, ...]:
    """Return every pair of bodies of last year's summaries, by the publisher's own body.

    Renames and mergers change no post, so they are no losses. Of drafts nothing is said: an act that
    they do not have may have been told in other words.
    """
    if facts.drafted:
        return ()
    return tuple(one for summary in facts.by_summary for one in _of(facts, summary, last_of(facts, summary)))


def _of(facts: Facts, summary: str, last: Iterable[str]) -> Iterator[Lost]:
    year = year_of(facts, facts.by_summary[summary][0])
    pairs = _pairs(facts, [fact for name in last for fact in facts.by_summary[name]], year)
    if not pairs:
        return
    now = _seated(facts, summary, year)
    for body, partner, before in pairs.values():
        if before.trouble is not None:
            yield Lost(before, body, partner, obstacle="bad-row")
        else:
            yield _become(facts, summary, now, Lost(before, body, partner))


def _pairs(facts: Facts, rows: Iterable[Fact], year: int | None) -> Mapping[object, tuple[str, str, Fact]]:
    """Pairs of bodies of two sides, each as it was told first."""
    found: dict[object, tuple[str, str, Fact]] = {}
    for fact in facts.in_order_told(row for row in rows if row.form == "pairing"):
        home = publisher_side(facts, fact.summary)
        posts = {party: facts.derive(links).post(party, year) for party in fact.parties}
        bodies = [party for party, post in posts.items() if post.known]
        sides = list(dict.fromkeys(posts[party].side for party in bodies))
        own = home if home in sides else sides[0] if sides else ""
        for body in (party for party in bodies if posts[party].side == own):
            partner = next((party for party in bodies if posts[party].side != own), None)
            if partner is not None:
                found.setdefault(posts[body], (body, partner, fact))
    return found


def _seated(facts: Facts, summary: str, year: int | None) -> _Seats:
    found: _Seats = {}
    for fact in facts.by_summary[summary]:
        if fact.form == "pairing":
            for party in fact.parties:
                post = facts.derive(links).post(party, year)
                found.setdefault(post if post.known else party, []).append(fact)
    return found


def _become(facts: Facts, summary: str, now: _Seats, pair: Lost) -> Lost:
    year = year_of(facts, facts.by_summary[summary][0])
    post, other = (facts.derive(links).post(name, year) for name in (pair.body, pair.partner))
    acts = now.get(post, [])
    if acts:
        alone = None if any(_explained(facts, act) for act in acts) else acts[0]
        return Lost(pair.before, pair.body, pair.partner, now=alone)
    if other in now:
        return pair
    return _unspoken(facts, summary, now, pair, {post, other})


def _explained(facts: Facts, act: Fact) -> bool:
    """Whether an act has a party of another side, or says why it has none."""
    sides = sides_of(facts, act.parties)
    joint = any(is_joint(facts, party) for party in act.parties)
    return len(sides) > 1 or joint or act.alone in {"joint", "region", "third_party"}


def _unspoken(facts: Facts, summary: str, now: _Seats, pair: Lost, posts: set[Post]) -> Lost:
    if summary in facts.texts:
        gone = not spoken_of(facts, summary, (pair.body, pair.partner), posts)
        return Lost(pair.before, pair.body, pair.partner, gone=gone)
    if any(not isinstance(seat, str) for seat in now):
        return Lost(pair.before, pair.body, pair.partner, gone=True)
    return Lost(pair.before, pair.body, pair.partner, obstacle="acts-not-told")
