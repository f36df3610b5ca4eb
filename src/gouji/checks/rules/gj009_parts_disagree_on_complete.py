"""GJ009: parts that do not say alike whether all are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.rule import table_rule

if TYPE_CHECKING:
    import pandas as pd


@table_rule("GJ009", name="parts-disagree-on-complete")
def parts_disagree_on_complete(whole: pd.Series[str], complete: pd.Series[str]) -> pd.Series[bool]:
    """All parts of one breakdown say alike whether the breakdown is complete.

    Why: complete parts must make the total, open ones (其中) must not exceed it. With both
    answers in one breakdown neither can be asked.

    Example:
        Three parts of `b-01`, two with `complete` true and one without.

    Source: 分别为, 包括, 共 close a breakdown; 其中 opens one.
    """
    answers: dict[str, set[str]] = {}
    for cell, answer in set(zip(whole, complete.str.lower(), strict=True)):
        for part in filter(None, cell.split(";")):
            answers.setdefault(part, set()).add(answer)
    torn = {part for part, given in answers.items() if len(given) > 1}
    sound = {cell: torn.isdisjoint(cell.split(";")) for cell in whole.unique()}
    return whole.map(sound).astype(bool)
