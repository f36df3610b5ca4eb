"""A report as a browser would see it."""

from __future__ import annotations

import re
from html.parser import HTMLParser


class Page(HTMLParser):
    """What a browser would make of a report: its elements, and the text of each kind of them."""

    VOID = frozenset({"meta", "br", "img", "link", "hr", "input"})
    INLINE = frozenset({"a", "b", "i", "mark", "span", "u"})

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), attrs
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
        if tag not in self.INLINE:
            self.texts.append((tag, " "))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def ids(self) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get("id"))]

    @property
    def text(self) -> str:
        hidden = {"style", "script", "option"}
        return " ".join("".join(data for tag, data in self.texts if tag not in hidden).split())

    @property
    def title(self) -> str:
        return "".join(data for tag, data in self.texts if tag == "title").strip()

    def part(self, name: str) -> Page:
        """Return one section, by its id."""
        (section,) = re.findall(rf'<section id="{name}">.*?</section>', self.source, re.DOTALL)
        return Page(section)
