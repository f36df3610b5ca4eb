"""Tables of documents as facts.

`grid` gives their cells, `layout` tells headers from stubs and values, `headings` reads what these say,
`rows` which rows are parts of which, and `claims` what the cells claim.
"""
