"""Findings as JSON: the contract ``gouji/1`` that other programs rely on. Absent is null."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from gouji import __version__

if TYPE_CHECKING:
    from gouji.checks.findings import Account
    from gouji.reports.style import Style

SCHEMA = "gouji/1"


def render(account: Account, _style: Style) -> str:
    """Return the account as JSON, with a final newline; both languages, whatever the style."""
    return json.dumps(contract(account), ensure_ascii=False, indent=1) + "\n"


def contract(account: Account) -> dict[str, object]:
    """Return the account as plain values, in the contract's names."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "workspace": account.workspace,
        "summary": {
            "facts": account.facts,
            "figures": account.coverage.figures if account.coverage else None,
            "covered": account.coverage.covered if account.coverage else None,
            "coded": account.coded,
            "bindings": account.bindings,
            "verdicts": dict(account.verdicts),
            "unchecked": [
                {
                    "rule": one.rule,
                    "reason": one.reason["zh"],
                    "reason_en": one.reason["en"],
                    "count": one.count,
                }
                for one in account.unchecked
            ],
            "rules": [{"rule": one.rule, "verdicts": dict(one.verdicts.items())} for one in account.tallies],
            "unbound": [fact.id for fact in account.unbound],
            "rounding": [asdict(one) for one in account.roundings],
            "levels": dict(account.levels),
        },
        "findings": [asdict(finding) for finding in account.findings],
        "changes": [{"kind": one.kind, "name": one.name, "message": one.message} for one in account.changes],
        "crashes": [{"rule": crash.code, "error": crash.told} for crash in account.crashes],
    }
