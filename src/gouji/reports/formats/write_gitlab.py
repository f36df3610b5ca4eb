"""GitLab's code quality report: new findings as issues of a merge request."""

import json

from gouji.reports.formats.record import Record, first_fact, numbered, path_of
from gouji.reports.text import Style

_SEVERITIES = {"error": "critical", "warning": "major", "note": "info"}


def render(record: Record, style: Style) -> str:
    """Return the new findings, worst first; no two have one fingerprint, as GitLab wants it."""
    found = []
    for finding, fingerprint in zip(
        record.new, numbered(one["fingerprint"] for one in record.new), strict=True
    ):
        fact = first_fact(finding)
        found.append(
            {
                "description": finding["message"][style.language],
                "check_name": finding["rule"],
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding["level"]],
                "location": {
                    "path": path_of(fact, style) if fact else ".",
                    "lines": {"begin": (fact and fact["line"]) or 1},
                },
            }
        )
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
