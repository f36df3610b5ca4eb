"""How many cells of tables are read right, and which wrong totals, shares and growths in them are found.

    python -m benchmarks.tables [FOLDER] [--kinds docx,html,xlsx,txt,pdf] [--show t07]

The folder has tables as JSON (``t01.json``: rows of cells with their spans, and for each cell with a figure
what it is of, its unit, period and measure), and below ``out/KIND`` each as a document. ``planted.json``
lists one wrong cell per document below ``out_planted``; a finding of level warning or above on the clean ones
is false. Without a folder it is ``made_tables``, whose documents are written for the run.

Words that say only how a figure is stated make no difference: 决算数 is the column ``stage``, 占比 the
measure, what it is a share of its whole; a rate is a level of its own. Nor does 合计 in a row that is the
total of all others (labels say now 学校数, now 合计机构数), nor another name of a known indicator.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from benchmarks.made_tables.make import HERE, write_all

from gouji.library import audit, read
from gouji.reading.lexicon.nouns import known_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.facts.table.facts import Fact

Cell = dict[str, Any]
SAME_UNIT = {
    "名": "人",
    "位": "人",
    "口": "人",
    "‰": "%",
    "公顷": "亩",
    "米": "公里",
    "千米": "公里",
    "平方千米": "平方公里",
}
TOTAL = re.compile("^(?:合计|总计|小计|全部)(?=.)|(?<=.)(?:合计|总计|小计)(?:数|人数)?$")
NO_PART = re.compile('(?:年初|调整)?(?:预算|计划|决算|完成|目标)数|年初预算|本年|[的 　“”"《》（）()、，\n]')
ENDINGS = {
    "level": "(?:数量|总数|数)$",
    "share": "(?:占[一-鿿]{2,8}?(?:比重|比例)|占比|比重|比例|数量|数)$",
    "completion": "(?:完成率|执行率|投资进度)$",
    "rank": "(?:活跃度)?(?:排名|名次|位次)$",
    "change": "(?:(?:名次|排名)?变化|增减|占[一-鿿]{2,8}?(?:比重|比例)|占比|数量|数)$",
}
PARTS = ("name", "unit", "period", "measure", "all")


def bare(name: str, measure: str) -> str:
    """Return a name without what makes no difference."""
    known = known_as(name)
    rest, before = TOTAL.sub("", NO_PART.sub("", known.id if known else name)), ""
    while rest != before:
        before, rest = rest, re.sub(ENDINGS.get(measure, "$^"), "", rest) or rest
    return rest


def iso(period: str) -> str:
    """Return a quarter as its months."""
    quarter = re.fullmatch("([0-9]{4})-Q([1-4])", str(period))
    if not quarter:
        return str(period)
    last = 3 * int(quarter[2])
    return f"{quarter[1]}-{last - 2:02}/{quarter[1]}-{last:02}"


def paired(table: Cell, found: list[Fact]) -> Iterator[tuple[str, Cell, Fact | None]]:
    """Pair the labels of a table with facts: those with equal text in their order, or by place."""
    texts = {
        (r, c): plain(cell["text"])
        for r, row in enumerate(table["rows"])
        for c, cell in enumerate(row)
        if cell
    }
    by_text: dict[str, list[Fact]] = {}
    for fact in sorted(found, key=lambda fact: fact.start or 0):
        by_text.setdefault(plain(fact.quote), []).append(fact)
    groups: dict[str, list[Cell]] = {}
    for label in sorted(table["facts"], key=lambda fact: (fact["row"], fact["col"])):
        groups.setdefault(texts[label["row"], label["col"]], []).append(label)
    for text, labels in groups.items():
        facts = by_text.get(text, [])
        for index, label in enumerate(labels):
            yield text, label, facts[index] if len(facts) == len(labels) else nearest(label, facts)


def plain(text: str) -> str:
    """Return the text of a cell without blanks, commas and plus; all signs of what is below zero as one."""
    text = re.sub("[ ,，]|^[+]", "", text).replace("－", "-")
    return re.sub("^[(]([0-9.]+%?)[)]$", r"-\1", text)


def nearest(label: Cell, facts: list[Fact]) -> Fact | None:
    """Return the fact at the place of a label, or the only one there is."""
    place = f"!{chr(65 + label['col'])}{label['row'] + 1}"
    alone = facts[0] if len(facts) == 1 else None
    return next((fact for fact in facts if fact.place.endswith(place)), alone)


def scored(table: Cell, path: Path, *, show: bool) -> Counter[str]:
    """Return how many cells of a document are right in what."""
    found = [fact for fact in read(path).facts if fact.place.startswith("表")]
    sums: Counter[str] = Counter(cells=len(table["facts"]), read=len(found))
    for text, label, fact in paired(table, found):
        right = judged(label, fact)
        sums.update(right)
        if show and "all" not in right:
            told = (
                f"{fact.place} {fact.indicator} {fact.measure} {fact.unit} {fact.key.period}" if fact else "-"
            )
            asked = [label[part] for part in ("name", "measure", "unit", "period")]
            print(f"   r{label['row']}c{label['col']} {text}: {asked} <- {told}")
    return sums


def judged(label: Cell, fact: Fact | None) -> set[str]:
    """Return what is right about a fact."""
    if fact is None:
        return set()
    measure = label["measure"]
    names = {bare(name, measure) for name in label["name"].split("|")}
    other = [value for key, value in label.items() if key.endswith("_alt")]
    others = {one for value in other for one in ([value] if isinstance(value, str) else value)}
    rate = measure in {"share", "completion"} and re.search("(?:率|比例|比)$", fact.indicator)
    unit = normalize("NFKC", label["unit"])
    same = SAME_UNIT.get(fact.unit, fact.unit) == SAME_UNIT.get(unit, unit)
    right = {
        "name": bare(fact.indicator, measure) in names,
        "unit": same or fact.unit in others or fact.measure == measure == "rank",
        "period": fact.key.period in {iso(one) for one in (label["period"], *others)},
        "measure": fact.measure in {measure, *others}
        or {fact.measure, measure} == {"level", "mean"}
        or (fact.measure == "level" and rate is not None),
    }
    kept = {part for part, one in right.items() if one}
    return kept | {"all"} if len(kept) == len(right) else kept


def planted(folder: Path, documents: Path) -> None:
    """Print how many planted errors are found, and what is found in clean tables."""
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for number, one in enumerate(json.loads((folder / "planted.json").read_text("utf-8")), start=1):
        (path,) = (documents / "out_planted").rglob(f"{number:03}_*.docx")
        asked[one["sort"]] += 1
        warned = (finding for finding in audit(path) if finding.level != "note")
        found[one["sort"]] += any(one["text"] == bound.quote for finding in warned for bound in finding.facts)
    for sort, count in asked.items():
        print(f"planted {sort}: {found[sort]} of {count} found")
    clean = sorted((documents / "out" / "docx").glob("*.docx"))
    false = [(path.stem, one.message["zh"]) for path in clean for one in audit(path) if one.level != "note"]
    print("false findings on clean tables:", len(false))
    for stem, message in false:
        print("  ", stem, message)


def main() -> None:
    """Print what is right, by kind of document, and what is found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", help="with documents below it; else made_tables")
    parser.add_argument("--kinds", default="docx,html,xlsx,txt")
    parser.add_argument("--show", default="-", help="print what is wrong in this table; all")
    asked = parser.parse_args()
    with TemporaryDirectory() as made:
        if asked.folder is None:
            write_all(Path(made))
        run(asked.folder or HERE, asked.folder or Path(made), asked.kinds.split(","), asked.show)


def run(folder: Path, documents: Path, kinds: Iterable[str], show: str) -> None:
    """Print what is right of the tables of a folder, whose documents lie elsewhere."""
    tables = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("t*.json"))}
    print("  cells   read   name   unit period measure   all")
    for kind in kinds:
        sums: Counter[str] = Counter()
        for name, table in tables.items():
            path = documents / "out" / kind / f"{name}.{kind}"
            if path.exists():
                one = scored(table, path, show=show in {name, "all"})
                sums.update(one)
                if show != "-":
                    print(f"{name} {one['all']}/{one['cells']} of {one['read']} read")
        rates = " ".join(f"{sums[part] / max(1, sums['cells']):6.3f}" for part in PARTS)
        print(f"{sums['cells']:7}{sums['read']:7} {rates}  {kind}")
    if (folder / "planted.json").exists():
        planted(folder, documents)


if __name__ == "__main__":
    main()
