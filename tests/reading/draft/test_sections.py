"""Section and time are a state: what headings and first words set, and until when."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.drafts import draft

TABLE = tomllib.loads((Path(__file__).parent / "sections.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", TABLE["document"], ids=lambda document: document["name"])
def test_figures_have_the_section_and_the_period_of_where_they_stand(document: dict[str, Any]) -> None:
    rows = {row["quote"]: row for row in draft(document["text"].lstrip("\n"), "a")}
    told = [[quote, rows[quote]["section"], rows[quote]["period"]] for quote, *_ in document["figures"]]
    assert told == document["figures"]
