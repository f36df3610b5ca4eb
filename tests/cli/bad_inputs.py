"""Inputs and command lines that cannot be used: what each is, how it is made, what is asked of it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = "id,period,indicator,quote,whole,complete\n"
SOUND = HEAD + "t,2024,jobs,5%,,\n"
RELATION = "[[relation]]\nid = 'XX-1'\nformula = '{}'\nwhy = 'x'\n{}"
RULE = "from gouji.checks import rule\n\n\n@rule('{}', name='x', level='note', scope='row')\n"
BODY = "def mine(facts):\n    'Page.'\n    {}\n\n\n"
TWICE = "".join((RULE.format("XX-1") + BODY.format("return []")).replace("mine", name) for name in ("a", "b"))
BASELINE = '{"schema": "gouji-baseline/1", "findings": [1]}'
SCHEMA = (
    "import pandera.pandas as pa\nFACTS = pa.DataFrameSchema({'quote': pa.Column(object, pa.Check(%s))})\n"
)


def workspace(root: Path, content: str | bytes = SOUND, name: str = "facts/a.csv") -> None:
    """Write a workspace of one fact file, and other files by their names."""
    for folder in ("facts", "checks"):
        (root / folder).mkdir(exist_ok=True)
    (root / "facts" / "a.csv").write_text(SOUND, encoding="utf-8")
    (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def with_file(name: str, content: str | bytes) -> Callable[[Path], None]:
    return lambda root: workspace(root, content, name)


def document(name: str, content: str | bytes) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    return write


def docx(name: str, part: str, content: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        with zipfile.ZipFile(root / name, "w") as archive:
            archive.writestr(part, content)

    return write


def folder(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).mkdir()


def relation(
    more: str = "", formula: str = "a == b", code: str = "XX-1", times: int = 1
) -> Callable[[Path], None]:
    return with_file("checks/relations.toml", RELATION.format(formula, more).replace("XX-1", code) * times)


def with_folder(root: Path) -> None:
    workspace(root)
    (root / "x").mkdir()


def two_workspaces(root: Path) -> None:
    for name in ("one", "two"):
        (root / name).mkdir()
        workspace(root / name)


def both_kinds(root: Path) -> None:
    workspace(root)
    (root / "a.txt").write_text("text", encoding="utf-8")


def nothing(root: Path) -> None:
    (root / "facts").mkdir()


def crashing(root: Path) -> None:
    workspace(root, RULE.format("XX-1") + BODY.format("return 1 / 0"), "checks/mine.py")


def drafted(root: Path) -> None:
    (root / "a.txt").write_text("2024年工作总结\n完成项目210个。\n", encoding="utf-8")
    (root / "out.csv").write_text(SOUND, encoding="utf-8")


def bad_state(root: Path) -> None:
    drafted(root)
    (root / ".gouji").mkdir()
    (root / ".gouji" / "extract.json").write_text("{", encoding="utf-8")


def same_names(root: Path) -> None:
    for name in ("a/b", "c/b"):
        (root / name).mkdir(parents=True)
        (root / name / "x.txt").write_text("2024年工作总结\n", encoding="utf-8")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "word/document.xml"


BAD: list[tuple[str, Callable[[Path], None], list[str]]] = [
    # The command line.
    ("unknown option", workspace, ["audit", "--xyz"]),
    ("nearly an option", workspace, ["audit", "--selct", "GJ2"]),
    ("unknown command", workspace, ["adit"]),
    ("no command of a group", workspace, ["baseline", "shw"]),
    ("option without a value", workspace, ["audit", "--select"]),
    ("flag with a value", workspace, ["audit", "--quiet=1"]),
    ("no choice", workspace, ["audit", "--fail-on", "bad"]),
    ("no language", workspace, ["audit", "--lang", "fr"]),
    ("no format", workspace, ["audit", "--output-format", "odt"]),
    ("no path", workspace, ["audit", "nowhere.csv"]),
    ("no folder", workspace, ["audit", "--texts", "nowhere"]),
    ("a file for a folder", workspace, ["lint", "facts/a.csv"]),
    ("no number", workspace, ["audit", "--year", "abc"]),
    ("a number out of range", workspace, ["audit", "--year", "1500"]),
    ("a group alone", workspace, ["baseline"]),
    ("no schema", workspace, ["schema", "xyz"]),
    ("an argument too many", workspace, ["explain", "GJ205", "GJ206"]),
    ("no argument", workspace, ["explain"]),
    ("no document", workspace, ["extract"]),
    ("unknown rule", workspace, ["explain", "GJ999"]),
    ("unknown rule selected", workspace, ["audit", "--select", "ZZ"]),
    ("nearly a rule selected", workspace, ["audit", "--select", "GJ2205"]),
    ("unknown format of a file", workspace, ["audit", "-o", "a.xyz"]),
    ("a file that cannot be written", workspace, ["audit", "-o", "folder/nowhere/a.json"]),
    # Tables.
    ("wrong encoding", with_file("facts/a.csv", HEAD.encode() + b"t,2024,x,\xff\xff,,\n"), ["audit"]),
    ("missing column", with_file("facts/a.csv", "id,quote\nt,1\n"), ["audit"]),
    ("unknown column", with_file("facts/a.csv", HEAD.replace("whole", "wohle")), ["audit"]),
    ("an unknown column like no other", with_file("facts/a.csv", HEAD.replace("whole", "xyz")), ["audit"]),
    ("a column twice", with_file("facts/a.csv", HEAD.replace("whole", "id")), ["audit"]),
    ("too few cells", with_file("facts/a.csv", HEAD + "t,2024\n"), ["audit"]),
    ("open quotes", with_file("facts/a.csv", HEAD + 't,2024,"x\n'), ["audit"]),
    ("NUL", with_file("facts/a.csv", HEAD + "t,2024,x\0,1,,\n"), ["audit"]),
    ("a long line", with_file("facts/a.csv", b"x" * (1 << 21)), ["audit"]),
    ("an empty file", with_file("facts/a.csv", ""), ["audit"]),
    ("no fact", with_file("facts/a.csv", HEAD), ["audit"]),
    ("no fact file", nothing, ["audit", "."]),
    ("a dimension table", with_file("facts/summaries.csv", "id\na\n"), ["audit", "facts/summaries.csv"]),
    ("waivers without a reason", with_file("facts/waivers.csv", "fingerprint,rule\n"), ["audit"]),
    ("two workspaces", two_workspaces, ["audit", "one", "two"]),
    ("a table among documents", both_kinds, ["audit", "a.txt", "facts/a.csv"]),
    # Configuration and checks.
    ("no TOML", with_file("gouji.toml", "= 1"), ["audit"]),
    ("unknown setting", with_file("gouji.toml", "nonsense = 1"), ["audit"]),
    ("a setting of another type", with_file("gouji.toml", "lang = 1"), ["audit"]),
    ("a setting with no such value", with_file("gouji.toml", "fail-on = 'bad'"), ["audit"]),
    ("codes without quotes", with_file("gouji.toml", "select = [1]"), ["audit"]),
    ("nearly a setting", with_file("gouji.toml", "fail_on = 'note'"), ["audit"]),
    ("a table that is none", with_file("gouji.toml", "levels = 'GJ2'"), ["audit"]),
    ("a level of no such value", with_file("gouji.toml", "levels.GJ2 = 'bad'"), ["audit"]),
    ("a level of no rule", with_file("gouji.toml", "levels.ZZ = 'note'"), ["audit"]),
    ("a level of nearly a rule", with_file("gouji.toml", "levels.GJ2205 = 'note'"), ["config"]),
    ("an empty code", with_file("gouji.toml", "select = ['']"), ["config"]),
    ("counts in no such format", workspace, ["audit", "--statistics", "--format", "csv"]),
    ("texts nowhere", with_file("gouji.toml", "texts = 'nowhere'"), ["audit"]),
    ("a tool that is no table", with_file("pyproject.toml", "[tool]\ngouji = 1"), ["audit"]),
    ("relations: no TOML", with_file("checks/relations.toml", "= 1"), ["audit"]),
    ("relations: content", with_file("checks/relations.toml", "a = 1"), ["audit"]),
    ("relations: key", relation("x = 1"), ["audit"]),
    ("relations: type", relation("each = 1"), ["audit"]),
    ("relations: value", relation("level='bad'"), ["audit"]),
    ("relations: no text", relation("scopes=[1]"), ["audit"]),
    ("relations: empty", relation("sections=[]"), ["audit"]),
    ("relations: nothing", with_file("checks/relations.toml", "[[relation]]\nid = 'XX-1'\n"), ["audit"]),
    ("relations: id", relation(code="GJ1"), ["audit"]),
    ("relations: twice", relation(times=2), ["audit"]),
    ("relations: prev", relation(formula="a == prev(a)"), ["audit"]),
    ("rules: twice", with_file("checks/mine.py", TWICE), ["audit"]),
    ("none to lint", workspace, ["lint"]),
    ("rules: no Python", with_file("checks/mine.py", "def"), ["rules"]),
    ("rules: none", with_file("checks/mine.py", ""), ["audit"]),
    ("rules: not loaded", with_file("checks/mine.py", "import nothing_of_this_name"), ["audit"]),
    ("schema: none", with_file("checks/schema.py", "FACTS = 1"), ["audit"]),
    ("baseline: no JSON", with_file("checks/baseline.json", "{"), ["audit"]),
    ("baseline: other JSON", with_file("checks/baseline.json", "[]"), ["baseline", "show"]),
    ("baseline: a part", with_file("checks/baseline.json", BASELINE), ["audit"]),
    # Documents.
    ("a missing document", workspace, ["extract", "nowhere.txt"]),
    ("an empty text", document("a.txt", ""), ["audit", "a.txt"]),
    ("an empty page", document("a.html", ""), ["audit", "a.html"]),
    ("an empty Word file", document("a.docx", ""), ["audit", "a.docx"]),
    ("an empty PDF", document("a.pdf", ""), ["audit", "a.pdf"]),
    ("a blank text", document("a.txt", " \n "), ["audit", "a.txt"]),
    ("a text of another encoding", document("a.txt", b"\xff\xff\xff"), ["audit", "a.txt"]),
    ("a text with NUL", document("a.txt", "a\0b"), ["audit", "a.txt"]),
    ("a text without figures", document("a.txt", "nothing to see"), ["audit", "a.txt"]),
    (".doc", document("a.doc", b"x"), ["audit", "a.doc"]),
    (".wps", document("a.wps", b"x"), ["extract", "a.wps"]),
    ("an old Word file", document("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ["audit", "a.docx"]),
    ("a picture", document("a.jpg", b"x"), ["audit", "a.jpg"]),
    ("a broken Word file", document("a.docx", b"PK\x03\x04 broken"), ["audit", "a.docx"]),
    ("a Word file without its text", docx("a.docx", "other.xml", "<a/>"), ["audit", "a.docx"]),
    ("a Word file with broken XML", docx("a.docx", MAIN, "<a><b></a>"), ["audit", "a.docx"]),
    ("a Word file with entities", docx("a.docx", MAIN, "<!DOCTYPE a><a/>"), ["audit", "a.docx"]),
    ("a Word file without text", docx("a.docx", MAIN, f"<w:document {W}/>"), ["audit", "a.docx"]),
    ("a broken PDF", document("a.pdf", b"%PDF-1.7 nothing"), ["audit", "a.pdf"]),
    ("a folder without documents", folder("none"), ["audit", "none"]),
    ("a folder called like a document", folder("a.docx"), ["extract", "a.docx"]),
    ("two documents of one name", same_names, ["audit", "a/b/x.txt", "c/b/x.txt"]),
    # Commands.
    ("extract: there already", drafted, ["extract", "a.txt", "-o", "out.csv"]),
    ("extract: no format", drafted, ["extract", "a.txt", "-o", "a.xyz"]),
    ("extract: nowhere to update", drafted, ["extract", "a.txt", "--update"]),
    ("extract: two texts", both_kinds, ["extract", "--text", "a.txt", "facts/a.csv"]),
    ("extract: bad state", bad_state, ["extract", "a.txt", "-o", "folder", "--resume"]),
    ("extract: bad document in a folder", document("a.doc", b"x"), ["extract", "a.doc", "-o", "folder"]),
    ("gate: neither", workspace, ["gate"]),
    ("gate: no repository", workspace, ["gate", "--base", "HEAD"]),
    ("gate: no revision", workspace, ["gate", "--base=-q"]),
    ("gate: against no workspace", with_folder, ["gate", "--against", "x"]),
    ("targets: none", workspace, ["targets"]),
    ("targets: none of a year", workspace, ["targets", "--year", "1999"]),
    ("aliases: no pair", workspace, ["suggest-aliases", "--accept", "x"]),
    ("aliases: no number", workspace, ["suggest-aliases", "--accept", "9.9"]),
    ("aliases: no row", workspace, ["suggest-aliases", "--accept", "x=y"]),
    ("aliases: itself", workspace, ["suggest-aliases", "--accept", "jobs=jobs"]),
    ("aliases: of documents", both_kinds, ["suggest-aliases", "a.txt", "--accept", "a=b"]),
]  # fmt: skip
