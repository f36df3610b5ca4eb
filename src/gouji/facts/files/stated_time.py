"""The time that ``SOURCE_DATE_EPOCH`` states: the only clock that what is written may show."""

from __future__ import annotations

import datetime as dt
import os

from gouji.facts.files.errors import InputError

_VARIABLE = "SOURCE_DATE_EPOCH"


def stated_time() -> dt.datetime | None:
    """Return the time, in UTC; None where none is stated.

    Raises:
        InputError: The variable is not a number of seconds.
    """
    given = os.environ.get(_VARIABLE)
    if not given:
        return None
    try:
        return dt.datetime.fromtimestamp(int(given), dt.UTC)
    except (ValueError, OverflowError, OSError):
        raise InputError(_VARIABLE, "epoch", given=repr(given)) from None
