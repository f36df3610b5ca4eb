"""Names that lack words which another lends: a rate its owner, a part its whole, a list its ending."""

import re
from collections.abc import Sequence
from itertools import takewhile

from gouji.facts.figures.units import is_money
from gouji.reading.draft.mentions import Claim, Claims, Mention, Passage
from gouji.reading.draft.naming import (
    bare_words,
    cleaned_phrase,
    dependent_of,
    is_kind,
    is_verb,
    object_of,
    opens_as_act,
)
from gouji.reading.draft.references import subject_before
from gouji.reading.lexicon.nouns import known_as
from gouji.reading.lexicon.wording import ending, pattern, words


def names_with_noun(names: Sequence[str], who: str, measure: str) -> Sequence[str]:
    """Return names for a series of shares, or what differs in them with its noun; none where unclear."""
    if who in words("again"):
        return [object_of(name) + who for name in names]
    noun = cleaned_phrase(who)
    if not noun or measure == "share":
        return names if measure != "level" else []
    ends = zip(*map(reversed, names), strict=False)
    alike = sum(1 for _ in takewhile(lambda chars: len(set(chars)) == 1, ends))
    alike -= max(0, names[0][-alike:].find("的")) if alike else 0
    alike -= len(found[0]) if alike and (found := pattern("closes_a_place").match(names[0][-alike:])) else 0
    stems = [name[:-alike] for name in names if len(name) - alike >= 2 <= alike]
    return [stem + noun for stem in stems]


def last_thing(names: Sequence[str]) -> str:
    """Return what is acted on in the last name that is no rate; empty where that says only what was left."""
    name = next((name for name in reversed(names) if not pattern("ends_a_rate").search(name)), "")
    return "" if pattern("only_left").fullmatch(name) else object_of(name)


def with_owner(passage: Passage, mention: Mention, claim: Claim, names: Sequence[str], whole: str) -> str:
    """Return what means little without an owner, with that: 惠及职工, 生均, 整改率; empty for others."""
    reached = claim.unit in words("people") and pattern("reaching").match(claim.indicator)
    each = claim.indicator[:1] == "每" and pattern("each_of_these").fullmatch(claim.indicator)
    of_each = "均" in mention.tail or "每" in mention.tail
    each_one = pattern("per_one").fullmatch(mention.tail) if of_each else None
    dependent = dependent_of(mention)
    rate = claim.unit == "%" and claim.measure == "level"
    lacks_owner = reached or each or each_one or dependent or rate
    names = names or (subject_before(passage, mention, claim) if lacks_owner else ())
    if not names or not lacks_owner:
        return ""
    if each or (reached and not mention.after.startswith("的")):
        # 12家企业建立年金，参加职工N: what they take part in is 年金.
        acting = pattern("acting").match(names[-1])
        return f"{object_of(names[-1][acting.end() if acting else 0 :])}{claim.indicator}"
    if each_one and claim.indicator in {"", each_one["per"]}:
        return f"{each_one['per']}{object_of(names[-1]).removeprefix(each_one['per'][0])}"
    if rate and (told := rate_of(bare_words(mention), names[-1])):
        return told
    listed = mention.gap.startswith("、") and claim.unit in words("people")
    if dependent and listed and (acted := pattern("acted_on_first").fullmatch(names[-1])):
        # 慰问企业95家、职工1.2万人: both were acted on.
        return acted["verb"] + dependent
    return _owned(dependent, names, whole) if dependent and claim.indicator in {dependent, ""} else ""


def rate_of(phrase: str, name: str) -> str:
    """Return a bare rate with what it is a rate of: 隐患整改率 of 排查隐患; 医保参保率 of 医保参保人数."""
    if not pattern("bare_rate").fullmatch(phrase) or known_as(phrase):
        return ""
    said, thing = name.find(phrase[:2]), object_of(name)
    owner = name[name.find(thing) : max(said, 0)] or (thing if said < 0 and thing != name else "")
    return f"{owner}{phrase}" if owner and not is_verb(owner) else ""


def split_at_ending(who: str) -> list[str]:
    """Split where a part ends as the last one does: 通信和电子设备制造业、专用设备制造业增加值."""
    ending = pattern("common_ending").search(who)
    last = (who[: ending.start()] if ending else who)[-1:]
    items = f"(?<={re.escape(last)})(?:、|{pattern('joins_items').pattern})"
    return re.split(items, who) if last else [who]


def urban_and_rural(who: str) -> list[str]:
    """Split 城乡居民收入 into those of 城镇 and of 农村."""
    return [who.replace("城乡", "城镇"), who.replace("城乡", "农村")] if who.count("城乡") == 1 else [who]


def last_split(who: str) -> list[str]:
    """Split at 、 and at one 和 in the last part; nested 和 stay."""
    *head, last = who.split("、")
    left, joiner, right = last.rpartition("和")
    return [*head, left, right] if joiner else [*head, last]


def with_common_end(parts: list[str]) -> list[str]:
    """Give each subject the ending that only the last one states: 优势产业、高技术制造业增加值."""
    stated = pattern("common_ending")
    ending = stated.search(parts[-1])
    if ending and len(parts[-1]) > len(ending[0]):
        end = ending[0]
    else:
        # 门诊、住院次均费用: what is left of the last one behind as many characters as the others have.
        sizes = {len(part) for part in parts[:-1]}
        end = parts[-1][max(sizes) :] if len(sizes) == 1 and max(sizes) <= 4 else ""
        ending = None
    if len(end) < 2:
        return parts
    *others, last = parts
    return [*(part if ending and stated.search(part) else _lengthened(part, end) for part in others), last]


def _lengthened(part: str, ending: str) -> str:
    """Return a part with the common ending, without repeating an overlap (城镇居民, 居民人均可支配收入)."""
    if pattern("ends_a_rate").search(part) and pattern("ends_a_rate").search(ending):
        return part
    size = next((size for size in (3, 2) if part.endswith(ending[:size])), 0)
    return part + ending[size:]


def _owned(phrase: str, names: Sequence[str], whole: str = "") -> str:
    """Return a dependent noun with its owner, by the names before it; empty where it has none.

    Of 养老保险基金收入A，支出B the second is 养老保险基金支出, of 养老保险基金收入A，基金支出B too.
    """
    if phrase in words("again"):
        added = pattern("was_added").match(whole or names[-1])
        of = (whole or names[-1])[added.end() if added else 0 :]
        return "" if added and not whole else object_of(of) + phrase
    if phrase.endswith(words("of_the_first")):
        budget = _owner_of(names[0])
        return budget + phrase if budget.endswith(words("budgets")) else ""
    for name in reversed(names):
        owner, own = _owner_of(name), _owner_of(phrase)
        if owner and owner != name and owner.endswith(own) and owner != own and not is_verb(owner):
            return pattern("last_act").sub("", owner) + phrase.removeprefix(own)
    if phrase not in words("dependent") or names[-1].endswith(phrase) or names[-1] in words("dependent"):
        return ""
    # Of 抽检食品A，合格B，合格率C the rate is of 食品; so are two rates side by side.
    rate = pattern("ends_a_rate").search(phrase)
    others = [
        name for name in names if not phrase.startswith(name) and not pattern("ends_a_rate").search(name)
    ]
    name = others[-1] if rate and others else names[-1]
    owner = object_of(_owner_of(name) or name)
    away = phrase in words("of_schools") and not pattern("school").search(owner)
    return "" if is_verb(owner) or away else owner + phrase


def _owner_of(name: str) -> str:
    return name.removesuffix(ending(name, "dependent"))


def of_the_kind(kind: str, name: str) -> str:
    """Return what a word for a kind alone is of: of 市级以上园区A家，国家级B家 the second is 国家级园区."""
    name = pattern("kind_at_end").sub("", name)
    return kind if is_kind(name) else f"{kind}{pattern('level_of_all').sub('', object_of(name))}"


def of_what_was_lost(passage: Passage, claims: Claims) -> Claims:
    """Return the claims of a list that a verb of loss governs with that verb: no levels of their year.

    损失工业产值A，钢产量B，财政收入C: what is listed behind the first is named by its bare noun.
    """
    first, last = passage.sentence.start, passage.mentions[-1].span.start
    if len(claims) < 2 or not pattern("signs_a_loss").search(passage.text, first, last):
        return claims
    made: list[Claim] = []
    before, behind = "", ""
    for mention, claim in zip(passage.mentions, claims, strict=True):
        name, listed = claim.indicator, pattern("listed_in_loss").fullmatch(mention.gap)
        bare = claim.is_level and not pattern("goes_on_changing").match(passage.text, mention.span.end)
        if bare and (lost := pattern("governs_loss").search(mention.tail)):
            before, behind = lost["verb"], ""
        elif lost := pattern("loss_behind").search(mention.tail + mention.span.quote):
            before, behind = "", lost["verb"]
        elif before + behind and bare and listed and listed["what"] == name and not opens_as_act(name):
            name = f"{before}{name}{behind}"
        else:
            before = behind = ""
        made.append(claim._replace(indicator=name))
    return tuple(made)


def with_head_of(name: str, whole: str) -> str:
    """Return the name of a part with the head of the whole that it lacks: 食品类 of 居民消费价格."""
    head = ending(whole, "shared_heads")
    named = name.endswith(words("shared_heads"))
    return name if not head or named or pattern("named_by_a_noun").search(name) else name + head


def with_act_of(name: str, whole: str) -> str:
    """Return the name of a part with the act that made a whole of one thing: 新收案件, 其中离婚案件.

    What there is of the part is told elsewhere.
    """
    act = pattern("only_verbs").match(whole) if "新" in whole else None
    if act is None or "新" not in act[0] or opens_as_act(name):
        return name
    alike = name[-2:] == whole[-2:] and len(whole) - act.end() >= 2 < len(name)
    return f"{act[0]}{name}" if alike else name


def in_scope_of(part: Claim, mention: Mention, named: Sequence[Claim], whole: str) -> Claim:
    """Return a part with the scope of its *whole*: 市本级债务余额A，其中专项债务余额B."""
    if part.scope or not is_part_of_all(mention, part):
        return part
    return part._replace(scope=next((one.scope for one in named if one.indicator == whole), ""))


def is_part_of_all(mention: Mention, claim: Claim) -> bool:
    """Whether a figure is of a part whose name may lack the head of the whole: 其中高速公路18亿元."""
    if claim.measure == "growth":
        return claim.indicator != ""
    listed = mention.gap[:1] in {"", "、", "，", ",", "。"}
    money = claim.is_level and is_money(claim.unit) and claim.indicator != ""
    return listed and money and not opens_as_act(claim.indicator)
