"""Facts from prose: what a summary's text claims, as rows of a fact table.

`draft.draft` walks from the text to the rows: what the document is (`occasion`), where it speaks of what
(`passages`), which figures stand in it (`gouji.facts.figures.scan`), what each of them is about
(`clauses`, `indicators`, `measures`), and who acts with whom (`bodies`, `pairings`).
"""
