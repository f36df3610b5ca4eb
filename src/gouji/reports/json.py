"""Findings as JSON: the contract ``gouji/1`` that other programs rely on. Absent is null."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from gouji.checks.messages import LANGUAGES
from gouji.reports.text import change_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.checks.findings import AuditResult, Change
    from gouji.reports.text import Style

SCHEMA = "gouji/1"


def render(result: AuditResult, _style: Style) -> str:
    """Return the result as JSON, with a final newline; both languages, whatever the style."""
    return written(contract(result))


def written(values: Mapping[str, object]) -> str:
    """Return the plain values of a contract as JSON, with a final newline."""
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def contract(result: AuditResult) -> dict[str, object]:
    """Return the result as plain values, under the names of the contract."""
    from importlib.metadata import version  # noqa: PLC0415  slow, and only this format says it

    return {
        "schema": SCHEMA,
        "version": version("gouji"),
        "workspace": result.workspace,
        "summary": {
            "facts": result.facts,
            "out_of": result.out_of,
            "figures": result.coverage.figures if result.coverage else None,
            "covered": result.coverage.covered if result.coverage else None,
            "cells": result.coverage.cells if result.coverage else None,
            "covered_cells": result.coverage.covered_cells if result.coverage else None,
            "coded": result.coded,
            "own_quotes": result.own_quotes,
            "idle_figures": len(result.unbound),
            "bindings": result.bindings,
            "verdicts": dict(result.verdicts),
            "unchecked": [
                {
                    "rule": one.rule,
                    "reason": one.reason["zh"],
                    "reason_en": one.reason["en"],
                    "count": one.count,
                }
                for one in result.unchecked
            ],
            "rules": [{"rule": one.rule, "verdicts": dict(one.verdicts.items())} for one in result.tallies],
            "unbound": [fact.id for fact in result.unbound],
            "rounding": [asdict(one) for one in result.roundings],
            "ignored": len(result.ignored),
            "levels": dict(result.levels),
        },
        "findings": [asdict(finding) for finding in result.findings],
        "account": [asdict(entry) for entry in result.account.entries] if result.account else [],
        "changes": [_change(one) for one in result.changes],
        "crashes": [{"rule": crash.code, "error": crash.summary} for crash in result.crashes],
    }


def _change(change: Change) -> dict[str, object]:
    message = {language: change_told(change, language) for language in LANGUAGES}
    gone = asdict(change.finding) if change.finding else None
    return {"kind": change.kind, "name": change.name, "message": message, "finding": gone}
