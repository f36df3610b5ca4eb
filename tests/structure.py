"""The structure of the engine in figures, each with its bound.

    python -m tests.structure

Counts modules and lines, circles and chains of imports (imports for types count as well), what the fact table
loads, and Chinese words in code outside the grammar of figures. Prints a table, and exits with 1 where one
exceeds its bound.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCE = Path(__file__).parents[1] / "src"
FACT_TABLE = "gouji.facts.table.facts"
LATER = (
    "gouji.checks.witnesses",
    "gouji.checks.joins",
    "gouji.facts.table.joined",
    "gouji.reading.alignment.contrasts",
    "gouji.reading.alignment.partners",
    "gouji.reading.alignment.groups",
    "gouji.reading.alignment.rarity",
    "gouji.reading.lexicon.signs",
    "gouji.checks.bindings.ways_of_shares",
    "gouji.checks.rules.rates.gj510_direction",
    "gouji.checks.rules.rates.gj511_growth_of_total",
    "gouji.checks.rules.rates.gj512_structure_of_100",
    "gouji.checks.rules.rates.gj513_ratio_of_figures",
    "gouji.checks.rules.rates.gj514_shares_of_siblings",
    "gouji.checks.rules.rates.gj515_comparison",
    "gouji.checks.rules.within.gj209_balance",
    "gouji.cli.documents",
    "gouji.reading.identity",
    "gouji.reading.tables",
    "gouji.reading.documents.page_tables",
    "gouji.reading.documents.cells",
    "gouji.reading.documents.ruled_grids",
    "gouji.reading.documents.page_runs",
    "gouji.reading.documents.word_cells",
    "gouji.reading.documents.word_text",
    "gouji.reading.documents.xlsx",
    "gouji.facts.figures.cell",
    "gouji.facts.numbers.digits",
    "gouji.reading.draft.bodies",
    "gouji.reading.draft.no_claims",
    "gouji.reading.draft.periods",
    "gouji.reading.draft.references",
    "gouji.reading.draft.lent_words",
    "gouji.reading.draft.stated_times",
    "gouji.reading.links",
    "gouji.reading.numbered_by_name",
    "gouji.reading.prose",
    "gouji.reading.source",
    "gouji.reading.summaries",
    "gouji.facts.figures.journeys",
    "gouji.reports.cells",
    "gouji.checks.bindings.passages",
    "gouji.checks.bindings.counted_names",
    "gouji.checks.bindings.kept_up",
    "gouji.checks.bindings.told_ends",
    "gouji.checks.bindings.listed_streaks",
    "gouji.checks.bindings.told_editions",
    "gouji.checks.bindings.told_bounds",
    "gouji.checks.bindings.written_dates",
    "gouji.checks.rules.dates.gj606_impossible_date",
    "gouji.checks.rules.dates.gj607_dates_reversed",
    "gouji.checks.rules.dates.gj608_years_of_streak",
    "gouji.checks.rules.slips.gj704_out_of_range",
    "gouji.checks.rules.slips.gj705_contradictory_bounds",
    "gouji.checks.bindings.means",
    "gouji.checks.bindings.told_again",
    "gouji.checks.figure_relations",
    "gouji.checks.suspects",
    "gouji.checks.rules.within.gj210_text_against_table",
    "gouji.checks.rules.rates.gj516_shares_of_one_total",
    "gouji.checks.rules.rates.gj517_shares_make_100",
    "gouji.checks.rules.rates.gj518_points_of_rate",
    "gouji.checks.rules.within.gj211_divisions_alike",
    "gouji.checks.account",
    "gouji.facts.table.told",
    "gouji.reports.account",
    "gouji.reports.html.silence",
    "gouji.checks.gains",
    "gouji.reading.alignment.answers",
    "gouji.reading.alignment.suggestions",
    "gouji.checks.rules.within.gj212_table_against_table",
    "gouji.checks.bindings.cells_again",
    "gouji.checks.bindings.rows_again",
    "gouji.checks.bindings.target_kinds",
    "gouji.checks.bindings.target_numbers",
    "gouji.reports.target_words",
    "gouji.checks.bindings.kept_between",
    "gouji.checks.bindings.begun_and_ended",
    "gouji.checks.bindings.roles",
    "gouji.reading.draft.shared_acts",
    "gouji.checks.gathered",
    "gouji.checks.made_by_others",
    "gouji.checks.rules.parties.gj309_body_of_other_years",
    "gouji.cli.init",
    "gouji.cli.shared_options",
    "gouji.cli.ask",
    "gouji.cli.desktop",
    "gouji.reports.html.head",
    "gouji.reports.html.charts",
    "gouji.reports.html.packing",
    "gouji.reports.html.cards",
    "gouji.reports.html.intervals",
    "gouji.reports.html.pieces",
    "gouji.reports.html.texts",
    "gouji.checks.rules.rates.gj519_changes_of_parts",
    "gouji.reading.documents.text_rows",
    "gouji.checks.bindings.told_first",
    "gouji.reading.draft.clauses",
    "gouji.checks.rules.rates.gj520_mean_of_kinds",
    "gouji.checks.bindings.near_outcomes",
    "gouji.checks.sheet_places",
    "gouji.facts.files.packed",
    "gouji.facts.files.sheets",
    "gouji.facts.files.sheet_file",
    "gouji.facts.files.sheet_edit",
    "gouji.facts.files.table_file",
    "gouji.facts.files.workbook",
    "gouji.facts.files.table_paths",
    "gouji.reports.xlsx",
    "gouji.checks.rules.rates.gj521_weights_of_kinds",
    "gouji.checks.rules.rates.gj522_points_of_structure",
    "gouji.checks.bindings.restated",
    "gouji.checks.rules.years.gj414_carried_over",
    "gouji.cli.watch",
    "gouji.checks.touched",
    "gouji.cli.earlier",
    "gouji.cli.gate",
    "gouji.cli.waive",
    "gouji.facts.files.revisions",
    "gouji.reports.html.years",
    "gouji.reports.html.drawn",
    "gouji.reports.html.described",
    "gouji.cli.annotate",
    "gouji.reports.word",
    "gouji.reports.formats",
    "gouji.checks.selection",
    "gouji.checks.table_schema",
    "gouji.facts.files.configuration",
    "gouji.facts.files.steps",
    "gouji.cli.config",
    "gouji.reports.statistics",
    "gouji.checks.bindings.claimed_success",
    "gouji.checks.bindings.open_sums",
    "gouji.checks.bindings.printed_like",
    "gouji.reports.unchecked",
    "gouji.checks.bindings.named_again",
    "gouji.checks.bindings.told_text",
    "gouji.checks.bindings.added_since",
)
"""Rooms and modules that came after the house was rebuilt: its bounds hold for all others."""
OWN_WORDS = ("gouji.cli", "gouji.facts.figures")
"""Packages whose code has Chinese words of its own: help texts, and the grammar of figures."""
_HAN_WORD = re.compile("[一-鿿]{2,}")
_LOADED = (
    "import sys, importlib; importlib.import_module(sys.argv[1]);"
    "print(sum(name.partition('.')[0] == 'gouji' for name in sys.modules), 'numpy' in sys.modules)"
)

Graph = dict[str, set[str]]


class Measure(NamedTuple):
    """One figure and the most that it may be."""

    name: str
    value: int
    bound: int


def measures(source: Path = SOURCE) -> Iterator[Measure]:
    """Return every measure of the package ``gouji`` below *source*."""
    trees = parsed(source)
    graph = import_graph(trees)
    circles = [group for group in components(graph) if len(group) > 1]
    loaded, numpy = loads(source, FACT_TABLE)
    yield Measure("circles of imports", len(circles), 0)
    lines = {name: path.read_text("utf-8").count("\n") for name, path in modules(source).items()}
    later = {name for name in lines if name.startswith(LATER)}
    yield Measure("modules", len(lines.keys() - later), 190)
    yield Measure("lines", sum(count for name, count in lines.items() if name not in later), 22_500)
    yield Measure("modules of later rooms", len(later), 300)
    yield Measure("lines of later rooms", sum(lines[name] for name in later), 41_500)
    yield Measure("lines in all", sum(lines.values()), 64_000)
    yield Measure("longest chain of imports, in modules", longest_chain(graph), 20)
    yield Measure(f"modules that {FACT_TABLE} loads", loaded, 24)
    yield Measure("numpy among them", int(numpy), 0)
    yield Measure("Chinese words in code outside the figure grammar", han_words(trees), 150)


def modules(source: Path) -> dict[str, Path]:
    """Return the files of the package by module name."""
    found = {}
    for path in sorted((source / "gouji").rglob("*.py")):
        name = ".".join(path.relative_to(source).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def parsed(source: Path) -> dict[str, ast.Module]:
    """Return the syntax tree of every module."""
    return {name: ast.parse(path.read_text("utf-8")) for name, path in modules(source).items()}


def import_graph(trees: Mapping[str, ast.Module]) -> Graph:
    """Return for each module those of the package that it imports, wherever and for whatever."""
    graph: Graph = {}
    for name, tree in trees.items():
        found = {imported for node in ast.walk(tree) for imported in _imported(node, trees)}
        graph[name] = found - {name}
    return graph


def _imported(node: ast.AST, trees: Mapping[str, ast.Module]) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            names = (f"{node.module}.{alias.name}", node.module)
            yield from [name for name in names if name in trees][:1]
    elif isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in trees)


def components(graph: Graph) -> list[list[str]]:
    """Return groups of modules that import one another, each behind those that it imports (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in index:
                visit(other)
            if other in stack:
                low[name] = min(low[name], low[other])
        if low[name] == index[name]:
            place = stack.index(name)
            found.append(sorted(stack[place:]))
            del stack[place:]

    for name in sorted(graph):
        if name not in index:
            visit(name)
    return found


def longest_chain(graph: Graph) -> int:
    """Return how many modules the longest chain of imports has; a circle counts once."""
    groups = components(graph)
    place = {name: number for number, group in enumerate(groups) for name in group}
    length: dict[int, int] = {}
    for number, group in enumerate(groups):
        beyond = {place[other] for name in group for other in graph[name]} - {number}
        length[number] = 1 + max((length[other] for other in beyond), default=0)
    return max(length.values())


def loads(source: Path, module: str) -> tuple[int, bool]:
    """Return how many modules of the package importing *module* loads, and whether numpy is among them."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, module], cwd=source, capture_output=True, text=True, check=True
    )
    count, numpy = done.stdout.split()
    return int(count), numpy == "True"


def han_words(trees: Mapping[str, ast.Module]) -> int:
    """Return how many runs of two and more Han letters stand in strings that are no docstrings.

    Left out are the packages in `OWN_WORDS`.
    """
    return sum(
        len(_HAN_WORD.findall(text))
        for name, tree in trees.items()
        if not name.startswith(OWN_WORDS)
        for text in strings(tree)
    )


def strings(tree: ast.Module) -> Iterator[str]:
    """Return the strings of a module that are no docstrings, also those behind constants."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def main() -> int:
    """Print every measure; return 1 where one exceeds its bound."""
    found = list(measures(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE))
    for one in found:
        sign = "!" if one.value > one.bound else " "
        print(f"{sign} {one.name}: {one.value} (at most {one.bound})")  # noqa: T201
    return int(any(one.value > one.bound for one in found))


if __name__ == "__main__":
    sys.exit(main())
