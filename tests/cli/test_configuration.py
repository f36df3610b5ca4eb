"""Levels of rules and rules ignored in files, through the command line; what is in force, and from where."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.cli.door import ENGLISH, gouji

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.door import Run

HEAD = "id,period,indicator,quote,whole,complete\n"
RELATION = """[[relation]]
id = "XX-1"
formula = "甲 == 乙 + 丙"
each = ["period"]
level = "warning"
why = "x"
"""


def configured(root: Path, text: str, *arguments: str) -> Run:
    """Run an audit under a configuration."""
    (root / "gouji.toml").write_text(text + "\n", encoding="utf-8")
    return gouji("audit", "--format", "json", "--fail-on", "error", *arguments, cwd=root)


def findings(run: Run) -> list[tuple[str, str]]:
    """Return code and level of each finding."""
    return [(one["rule"], one["level"]) for one in json.loads(run.stdout)["findings"]]


@pytest.fixture
def related(workspace: Path) -> Path:
    """A workspace with a sum that does not add up, and a relation that says the same."""
    text = HEAD + "t,2024,甲,355项,,\np,2024,乙,95项,t,true\nq,2024,丙,115项,t,true\n"
    (workspace / "facts" / "mine.csv").write_text(text, encoding="utf-8")
    (workspace / "checks" / "relations.toml").write_text(RELATION, encoding="utf-8")
    return workspace


def test_without_levels_rules_report_what_they_say(related: Path) -> None:
    done = configured(related, "")
    assert findings(done) == [("GJ205", "error"), ("XX-1", "warning")]
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("levels", "expected", "code"),
    [
        ('GJ205 = "warning"', [("GJ205", "warning"), ("XX-1", "warning")], 0),
        ('GJ2 = "note"\nXX-1 = "error"', [("GJ205", "note"), ("XX-1", "error")], 1),
        ('GJ205 = "off"', [("XX-1", "warning")], 0),
        ('GJ = "off"\nGJ205 = "note"', [("GJ205", "note"), ("XX-1", "warning")], 0),
        ('GJ205 = "note"\nGJ = "off"', [("GJ205", "note"), ("XX-1", "warning")], 0),
        ('XX = "off"', [("GJ205", "error")], 1),
    ],
)
def test_levels_are_those_of_the_longest_beginning_of_a_code(
    related: Path, levels: str, expected: list[tuple[str, str]], code: int
) -> None:
    done = configured(related, f"[levels]\n{levels}")
    assert (findings(done), done.returncode) == (expected, code)


def test_a_configured_level_is_the_reason_that_is_told(related: Path) -> None:
    (first, second) = json.loads(configured(related, '[levels]\nGJ2 = "note"').stdout)["findings"]
    assert (first["because"], second["because"]) == (["configured"], ["own-warning"])


def test_a_level_is_also_that_of_bad_cells(workspace: Path) -> None:
    bad = (workspace / "facts" / "mine.csv").read_text(encoding="utf-8").replace("t,2024,甲", "t,2024年,甲")
    (workspace / "facts" / "mine.csv").write_text(bad, encoding="utf-8")
    assert ("GJ001", "error") in findings(configured(workspace, ""))
    assert ("GJ001", "note") in findings(configured(workspace, '[levels]\nGJ00 = "note"'))


def test_what_lowers_a_level_still_does(workspace: Path) -> None:
    # Round figures: their soft bounds are disjoint, their hard ones are not.
    text = HEAD + "t,2024,甲,近300项,,\np,2024,乙,95项,t,true\nq,2024,丙,115项,t,true\n"
    (workspace / "facts" / "mine.csv").write_text(text, encoding="utf-8")
    assert findings(configured(workspace, "")) == [("GJ205", "warning")]
    assert findings(configured(workspace, '[levels]\nGJ205 = "error"')) == [("GJ205", "warning")]
    assert findings(configured(workspace, '[levels]\nGJ205 = "note"')) == [("GJ205", "note")]


def test_a_file_ignores_what_is_reported_in_it(related: Path) -> None:
    shutil.copy(related / "facts" / "mine.csv", related / "facts" / "old.csv")
    text = (related / "facts" / "old.csv").read_text(encoding="utf-8")
    for name in "tpq":
        text = text.replace(f"\n{name},", f"\nold-{name},").replace(f",{name},", f",old-{name},")
    (related / "facts" / "old.csv").write_text(text.replace("2024", "2019"), encoding="utf-8")
    everything = findings(configured(related, ""))
    assert everything == [("GJ205", "error"), ("XX-1", "warning")] * 2
    done = configured(related, '[per-file-ignores]\n"facts/old*.csv" = ["GJ2"]')
    assert findings(done) == [("GJ205", "error"), ("XX-1", "warning"), ("XX-1", "warning")]
    assert json.loads(done.stdout)["summary"]["ignored"] == 1
    done = configured(related, '[per-file-ignores]\n"old.csv" = ["GJ", "XX-1"]')
    assert findings(done) == [("GJ205", "error"), ("XX-1", "warning")]
    assert json.loads(done.stdout)["summary"]["levels"] == {"error": 1, "warning": 1, "note": 0}
    assert "略去疑点 2 条" in gouji("audit", cwd=related).stdout
    assert "略去疑点" not in gouji("audit", "facts/mine.csv", cwd=related).stdout
    assert gouji("audit", "facts/old.csv", cwd=related).returncode == 0


def test_what_is_ignored_in_a_file_still_matches_its_waiver(related: Path) -> None:
    (one,) = json.loads(configured(related, "[levels]\nXX-1 = 'off'").stdout)["findings"]
    row = f"fingerprint,rule,reason\n{one['fingerprint']},GJ205,照原\n"
    (related / "facts" / "waivers.csv").write_text(row, encoding="utf-8")
    assert findings(configured(related, '[per-file-ignores]\n"mine.csv" = ["GJ", "XX"]')) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[levels]\nGJ2O5 = "note"', "gouji.toml:2: "),
        ('[levels]\nXX-2 = "note"', "gouji.toml:2: "),
        ('[per-file-ignores]\n"a.csv" = ["GJ205", "GJ2205"]', "gouji.toml:2: "),
        ('lang = "zh"\nselect = ["ZZ"]', "gouji.toml:2: "),
        ('ignore = ["GJ205, ZZ-9"]', "gouji.toml:1: "),
    ],
)
def test_codes_that_no_rule_begins_with_are_refused(related: Path, text: str, told: str) -> None:
    done = configured(related, text)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert gouji("config", cwd=related).stderr == done.stderr
    assert configured(related, text, "--isolated").returncode == 1


def test_the_nearest_rule_is_told_the_workspaces_own_too(related: Path) -> None:
    assert "应为 XX-1" in configured(related, '[levels]\nXX-2 = "note"').stderr
    assert "应为 GJ205" in configured(related, '[per-file-ignores]\n"a.csv" = ["GJ2205"]').stderr


def test_a_rule_whose_code_is_computed_may_have_a_level(workspace: Path) -> None:
    rule = "from gouji.checks import rule\nCODE = 'XX-7'\n@rule(CODE, name='x', level='note', scope='row')\n"
    body = "def mine(facts):\n    'Page.'\n    return []\n"
    (workspace / "checks" / "mine.py").write_text(rule + body, encoding="utf-8")
    assert configured(workspace, '[levels]\nXX-7 = "note"').returncode == 1
    assert configured(workspace, '[levels]\nGJ2O5 = "note"').returncode == 2


def test_config_tells_where_each_value_comes_from(related: Path) -> None:
    text = 'fail-on = "warning"\nlang = "en"\n\n[levels]\nGJ2 = "note"\nXX = "off"\n'
    (related / "gouji.toml").write_text(
        text + '[per-file-ignores]\n"facts/*.csv" = ["GJ4"]\n"nowhere.csv" = ["GJ4", "GJ5"]\n',
        encoding="utf-8",
    )
    done = gouji("config", "--lang", "zh", "--select", "GJ2", cwd=related)
    assert done.stdout.splitlines() == [
        "工作区 .，配置：gouji.toml",
        "lang                          zh        命令行 --lang",
        "texts                         -         默认",
        "fail-on                       warning   gouji.toml:1",
        "select                        GJ2       命令行 --select",
        "ignore                        -         默认",
        "levels.GJ2                    note      gouji.toml:5",
        "levels.XX                     off       gouji.toml:6",
        "per-file-ignores.facts/*.csv  GJ4       gouji.toml:8",
        "per-file-ignores.nowhere.csv  GJ4，GJ5  gouji.toml:9（没有这样的文件）",
        "color                         auto      默认",
    ]
    assert (done.returncode, done.stderr) == (0, "")
    assert gouji("config", cwd=related).stdout.startswith("workspace ., configuration: gouji.toml\n")
    quiet = gouji("config", "-q", "--lang", "zh", "--select", "GJ2", cwd=related)
    assert quiet.stdout == done.stdout.partition("\n")[2]


def test_config_as_json(related: Path) -> None:
    (related / "gouji.toml").write_text('[levels]\nGJ2 = "note"\n', encoding="utf-8")
    env = {"NO_COLOR": "1", "LC_ALL": "en_US.UTF-8"}
    told = json.loads(gouji("config", "--format", "json", "--fail-on", "never", cwd=related, env=env).stdout)
    assert (told["schema"], told["workspace"], told["file"]) == ("gouji-config/1", ".", "gouji.toml")
    by_name = {(one.pop("name"), one.pop("key")): one for one in told["settings"]}
    plain = {"place": None, "files": None}
    assert by_name["levels", "GJ2"] == {
        "value": "note", "origin": "file", "place": "gouji.toml:2", "files": None,
    }  # fmt: skip
    assert by_name["select", None] == {"value": [], "origin": "default", **plain}
    assert by_name["fail-on", None]["origin"] == "option"
    assert by_name["lang", None] == {"value": "en", "origin": "environment", **plain, "place": "LC_ALL"}
    assert by_name["color", None] == {"value": "never", "origin": "environment", **plain, "place": "NO_COLOR"}


def test_config_where_nothing_is_configured(related: Path, tmp_path: Path) -> None:
    assert gouji("config", cwd=related).stdout.startswith("工作区 .，配置：没有\n")
    # pytest's own folder may lie below a workspace.
    assert gouji("config", cwd=tmp_path.parents[-1]).stdout.startswith("不在工作区里，全为默认\n")
    (related / "pyproject.toml").write_text('[tool.gouji]\nlang = "en"\n', encoding="utf-8")
    assert "pyproject.toml:2" in gouji("config", cwd=related).stdout
    (related / "gouji.toml").write_text("", encoding="utf-8")
    both = gouji("config", cwd=related, env=ENGLISH).stdout
    assert both.startswith("workspace ., configuration: gouji.toml ([tool.gouji] of pyproject.toml therefore")
    isolated = gouji("config", "--isolated", cwd=related, env=ENGLISH).stdout
    assert isolated.startswith("workspace ., configuration: not read (--isolated)\n")


def test_the_gate_tells_a_level_that_changed(related: Path, tmp_path: Path) -> None:
    shutil.copytree(related, tmp_path / "before")
    (related / "gouji.toml").write_text('[levels]\nGJ2 = "note"\n', encoding="utf-8")
    done = gouji("gate", "--against", str(tmp_path / "before"), cwd=related)
    assert "改动配置 levels" in done.stdout
