"""GJ304: pairs in last year's summary that are missing this year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from gouji.checks.bindings.counterparts import (
    OrganisationRole,
    counterpart_table,
    is_joint,
    is_named,
    publisher_side,
    sides_of,
    year_of,
)
from gouji.checks.bindings.report_series import previous_reports
from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.fact import Fact
from gouji.facts.table.facts import Facts


@rule("GJ304", name="lost-counterpart", level="warning", scope="workspace", of_absence=True)
def lost_counterpart(facts: Facts) -> Iterator[Verdict]:
    """A body that acted with one of another side last year is not reported without one this year.

    Why: programmes go on from year to year; where a name in last year's summary is missing, it was
    forgotten more often than the programme ended.

    The rule compares pairings of bodies with those of the previous summary of the same publisher and
    series. It is a warning where the body acts again and none of its acts names anybody of another side;
    a note where neither body is mentioned at all. Renames and mergers (`since` and `until`, aliases,
    扶贫开发局 that became 乡村振兴局) are no losses, nor is another counterpart. Drafts are not checked.

    Example:
        省残联与重庆市残联 last year; this year 省残联 alone.

    Source: editors' practice: last year's text is the first draft of this year's.
    """
    for one in dropped_counterparts(facts):
        if one.obstacle:
            yield unchecked(one.before, reason=one.obstacle, key=one.body)
        elif one.now is None and not one.gone:
            yield consistent(one.before, key=one.body)
        else:
            yield _verdict(facts, one)


def _verdict(facts: Facts, one: DroppedCounterpart) -> Verdict:
    return inconsistent(
        *(fact for fact in (one.now, one.before) if fact is not None),
        message="lost-counterpart" if one.now else "lost-counterpart-gone",
        level="warning" if one.now else "note",
        details={"expected": [one.partner]},
        key=one.body,
        body=facts.dimensions.name_of(one.body),
        partner=facts.dimensions.name_of(one.partner),
        before=one.before.quote,
    )


_Acts = dict[object, list["Fact"]]
"""Acts by who takes part: by the role that a body has this year, or else by its id."""


@dataclass(frozen=True, slots=True)
class DroppedCounterpart:
    """A pair of last year, and what became of it.

    Attributes:
        before: The pairing of last year.
        body: The party of the side whose summary it is.
        partner: A party of another side.
        now: An act of the body this year, with nobody of another side.
        gone: Whether neither of them is mentioned this year.
        obstacle: Key of the reason why that is unknown.
    """

    before: Fact
    body: str
    partner: str
    now: Fact | None = None
    gone: bool = False
    obstacle: str = ""


def dropped_counterparts(facts: Facts) -> Iterator[DroppedCounterpart]:
    """Yield every pair of bodies of last year's summaries, by the publisher's own body.

    Renames and mergers change no role, so they are no losses. Acts that were read from texts are not
    checked: one that is missing may have been reported in other words.
    """
    for summary, rows in facts.by_summary.items():
        year, previous = year_of(facts, rows[0]), previous_reports(facts, summary)
        pairs = _pairs(facts, (fact for name in previous for fact in facts.by_summary[name]), year)
        this_year = _acts_by_role(facts, summary, year) if pairs else {}
        for body, partner, before in pairs.values():
            yield _compared(facts, summary, this_year, DroppedCounterpart(before, body, partner))


def _pairs(facts: Facts, rows: Iterable[Fact], year: int | None) -> Mapping[object, tuple[str, str, Fact]]:
    """Pairs of bodies of two sides, each as first reported."""
    found: dict[object, tuple[str, str, Fact]] = {}
    for fact in facts.in_published_order(row for row in rows if row.form == "pairing" and row.coded):
        home = publisher_side(facts, fact.summary)
        roles = {party: facts.derive(counterpart_table).post(party, year) for party in fact.parties}
        bodies = [party for party, role in roles.items() if role.known]
        sides = list(dict.fromkeys(roles[party].side for party in bodies))
        own = home if home in sides else sides[0] if sides else ""
        for body in (party for party in bodies if roles[party].side == own):
            partner = next((party for party in bodies if roles[party].side != own), None)
            if partner is not None:
                found.setdefault(roles[body], (body, partner, fact))
    return found


def _acts_by_role(facts: Facts, summary: str, year: int | None) -> _Acts:
    found: _Acts = {}
    for fact in facts.by_summary[summary]:
        if fact.form == "pairing":
            for party in fact.parties:
                role = facts.derive(counterpart_table).post(party, year)
                found.setdefault(role if role.known else party, []).append(fact)
    return found


def _compared(facts: Facts, summary: str, this_year: _Acts, pair: DroppedCounterpart) -> DroppedCounterpart:
    year = year_of(facts, facts.by_summary[summary][0])
    role, other = (facts.derive(counterpart_table).post(name, year) for name in (pair.body, pair.partner))
    acts = this_year.get(role, [])
    if acts:
        alone = None if any(_explained(facts, act) for act in acts) else acts[0]
        return replace(pair, now=alone)
    if other in this_year:
        return pair
    return _not_mentioned(facts, summary, this_year, pair, {role, other})


def _explained(facts: Facts, act: Fact) -> bool:
    """Whether an act has a party of another side, or states why it has none."""
    sides = sides_of(facts, act.parties)
    joint = any(is_joint(facts, party) for party in act.parties)
    return len(sides) > 1 or joint or act.alone in {"joint", "region", "third_party"}


def _not_mentioned(
    facts: Facts, summary: str, this_year: _Acts, pair: DroppedCounterpart, roles: set[OrganisationRole]
) -> DroppedCounterpart:
    if summary in facts.texts:
        return replace(pair, gone=not is_named(facts, summary, (pair.body, pair.partner), roles))
    told = any(not isinstance(participant, str) for participant in this_year)
    return replace(pair, gone=True) if told else replace(pair, obstacle="acts-not-told")
