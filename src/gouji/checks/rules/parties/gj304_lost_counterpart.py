"""GJ304: pairs in last year's summary that are missing this year."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gouji.checks.bindings.counterparts import counterpart_table, existed_in, is_named, needs_none, sides_of
from gouji.checks.bindings.report_series import previous_reports
from gouji.checks.bindings.roles import publisher_side
from gouji.checks.rule import Phrase, Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Fact, Facts


@rule("GJ304", name="lost-counterpart", level="warning", scope="workspace", of_absence=True)
def lost_counterpart(facts: Facts) -> Iterator[Verdict]:
    """A body that acted with one of another side last year is not reported without one this year."""
    for summary, rows in facts.by_summary.items():
        year, previous = facts.year_of(rows[0]), previous_reports(facts, summary)
        pairs = _pairs(facts, (fact for name in previous for fact in facts.by_summary[name]), year)
        this_year = _acts_by_role(facts, summary, year) if pairs else {}
        for pair in pairs.values():
            yield _compared(facts, summary, this_year, pair)


_Acts = dict[object, list["Fact"]]
"""Acts by who takes part: by the role that a body has this year, or else by its id."""


class Pair(NamedTuple):
    """A body of the side whose summary it is, one of another side, and the act that last year reported."""

    body: str
    partner: str
    before: Fact


def _pairs(facts: Facts, rows: Iterable[Fact], year: int | None) -> Mapping[object, Pair]:
    """Pairs of bodies of two sides, each as first reported, by the role of the publisher's own body.

    Renames and mergers change no role, so they are no losses. Acts that were read from texts are left out:
    one that is missing may have been reported in other words.
    """
    found: dict[object, Pair] = {}
    for fact in facts.in_published_order(row for row in rows if row.form == "pairing" and row.coded):
        home = publisher_side(facts, fact.summary)
        roles = {party: facts.derive(counterpart_table).post(party, year) for party in fact.parties}
        bodies = [party for party, role in roles.items() if role.known]
        sides = list(dict.fromkeys(roles[party].side for party in bodies))
        own = home if home in sides else sides[0] if sides else ""
        for body in (party for party in bodies if roles[party].side == own):
            partner = next((party for party in bodies if roles[party].side != own), None)
            if partner is not None:
                found.setdefault(roles[body], Pair(body, partner, fact))
    return found


def _acts_by_role(facts: Facts, summary: str, year: int | None) -> _Acts:
    found: _Acts = {}
    for fact in facts.by_summary[summary]:
        if fact.form == "pairing":
            for party in fact.parties:
                role = facts.derive(counterpart_table).post(party, year)
                found.setdefault(role if role.known else party, []).append(fact)
    return found


def _compared(facts: Facts, summary: str, this_year: _Acts, pair: Pair) -> Verdict:
    year = facts.year_of(facts.by_summary[summary][0])
    role, other = (facts.derive(counterpart_table).post(name, year) for name in (pair.body, pair.partner))
    acts = this_year.get(role, [])
    if acts and not any(_explained(facts, act) for act in acts):
        return _lost(facts, pair, acts[0])
    if acts or other in this_year:
        return consistent(pair.before, key=pair.body)
    if summary in facts.texts:
        gone = not is_named(facts, summary, (pair.body, pair.partner), {role, other})
        going_on = _told_without(facts, summary, pair.before)
        return _lost(facts, pair, still=going_on) if gone else consistent(pair.before, key=pair.body)
    if any(not isinstance(participant, str) for participant in this_year):
        return _lost(facts, pair)
    return unchecked(pair.before, reason="acts-not-told", key=pair.body)


def _told_without(facts: Facts, summary: str, before: Fact) -> Fact | None:
    """Return a figure of what a pair did last year, in its sentence, that this year tells without them."""
    stop = facts.texts.get(before.summary, "").find("。", before.end or 0)
    after = range(before.end or 0, stop)
    done = {one.indicator for one in facts.by_summary[before.summary] if one.start in after and one.indicator}
    return next((one for one in facts.by_summary[summary] if one.indicator in done and one.is_figure), None)


def _lost(facts: Facts, pair: Pair, *now: Fact, still: Fact | None = None) -> Verdict:
    """The finding on a pair: the body acts *now* with nobody of another side, or neither is mentioned."""
    names, year = facts.dimensions, facts.year_of(now[0]) if now else None
    partner = facts.derive(counterpart_table).successor(pair.partner, year)
    ended = year is not None and not existed_in(names.entities.get(partner), year)
    return inconsistent(
        *now,
        pair.before,
        message="lost-counterpart-ended" if ended else "lost-counterpart" if now else "lost-counterpart-gone",
        level="warning" if now and not ended else "note",
        details={"expected": [partner]},
        key=pair.body,
        body=names.name_of(pair.body),
        partner=names.name_of(partner),
        before=pair.before.quote,
        still=Phrase("still-told", {"name": facts.name_of(still), "quote": still.quote}) if still else "",
    )


def _explained(facts: Facts, act: Fact) -> bool:
    """Whether an act has a party of another side, or states why it has none."""
    return len(sides_of(facts, act.parties)) > 1 or needs_none(facts, act)
