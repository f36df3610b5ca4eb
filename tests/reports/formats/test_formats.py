"""The same findings come out of every format; each keeps to what its readers can take."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator
from junitparser import JUnitXml
from tests.reports.cases import ROOT, with_states
from tests.reports.formats.read_back import NEW_ONLY, READERS, commands, expected, written

from gouji.checks.audit import audit
from gouji.checks.findings import Change
from gouji.checks.messages import LANGUAGES
from gouji.checks.rule import LEVELS
from gouji.checks.runner import Crash
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of
from gouji.reports import FORMATS, Reports, formats
from gouji.reports.formats import record, write_sarif
from gouji.reports.json import contract
from gouji.reports.text import Style

if TYPE_CHECKING:
    from gouji.checks.findings import AuditResult
    from gouji.checks.messages import Language

TEXTS = Path(os.environ.get("GOUJI_TEXTS") or ROOT.parent / "shared")
SCHEMA = TEXTS / "reference" / "sarif-schema-2.1.0.json"
"""The schema of OASIS; it lies beside the source texts, and is not in this repository."""
HOSTILE_MESSAGE = "=1+1|<b>*a*_b_`c`\\ ::error::x\r\n::set-output name=a::b %0A 100% a,b:c #1 ~d~ [e](f)"


@pytest.fixture
def states(account: AuditResult) -> AuditResult:
    """Findings of all states and levels."""
    first, second, *others = with_states(many(account, 9)).findings
    return replace(account, findings=(first, replace(second, waiver="口径不同"), *others))


def many(result: AuditResult, count: int) -> AuditResult:
    """Return a result with so many findings, all with fingerprints of their own, notes before errors."""
    models = result.findings
    found = (
        replace(models[at % len(models)], fingerprint=f"{at:016x}", level=LEVELS[2 - at * 3 // count])
        for at in range(count)
    )
    return replace(result, findings=tuple(found))


def of_a_text() -> AuditResult:
    """Return the audit of a document of three figures that do not add up."""
    text = "临川县2024年工作总结\n全年签约项目210个，其中工业项目95个、农业项目85个、服务业项目40个。\n"
    return audit(source_of({"a": Document("甲 乙.txt", text, blocks_of(text), "", "0" * 64)}))


def validated(text: str) -> dict[str, Any]:
    """Return the one run of a SARIF log that the schema takes, where the schema is at hand.

    Of results that differ in their fingerprints only, it reads one: any letters will do there.
    """
    log = json.loads(text)
    (run,) = log["runs"]
    if SCHEMA.is_file():
        marks = [one["partialFingerprints"] for one in run["results"]]
        assert {type(mark) for one in marks for mark in one.values()} <= {str}
        distinct = {
            json.dumps({**one, "partialFingerprints": list(names)}): one
            for one, names in zip(run["results"], marks, strict=True)
        }
        read = {**log, "runs": [{**run, "results": list(distinct.values())}]}
        Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(read)
    return dict(run)


def test_every_format_for_programs_is_read_back_here() -> None:
    assert set(READERS) == set(formats.WRITERS)
    assert set(formats.SUFFIXES.values()) <= set(FORMATS)


@pytest.mark.parametrize("kind", READERS)
def test_the_same_findings_come_out_of_every_format(kind: str, states: AuditResult) -> None:
    assert {one.state for one in states.findings} == {"new", "known", "waived"}
    found = list(READERS[kind](written(states, kind)))
    kept = [one for one in states.findings if one.state == "new" or kind not in NEW_ONLY]
    assert len(found) == len(kept)
    assert set(found) == expected(replace(states, findings=tuple(kept)))


@pytest.mark.parametrize("kind", READERS)
def test_our_own_findings_come_out_of_every_format(kind: str, own: AuditResult) -> None:
    shown = replace(own, findings=tuple(one for one in own.findings if one.state == "new"))
    assert set(READERS[kind](written(shown, kind))) == expected(shown)


@pytest.mark.parametrize("kind", sorted(set(READERS) - {"json", "jsonl"}))
def test_hostile_text_stays_in_its_place(kind: str, account: AuditResult) -> None:
    first, *others = account.findings
    place = replace(first.facts[0], file="a,b:c%/甲 乙|丙.csv", quote="=cmd|' /C calc'!A0")
    bad = replace(first, message={"zh": HOSTILE_MESSAGE, "en": "x"}, facts=(place, *first.facts[1:]))
    result = replace(account, findings=(bad, *others))
    found = {one.fingerprint: one for one in READERS[kind](written(result, kind))}
    assert len(found) == len(result.findings)
    told = found[first.fingerprint]
    assert told.file == "a,b:c%/甲 乙|丙.csv"
    seen = told.message.replace("?", "").replace(" ", "").replace("\r", "").replace("\n", "")
    wanted = HOSTILE_MESSAGE.replace("\r", "").replace("\n", "").replace(" ", "")
    assert seen == (f"'{wanted}" if kind == "csv" else wanted)


@pytest.mark.parametrize("kind", READERS)
def test_a_clean_result_is_a_whole_file(kind: str, account: AuditResult) -> None:
    clean = replace(account, findings=())
    assert list(READERS[kind](written(clean, kind))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_is_valid_and_tells_rules_states_and_reasons(language: Language, states: AuditResult) -> None:
    crash = Crash("GJ201", ValueError("x"))
    run = validated(written(replace(states, crashes=(crash,)), "sarif", language=language))
    assert run["columnKind"] == "unicodeCodePoints"
    results = run["results"]
    assert {one["baselineState"] for one in results} == {"new", "unchanged"}
    (waived,) = [one for one in results if one["suppressions"]]
    assert waived["suppressions"] == [{"kind": "external", "justification": "口径不同"}]
    rules = run["tool"]["driver"]["rules"]
    assert all(one["help"]["markdown"] and one["shortDescription"]["text"] for one in rules)
    (done,) = run["invocations"]
    assert done["executionSuccessful"] is False
    assert done["toolExecutionNotifications"][0]["associatedRule"] == {"id": "GJ201"}
    assert len(done["toolExecutionNotifications"]) == 1 + len(states.unchecked)


@pytest.mark.skipif(not SCHEMA.is_file(), reason="no schema of SARIF beside the texts: GOUJI_TEXTS")
def test_the_schema_finds_what_is_wrong(states: AuditResult) -> None:
    log = json.loads(written(states, "sarif"))
    log["runs"][0]["columnKind"] = "bytes"
    assert not Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).is_valid(log)


def test_columns_of_a_text_count_code_points() -> None:
    result = of_a_text()
    text = written(result, "sarif")
    run = validated(text)
    (total,) = [one for one in run["results"] if one["ruleId"] == "GJ205"]
    place = total["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E7%94%B2%20%E4%B9%99.txt"
    region = place["region"]
    assert (region["startLine"], region["snippet"]["text"]) == (2, "210个")
    line = "全年签约项目210个，其中工业项目95个、农业项目85个、服务业项目40个。"
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "210个"
    assert len(total["relatedLocations"]) == 3
    (one,) = [one for one in commands(written(result, "github")) if "GJ205" in one.message]
    assert one.properties["col"] == str(region["startColumn"])
    assert one.properties["file"] == "甲 乙.txt"


def test_places_in_fact_files_have_no_columns_but_offsets(account: AuditResult) -> None:
    run = validated(written(account, "sarif"))
    regions = [place["physicalLocation"]["region"] for one in run["results"] for place in one["locations"]]
    assert regions
    assert all(set(region) == {"startLine"} for region in regions)


def test_sarif_of_30000_findings_may_be_uploaded(account: AuditResult) -> None:
    text = written(many(account, 30_000), "sarif")
    assert len(gzip.compress(text.encode())) <= 10_000_000
    run = validated(text)
    results = run["results"]
    assert len(results) == 25_000
    assert [sum(one["level"] == level for one in results) for level in LEVELS] == [10_000, 10_000, 5_000]
    assert run["properties"]["summary"]["leftOut"] == {"note": 5_000}
    told = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert "提示 5000" in told[0]
    assert "5000 条，共 30000 条" in told[1]


def test_sarif_that_is_too_large_is_cut_again(account: AuditResult, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_sarif, "MOST_BYTES", 15_000)
    text = written(many(account, 3_000), "sarif")
    assert len(gzip.compress(text.encode())) <= 15_000
    run = validated(text)
    results = run["results"]
    assert 0 < len(results) < 3_000
    assert sum(run["properties"]["summary"]["leftOut"].values()) == 3_000 - len(results)


def test_sarif_names_at_most_a_hundred_places(account: AuditResult) -> None:
    first, *others = account.findings
    long = replace(first, facts=tuple(replace(first.facts[0], id=f"f{at}") for at in range(130)))
    run = validated(written(replace(account, findings=(long, *others)), "sarif"))
    (one,) = [one for one in run["results"] if len(one.get("relatedLocations", ())) > 9]
    assert len(one["relatedLocations"]) == 99
    assert "30" in one["relatedLocations"][-1]["message"]["text"]


def test_annotations_keep_to_the_limits_of_a_step(account: AuditResult) -> None:
    found = commands(written(many(account, 300), "github"))
    names = [one.name for one in found]
    assert [names.count(name) for name in ("error", "warning", "notice")] == [10, 10, 10]
    assert names[:10] == ["error"] * 10
    assert "差错 90，待核 90，提示 91" in found[-1].message


def test_a_rule_that_failed_is_the_first_annotation(account: AuditResult) -> None:
    crashes = (Crash("XX-1", ValueError("甲")),)
    found = commands(written(replace(many(account, 60), crashes=crashes), "github"))
    assert found[0].properties == {"title": "XX-1"}
    assert sum(one.name == "error" for one in found) == 10
    assert "差错 11，待核 10，提示 11" in found[-1].message


def test_ten_of_each_are_all_shown(account: AuditResult) -> None:
    found = list(READERS["github"](written(many(account, 30), "github")))
    assert len(found) == 30


def test_the_step_summary_is_cut_to_size_and_says_so(account: AuditResult) -> None:
    page = Reports(many(account, 6_000), Style()).step_summary()
    assert 900_000 < len(page) <= 1_000_000
    text = page.decode("utf-8")
    shown = list(READERS["markdown"](text))
    assert {one.level for one in shown[:100]} == {"error"}
    (left,) = [line for line in text.splitlines() if "未列出" in line]
    assert sum(int("".join(filter(str.isdigit, part))) for part in left.split("，")[1:]) == 6_000 - len(shown)
    assert "## 未核" in text


def test_gitlab_has_no_fingerprint_twice(account: AuditResult) -> None:
    first, *others = account.findings
    twice = replace(account, findings=(first, first, *others))
    marks = [one["fingerprint"] for one in json.loads(written(twice, "gitlab"))]
    assert len(set(marks)) == len(marks)
    assert f"{first.fingerprint}-2" in marks


def test_junit_skips_what_is_accepted_or_was_not_checked(states: AuditResult) -> None:
    crash = Crash("GJ202", ValueError("x"))
    parsed = JUnitXml.fromstring(written(replace(states, crashes=(crash,)), "junit").encode())
    new = sum(one.state == "new" for one in states.findings)
    assert (parsed.failures, parsed.errors) == (new, 1)
    cases = [case for suite in parsed for case in suite]
    assert parsed.tests == len(cases)
    skipped = {case.classname: case.result[0].message for case in cases if case.is_skipped}
    assert any("口径不同" in message for message in skipped.values())
    found = {one.rule for one in states.findings}
    idle = [one for one in states.tallies if not sum(one.verdicts.values()) - one.verdicts["unchecked"]]
    assert {one.rule for one in idle} - found <= set(skipped)
    assert any(case.is_passed for case in cases)


def test_cells_of_csv_are_no_formulas(account: AuditResult) -> None:
    first, *others = account.findings
    for sign in "=+-@\t＝":
        place = replace(first.facts[0], quote=f"{sign}1")
        one = replace(first, facts=(place,), algebra=f"{sign}a")
        text = written(replace(account, findings=(one, *others)), "csv")
        rows = list(csv.DictReader(io.StringIO(text[1:])))
        (row,) = [row for row in rows if row["fingerprint"] == first.fingerprint]
        assert (row["quotes"], row["algebra"]) == (f"'{sign}1", f"'{sign}a")


def test_markdown_tells_changes_and_failed_rules(account: AuditResult) -> None:
    change = Change("fact", "a", {"zh": "条目 a 没有了", "en": "fact a is gone"})
    crash = Crash("GJ202", ValueError("x"))
    text = written(replace(account, changes=(change,), crashes=(crash,)), "markdown", language="en")
    assert "## Changes\n\n- fact a is gone\n" in text
    assert "- × rule GJ202 failed itself" in text
    assert text.splitlines()[1].startswith("# gouji: error ")


def test_several_reports_share_one_record(account: AuditResult, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(result: AuditResult) -> dict[str, object]:
        asked.append(result)
        return contract(result)

    monkeypatch.setattr(record, "contract", counted)
    reports = Reports(account, Style())
    for kind in formats.WRITERS:
        reports.of(kind)
    assert len(asked) == 1


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_result_makes_the_same_report(kind: str, account: AuditResult) -> None:
    assert Reports(account, Style()).of(kind) == Reports(account, Style()).of(kind)


def test_a_cell_of_a_spreadsheet_is_told(account: AuditResult) -> None:
    first, *others = account.findings
    place = replace(first.facts[0], file="facts/a.xlsx", cell="facts!G12", place=None)
    result = replace(account, findings=(replace(first, facts=(place, *first.facts[1:])), *others))
    for kind in ("csv", "json", "jsonl", "junit", "markdown", "sarif"):
        assert "facts!G12" in written(result, kind), kind


@pytest.mark.parametrize("kind", READERS)
def test_a_name_that_is_no_text_is_told_as_far_as_it_can_be(kind: str, account: AuditResult) -> None:
    first, *others = account.findings
    place = replace(first.facts[0], file=os.fsdecode("总结.csv".encode("gbk")))
    result = replace(account, findings=(replace(first, facts=(place,)), *others))
    text = Reports(result, Style()).file(kind).decode("utf-8")
    assert {one.fingerprint for one in READERS[kind](text)} == {one.fingerprint for one in result.findings}
    assert kind != "sarif" or "%D7%DC%BD%E1.csv" in text
