"""The title of a document, its kind, and the lines at its head and its end."""

from typing import NamedTuple

from gouji.reading.identity.info import OTHER
from gouji.reading.lexicon.wording import pattern, patterns

_HEAD, _END = 3000, 600
"""Characters at the start and at the end of a document that identify it."""
_LINES = 14
"""Lines at the head that may be its title, or say who speaks when."""
_SIGNED = 6
"""Lines at the end that may be its signature."""
_LONGEST = 60
"""Characters of a line of a title."""
_NAME = 3
"""Characters by which a name is known again: 云岭市."""
MOST_LINES = 4
"""Most lines of a title."""


class Front(NamedTuple):
    """What of a document says what it is.

    Attributes:
        lines: The lines of its title; none where it has none.
        kind: Its kind (政府工作报告, 统计公报, 工作总结 …).
        before: The lines before the title.
        behind: The lines behind it, up to the text.
        signed: The lines at its end.
        head: Its first characters.
        name: The name of its file, without the suffix.
        page: What a web page calls itself.
    """

    lines: tuple[str, ...]
    kind: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    signed: tuple[str, ...]
    head: str
    name: str
    page: str = ""

    @property
    def title(self) -> str:
        """Its title; empty where it has none."""
        return "".join(self.lines)


def front_of(name: str, text: str, page_title: str = "") -> Front:
    """Return what of a document says what it is; what a web page calls itself is empty for others."""
    stem = name.rpartition("/")[2]
    stem = pattern("file_suffix").sub("", stem)
    lines = [line for one in _lines(text[:_HEAD])[: 4 * _LINES] if (line := _plain(one))][:_LINES]
    begin, end = _title_lines(lines)
    titled = lines[begin:end]
    page = pattern("site").sub("", _plain(page_title))
    behind = [line for line in lines[end:] if len(line) <= _LONGEST and "。" not in line]
    named = "".join(titled)
    if _is_dated_title(page) and not pattern("year_of_title").search(named):
        titled = [page] if kind_of_title(page) or not kind_of_title(named) else titled
    elif not kind_of_title(named):
        # What the page or the file is called says more than a line without a kind.
        rows = {_plain(one) for one in text[:_HEAD].split("\n") if one.count("\t") > 1}
        dated = next((line for line in lines[:MOST_LINES] if _is_dated_title(line) and line not in rows), "")
        titled = [next((one for one in (page, _plain(stem)) if kind_of_title(one)), dated or page)]
    last = [line for one in _lines(text[-_END:]) if (line := _plain(one))][-_SIGNED:]
    signed = [line for line in last if len(line) <= _LONGEST and "。" not in line]
    kind = kind_of_title("".join(titled)) or _kind_of_text(text[:_HEAD])
    return Front(
        tuple(filter(None, titled)),
        kind,
        tuple(lines[:begin]),
        tuple(behind),
        tuple(signed),
        text[:_HEAD],
        stem,
        _plain(page_title),
    )


def _lines(text: str) -> list[str]:
    """Return the lines of a text; what stands beside one another with labels (名称：… 代码：…) is parted."""
    return [part for line in text.split("\n") for part in pattern("labels").split(line)]


def _plain(line: str) -> str:
    """Return a line without blanks and the marks around it."""
    return "".join(line.split()).strip("#*—-_=|·")


def _title_lines(lines: list[str]) -> tuple[int, int]:
    """Return the first and the last line of the title, the end exclusive; both 0 where there is none.

    It is the first line that names a kind of document, with those right before it that are no whole sentence,
    number or date, and those behind it that go on. A line that begins as the one before it
    (云岭市统计局, then 云岭市2024年统计公报) does not go on from it.
    """
    for at, line in enumerate(lines):
        if pattern("addresses").match(line):
            break
        if not (len(line) <= _LONGEST and _may_be_title(line)):
            continue
        begin = at
        while (
            begin and at - begin < MOST_LINES - 1 and _goes_on(lines[begin - 1]) and not _alike(lines, begin)
        ):
            begin -= 1
        end = _end_of_title(lines, begin, at)
        if end:
            return begin, end
    return 0, 0


def _alike(lines: list[str], at: int) -> bool:
    """Whether a line and the one before it begin with the same name of a place or a body."""
    return lines[at - 1][:_NAME] == lines[at][:_NAME]


def title_at(lines: list[str]) -> tuple[str, int]:
    """Return the title that begins with the first of *lines*, empty for none, and how many it takes."""
    plain = [_plain(line) for line in lines]
    begin, end = _title_lines(plain)
    return ("", 0) if begin or not end else ("".join(plain[:end]), end)


def _end_of_title(lines: list[str], begin: int, at: int) -> int:
    """Return where the title that begins at *begin* ends, once its lines name a kind; 0 where they do not."""
    for end in range(at + 1, min(len(lines), begin + MOST_LINES) + 1):
        if kind_of_title("".join(lines[begin:end])):
            return end
        if end < len(lines) and not _goes_on(lines[end]):
            break
    return 0


def _goes_on(line: str) -> bool:
    """Whether a line may be part of a title over several lines."""
    return len(line) <= _LONGEST and _may_be_title(line) and not kind_of_title(line)


def _is_dated_title(line: str) -> bool:
    """Whether a line without a kind is a title all the same: it has a year, and is no sentence."""
    return len(line) <= _LONGEST and _may_be_title(line) and bool(pattern("year_of_title").search(line))


def _may_be_title(line: str) -> bool:
    return not pattern("no_title").search(line)


def kind_of_title(title: str) -> str:
    """Return the kind of document that a title names; empty where it names none.

    >>> kind_of_title("某市2024年国民经济和社会发展统计公报")
    '统计公报'
    """
    if not title:
        return ""
    return next((kind for kind, named in patterns("kinds_of_documents").items() if named.search(title)), "")


def _kind_of_text(head: str) -> str:
    """Return the kind by how a text begins: only reports to deputies address them."""
    return next((kind for kind, said in patterns("kinds_by_text").items() if said.search(head)), OTHER)
