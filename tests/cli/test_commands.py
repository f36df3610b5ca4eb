"""The command line; through processes of its own where that is what is asked."""

from __future__ import annotations

import hashlib
import json
import math
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.door import ENGLISH, gouji, process

HEAD = "id,period,indicator,quote,whole,complete\n"
BAD_SUM = HEAD + "t,2024,甲,355项,,\np,2024,乙,95项,t,true\nq,2024,乙,115项,t,true\n"
RULE = """
from gouji.checks import rule
@rule("XX-1", name="mine", level="note", scope="row")
def mine(facts):
    '''Mine.'''
    {body}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "checks").mkdir()
    (tmp_path / "facts" / "mine.csv").write_text(BAD_SUM, encoding="utf-8")
    return tmp_path


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("gouji: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_finding_tells_file_line_level_sum_and_code(workspace: Path) -> None:
    done = process("audit", cwd=workspace)
    assert done.returncode == 1
    assert "facts/mine.csv:2: 差错 合计对不上：355项 ≠ 95项＋115项＝210项，差145项。" in done.stdout
    assert "[GJ205]" in done.stdout
    assert "未核 3  GJ101  没有记下在原文的位置" in done.stdout
    assert done.stdout.splitlines()[-1] == "× 差错 1  ! 待核 0  · 提示 0"
    assert done.stderr == ""


def test_json_is_the_contract(workspace: Path) -> None:
    found = json.loads(gouji("audit", "--output-format", "json", cwd=workspace).stdout)
    assert found["schema"] == "gouji/1"
    assert found["workspace"] == "."
    summary = found["summary"]
    assert (summary["facts"], summary["coded"], summary["figures"]) == (3, 3, None)
    assert summary["bindings"] == sum(summary["verdicts"].values())
    assert set(summary["verdicts"]) == {"consistent", "rounding", "inconsistent", "unchecked"}
    assert summary["levels"] == {"error": 1, "warning": 0, "note": 0}
    assert summary["unchecked"][0]["reason"] == "没有记下在原文的位置"
    (finding,) = found["findings"]
    assert (finding["rule"], finding["name"], finding["state"]) == ("GJ205", "total-of-parts", "new")
    assert set(finding["message"]) == {"zh", "en"}
    packed = json.dumps(["GJ205", ["p", "q", "t"], "t"], ensure_ascii=False, separators=(",", ":"))
    assert finding["fingerprint"] == hashlib.sha256(packed.encode()).hexdigest()[:16]
    assert len(finding["digest"]) == 16
    assert finding["suggestion"] is None
    first = finding["facts"][0]
    assert (first["id"], first["role"], first["file"], first["line"]) == ("t", "total", "facts/mine.csv", 2)
    assert (first["low"], first["high"], first["unit"], first["start"]) == ("355", "355", "项", None)
    assert first["column"] is None


def test_files_are_written_by_suffix_or_by_format(workspace: Path) -> None:
    done = gouji("audit", "-q", "-o", "a.json", "-o", "text=b.out", cwd=workspace)
    assert json.loads((workspace / "a.json").read_text(encoding="utf-8"))["schema"] == "gouji/1"
    assert (workspace / "b.out").read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize("target", ["no/such/a.json", "a.xyz"])
def test_a_file_that_cannot_be_written_leaves_nothing(workspace: Path, target: str) -> None:
    one_line(gouji("audit", "-o", target, cwd=workspace))
    assert sorted(path.name for path in workspace.iterdir()) == ["checks", "facts"]


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("never", 0), ("note", 1)])
def test_fail_on_decides_the_exit_code(workspace: Path, level: str, code: int) -> None:
    assert gouji("audit", "--fail-on", level, cwd=workspace).returncode == code


def test_rules_are_selected_and_ignored_by_the_beginning_of_their_code(workspace: Path) -> None:
    assert gouji("audit", "--ignore", "GJ1,GJ2", "--select", "GJ1,GJ2", cwd=workspace).returncode == 2
    assert gouji("audit", "--select", "GJ2", cwd=workspace).returncode == 1
    assert gouji("audit", "--select", "GJ1", cwd=workspace).returncode == 0


@pytest.mark.parametrize(
    ("locale", "word"), [("en_US.UTF-8", "error"), ("zh_CN.UTF-8", "差错"), ("C", "差错"), ("", "差错")]
)
def test_the_language_is_the_locales(workspace: Path, locale: str, word: str) -> None:
    assert word in gouji("audit", "-q", cwd=workspace, env={"LC_ALL": locale, "LANG": locale}).stdout
    assert "error" in gouji("audit", "-q", "--lang", "en", cwd=workspace, env={"LC_ALL": locale}).stdout


def test_configuration_gives_defaults_and_options_win(workspace: Path) -> None:
    (workspace / "gouji.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    assert gouji("audit", cwd=workspace).returncode == 0
    assert gouji("audit", "--fail-on", "error", cwd=workspace).returncode == 1
    assert gouji("audit", "--isolated", cwd=workspace).returncode == 1
    (workspace / "gouji.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert 'unknown option "nonsense"' in one_line(gouji("audit", cwd=workspace, env=ENGLISH))
    (workspace / "gouji.toml").write_text("lang = 1\n", encoding="utf-8")
    assert "expected a str" in one_line(gouji("audit", cwd=workspace, env=ENGLISH))
    (workspace / "gouji.toml").write_text("= 1\n", encoding="utf-8")
    assert "no TOML" in one_line(gouji("audit", cwd=workspace, env=ENGLISH))


def test_a_project_table_makes_a_workspace(workspace: Path) -> None:
    (workspace / "pyproject.toml").write_text('[tool.gouji]\nfail-on = "never"\n', encoding="utf-8")
    assert gouji("audit", str(workspace / "facts" / "mine.csv"), cwd=Path("/")).returncode == 0


def test_a_fact_file_shows_the_findings_that_touch_it(workspace: Path) -> None:
    (workspace / "facts" / "sound.csv").write_text(HEAD + "z,2024,丙,5项,,\n", encoding="utf-8")
    assert gouji("audit", "facts/sound.csv", cwd=workspace).returncode == 0
    assert gouji("audit", "facts/mine.csv", cwd=workspace).returncode == 1


@pytest.mark.parametrize("path", ["nowhere.csv", "facts/summaries.csv", "a.txt", "other"])
def test_a_path_that_is_no_fact_file_is_one_line(workspace: Path, path: str) -> None:
    (workspace / "a.txt").touch()
    (workspace / "facts" / "summaries.csv").write_text("id\nmine\n", encoding="utf-8")
    if path == "other":
        other = workspace / "other" / "facts"
        other.mkdir(parents=True)
        one_line(gouji("audit", "other", ".", cwd=workspace))
    else:
        one_line(gouji("audit", path, cwd=workspace))


def test_no_workspace_is_one_line(tmp_path: Path) -> None:
    one_line(process("audit", cwd=Path(tmp_path.anchor)))  # a temporary folder may lie in a workspace
    (tmp_path / "facts").mkdir()
    assert "no fact file" in one_line(gouji("audit", cwd=tmp_path, env=ENGLISH))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (HEAD.encode() + "t,2024,甲,".encode() + b"\xff\xff,,\n", "byte"),
        (b"id,quote\nt,1\n", 'column "period" is missing'),
        (HEAD.encode() + b"t,2024,x\0,1,,\n", "mine.csv:2: holds a NUL"),
        (HEAD.replace("whole", "wohle").encode(), 'unknown column "wohle"'),
        (HEAD.replace("whole", "id").encode(), "stands twice"),
        (HEAD.encode() + b"t,2024\n", "mine.csv:2: 2 cells; expected 6"),
        (HEAD.encode() + b't,2024,"x\n', "no CSV"),
        (b"", "is empty"),
        (HEAD.encode(), "nothing could be checked"),
    ],
)
def test_what_is_not_readable_as_the_table_is_one_line(workspace: Path, data: bytes, told: str) -> None:
    (workspace / "facts" / "mine.csv").write_bytes(data)
    assert told in one_line(gouji("audit", cwd=workspace, env=ENGLISH))


def test_a_line_of_two_gigabytes_is_refused_at_once(workspace: Path) -> None:
    with (workspace / "facts" / "mine.csv").open("wb") as stream:
        stream.truncate(2 << 30)
    begin = time.process_time()
    assert "longer than" in one_line(gouji("audit", cwd=workspace, env=ENGLISH))
    assert time.process_time() - begin < 10


def test_a_folder_instead_of_a_file_is_one_line(workspace: Path) -> None:
    (workspace / "facts" / "dir.csv").mkdir()
    assert "no such file" in one_line(gouji("audit", cwd=workspace, env=ENGLISH))


def test_a_rule_that_crashes_is_told_and_the_others_still_report(workspace: Path) -> None:
    (workspace / "checks" / "mine.py").write_text(RULE.format(body="raise KeyError('x')"), encoding="utf-8")
    done = process("audit", cwd=workspace)
    assert done.returncode == 3
    assert "XX-1" in done.stdout
    assert "[GJ205]" in done.stdout
    assert gouji("audit", "--isolated", cwd=workspace).returncode == 1
    found = json.loads(gouji("audit", "--output-format", "json", cwd=workspace).stdout)
    assert found["crashes"] == [{"rule": "XX-1", "error": "KeyError: 'x'"}]


@pytest.mark.parametrize(
    ("name", "source", "told"),
    [
        ("mine.py", "import nothing_of_this_name", "cannot be loaded"),
        ("mine.py", "", "defines no rule"),
        ("schema.py", "FACTS = 1", "holds no FACTS"),
        (
            "relations.toml",
            "[[relation]]\nid = 'XX-1'\nformula = '甲 == * 乙'\nwhy = 'x'",
            "formula: unexpected",
        ),
        ("relations.toml", "[[relation]]\nid = 'XX-1'\nformula = '甲 =='\nwhy = 'x'", "the formula ends"),
        ("relations.toml", "[[relation]]\nid = 'GJ1'\nformula = '甲 == 乙'\nwhy = 'x'", "another form"),
        ("relations.toml", "[[relation]]\nid = 'XX-1'\nformula = '甲 == prev(甲)'\nwhy = 'x'", "prev()"),
        ("relations.toml", "[[relation]]\nid = 'XX-1'\nwhy = 'x'", "is missing"),
        ("relations.toml", "[[relation]]\nid = 'XX-1'\nformula = 1", "expected a str"),
        ("relations.toml", "[[relation]]\nname = 1", "unknown key"),
        (
            "relations.toml",
            "[[relation]]\nid='XX-1'\nformula='甲 == 乙'\nwhy='x'\nlevel='bad'",
            "expected some of",
        ),
        ("relations.toml", "[[relation]]\nid='XX-1'\nformula='甲 == 乙'\nwhy='x'\n" * 2, "declared twice"),
        ("relations.toml", "= 1", "no TOML"),
        ("relations.toml", "a = 1", "unknown content"),
    ],
)
def test_checks_that_are_not_understood_stop_the_audit(
    workspace: Path, name: str, source: str, told: str
) -> None:
    (workspace / "checks" / name).write_text(source, encoding="utf-8")
    done = gouji("audit", cwd=workspace, env=ENGLISH)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workspace / "checks" / "__pycache__").exists()


def test_an_error_in_a_formula_shows_a_caret(workspace: Path) -> None:
    source = "[[relation]]\nid = 'XX-1'\nformula = '甲 == * 乙'\nwhy = 'x'\n"
    (workspace / "checks" / "relations.toml").write_text(source, encoding="utf-8")
    assert gouji("audit", cwd=workspace).stderr.splitlines()[1:] == ["甲 == * 乙", "      ^"]


def test_two_rules_of_one_code_are_refused(workspace: Path) -> None:
    for name in ("a.py", "b.py"):
        (workspace / "checks" / name).write_text(RULE.format(body="return []"), encoding="utf-8")
    assert "two rules" in one_line(gouji("audit", cwd=workspace, env=ENGLISH))


SCHEMA = (
    "import pandera.pandas as pa\nFACTS = pa.DataFrameSchema({'quote': pa.Column(object, pa.Check(%s))})\n"
)


def test_the_workspaces_schema_narrows_the_engines(workspace: Path) -> None:
    check = "lambda c: c.str.len() < 4, error='少于四字'"
    (workspace / "checks" / "schema.py").write_text(SCHEMA % check, encoding="utf-8")
    done = gouji("audit", "-q", cwd=workspace)
    assert "列“quote”：“355项”不合本工作区的规定：少于四字。 [GJ001]" in done.stdout


@pytest.mark.parametrize("check", ["lambda c: 1 / 0", "lambda c: False"])
def test_a_schema_that_crashes_is_a_fault_of_the_schema(workspace: Path, check: str) -> None:
    (workspace / "checks" / "schema.py").write_text(SCHEMA % check, encoding="utf-8")
    done = gouji("audit", cwd=workspace)
    assert done.returncode == 3
    assert "Traceback" not in gouji("audit", cwd=workspace).stderr.split("Traceback", 1)[0]
    assert "Traceback" in gouji("audit", "-v", cwd=workspace).stderr


@pytest.mark.parametrize(
    "env", [{"PANDERA_VALIDATION_ENABLED": "False"}, {"PANDERA_VALIDATION_DEPTH": "SCHEMA_ONLY"}]
)
def test_nothing_in_the_environment_switches_validation_off(workspace: Path, env: dict[str, str]) -> None:
    (workspace / "facts" / "mine.csv").write_text(HEAD + "t,2024年,甲,355项,,\n", encoding="utf-8")
    assert (
        "[GJ001]" in process("audit", cwd=workspace, env=env).stdout
    )  # pandera reads it when it is imported


def test_what_a_fact_says_is_printed_as_text(workspace: Path) -> None:
    evil = "\x1b[31m[red]355项[/red]\u202e"
    (workspace / "facts" / "mine.csv").write_text(HEAD + f"t,2024年,甲,{evil},,\n", encoding="utf-8")
    done = process("audit", cwd=workspace)
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_narrow_terminal_breaks_nothing(workspace: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "gouji", "audit"]
    env = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=workspace, env=env, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"GJ205" in done.stdout


def test_a_broken_pipe_is_quiet(workspace: Path) -> None:
    command = f"{sys.executable} -m gouji rules | true"
    done = subprocess.run(["bash", "-c", command], cwd=workspace, capture_output=True, check=False)
    assert done.stderr == b""


def test_rules_and_explain_know_the_workspaces_own(workspace: Path) -> None:
    (workspace / "checks" / "mine.py").write_text(RULE.format(body="return []"), encoding="utf-8")
    source = "[[relation]]\nid = 'XX-2'\nformula = '甲 == 乙'\nwhy = 'because'\n"
    (workspace / "checks" / "relations.toml").write_text(source, encoding="utf-8")
    listed = gouji("rules", cwd=workspace).stdout
    assert "GJ205" in listed
    assert "XX-1" in listed
    assert "XX-2" in listed
    assert "because" in gouji("explain", "XX-2", cwd=workspace).stdout
    assert "Mine." in gouji("explain", "xx-1", cwd=workspace).stdout
    assert "为什么" in gouji("explain", "GJ205", cwd=workspace).stdout
    assert "Why:" in gouji("explain", "GJ205", "--lang", "en", cwd=workspace).stdout
    assert "there is no rule" in one_line(gouji("explain", "GJ999", cwd=workspace, env=ENGLISH))
    (workspace / "checks" / "mine.py").write_text("def", encoding="utf-8")
    assert "no Python" in one_line(gouji("rules", cwd=workspace, env=ENGLISH))


PAGES = [["--help"], ["rules"], ["explain", "GJ205"]]


@pytest.mark.parametrize("arguments", [*PAGES, ["audit", "报告.txt"]], ids=lambda arguments: arguments[0])
def test_pages_and_audits_of_documents_need_neither_pandas_nor_pandera(
    arguments: list[str], tmp_path: Path
) -> None:
    (tmp_path / "报告.txt").write_text("某市2024年工作总结\n全年完成项目210个。\n", encoding="utf-8")
    source = (
        "import sys; from gouji.cli import main\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "try: main()\n"
        "finally: assert not {'pandas', 'pandera', 'numpy'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", source], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def work(*command: str, cwd: Path) -> float:
    """Return the seconds of computing of a process: a machine with other work makes it wait, not compute."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *command], cwd=cwd, env=env, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_pages_start_in_under_a_quarter_of_importing_pandera(tmp_path: Path) -> None:
    # In turn, since what else a core computes slows a process down; the least of each has been slowed least.
    heavy, *pages = (("-c", "import pandera.pandas"), *(("-m", "gouji", *arguments) for arguments in PAGES))
    least = [math.inf] * (1 + len(pages))
    for _ in range(8):
        taken = [work(*command, cwd=tmp_path) for command in (heavy, *pages)]
        least = list(map(min, least, taken))
        if max(least[1:]) < least[0] / 4:
            break
    assert max(least[1:]) < least[0] / 4


def test_every_command_and_option_has_help(tmp_path: Path) -> None:
    for command in ("audit", "explain", "rules"):
        done = gouji(command, "--help", cwd=tmp_path)
        assert done.returncode == 0
    one_line(gouji("audit", "--no-such-option", cwd=tmp_path))
    assert process("--version", cwd=tmp_path).stdout.startswith("gouji, version")


def test_gouji_alone_prints_its_help(tmp_path: Path) -> None:
    done = gouji(cwd=tmp_path)
    assert done.returncode == 0
    assert "audit" in done.stdout
    assert done.stdout == gouji("--help", cwd=tmp_path).stdout


def test_a_dash_is_stdout(workspace: Path) -> None:
    told = gouji("audit", "--output-format", "json", cwd=workspace)
    for output in (("-o", "json=-"), ("-o", "-", "--output-format", "json")):
        assert gouji("audit", *output, cwd=workspace).stdout == told.stdout
    (workspace / "a.txt").write_text("某市2024年工作总结\n完成项目210个。\n", encoding="utf-8")
    assert (
        gouji("extract", "a.txt", "-o", "-", cwd=workspace).stdout
        == gouji("extract", "a.txt", cwd=workspace).stdout
    )
    assert not (workspace / "-").exists()


@pytest.mark.parametrize(("asked", "near"), [
    ("GJ20X", "GJ20"), ("GJ22", "GJ2"), ("gj2205", "GJ205"), ("GJ52O", "GJ52"),
    ("QQ", "gouji rules"), ("XX-7", "XX-1"),
])  # fmt: skip
def test_a_code_that_none_begins_with_is_refused_by_audit_and_by_config(
    workspace: Path, asked: str, near: str
) -> None:
    relation = '[[relation]]\nid = "XX-1"\nformula = "甲 == 乙"\nlevel = "warning"\nwhy = "x"\n'
    (workspace / "checks" / "relations.toml").write_text(relation, encoding="utf-8")
    for command in ("audit", "config"):
        done = gouji(command, "--select", asked, cwd=workspace)
        assert (done.returncode, done.stdout) == (2, "")
        assert near in one_line(done)


@pytest.mark.parametrize(("asked", "near"), [
    ("gj41", "GJ410、GJ411"), ("205", "应为 GJ205"), ("GJ2205", "应为 GJ205"), ("abc", "gouji rules"),
])  # fmt: skip
def test_explain_tells_what_begins_so(workspace: Path, asked: str, near: str) -> None:
    assert near in one_line(gouji("explain", asked, cwd=workspace))


def test_codes_of_the_engine_may_be_written_small(workspace: Path) -> None:
    small, large = (gouji("audit", "--select", code, cwd=workspace) for code in ("gj205", "GJ205"))
    assert (small.returncode, small.stdout) == (large.returncode, large.stdout)
    assert gouji("config", "--select", "gj205", cwd=workspace).returncode == 0


def test_what_is_not_known_is_told_with_what_comes_nearest(workspace: Path) -> None:
    assert "GJ999" in one_line(gouji("audit", "--select", "GJ999", cwd=workspace, env=ENGLISH))
    assert "expected GJ205" in one_line(gouji("audit", "--select", "GJ2205", cwd=workspace, env=ENGLISH))
    (workspace / "facts" / "mine.csv").write_text(
        "id,period,indicator,qoute\na,2024,x,210项\n", encoding="utf-8"
    )
    assert 'unknown column "qoute"; expected quote' in one_line(gouji("audit", cwd=workspace, env=ENGLISH))


def test_a_text_of_which_no_fact_is_coded_harms_nothing(tmp_path: Path) -> None:
    texts = {"a": "全年粮食产量120万吨，增长50%，上年为100万吨。\n", "b": "去年风调雨顺。\n"}
    for room in ("facts", "texts"):
        (tmp_path / room).mkdir()
    rows = ["id,publisher,year,sha256"]
    for year, (name, text) in enumerate(texts.items(), 2023):
        (tmp_path / "texts" / f"{name}.txt").write_bytes(text.encode())
        rows.append(f"{name},临川县,{year},{hashlib.sha256(text.encode()).hexdigest()}")
    (tmp_path / "facts" / "summaries.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    (tmp_path / "facts" / "a.csv").write_text(
        "id,summary,period,indicator,measure,quote\n"
        "1,a,2023,粮食产量,level,120万吨\n2,a,2023,粮食产量,growth,增长50%\n3,a,2022,粮食产量,level,100万吨\n",
        encoding="utf-8",
    )
    done = gouji("audit", "--texts", "texts", cwd=tmp_path)
    assert done.returncode == 1
    assert "GJ501" in done.stdout
