"""What a paragraph holds: each linker has one of these for its need, and enters no paragraph without it."""

import re
from collections.abc import Callable

from gouji.facts.figures.model import COUNT
from gouji.facts.figures.units import TIMES
from gouji.reading.lexicon.wording import has_any, pattern, words
from gouji.reading.links.paragraph import Paragraph

Need = Callable[[Paragraph], bool]


def _figures(fewest: int) -> Need:
    return lambda paragraph: len(paragraph.claims) >= fewest


def _measured(measure: str, fewest: int = 1) -> Need:
    """Return the need of so many figures of a measure."""
    return lambda paragraph: (
        measure in paragraph.measures
        and (fewest == 1 or [claim.measure for claim in paragraph.claims].count(measure) >= fewest)
    )


def _both(one: Need, two: Need) -> Need:
    return lambda paragraph: one(paragraph) and two(paragraph)


def _and_told(need: Need, *signs: Callable[[], tuple[str, ...]]) -> Need:
    """Return a need, and that of a sign of each of some lists among the words of the paragraph."""
    return lambda paragraph: need(paragraph) and all(has_any(paragraph.said, some()) for some in signs)


def _finds(said: re.Pattern[str], paragraph: Paragraph) -> bool:
    return said.search(paragraph.text, paragraph.start, paragraph.end) is not None


several, three, four = _figures(2), _figures(3), _figures(4)
"""Whether there are two figures; three; four, as in a balance: what there was, came, went, and is left."""
two_alike = _both(three, lambda paragraph: paragraph.most_alike > 1)
"""Whether there are three figures, two of one unit."""
three_alike = _both(three, lambda paragraph: paragraph.most_alike > 2)
"""Whether three figures have one unit, whatever they state."""
two_levels = _both(several, lambda paragraph: paragraph.most_levels > 1)
"""Whether two levels may be added."""
three_levels = _both(three, lambda paragraph: paragraph.most_levels > 2)
"""Whether three levels may be added: a total and two parts."""
four_levels = _both(four, lambda paragraph: paragraph.most_levels > 3)
"""Whether four levels may be added: a total and three parts."""


def moved_apart(paragraph: Paragraph) -> bool:
    """Whether there are three figures, two of one unit, and words of two things, of two times, of a way."""
    signs = words("signs_of_last"), words("signs_of_several"), words("signs_of_start")
    return two_alike(paragraph) and any(has_any(paragraph.said, some) for some in signs)


def balance(paragraph: Paragraph) -> bool:
    """Whether three figures have one unit, or one says that it is added to another."""
    return three(paragraph) and ("加上" in paragraph.said or three_alike(paragraph))


def stock_and_flows(paragraph: Paragraph) -> bool:
    """Whether four figures have one unit, and one may be of what there was: by its words, or its time."""
    if not four(paragraph) or paragraph.most_alike < len(("was", "came", "went", "left")):
        return False
    return _finds(pattern("sign_of_opening"), paragraph) or len(paragraph.periods) > 1


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


def moved_shares(paragraph: Paragraph) -> bool:
    """Whether two figures are percentages, one a share and one not told as such."""
    if len(paragraph.rates) < len(("share", "level")):
        return False
    told = {paragraph.claims[at].measure for at in paragraph.rates}
    return "share" in told and "level" in told


def mean(paragraph: Paragraph) -> bool:
    """Whether there are a mean and two figures that it may be of: by its measure, or 亩产."""
    told = "mean" in paragraph.measures or has_any(paragraph.said, words("signs_of_each"))
    return three(paragraph) and told


def several_times(paragraph: Paragraph) -> bool:
    """Whether figures are of three times, or words tell of parts of a year."""
    return len(paragraph.periods) > 2 or has_any(paragraph.said, words("signs_of_parts_of_year"))


def parts(paragraph: Paragraph) -> bool:
    """Whether a figure is a part of another."""
    return {claim.whole for claim in paragraph.claims} != {None}


def counts(paragraph: Paragraph) -> bool:
    """Whether a figure counts things."""
    return COUNT in paragraph.forms


def percentage(paragraph: Paragraph) -> bool:
    """Whether a figure is a percentage."""
    return "%" in paragraph.kinds


def apart(paragraph: Paragraph) -> bool:
    """Whether figures may be of years ago, or counted on other terms."""
    return paragraph.may_stand_apart


def new_and_total(paragraph: Paragraph) -> bool:
    """Whether there are two figures of one unit, and words for what is new and for all there is."""
    said = paragraph.said
    return paragraph.most_alike > 1 and "新" in said and ("总" in said or "累计" in said)


def ratio(paragraph: Paragraph) -> bool:
    """Whether there is a ratio, or what may be one: a multiple, a number without a unit."""
    return bool(paragraph.ratios) or "" in paragraph.kinds or TIMES.name in paragraph.kinds


bands = _and_told(three_levels, lambda: words("signs_of_below"), lambda: words("signs_of_above"))
"""Whether three levels may be added, and words may bound kinds from below and from above."""
two_places = _both(three, _measured("rank", 2))
"""Whether there are three figures, and two of them are places."""
among = _both(four, lambda paragraph: "其中" in paragraph.said)
"""Whether there are four figures, and 其中 between them."""
counts_and_sum = _both(three, lambda paragraph: counts(paragraph) and any(paragraph.may_sum[2:]))
"""Whether a figure counts things, and one behind two others may sum up."""
counts_and_more = _both(four, counts)
"""Whether a figure counts things, and three others may be of these."""
rate_and_figures = _both(three, percentage)
"""Whether there are a percentage and two figures that it may be of."""
share, shares, three_growths = _measured("share"), _measured("share", 2), _measured("growth", 3)
"""Whether a figure is a share; two are; three are growths: of all, and of two kinds."""
growths = _both(_measured("growth"), lambda paragraph: "均" in paragraph.said)
"""Whether a figure is a growth, and another a percentage beside it, each year."""
kinds_of_means = _both(three, lambda paragraph: _finds(pattern("kind_of_mean"), paragraph))
"""Whether there are three figures, and words for kinds that are all there are."""
daily_mean = _and_told(_both(several, _measured("mean")), lambda: words("sign_of_year"))
"""Whether there are a mean and a figure that it may be of, and a word of a year."""
monthly_mean = _and_told(_both(several, _measured("mean")), lambda: words("parts_of_year"))
"""Whether there are a mean and a figure that it may be of, and words of parts of a year."""
mean_span = _and_told(three, lambda: words("sign_of_mean"))
"""Whether there are three figures, and a word of a mean."""
each = _and_told(two_levels, lambda: words("sign_of_each_body"))
"""Whether two figures have one unit, and one may be told of several bodies or times each."""
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
