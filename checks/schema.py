"""What a fact file of this workspace must hold beyond the engine's schema."""

from __future__ import annotations

import pandera.pandas as pa

QUOTE_LIMIT = 44
"""The articles belong to their publishers: quotes prove a figure, they do not retell a sentence."""

FACTS = pa.DataFrameSchema(
    {
        "id": pa.Column(
            object, pa.Check.str_matches(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*-[0-9]+$", error="编号应如 cy2024-017")
        ),
        "quote": pa.Column(
            object, pa.Check.str_length(max_value=QUOTE_LIMIT, error=f"引文不超过 {QUOTE_LIMIT} 字，不录整句")
        ),
    }
)
