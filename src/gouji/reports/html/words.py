"""The fixed words of the HTML report (``words.toml``), in both languages; all can be encoded in GBK."""

from gouji.reports.text import words_beside

WORDS = words_beside(__file__)
