"""What a paragraph holds: each linker has one of these for its need, and enters no paragraph without it."""

from collections.abc import Callable

from gouji.facts.figures.model import COUNT
from gouji.facts.figures.units import TIMES
from gouji.reading.lexicon.wording import has_any, pattern, words
from gouji.reading.links.paragraph import Paragraph

Need = Callable[[Paragraph], bool]


def several(paragraph: Paragraph) -> bool:
    """Whether there are two figures."""
    return len(paragraph.claims) > 1


def three(paragraph: Paragraph) -> bool:
    """Whether there are three figures."""
    return len(paragraph.claims) > 2


def two_alike(paragraph: Paragraph) -> bool:
    """Whether there are three figures, two of one unit."""
    return three(paragraph) and paragraph.most_alike > 1


def moved_apart(paragraph: Paragraph) -> bool:
    """Whether there are three figures, two of one unit, and words of two things, of two times, of a way."""
    signs = words("signs_of_last"), words("signs_of_several"), words("signs_of_start")
    return two_alike(paragraph) and any(has_any(paragraph.said, some) for some in signs)


def two_levels(paragraph: Paragraph) -> bool:
    """Whether two levels may be added."""
    return len(paragraph.claims) > 1 and paragraph.most_levels > 1


def three_levels(paragraph: Paragraph) -> bool:
    """Whether three levels may be added: a total and two parts."""
    return three(paragraph) and paragraph.most_levels > 2


def bands(paragraph: Paragraph) -> bool:
    """Whether three levels may be added, and words may bound kinds from below and from above."""
    below = three_levels(paragraph) and has_any(paragraph.said, words("signs_of_below"))
    return below and has_any(paragraph.said, words("signs_of_above"))


def four_levels(paragraph: Paragraph) -> bool:
    """Whether four levels may be added: a total and three parts."""
    return len(paragraph.claims) >= _TERMS and paragraph.most_levels >= _TERMS


def three_alike(paragraph: Paragraph) -> bool:
    """Whether three figures have one unit, whatever they state."""
    return three(paragraph) and paragraph.most_alike > 2


def balance(paragraph: Paragraph) -> bool:
    """Whether three figures have one unit, or one says that it is added to another."""
    added = len(paragraph.claims) > 2 and "加上" in paragraph.said
    return added or three_alike(paragraph)


def stock_and_flows(paragraph: Paragraph) -> bool:
    """Whether four figures have one unit, and one may be of what there was: by its words, or its time."""
    if len(paragraph.claims) < _TERMS or paragraph.most_alike < _TERMS:
        return False
    earlier = pattern("sign_of_opening").search(paragraph.text, paragraph.start, paragraph.end)
    return earlier is not None or len(paragraph.periods) > 1


_TERMS = 4
"""Figures of a balance: what there was, came, went, and is left."""


def two_places(paragraph: Paragraph) -> bool:
    """Whether there are three figures, and two of them are places."""
    return len(paragraph.claims) > 2 and sum(one.measure == "rank" for one in paragraph.claims) > 1


def opening(paragraph: Paragraph) -> bool:
    """Whether three figures have one unit, and words may tell one as what there was."""
    said = paragraph.said
    may = three_alike(paragraph) and ("初" in said or "末" in said or "底" in said)
    return may and pattern("told_as_opening").search(said) is not None


def gathering(paragraph: Paragraph) -> bool:
    """Whether three figures have one unit, and words may tell one as what there was before."""
    said = paragraph.said
    told = "年底" in said or "年末" in said or pattern("there_before_all").search(said) is not None
    return told and three_alike(paragraph)


def several_times(paragraph: Paragraph) -> bool:
    """Whether figures are of three times, or one word is 季."""
    return len(paragraph.periods) > 2 or "季" in paragraph.said


def among(paragraph: Paragraph) -> bool:
    """Whether there are four figures, and 其中 between them."""
    return len(paragraph.claims) >= _TERMS and "其中" in paragraph.said


def parts(paragraph: Paragraph) -> bool:
    """Whether a figure is a part of another."""
    return {claim.whole for claim in paragraph.claims} != {None}


def counts(paragraph: Paragraph) -> bool:
    """Whether a figure counts things."""
    return COUNT in paragraph.forms


def counts_and_sum(paragraph: Paragraph) -> bool:
    """Whether a figure counts things, and one behind two others may sum up."""
    return len(paragraph.claims) > 2 and counts(paragraph) and any(paragraph.may_sum[2:])


def counts_and_more(paragraph: Paragraph) -> bool:
    """Whether a figure counts things, and three others may be of these."""
    return len(paragraph.claims) >= _TERMS and counts(paragraph)


def percentage(paragraph: Paragraph) -> bool:
    """Whether a figure is a percentage."""
    return "%" in paragraph.kinds


def rate_and_figures(paragraph: Paragraph) -> bool:
    """Whether there are a percentage and two figures that it may be of."""
    return percentage(paragraph) and len(paragraph.claims) > 2


def moved_shares(paragraph: Paragraph) -> bool:
    """Whether two figures are percentages, one a share and one not told as such."""
    if len(paragraph.rates) < _TERMS // 2:
        return False
    told = {paragraph.claims[at].measure for at in paragraph.rates}
    return "share" in told and "level" in told


def mean(paragraph: Paragraph) -> bool:
    """Whether there are a mean and two figures that it may be of: by its measure, or 亩产."""
    told = "mean" in paragraph.measures or has_any(paragraph.said, words("signs_of_each"))
    return len(paragraph.claims) > 2 and told


def mean_of_one(paragraph: Paragraph) -> bool:
    """Whether there are a mean and a figure that it may be of."""
    return several(paragraph) and "mean" in paragraph.measures


def apart(paragraph: Paragraph) -> bool:
    """Whether figures may be of years ago, or counted on other terms."""
    return paragraph.may_stand_apart


def share(paragraph: Paragraph) -> bool:
    """Whether a figure is a share."""
    return "share" in paragraph.measures


def shares(paragraph: Paragraph) -> bool:
    """Whether two figures are shares."""
    return share(paragraph) and [claim.measure for claim in paragraph.claims].count("share") > 1


def growths(paragraph: Paragraph) -> bool:
    """Whether a figure is a growth, and another a percentage beside it, each year."""
    return "growth" in paragraph.measures and "均" in paragraph.said


def three_growths(paragraph: Paragraph) -> bool:
    """Whether three figures are growths: of all, and of two kinds."""
    return "growth" in paragraph.measures and [one.measure for one in paragraph.claims].count("growth") > 2


def kinds_of_means(paragraph: Paragraph) -> bool:
    """Whether there are three figures, and words for kinds that are all there are."""
    text, start, end = paragraph.text, paragraph.start, paragraph.end
    return len(paragraph.claims) > 2 and pattern("kind_of_mean").search(text, start, end) is not None


def new_and_total(paragraph: Paragraph) -> bool:
    """Whether there are two figures of one unit, and words for what is new and for all there is."""
    said = paragraph.said
    return paragraph.most_alike > 1 and "新" in said and ("总" in said or "累计" in said)


def ratio(paragraph: Paragraph) -> bool:
    """Whether there is a ratio, or what may be one: a multiple, a number without a unit."""
    return bool(paragraph.ratios) or "" in paragraph.kinds or TIMES.name in paragraph.kinds


def _and_told(need: Need, signs: Callable[[], tuple[str, ...]]) -> Need:
    """Return a need, and that of one of some signs among the words of the paragraph."""
    return lambda paragraph: need(paragraph) and has_any(paragraph.said, signs())


daily_mean = _and_told(mean_of_one, lambda: words("sign_of_year"))
"""Whether there are a mean and a figure that it may be of, and a word of a year."""
monthly_mean = _and_told(mean_of_one, lambda: words("parts_of_year"))
"""Whether there are a mean and a figure that it may be of, and words of parts of a year."""
mean_span = _and_told(three, lambda: words("sign_of_mean"))
"""Whether there are three figures, and a word of a mean."""
each = _and_told(three_alike, lambda: words("sign_of_each_body"))
"""Whether three figures have one unit, and one may be told of several bodies each."""
so_much_each = _and_told(three, lambda: words("sign_of_every"))
"""Whether there are three figures, and one may be told of each of several."""
moved_near = _and_told(two_alike, lambda: words("signs_of_last"))
"""Whether there are three figures, two of one unit, and a word of what was before."""
rest = _and_told(three_levels, lambda: words("signs_of_rest"))
"""Whether three levels may be added, and a word may tell one as what is left."""
plan = _and_told(three_alike, lambda: words("words_of_plans"))
"""Whether three figures have one unit, and a word of a plan is told."""
one_yuan = _and_told(three_alike, lambda: words("signs_of_one_yuan"))
"""Whether three amounts have one unit, and one is of one yuan."""
rate_of_figures = _and_told(rate_and_figures, lambda: words("sign_of_rate_noun"))
"""Whether there are a percentage that a noun names as a rate, and two figures that it may be of."""
fraction = _and_told(percentage, lambda: words("signs_of_fraction"))
"""Whether a figure is a percentage, and words of fractions are told."""
