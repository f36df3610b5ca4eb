"""How many contradictions of one sentence a program finds, and how many sound ones it takes for such.

    python -m benchmarks.sentences [--tool COMMAND] [--cases sentences.toml] [--show KIND]

Each case is an invented sentence, paragraph or small table with one contradiction that it decides by
itself, and its sound twin. Any program may take part. It gets JSON Lines on stdin, as
``{"id": "o001-text", "text": "…"}``, and prints JSON Lines, one for each finding, as
``{"id": "o001-text", "start": 33, "end": 37, "kind": "…"}``, with the offsets (code points) of a figure
that it takes for wrong. Without ``--tool`` gouji itself takes part, with its findings of level warning and
above; ``--tool "python -m benchmarks.sentences_floor"`` is a miner of regular expressions, the floor.

A file may have sound texts alone (``[[sound]]``), in which a program finds nothing if it is right.

Printed are, for each kind, how many are found, how many twins are taken for wrong, and how often the figure
that was changed is among those named.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Case = dict[str, Any]
CASES = Path(__file__).with_name("sentences.toml")


class Told(NamedTuple):
    """What a program takes for wrong in a text: the offsets of a figure."""

    start: int
    end: int


def texts_of(cases: Sequence[Case], sound: Sequence[Case]) -> dict[str, str]:
    """Return all texts by their ids, the wrong ones, their twins, and those that are sound alone."""
    texts = {f"{case['id']}-{which}": case[which] for case in cases for which in ("text", "twin")}
    return texts | {f"{one['id']}-sound": one["text"] for one in sound}


def by_gouji(texts: Mapping[str, str]) -> Iterator[tuple[str, Told]]:
    """Yield the figures in gouji's own findings of level warning and above."""
    for name, text in texts.items():
        document = Document("2024年工作总结.txt", text, blocks_of(text), "", "0" * 64)
        result = audit(source_of({"a": document}), selection=Selection((), ("GJ104", "GJ203")))
        for finding in result.findings:
            if finding.level != "note":
                for fact in finding.facts:
                    yield name, Told(fact.start or 0, fact.end or 0)


def by_tool(command: str, texts: Mapping[str, str]) -> Iterator[tuple[str, Told]]:
    """Yield the figures that a program takes for wrong."""
    asked = "".join(
        json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n" for name, text in texts.items()
    )
    words = shlex.split(command)
    done = subprocess.run(words, input=asked, capture_output=True, text=True, check=True)  # noqa: S603
    for line in done.stdout.splitlines():
        found = json.loads(line)
        yield found["id"], Told(found["start"], found["end"])


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tool", default="")
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--show", default="", help="kind whose misses are printed")
    options = parser.parse_args()
    read = tomllib.loads(options.cases.read_text(encoding="utf-8"))
    cases, sound = read.get("case", []), read.get("sound", [])
    texts = texts_of(cases, sound)
    told: dict[str, list[Told]] = {}
    for name, one in by_tool(options.tool, texts) if options.tool else by_gouji(texts):
        told.setdefault(name, []).append(one)
    all_cases, found, false, named = (Counter[str]() for _ in range(4))
    for case in cases:
        wrong, twin = told.get(f"{case['id']}-text", []), told.get(f"{case['id']}-twin", [])
        kind = case["kind"]
        all_cases[kind] += 1
        found[kind] += bool(wrong)
        false[kind] += bool(twin)
        named[kind] += any(one.start < case["end"] and one.end > case["start"] for one in wrong)
        if not wrong and options.show in {kind, "all"}:
            print("missed", case["id"], case["text"], "|", case["why"])
        if twin and options.show:
            print("false", case["id"], case["twin"])
    print(f"{'kind':22} {'cases':>6} {'found':>6} {'false':>6} {'named':>6}")
    for kind in [*all_cases, "all"]:
        row = [sum(one.values()) if kind == "all" else one[kind] for one in (all_cases, found, false, named)]
        print(f"{kind:22} {row[0]:6} {row[1]:6} {row[2]:6} {row[3]:6}")
    taken = [one for one in sound if f"{one['id']}-sound" in told]
    if sound:
        print(f"{len(taken)} of {len(sound)} sound texts taken for wrong")
    for one in taken if options.show else ():
        print("false", one["id"], one["text"], "|", one["why"])


if __name__ == "__main__":
    main()
