"""The structure of the engine keeps within its bounds, and so does the way of a fact through it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.structure import components, han_words, import_graph, longest_chain, measures

if TYPE_CHECKING:
    from tests.structure import Measure

WALK = Path(__file__).parent / "walk.py"


@pytest.mark.parametrize("measure", list(measures()), ids=lambda measure: measure.name)
def test_a_measure_is_within_its_bound(measure: Measure) -> None:
    assert measure.value <= measure.bound


@pytest.mark.parametrize(("source", "most"), [("row", 27), ("document", 36)])
def test_a_fact_passes_through_few_modules(source: str, most: int) -> None:
    done = subprocess.run([sys.executable, WALK, source, "-v"], capture_output=True, text=True, check=True)
    modules = int(done.stdout.split()[0])
    print(f"a {source}: {done.stdout}")  # noqa: T201
    assert 10 < modules <= most


def test_a_circle_through_imports_for_types_is_a_circle() -> None:
    trees = {
        "a": ast.parse("from b import x"),
        "b": ast.parse("if TYPE_CHECKING:\n    import c"),
        "c": ast.parse("def f():\n    from a import y"),
        "d": ast.parse("import a"),
    }
    graph = import_graph(trees)
    assert components(graph) == [["a", "b", "c"], ["d"]]
    assert longest_chain(graph) == 2


def test_chinese_words_of_code_are_counted_and_those_of_docstrings_are_not() -> None:
    source = (
        '"""模块。"""\nX = "甲乙|丙丁"\n"""常量。"""\ndef f():\n    """函数。"""\n    return f"某{X}某某"\n'
    )
    assert han_words({"gouji.facts.x": ast.parse(source)}) == 3
    assert han_words({"gouji.cli.x": ast.parse(source)}) == 0
