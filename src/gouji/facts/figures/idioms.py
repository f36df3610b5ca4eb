"""Fixed expressions: 持平, 翻番, 两位数增长, 跨过两个台阶, 一批, 双方, 2.21∶1."""

import re
from fractions import Fraction

from gouji.facts.figures.model import AMOUNT, COUNT, RATIO, RELATING, VAGUE, ZERO, Figure, FigureError
from gouji.facts.figures.numerals import HAN, NUMERAL, read_numeral
from gouji.facts.figures.qualifiers import COMPARED
from gouji.facts.figures.units import ANY_UNIT, KNOWN, UNIT, Form, fitted, unit_of
from gouji.facts.numbers.intervals import Interval

_ZERO_ONLY = Interval(ZERO, ZERO)
_GROWTH_WORDS = {
    "持平": _ZERO_ONLY,
    "零增长": _ZERO_ONLY,
    "正增长": Interval.above(0),
    "负增长": Interval.below(0),
    "两位数增长": Interval(Fraction(10), Fraction(100), high_open=True),
    "两位数": Interval(Fraction(10), Fraction(100), high_open=True),
    "增长两位数": Interval(Fraction(10), Fraction(100), high_open=True),
    "两位数以上增长": Interval.at_least(10),
    "个位数增长": Interval.opened(0, 10),
}
_LAST_YEAR = "(?:[与同和](?:上年|去年|上年同期|去年同期|全国))"
_HOW = "(?:实现|保持|呈|(?:[增涨][速幅])?(?:达到?|为)?)"
_GROWTH = f"(?:{COMPARED}|{_LAST_YEAR})?{_HOW}(?P<nearly>基本)?(?P<word>{'|'.join(_GROWTH_WORDS)})"

_DOUBLED = f"(?:实现)?(?:(?:成倍|倍增)(?:增长)?|翻了?(?P<times>{NUMERAL})?番)(?P<suffix>多|有余|以上)?"
_MAX_DOUBLINGS = 20

_VERB = "(?:增加|增长|提高|提升|上升|扩大|下降|降低|减少|回落|压减|缩减|缩小|收窄|调整|升|降|增)"
_FROM_TO = f"(?:实现)?(?:由|从){NUMERAL}(?:{ANY_UNIT}){_VERB}?(?:到|至|为){NUMERAL}{UNIT}"
_STEPS_PASSED = (
    "(?:连续|先后|接连)?连?(?:跨过|跨越|跨上|跨|迈过|迈上|登上|越过|跃上|跃升|站上|上)了?"
    f"(?:{NUMERAL}个{HAN}{{0,8}}|新{HAN}{{0,4}})台阶"
)
_REVERSAL = "(?:由|从)?[负正降升亏跌减增涨]转为?[负正降升盈亏跌增涨减]|扭亏为盈|转[负亏]为[正盈]"
_RELATING = f"(?:实现)?(?:{_STEPS_PASSED}|{_REVERSAL})"
_VAGUE = (
    "(?:连续)?(?:一大?批|一系列|大批|大量|许多|诸多|众多|一些|若干|多|好多|好几|几|数|无数)"
    f"(?P<unit>{KNOWN}|)|成千上万|数以[百千万亿]计"
)
_IN_WORDS = "[一二两三四五六七八九](?:比[一二两三四五六七八九])"
_PROPORTION = (
    rf"[0-9]{{1,18}}(?:\.[0-9]{{1,9}})?(?:[:∶：][0-9]{{1,18}}(?:\.[0-9]{{1,9}})?){{1,3}}|{_IN_WORDS}{{1,3}}"
)
_TO_ONE = re.compile(r"[^:∶：]*[:∶]1(?:00)?")
BEHIND_RATIO = "|".join(
    f"(?<={word})"
    for word in ("比", "比为", "比是", "比约为", "比达", "比达到", "比例为", "比值为", "配比为")
)
_TERM = r"[0-9]{1,18}(?:\.[0-9]{1,9})?"
IN_TEXT = (
    "两位数(?:以上)?增长|(?:(?<=增长)|(?<=[增涨][速幅])|(?<=[增涨][速幅][达为])|(?<=[增涨][速幅]达到)|(?<=[增涨][速幅]均达)|(?<=[增涨][速幅]均达到)|(?<=%[和、]))两位数|个位数增长|(?:[正零]增长|负增长(?![0-9一二两三四五六七八九十百]))"
    "|(?:基本)?(?<!支)持平(?![稳衡均等静安台常])|为负(?:[值数]|(?=[，。；、）)\n]))"
    f"|翻了?(?:{NUMERAL})?番(?:多|有余|以上)?|双(?:[方核]|城(?!经济圈|记))"
    rf"|{_TERM}(?:∶{_TERM}){{1,3}}|{_TERM}(?:[:∶]{_TERM}){{2,3}}(?<=\.[0-9])|[0-9]+\.[0-9]+(?:[:∶]{_TERM}){{1,3}}"
    rf"|(?:{BEHIND_RATIO}){_TERM}(?:[:：]{_TERM}){{1,3}}"
    rf"|(?<![0-9.:：])[0-9](?:[:：][0-9]){{2,3}}(?![0-9:：])|(?:(?<=按)|(?<=按照))[0-9][:：][0-9](?![0-9:：])"
    f"|{_IN_WORDS}{{2,3}}|(?:(?<=按)|(?<=按照)|{BEHIND_RATIO}){_IN_WORDS}"
)
"""The expressions that running text is searched for; 3:40 may be a time there, and 倍增 a name."""


def read_idiom(text: str) -> Figure | None:
    """Read a fixed expression; None if *text* is not one.

    Raises:
        FigureError: 翻N番 where N is not a small whole number.
    """
    found = fitted(_FROM_TO, text).fullmatch(text) if text.startswith(("由", "从", "实现")) else None
    if found:
        return _unbounded(RELATING, found["unit"])
    for form in _PARSED:
        found = form.fullmatch(text)
        if found:
            figure: Figure | None = form.read(found)
            return figure
    return None


def _read_growth(found: re.Match[str]) -> Figure:
    hard = soft = _GROWTH_WORDS[found["word"]]
    if found["nearly"]:
        if hard != _ZERO_ONLY:
            raise FigureError(f"nearly {found['word']}")
        hard = Interval.closed(-1, 1)
    printed = ZERO if hard.is_point else None
    return Figure(form=RATIO, unit="%", hard=hard, soft=soft, printed=printed)


def _read_doubled(found: re.Match[str]) -> Figure:
    """Read 翻番 (at least doubled) and 翻两番 (exactly four times) as growth in percent."""
    times = read_numeral(found["times"] or "一")
    if not times or times.value % 1 or not 1 <= times.value <= _MAX_DOUBLINGS:
        raise FigureError(f"doubled {found['times']} times")
    growth = Fraction(100 * (2 ** int(times.value) - 1))
    if not found["suffix"] and times.value > 1:
        return Figure.exactly(growth, RATIO, "%")
    hard = Interval.above(growth) if found["suffix"] in {"多", "有余"} else Interval.at_least(growth)
    return Figure(form=RATIO, unit="%", hard=hard, soft=hard)


def _unbounded(form: str, unit: str | None) -> Figure:
    return Figure(form=form, unit=unit_of(unit or "").name)


def _read_proportion(found: re.Match[str]) -> Figure | None:
    """Read 3∶40∶57, which has no bounds; 2.21∶1 and 105.2∶100 are left to be read as a number."""
    return None if _TO_ONE.fullmatch(found[0]) else Figure(form=RATIO)


_BELOW_ZERO = Figure(form=AMOUNT, hard=Interval.below(0), soft=Interval.below(0))
_PARSED = (
    Form(_GROWTH, _read_growth, ".*(?:持平|增长|两位数)"),
    Form(_DOUBLED, _read_doubled, ".*[倍番]"),
    Form("为负[值数]?", lambda _: _BELOW_ZERO, "为"),
    Form(_RELATING, lambda _: Figure(form=RELATING), ".*(?:台阶|转|扭)"),
    Form(
        _VAGUE,
        lambda found: _unbounded(VAGUE, found["unit"]),
        "(?:连续)?(?:一[大批系些]|[大许诸众若多好几数无成])",
    ),
    Form(f"双(?P<unit>{HAN}{{0,2}})", lambda found: Figure.exactly(Fraction(2), COUNT, found["unit"]), "双"),
    Form(_PROPORTION, _read_proportion, "[0-9一二两三四五六七八九]"),
)
