"""Which modules of the engine a fact passes through, from its source to a finding in words.

    python tests/walk.py row|document [-v]

Counts modules whose functions are called, and moves from one module to another, between the source and the
text: for one row of a fact file, or for one document; and apart from these, modules of rooms that later steps
have brought (`tests.structure.LATER`). What importing calls is left out, and so is the door.
Each walk wants a process of its own: what has been read once (words, messages) is not read again.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import gouji
from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.facts.files.load import source_of
from gouji.facts.files.workspace import open_workspace
from gouji.reading import source
from gouji.reading.documents.read import read_document
from gouji.reports import text
from gouji.reports.text import Style

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.structure import LATER

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

ENGINE = str(Path(gouji.__file__).parent)
ROWS = "id,period,indicator,quote\na,2024,签约额,10亿元\nb,2024-01/2024-06,签约额,12亿元\n"
TEXT = "某市2024年工作总结\n全年完成签约项目210个，其中工业项目95个、农业项目125个。\n"


@dataclass
class Walk:
    """What was passed through.

    Attributes:
        modules: Files of the engine whose functions were called.
        moves: How often a call went from one of them to another.
    """

    modules: set[str] = field(default_factory=set)
    moves: int = 0
    _importing: int = 0
    _last: str = ""

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Note a call; for `sys.setprofile`."""
        code = frame.f_code
        if code.co_name == "<module>":
            self._importing += {"call": 1, "return": -1}.get(event, 0)
        elif event == "call" and not self._importing and code.co_filename.startswith(ENGINE):
            self.modules.add(code.co_filename)
            self.moves += code.co_filename != self._last
            self._last = code.co_filename


def walked(audited: Callable[[], str], expected: str) -> Walk:
    """Return what an audit passes through; its text must hold a finding of the *expected* rule."""
    walk = Walk()
    sys.setprofile(walk)
    try:
        told = audited()
    finally:
        sys.setprofile(None)
    if expected not in told:
        raise AssertionError(told)
    return walk


def of_a_row(folder: Path) -> Walk:
    """Return what one row passes through to a finding of GJ411."""
    (folder / "facts").mkdir()
    (folder / "facts" / "facts.csv").write_text(ROWS, encoding="utf-8")

    def audited() -> str:
        result = audit(source_of(open_workspace(folder)), selection=Selection(("GJ411",)))
        return text.render(result, Style("zh", 0))

    return walked(audited, "[GJ411]")


def of_a_document(folder: Path) -> Walk:
    """Return what one document passes through to a finding of GJ205."""
    path = folder / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")

    def audited() -> str:
        documents = {path.stem: read_document(path, path.name)}
        result = audit(source.source_of(documents), selection=Selection(("GJ205",)))
        return text.render(result, Style("zh", 0))

    return walked(audited, "[GJ205]")


WALKS = {"row": of_a_row, "document": of_a_document}


def main() -> None:
    """Print a walk: modules and moves; with ``-v`` the modules too."""
    with tempfile.TemporaryDirectory() as folder:
        found = WALKS[sys.argv[1]](Path(folder))
    names = sorted(Path(one).relative_to(ENGINE).as_posix() for one in found.modules)
    later = [name for name in names if f"gouji.{name.replace('/', '.')}".startswith(LATER)]
    print(len(names) - len(later), found.moves, len(later))  # noqa: T201
    if "-v" in sys.argv:
        print(*names, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
