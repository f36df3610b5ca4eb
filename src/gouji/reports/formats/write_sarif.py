"""SARIF 2.1.0, for code scanning and editors; within the limits of uploads to GitHub."""

import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from gouji.checks.messages import page_of
from gouji.checks.rule import Rule
from gouji.reports.formats.record import FORMAT_WORDS, Cut, Record, Row, by_level, numbered, path_of
from gouji.reports.text import Style

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS, SHOWN_RESULTS, MOST_PLACES, MOST_BYTES = 25_000, 5_000, 100, 10_000_000
"""What GitHub takes of a run, what it shows of that; places of a result; bytes when compressed."""
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_BASELINE = {"new": "new", "known": "unchanged", "waived": "unchanged"}

Part = dict[str, Any]
"""An object of SARIF."""


def render(record: Record, style: Style) -> str:
    """Return the audit as one run, as many findings of it as an upload may have, worst first."""
    most = MOST_RESULTS
    while True:
        text = _log(record, Cut.after(record.findings, most), style)
        size = _compressed(text)
        if size <= MOST_BYTES or most == 0:
            return text
        most = min(most, len(record.findings)) * MOST_BYTES // size * 19 // 20


def _compressed(text: str) -> int:
    """Return how many bytes a text has when compressed; what is small enough as it is is not compressed."""
    content = text.encode("utf-8", errors="replace")
    return len(content) if len(content) <= MOST_BYTES else len(gzip.compress(content, mtime=0))


def _log(record: Record, cut: Cut, style: Style) -> str:
    codes = list(dict.fromkeys(one["rule"] for one in cut.kept))
    driver = {
        "name": "gouji",
        "semanticVersion": record.contract["version"],
        "language": _LANGUAGES[style.language],
        "rules": [_descriptor(code, record.rules.get(code), style) for code in codes],
    }
    run: Part = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[style.language],
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(record, cut, style)],
        "results": _results(record, cut.kept, codes, style),
        "properties": {"workspace": record.contract["workspace"], "summary": _summary(record, cut)},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, separators=(",", ":")) + "\n"


def _summary(record: Record, cut: Cut) -> Part:
    """Return how much was checked, and how many findings are left out, by level."""
    whole = record.contract["summary"]
    kept = {name: whole[name] for name in ("facts", "bindings", "verdicts", "levels")}
    return {**kept, "findings": len(record.findings), "leftOut": dict(cut.left)}


def _descriptor(code: str, rule: Rule | None, style: Style) -> Part:
    """Return a rule with its page as help."""
    if rule is None:
        return {"id": code}
    page = page_of(code, style.language) or rule.page
    title, _, more = page.partition("\n\n")
    short = {"text": title.replace("\n", " ")}
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": short,
        "fullDescription": {"text": more.partition("\n\n")[0].replace("\n", " ") or short["text"]},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": rule.level},
        "properties": {"tags": [rule.family or "workspace"]},
    }


def _invocation(record: Record, cut: Cut, style: Style) -> Part:
    """Return how the audit went: rules that failed, what was not checked, what is left out."""
    words = FORMAT_WORDS[style.language]
    told = [_notification("error", text, code) for code, text in record.crashed(style)]
    if cut.left:
        left = by_level(cut.left, style)
        told.append(_notification("warning", words.cut.format(limit=MOST_RESULTS, left=left)))
    if len(cut.kept) > SHOWN_RESULTS:
        counts = {"limit": SHOWN_RESULTS, "count": len(record.findings)}
        told.append(_notification("note", words.displayed.format(**counts)))
    told += [
        _notification("note", f"{words.unchecked} {count}: {reason}", code)
        for code, count, reason in record.reasons(style)
    ]
    return {"executionSuccessful": not record.contract["crashes"], "toolExecutionNotifications": told}


def _notification(level: str, text: str, code: str = "") -> Part:
    about = {"associatedRule": {"id": code}} if code else {}
    return {"level": level, "message": {"text": text}, **about}


def _results(record: Record, findings: Sequence[Row], codes: Sequence[str], style: Style) -> list[Part]:
    index = {code: place for place, code in enumerate(codes)}
    unique = numbered(one["fingerprint"] for one in findings)
    waived = any(one["state"] == "waived" for one in findings)
    found = []
    for finding, mark in zip(findings, unique, strict=True):
        result: Part = {
            "ruleId": finding["rule"],
            "ruleIndex": index[finding["rule"]],
            "level": finding["level"],
            "message": {"text": finding["message"][style.language]},
            **_places(finding, record, style),
            "partialFingerprints": {
                "primaryLocationLineHash": f"{mark}:1",
                "gouji/v1": finding["fingerprint"],
                "goujiFigures/v1": finding["digest"],
            },
            "baselineState": _BASELINE[finding["state"]],
            "properties": _others(finding, ("verdict", "algebra", "suggestion", "state")),
        }
        if waived:  # of a run either every result tells them, or none
            result["suppressions"] = _suppressions(finding)
        found.append(result)
    return found


def _suppressions(finding: Row) -> list[Part]:
    if finding["state"] != "waived":
        return []
    return [{"kind": "external", **_others(finding, ("waiver",), ("justification",))}]


def _places(finding: Row, record: Record, style: Style) -> Part:
    """Return the fact to look at first as the location, the others as related ones."""
    places = [_location(fact, record, style) for fact in finding["facts"][:MOST_PLACES]]
    left = len(finding["facts"]) - MOST_PLACES
    if left > 0:
        places[-1]["message"]["text"] += f" ({FORMAT_WORDS[style.language].places.format(left)})"
    related = [{"id": number, **one} for number, one in enumerate(places[1:], 1)]
    return {"locations": places[:1], **({"relatedLocations": related} if related else {})}


def _location(fact: Row, record: Record, style: Style) -> Part:
    physical: Part = {"artifactLocation": {"uri": quote(path_of(fact, style), errors="surrogateescape")}}
    region: Part = {"startLine": fact["line"]} if fact["line"] else {}
    if columns := record.columns(fact):
        region |= {"startColumn": columns[0], "endColumn": columns[1], "snippet": {"text": fact["quote"]}}
    if region:
        physical["region"] = region
    told = " ".join(one for one in (fact["summary"], fact["column"], fact["quote"]) if one)
    found: Part = {"physicalLocation": physical, "message": {"text": told or fact["file"]}}
    if fact["id"]:
        found["logicalLocations"] = [{"name": fact["id"], "kind": "fact"}]
    names = ("role", "summary", "place", "cell", "column", "start", "end", "low", "high", "unit")
    return {**found, "properties": _others(fact, names)}


def _others(row: Row, names: Sequence[str], called: Sequence[str] = ()) -> Mapping[str, object]:
    """Return the values of a row that are not absent, perhaps under other names."""
    pairs = zip(called or names, names, strict=True)
    return {new: row[name] for new, name in pairs if row[name] not in (None, "")}
