"""Raised and lowered digits: 10 and a raised 18 are no 1018."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


def raised(text: str) -> str:
    """Return digits as the raised characters that Unicode has.

    >>> "10" + raised("18")
    '10¹⁸'
    """
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Return digits as the lowered characters that Unicode has."""
    return text.translate(_LOWERED)
