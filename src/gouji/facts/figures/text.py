"""The characters of a quote, made uniform before anything is read from them."""

from __future__ import annotations

import re
import unicodedata

from gouji.facts.figures.model import FigureError

_THOUSANDS = re.compile("(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3}){1,6}(?![0-9,])")
_WIDE_THOUSANDS = re.compile("(?<![０-９，．])[０-９]{1,3}(?:，[０-９]{3}){1,6}(?![０-９，])")
_PLAIN = re.compile(r"[0-9.%一-鿿]+")
"""Nothing in it to be made uniform."""
_POINT = re.compile("(?<=[0-9])[·•・](?=[0-9])")
"""A dot at half height between digits, as older prints have it."""
_SIGNS = str.maketrans("〇○−", "零零-", '“”"「」『』')


def normalise(quote: str) -> str:
    """Return *quote* in half-width characters, without blanks, quotation marks and thousands commas.

    The full-width comma of ``２７，２０３`` is a clause comma elsewhere: it is decided on before full-width
    characters are folded. 〇 becomes 零.

    Raises:
        FigureError: It is empty, or holds a clause comma or digits such as ² and ①.
    """
    if _PLAIN.fullmatch(quote):
        return quote
    text = _WIDE_THOUSANDS.sub(lambda found: found[0].replace("，", ""), quote)
    if "，" in text:
        raise FigureError("a comma between two figures")
    # Folding would turn 10² into 102 and ① into 1.
    if any(unicodedata.category(sign) == "No" for sign in text):
        raise FigureError("a raised or circled digit")
    text = _POINT.sub(".", unicodedata.normalize("NFKC", text))
    text = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), text)
    text = "".join(text.split()).translate(_SIGNS)
    if not text:
        raise FigureError("empty")
    return text
