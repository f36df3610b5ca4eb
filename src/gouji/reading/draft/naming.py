"""What a figure counts or measures: the noun phrase beside it, in a normal form."""

import re
from collections.abc import Sequence
from functools import lru_cache

from gouji.facts.figures.model import AMOUNT, COUNT, ORDINAL
from gouji.facts.figures.numerals import HAN
from gouji.facts.figures.units import PERSONS, is_classifier, is_money
from gouji.reading.draft.clauses import is_circumstance
from gouji.reading.draft.mentions import Mention
from gouji.reading.lexicon.nouns import kind_of, known_as
from gouji.reading.lexicon.wording import (
    ending,
    has_any,
    openers,
    opens_with,
    pattern,
    patterns,
    without_closer,
    words,
)

_LONGEST = 36


def name_of(mention: Mention) -> str:
    """Return the noun phrase that a figure measures, in its normal form; empty where none is certain.

    It is before the figure (城镇新增就业70万人) or, for a count, the noun behind it and the verb before it
    (培育6个产业集群).
    """
    figure, after = mention.span.figure, mention.after
    congress = pattern("congress_name").search(mention.before) if after.startswith("会议") else None
    if congress and figure.form == ORDINAL:
        return f"{congress[0]}会议"
    if figure.form == ORDINAL and figure.unit in words("editions") and mention.after:
        # 第十四届读书月: what is held again stands behind its edition.
        event = pattern("event").match(mention.after)
        if event:
            return _accepted(event["name"])
    before = _cleaned(mention.own)
    if len(before) > _LONGEST:
        before = pattern("behind_a_list").sub("", before)
    if not before and _is_streak(mention):
        # 连续19年获评平安建设考评优秀, 连续八年开展读书月: the noun of the streak is after it.
        held = pattern("held_again").match(after)
        upheld = mention.tail and pattern("upheld").match(after)
        if held or upheld or pattern("honours").match(after):
            return _accepted((after[held.end() :] if held else after).strip("”。"))
    name = _accepted(_normal(_phrase_of(mention, before)))
    ratio = pattern("portions").search(mention.tail) if len(before) == 1 else None
    # 药占比: what is left of it is no noun; 试点范围扩大到12个县: nor is 县.
    return name or (ratio[0] if ratio else "") or _accepted(_normal(before))


def _phrase_of(mention: Mention, before: str) -> str:
    """Return the noun phrase of a figure, by the words *before* it that may belong to its name."""
    if is_money(mention.span.figure.unit) and (paid := _paid_for(mention.after, before)):
        return paid
    if _is_streak(mention) and "、" in before:
        # 甲、乙连续3年: the streak belongs to both.
        return before.replace("、", "和")
    noun = _counted_noun(mention, before)
    framed = pattern("frame").search(mention.tail) if noun else None
    if framed and pattern("among").search(clause := _clause_behind(mention)):
        judged = pattern("judged").fullmatch(clause)
        return judged["what"] if judged else pattern("among").sub("", clause)
    # 签约41个协议投资340.4亿元: the noun after a count may belong to the next figure.
    shared = before and mention.after == noun and mention.next_follows
    shared = shared and not (is_verb(before) and pattern("acting").match(noun))
    if not noun or shared or pattern("says_how_many").search(mention.tail):
        return _of_a_share(mention, before)
    if noun in words("generic"):
        return before + noun if noun in words("measures_taken") and len(before) > 2 else ""
    return _prefix(before, mention) + noun


def _is_streak(mention: Mention) -> bool:
    return mention.span.quote[0] == "连"


def _paid_for(after: str, before: str) -> str:
    """Return what money is spent on, or raised by, where that stands behind its amount; else empty."""
    fund = pattern("fund").match(after) if not before or before in words("issues") else None
    if fund:
        return before + (fund["bond"] or fund["plan"])
    spends = is_verb(before) or pattern("funds").fullmatch(before)
    spent = pattern("spent_on").match(after) if spends else None
    if not spent and pattern("invested").fullmatch(before):
        spent = pattern("invested_in").match(after)
    if not spent and before in words("worth"):
        spent = pattern("worth_of").match(after)
    return spent["what"] + before if spent else ""


@lru_cache(maxsize=4096)
def is_verb(phrase: str) -> bool:
    """Whether a phrase has only verbs, one or several."""
    ends = ending(phrase, "acts", "beside_acts")
    return ends != "" and pattern("only_verbs").fullmatch(phrase) is not None


def _counted_noun(mention: Mention, before: str) -> str:
    """Return the noun behind a figure that counts it, or that its verb acts on; empty where there is none."""
    figure, own_verb = mention.span.figure, not before or is_verb(before)
    if _is_streak(mention) or is_circumstance(mention.after):
        return ""
    kind = asked = of = None
    if figure.unit == "%" and own_verb and mention.after:
        kind, asked = (pattern(name).match(mention.after) for name in ("are_of_a_kind", "respondents"))
        in_parts = pattern("told_in_parts").search(mention.span.quote)
        of = mention.after.startswith("的") or (in_parts and not pattern("said_behind").match(mention.after))
    if kind or asked or of:
        # 26%的受访者认为工资低, 六成案件调解结案: what part of them it is stands behind them; 六成为女性.
        clause = pattern("noun_end").split(mention.after.removeprefix("的"), maxsplit=1)[0]
        person = _PERSON.match(clause) or pattern("respondents").match(clause)
        told = clause if person and len(clause) <= _CLAUSE else _noun_after(mention)
        return kind["what"] if kind else told
    if own_verb and (done := pattern("done_to").match(mention.after)):
        return done["what"]
    person = _PERSON_IN_QUOTE.search(mention.span.quote)
    if person:
        return person[0] + _noun_after(mention)
    counted = figure.form == COUNT or is_classifier(figure.unit) or not figure.unit
    paid = is_money(figure.unit) and (before or mention.before or mention.after.startswith("的"))
    # 3000万美元贷款: money before its noun opens the clause.
    acted_on = figure.form in {COUNT, AMOUNT} and own_verb and not paid
    return _noun_after(mention) if counted or acted_on else ""


_PERSON_IN_QUOTE = re.compile(f"(?:{PERSONS})$")
_PERSON = re.compile(f"{HAN}{{0,4}}(?:{PERSONS})")
_CLAUSE = 24
_SHORT = 8


def _of_a_share(mention: Mention, before: str) -> str:
    """Return what a share in words is of: 甲的人数不到全院的两成 is of 甲的人数."""
    of = mention.span.figure.unit == "%" and mention.tail.endswith("的")
    found = pattern("part_of_whole").fullmatch(before) if of else None
    return found["part"] if found else before


def _prefix(before: str, mention: Mention) -> str:
    """Return what precedes a count and its noun: a verb, or a short modifier."""
    verb = pattern("tail_verb").search(before)
    if _serves(mention):
        return ""
    if verb:
        return pattern("says_little").sub("", verb[0])
    rest = pattern("carried_out").sub("", before) if len(before) > _SHORT else before
    unbracketed = rest.partition("（")[0] + rest.rpartition("）")[2] if "（" in rest else rest
    return rest if len(unbracketed) <= _SHORT and " " not in mention.before.strip() else ""


def cleaned_phrase(phrase: str) -> str:
    """Return a noun phrase in its normal form; empty where it cannot be an indicator."""
    return _accepted(_normal(_cleaned(phrase)))


@lru_cache(maxsize=4096)
def _cleaned(before: str) -> str:
    """Return the words before a figure without those at either end that belong to no name."""
    all_act = "共" in before and has_any(before, words("signs_of_all"))
    before = pattern("all_who_act").sub("", before) if all_act else before
    tail = before.rpartition(" ")[2]
    dated = tail[:1] in "、的年底末达到" and pattern("only_dated").fullmatch(tail)
    phrase = before.removesuffix(tail).replace(" ", "") if dated else tail
    if pattern("may_rank").search(phrase[-_SHORT:]):
        phrase = pattern("ranked_among").sub("", phrase)
    phrase = _without_closers(phrase)
    if pattern("sign_of_meanwhile").search(phrase) and pattern("meanwhile").search(phrase):
        phrase = pattern("meanwhile").sub("", _without_openers(phrase))
    if phrase.endswith(("上", "间", "中", "面")) and pattern("locative").search(phrase):
        return ""
    phrase = pattern("in_a_place").sub("", phrase) if "在" in phrase else phrase
    return _without_openers(phrase)


def _without_closers(phrase: str) -> str:
    """Return a phrase without the words at its end that belong to no name; the longest has 24 characters."""
    head, tail, previous = phrase[:-24], phrase[-24:], ""
    while previous != tail:
        previous = tail
        dated = pattern("may_end_no_name").search(tail)
        tail = without_closer(pattern("ends_no_name").sub("", tail) if dated else tail)
        if len(tail) < _SHORT:
            head, tail = "", head + tail
    return head + tail


def _without_openers(phrase: str) -> str:
    found = openers().match(phrase)
    return phrase[found.end() :] if found else phrase


def _clause_behind(mention: Mention) -> str:
    return pattern("ranks").split(pattern("noun_end").split(mention.after, maxsplit=1)[0], maxsplit=1)[0]


def _noun_after(mention: Mention) -> str:
    served = pattern("served").match(mention.after) if _serves(mention) else None
    if served:
        return (served["act"] or "") + served["what"] + served["who"]
    clause = phrase = pattern("noun_end").split(mention.after.removeprefix("的"), maxsplit=1)[0]
    clause = phrase = phrase if not mention.next_follows and _is_list(phrase) else phrase.partition("、")[0]
    phrase = phrase.partition("”")[0] if phrase.find("”") < phrase.find("“") or "“" not in phrase else phrase
    stop = pattern("noun_stop").search(phrase)
    alone = stop and not mention.next_follows and not _cleaned(mention.own)
    if alone and (honoured := pattern("honoured").fullmatch(clause)):
        # 2个集体荣获先锋号: which ones, its verb tells.
        return honoured["what"] + (honoured["who"] if honoured["who"] not in honoured["what"] else "")
    phrase = phrase[: stop.start()] if stop else phrase
    if stop and phrase in words("uninformative"):
        # 1万家企业实施改造: the verb tells which ones.
        phrase = clause if len(clause) <= 2 * _SHORT else clause[:_SHORT]
    phrase = pattern("joins_nouns").split(phrase)[0] if mention.next_follows and not stop else phrase
    thing = pattern("counted_thing").match(phrase) if mention.next_follows else None
    if thing and len(thing[0]) > 1 and (kind_of(phrase).basis or kind_of(phrase).money):
        # 46家养老机构入住率72%: what is counted has the rate.
        phrase = thing[0]
    phrase = without_closer(phrase) if mention.next_follows else phrase
    phrase = pattern("tail_adverbs").sub("", phrase)
    phrase = pattern("among").sub("", phrase) if phrase.endswith(("中", "里")) else phrase
    return phrase if len(phrase) >= 2 - 1 and pattern("begins_a_noun").match(phrase) else ""


def _serves(mention: Mention) -> bool:
    """Whether what is counted is whom an act serves: 免费为1200名老人体检."""
    return mention.tail.endswith(words("serving")) and bool(pattern("serves").search(mention.tail))


def _is_list(phrase: str) -> bool:
    """Whether a phrase with 、 is one noun (小区、道路积水点改造), and no second thing that was done."""
    others = phrase.split("、")[1:]
    return len(phrase) <= _LONGEST and not any(map(opens_as_act, others))


def opens_as_act(phrase: str) -> bool:
    """Whether a phrase begins with something done, or with words that stand before it: 新建, 共有, 全年."""
    return opens_with(phrase, "acts", "having", "adverbs")


def verb_of(mention: Mention) -> str:
    """Return the verb of a figure that states nothing else of what it counts: 受理案件A件，审结B件."""
    phrase = _cleaned(mention.own)
    return phrase if is_verb(phrase) and not _noun_after(mention) else ""


@lru_cache(maxsize=4096)
def object_of(name: str) -> str:
    """Return a name without the verbs that open or end it: 新收民商事案件 is of 民商事案件."""
    found = pattern("only_verbs").match(name)
    opened = found is not None and found.end() < len(name)
    noun = pattern("of_every_kind").sub("", name[found.end() :] if found and opened else name)
    # 受理投诉举报 is of 投诉举报: a name has its verb in front or behind.
    end = None if opened else pattern("tail_verb").search(noun)
    noun = noun[: end.start()] if end and end.start() > 1 else noun
    return noun if len(noun) > 1 else name


def dependent_of(mention: Mention) -> str:
    """Return the noun before a figure if it means nothing without an owner: 支出, 从业人员."""
    phrase = _cleaned(mention.own)
    return phrase if ending(phrase, "again", "of_the_first", "dependent") else ""


def of_the_topic(name: str, names: Sequence[str], opening: str) -> str:
    """Return a noun that stands for what its paragraph is about (年初预算), with that.

    The figure before it says it (教育支出年初预算A，支出决算B), or the heading that opens the paragraph, by
    its last class: 教育支出（类）普通教育（款）.
    """
    if name not in words("topical"):
        return name
    last = names[-1] if names else ""
    told = max((word for word in words("topical") if last.endswith(word)), key=len, default="")
    if told and told != last:
        return _of(last.removesuffix(told), name)
    title = opening.rstrip("。：:")
    parts = [part for part in pattern("classes").split(title) if part]
    return _of(cleaned_phrase(parts[-1]) if parts and not pattern("clause_break").search(title) else "", name)


def _of(owner: str, noun: str) -> str:
    """Return a noun with its owner; what this ends with is said once: 教育支出, 支出决算."""
    return owner + (noun[2:] if owner.endswith(noun[:2]) else noun)


def bare_words(mention: Mention) -> str:
    """Return the words right before a figure without those that belong to no name."""
    return _cleaned(mention.tail)


def is_kind(name: str) -> bool:
    """Return whether a name only tells a kind of what is named before it."""
    return bool(pattern("kind_alone").fullmatch(name))


def item_of_list(phrase: str) -> str:
    """Return the name of one thing in a list, which may be a verb: 门急诊、出院、手术."""
    verb = _cleaned(phrase)
    return cleaned_phrase(phrase) or (verb if is_verb(verb) else "")


def _known_name(phrase: str) -> str:
    """Return the name in the table of an indicator that it has; any other phrase unchanged."""
    known = known_as(phrase)
    return known.id if known else phrase


@lru_cache(maxsize=4096)
def _normal(phrase: str) -> str:
    phrase = phrase.strip("、的，— \u3000\u00a0\u2002\u2003")
    if phrase.partition("、")[0] in words("acts"):
        phrase = pattern("listed_verbs").sub(lambda found: found[0].replace("、", ""), phrase)
    phrase = pattern("scored_in").sub("", phrase) if "中" in phrase else phrase
    return _known_name(pattern("set_earlier").sub("", phrase) if "的" in phrase else phrase)


@lru_cache(maxsize=4096)
def _accepted(phrase: str) -> str:
    """Return a phrase that can be an indicator; empty for one that is cut or too long."""
    if phrase in words("short_names"):
        return phrase
    if (
        ending(phrase, "uninformative") == phrase
        or not pattern("has_word").search(phrase)
        or pattern("preposition").match(phrase)
        or is_verb(phrase)
    ):
        return ""
    unquoted = pattern("quoted").sub("", phrase) if "“" in phrase or "（" in phrase else phrase
    of_others = pattern("may_be_outside").search(unquoted) and pattern("outside").search(
        pattern("fine_dust").sub("PM", unquoted)
    )
    complete = 2 <= len(phrase) <= _LONGEST and not of_others
    balanced = _PAIRED.isdisjoint(phrase) or all(
        phrase.count(one[0]) == phrase.count(one[1]) for one in _PAIRS
    )
    return phrase if complete and balanced else ""


_PAIRS = ("“”", "（）", "《》", "()")
_PAIRED = frozenset("".join(_PAIRS))
_OF_SCOPES = frozenset("占口级")
"""One of these is in every name with a scope."""


def without_cause(indicator: str) -> str:
    """Return what grows or falls, without what makes it: 带动吨水电耗下降A is of 吨水电耗."""
    return pattern("caused").sub("", indicator)


def scope_of(indicator: str, measure: str = "share", *, counted: bool = False) -> tuple[str, str]:
    """Split the scope off: 省级一般公共预算收入, 一般公共预算收入同口径; of a share 工业增加值占生产总值.

    Of things that are *counted* a level is no scope: 市级课题2项.
    """
    if _OF_SCOPES.isdisjoint(indicator):
        return "", indicator
    left_out = {"before"} if counted else set()
    left_out |= {"of_share"} if measure != "share" else set()
    for name, scoped in patterns("scoped").items():
        if name not in left_out and (found := scoped.fullmatch(indicator)):
            return found["scope"], _known_name(found["rest"])
    return "", indicator
