"""JUnit XML: a suite a rule, a failed case a finding; what was not checked is skipped, never passed."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from gouji.reports.formats.record import FORMAT_WORDS, Record, Row, first_fact, path_of, place_of
from gouji.reports.text import Style, without_controls

_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COUNTED = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}


def render(record: Record, style: Style) -> str:
    """Return the audit as XML."""
    top = ET.Element("testsuites", name="gouji")
    suites: dict[str, ET.Element] = {}
    for code, case in _cases(record, style):
        rule = record.rules.get(code)
        if code not in suites:
            suites[code] = ET.SubElement(top, "testsuite", name=f"{code} {rule.name}" if rule else code)
        suites[code].append(case)
    for element in (top, *suites.values()):
        for name, tag in _COUNTED.items():
            element.set(name, str(sum(1 for _ in element.iter(tag))))
    ET.indent(top, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(top, encoding="unicode")}\n'


def _cases(record: Record, style: Style) -> Iterator[tuple[str, ET.Element]]:
    """Yield the cases with the code of their rule: failed rules, findings, then what came out well."""
    for code, told in record.crashed(style):
        case = ET.Element("testcase", classname=code, name=code)
        ET.SubElement(case, "error", message=_fit(told))
        yield code, case
    for finding in record.findings:
        yield finding["rule"], _of_finding(finding, style)
    found = {finding["rule"] for finding in record.findings}
    for tally in record.contract["summary"]["rules"]:
        if tally["rule"] not in found:
            yield tally["rule"], _of_rule(tally, record, style)


def _of_finding(finding: Row, style: Style) -> ET.Element:
    message = _fit(finding["message"][style.language])
    case = ET.Element("testcase", classname=finding["rule"], name=message)
    if fact := first_fact(finding):
        case.set("file", _fit(path_of(fact, style)))
        case.set("line", str(fact["line"] or 1))
    properties = ET.SubElement(case, "properties")
    for name in ("level", "state", "fingerprint", "digest"):
        ET.SubElement(properties, "property", name=name, value=finding[name])
    if finding["state"] == "new":
        failure = ET.SubElement(case, "failure", type=finding["level"], message=message)
        failure.text = _fit("\n".join(place_of(fact, style) for fact in finding["facts"]))
    else:
        state = FORMAT_WORDS[style.language].states[finding["state"]]
        ET.SubElement(case, "skipped", message=_fit(" ".join((state, finding["waiver"] or "")).strip()))
    return case


def _of_rule(tally: Row, record: Record, style: Style) -> ET.Element:
    """Return the one case of a rule that found nothing: passed if it decided anything, else skipped."""
    code, verdicts = tally["rule"], tally["verdicts"]
    words = FORMAT_WORDS[style.language]
    case = ET.Element("testcase", classname=code, name=words.bindings.format(sum(verdicts.values())))
    if not sum(verdicts.values()) - verdicts["unchecked"]:
        why = [f"{count} {reason}" for rule, count, reason in record.reasons(style) if rule == code]
        ET.SubElement(case, "skipped", message=_fit("; ".join((words.unchecked, *why))))
    return case


def _fit(text: str) -> str:
    """Return a text with ``?`` for what XML, or a terminal, cannot take."""
    return _NO_XML.sub("?", without_controls(text))
