"""Facts from prose: the claims of a summary's text, as rows of a fact table.

`draft.read_prose` goes from the text to the claims: its sections and periods (`sections`), the figures in it
(`gouji.facts.figures.scan`), and, pass by pass, what each of them is of and states; `draft.rows_of` to the
rows.
"""
