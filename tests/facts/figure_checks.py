"""What holds of every figure, however it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.facts.figures.model import FigureError
from gouji.facts.figures.parse import parse

if TYPE_CHECKING:
    from gouji.facts.figures.model import Figure


def attempt(quote: str, form: str | None = None, section: str = "review") -> Figure | None:
    try:
        return parse(quote, form=form, section=section)
    except FigureError:
        return None


def check_bounds(figure: Figure, about: str) -> None:
    """A soft interval lies within the hard one, and so does the printed value."""
    assert (figure.hard is None) == (figure.soft is None), about
    if figure.hard is None or figure.soft is None:
        assert figure.printed is None, about
        assert figure.width == 0, about
        return
    assert figure.soft.within(figure.hard), about
    if figure.printed is None:
        assert figure.width == 0, about
    else:
        assert figure.printed in figure.soft, about
    assert not figure.period, about
