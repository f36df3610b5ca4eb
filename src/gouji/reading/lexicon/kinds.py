"""What names say of kinds: men are no women, 2nd grade is not 3rd, 0–14 is not 60 and over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from gouji.facts.figures.numerals import NUMERAL
from gouji.facts.figures.scan import scan
from gouji.reading.lexicon import table
from gouji.reading.lexicon.organisations import entities_in

Trait = tuple[str, ...]
"""In what things differ: 性别; for some kinds only with the rest of the name, 采购 of a 金额."""
Values = tuple[Any, Any]
"""The least and the greatest value of a trait that a thing may have."""
_ONE = "(?!及?以[上下])"
"""国家级 is one level, 省级以上 are several."""


def traits(name: str) -> Iterator[tuple[Trait, Values]]:
    """Yield what a name tells of its things; names without a common value of a trait have none in common."""
    known = _table()
    bare = re.sub("|".join(known["masks"]), "", name).replace("周岁", "岁")
    for family, kinds in (known["traits"] | known["kinds"]).items():
        found = [kind for kind in kinds if re.search(f"(?:{kind}){_ONE}", bare)]
        if len(found) == 1:
            yield (family, re.sub(found[0], "", bare)), (found[0], found[0])
            if family in known["traits"]:
                yield (family,), (found[0], found[0])
    classes = "|".join(known["numbered"])
    for one in re.finditer(f"第?({NUMERAL}|[0-9]?[A-Z]+|[ⅠⅡⅢⅣⅤ])({classes}){_ONE}", bare):
        yield ("number", one[2], bare.replace(one[0], "")), (one[1], one[1])
    figures = [span.figure for span in scan(bare)]
    units = [figure.unit for figure in figures]
    for figure in figures:
        if figure.hard is not None and figure.unit and units.count(figure.unit) == 1:
            low, high = figure.hard.low, figure.hard.high
            yield (figure.form, figure.unit), ((low is not None, low or 0), (1 + (high is None), high or 0))
    places = [entity for entity in entities_in(bare, "") if not entity.function]
    if len(places) == 1:
        yield ("place", places[0].level), (places[0].name, places[0].name)
    yield ("not", re.sub("[非不未]", "", bare, count=1)), (bare, bare)


def is_rest(name: str) -> bool:
    """Whether a name is of what is left when the others are told: 其他用车."""
    return name.startswith(tuple(_table()["rest"]))


@cache
def _table() -> dict[str, Any]:
    return table("kinds")
