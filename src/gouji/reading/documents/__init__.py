"""Documents as people have them, read as text with a map back to paragraph and page.

One module a kind: `plain` (text, Markdown), `web` (HTML), `word` (.docx), `portable` (.pdf).
Everything is bounded by `limits`; what cannot be read is one line, never a half-read text.
"""
