"""Facts from prose: what a summary's text claims, as rows of a fact table.

`draft` walks from the text to the rows: what the document is (`occasion`), where it speaks of what
(`passages`), which figures stand in it (`gouji.facts.figures.scan`), what each of them is about
(`clauses`, `indicators`, `measures`), and who acts with whom (`bodies`, `pairings`).
"""

from __future__ import annotations

from gouji.facts.prose.draft import Draft, draft

__all__ = ["Draft", "draft"]
