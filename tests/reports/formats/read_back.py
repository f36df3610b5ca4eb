"""Findings read back from every format: what programs see of them."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from junitparser import JUnitXml

from gouji.reports import Reports
from gouji.reports.text import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gouji.checks.findings import AuditResult


class Told(NamedTuple):
    """What every format must tell of a finding."""

    rule: str
    level: str
    file: str
    line: int
    fingerprint: str
    message: str


def written(result: AuditResult, kind: str, **style: Any) -> str:
    content = Reports(result, Style(**style)).of(kind)
    assert isinstance(content, str)
    return content


def expected(result: AuditResult) -> set[Told]:
    return {
        Told(
            one.rule, one.level, one.facts[0].file, one.facts[0].line, one.fingerprint, one.message["zh"]
        )
        for one in result.findings
    }  # fmt: skip


def from_json(text: str) -> Iterator[Told]:
    yield from map(_of_contract, json.loads(text)["findings"])


def from_jsonl(text: str) -> Iterator[Told]:
    yield from map(_of_contract, map(json.loads, text.splitlines()))


def _of_contract(one: dict[str, Any]) -> Told:
    first = one["facts"][0]
    place = (first["file"], first["line"])
    return Told(one["rule"], one["level"], *place, one["fingerprint"], one["message"]["zh"])


def from_csv(text: str) -> Iterator[Told]:
    assert text.startswith("\ufeff")
    for one in csv.DictReader(io.StringIO(text[1:], newline="")):
        place = (one["file"], int(one["line"]))
        yield Told(one["rule"], one["level"], *place, one["fingerprint"], one["message"])


def from_sarif(text: str) -> Iterator[Told]:
    (run,) = json.loads(text)["runs"]
    for one in run["results"]:
        assert run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        physical = one["locations"][0]["physicalLocation"]
        place = (unquote(physical["artifactLocation"]["uri"]), physical["region"]["startLine"])
        fingerprint = one["partialFingerprints"]["gouji/v1"]
        yield Told(one["ruleId"], one["level"], *place, fingerprint, one["message"]["text"])


def from_junit(text: str) -> Iterator[Told]:
    for suite in JUnitXml.fromstring(text.encode()):
        for case in suite:
            element = case._elem
            known = {one.get("name"): str(one.get("value")) for one in element.iter("property")}
            if known:
                place = (str(element.get("file")), int(str(element.get("line"))))
                yield Told(str(case.classname), known["level"], *place, known["fingerprint"], str(case.name))


def from_gitlab(text: str) -> Iterator[Told]:
    levels = {"critical": "error", "major": "warning", "info": "note"}
    for one in json.loads(text):
        place = (one["location"]["path"], one["location"]["lines"]["begin"])
        level = levels[one["severity"]]
        yield Told(one["check_name"], level, *place, one["fingerprint"], one["description"])


class Command(NamedTuple):
    """A workflow command, as GitHub's runner reads it."""

    name: str
    properties: dict[str, str]
    message: str


def commands(text: str) -> list[Command]:
    found = re.findall(r"^::(\w+) (.*?)::(.*)$", text, re.MULTILINE)
    return [
        Command(name, {key: unquote(value) for key, value in _pairs(listed)}, unquote(message))
        for name, listed, message in found
    ]


def _pairs(listed: str) -> list[list[str]]:
    return [pair.split("=", 1) for pair in listed.split(",")]


def from_github(text: str) -> Iterator[Told]:
    levels = {"error": "error", "warning": "warning", "notice": "note"}
    for one in commands(text):
        found = re.fullmatch(r"(.*) \[(\S+) ([0-9a-f]{16})\]", one.message, re.DOTALL)
        if found:
            place = (one.properties["file"], int(one.properties["line"]))
            yield Told(found[2], levels[one.name], *place, found[3], found[1])


def from_markdown(text: str) -> Iterator[Told]:
    levels = {"差错": "error", "待核": "warning", "提示": "note"}
    for line in text.splitlines():
        if line.startswith("| ") and "`" in line:
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            level, place, message, rule, mark = (
                re.sub(r"\\(.)", r"\1", html.unescape(cell.strip())) for cell in cells
            )
            file, _, number = place.rpartition(":")
            told = (file, int(number), mark.strip("`"), message)
            yield Told(rule.split()[0], levels[level.split()[1]], *told)


READERS: dict[str, Callable[[str], Iterator[Told]]] = {
    "csv": from_csv,
    "github": from_github,
    "gitlab": from_gitlab,
    "json": from_json,
    "jsonl": from_jsonl,
    "junit": from_junit,
    "markdown": from_markdown,
    "sarif": from_sarif,
}
NEW_ONLY = ("github", "gitlab")
"""Formats of annotations: they hold what is new."""
