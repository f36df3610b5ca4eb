"""What a cell of a spreadsheet says as text: what a person typed, as far as the file still knows it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gouji.facts.files.errors import InputError
from gouji.facts.files.sheets import DIGITS, EPOCH, S, Sheet, day_of, is_of_days, signs_of

if TYPE_CHECKING:
    from datetime import date

    from lxml import etree

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cell_text(sheet: Sheet, cell: etree._Element, where: str) -> str:
    """Return the text of a cell; *where* is what messages call it.

    Raises:
        InputError: It is an error, or a formula that nobody has computed.
    """
    kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
    if kind == "e":
        raise InputError(where, "error-cell", value=value)
    if not value and cell.find(f"{S}f") is not None and kind != "str":
        raise InputError(where, "no-value")
    if kind == "b":
        return "true" if value == "1" else "false"
    if kind == "d":
        return value
    if kind == "n":
        return number_text(value, sheet.style_of(cell).code, sheet.epoch) if value else ""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), sheet.text_of(cell))


def number_text(value: str, code: str, epoch: date = EPOCH) -> str:
    """Return a number as its shortest decimal, with the zeros, the % and the words of its format.

    No digit is lost, whatever the format hides. A date is as fact files write it.

    >>> number_text("1.5", ""), number_text("1.5", "0.00"), number_text("1.234", "0.00")
    ('1.5', '1.50', '1.234')
    >>> number_text("12", "0000"), number_text("0.125", "0%"), number_text("355", '0"项"')
    ('0012', '12.5%', '355项')
    >>> number_text("45609", "yyyy/m/d"), number_text("45597", 'yyyy"年"m"月"')
    ('2024-11-13', '2024-11')
    """
    try:
        number = DIGITS.create_decimal(value)
        form = code.split(";", maxsplit=1)[0]
        plain = signs_of(form)
        if is_of_days(plain) and number >= 0 and number == int(number):
            return _date_text(day_of(number, epoch), plain.lower())
    except (InvalidOperation, ValueError, OverflowError):
        return value
    return _decimal_text(number, form, plain) if re.search("[0#]", plain) else f"{number.normalize():f}"


def _date_text(day: date, form: str) -> str:
    if "d" in form or "日" in form:
        return day.isoformat()
    return f"{day.year:04}-{day.month:02}" if "m" in form else f"{day.year:04}"


def _decimal_text(number: Decimal, form: str, plain: str) -> str:
    percent = "%" in plain
    number = number * 100 if percent else number
    whole, _, places = f"{abs(number).normalize():f}".partition(".")
    if "E" not in plain:
        wanted, _, fraction = plain.replace(",", "").partition(".")
        whole = whole.zfill(len(re.sub("[^0]", "", wanted)))
        places = places.ljust(len(re.sub("[^0]", "", fraction)), "0")
    digits = f"{'-' if number < 0 else ''}{whole}{'.' if places else ''}{places}{'%' if percent else ''}"
    before, after = re.split("[0#?][0#?,.%]*", re.sub(r"\[[^\]]*\]|_.|\*.", "", form), maxsplit=1)
    return f"{_words(before)}{digits}{_words(after)}"


def _words(form: str) -> str:
    """Return the words in a part of a format, quoted or behind a backslash."""
    found = re.findall(r'"([^"]*)"|\\(.)', form)
    return "".join(quoted or escaped for quoted, escaped in found).strip()


def escaped(text: str) -> str:
    r"""Return a text as spreadsheets write it: what XML cannot hold by its number.

    >>> escaped("甲\x01_x0041_")
    '甲_x0001__x005F_x0041_'
    """
    kept = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    return re.sub(f"\r|{_NO_TEXT.pattern}", lambda found: f"_x{ord(found[0]):04X}_", kept)
