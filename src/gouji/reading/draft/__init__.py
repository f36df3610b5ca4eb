"""Facts from prose: the claims of a summary's text, as rows of a fact table.

`draft.draft` goes from the text to the rows: what the document is (`document_info`), its sections and periods
(`sections`), the figures in it (`gouji.facts.figures.scan`), what each of them measures (`clauses`,
`indicators`, `measures`), and who acts with whom (`joint_acts`).
"""
