"""Promises of this repository, one session each: ``nox -s tests`` and so on; ``nox -l`` lists them."""

from __future__ import annotations

import filecmp
import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["style", "tests"]
nox.options.reuse_existing_virtualenvs = True
# Most modules of what is installed are never imported; compiling them all is half of an installation.
os.environ.setdefault("PIP_COMPILE", "0")
# What is imported is compiled once, also where that is switched off: tests start hundreds of processes.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = Path(__file__).parent
PUBLISHED = ("findings.json", "report.html")
GROUPS = nox.project.load_toml(ROOT / "pyproject.toml")


def group(name: str) -> list[str]:
    return list(nox.project.dependency_groups(GROUPS, name))


def install_wheel(session: nox.Session, *besides: str) -> None:
    """Build the wheel and install it, with what else is needed: what is tested is what is shipped."""
    folder = Path(session.create_tmp()) / "wheel"
    for old in folder.glob("*.whl"):
        old.unlink()
    session.run("python", "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    session.install("--force-reinstall", "--no-deps", str(wheel))
    session.install(str(wheel), *besides)


@nox.session
def tests(session: nox.Session) -> None:
    """The tests pass against the wheel, and cover at least 95 % of it."""
    install_wheel(session, *group("test"))
    env = {"COVERAGE_FILE": str(Path(session.create_tmp()).resolve() / "coverage")}
    session.run("coverage", "erase", env=env)
    run = ("coverage", "run", "-m", "pytest", "-n", "2", "--dist", "worksteal")
    session.run(*run, *session.posargs, env=env)
    session.run("coverage", "combine", "-q", env=env)
    session.run("coverage", "report", env=env)


@nox.session
def lowest(session: nox.Session) -> None:
    """The tests pass with the oldest versions that the dependencies allow."""
    install_wheel(session, *group("test"), "-c", str(ROOT / "tests" / "lowest.txt"))
    # What other services' CI and starters run is shell, what is seen and clicked is Chromium's; how figures
    # and prose are read calls no library, by contract of imports: no version of one changes these.
    browser = (
        "reports/test_html_in_browser.py",
        "reports/test_html_at_work.py",
        "reports/test_html_drawn.py",
    )
    prose = (
        *(f"reading/{room}" for room in ("alignment", "draft", "identity", "lexicon", "links")),
        "facts/test_scan.py",
    )
    audits = (
        "checks/gate/test_touched.py",
        *(f"checks/test_{name}.py" for name in ("faults", "sound_summaries", "within_one_text")),
    )
    left = ("ci", "cli/test_desktop.py", *browser, *prose, *audits)
    told = ("-q", "--durations=20", *(f"--ignore=tests/{one}" for one in left))
    session.run("pytest", "-n", "2", "--dist", "worksteal", *told, *session.posargs)


@nox.session
def style(session: nox.Session) -> None:
    """Formatted, linted, typed, shell too; rooms import one way, the structure keeps within its bounds."""
    session.install("-e", ".", *group("style"))
    session.run("ruff", "format", "--check")
    session.run("ruff", "check")
    session.run("mypy")
    session.run("lint-imports")
    session.run("python", "-m", "tests.structure")
    session.run("python", "-m", "tests.ci.scripts")


@nox.session
def package(session: nox.Session) -> None:
    """Wheel and source distribution build, and hold what they should."""
    session.install(*group("package"))
    folder = Path(session.create_tmp()) / "dist"
    for old in folder.glob("*"):
        old.unlink()
    session.run("python", "-m", "build", "--outdir", str(folder))
    session.run("check-wheel-contents", *map(str, folder.glob("*.whl")))
    session.run("twine", "check", "--strict", *map(str, folder.iterdir()))


@nox.session
def gate(session: nox.Session) -> None:
    """Our own facts hold: the last commit (or what differs from ``-- --base REV``) brings no error."""
    install_wheel(session)
    before = ["--base", "HEAD~1" if has_parent(session) else "0" * 40]
    session.run("gouji", "gate", *(session.posargs or before))


def has_parent(session: nox.Session) -> bool:
    command = ("git", "rev-parse", "--verify", "--quiet", "HEAD~1")
    return bool(session.run(*command, external=True, silent=True, success_codes=[0, 1]))


@nox.session
def report(session: nox.Session) -> None:
    """The published report is that of the facts; makes it anew, and fails if it differed."""
    install_wheel(session)
    made = Path(session.create_tmp()).resolve()
    outputs = [argument for name in PUBLISHED for argument in ("-o", str(made / name))]
    # Neither texts nor clock: the epoch's day holds no waiver for run out.
    env = {"SOURCE_DATE_EPOCH": "0"}
    session.run("gouji", "audit", "-q", "--fail-on", "never", "--lang", "zh", *outputs, env=env)
    stale = [name for name in PUBLISHED if not same(made / name, ROOT / "reports" / name)]
    for name in stale:
        (ROOT / "reports" / name).write_bytes((made / name).read_bytes())
    if stale:
        session.error(f"{', '.join(stale)} in reports/ was out of date; it is made anew, commit it")


def same(made: Path, published: Path) -> bool:
    return published.is_file() and filecmp.cmp(made, published, shallow=False)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation of all rules is built in docs/rules, from their pages and cases."""
    session.install("-e", ".", *group("test"))
    session.run("python", "-m", "docs.build")


@nox.session
def office(session: nox.Session) -> None:
    """LibreOffice opens what is written for Word and Excel.

    $GOUJI_TEXTS: where real Word files lie; $GOUJI_PICTURES: where pages of workbooks go, to be looked at.
    """
    install_wheel(session, *group("test"))
    found = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/reports/*/in_office.py"))
    session.run("pytest", "-q", *found, *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """How well and how fast prose is read, beside recognizers-text; ``-- --corpora DIR`` has the texts."""
    install_wheel(session, "recognizers-text-suite", "emoji<2")
    session.run("python", "benchmarks/reading.py", *session.posargs)


@nox.session
def bench_totals(session: nox.Session) -> None:
    """Verdicts on sums, and how fast they are reached, beside Arelle."""
    install_wheel(session, "arelle-release")
    session.run("python", "-m", "benchmarks.totals", *session.posargs)


@nox.session
def html(session: nox.Session) -> None:
    """The W3C checker finds no error in reports of the example and of two of its texts, in both languages.

    It is ``vnu`` on PATH, or else the package ``vnu-jar`` of npm, which needs Java.
    """
    checker = ["vnu"] if shutil.which("vnu") else checker_of_npm(session)
    if not checker:
        session.skip("no vnu on PATH, and not both of npm and java to get it")
    install_wheel(session)
    made = Path(session.create_tmp()).resolve() / "reports"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    with session.chdir(made):
        session.run("gouji", "init", "--example", "example")
    texts = [f"texts/zelan-{name}" for name in ("2023.txt", "2024.docx")]
    with session.chdir(made / "example"):
        for lang in ("zh", "en"):
            for name, paths in (("example", ["--texts", "texts"]), ("pair", texts)):
                output = str(made / f"{name}-{lang}.html")
                session.run(
                    "gouji",
                    "audit",
                    *paths,
                    "-q",
                    "--fail-on",
                    "never",
                    "--lang",
                    lang,
                    "-o",
                    output,
                    silent=True,
                )
    session.run(*checker, "--errors-only", *map(str, sorted(made.glob("*.html"))), external=True)


def checker_of_npm(session: nox.Session) -> list[str]:
    """Return the command of the W3C checker from npm; none where npm or Java is missing."""
    if not (shutil.which("npm") and shutil.which("java")):
        return []
    folder = Path(session.create_tmp()).resolve() / "npm"
    session.run(
        "npm",
        "install",
        "--silent",
        "--no-save",
        "--ignore-scripts",
        "--prefix",
        str(folder),
        "vnu-jar",
        external=True,
    )
    return ["java", "-jar", str(folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar")]


@nox.session
def hook(session: nox.Session) -> None:
    """pre-commit installs our hook from a clone and runs it in another workspace: green, red, green."""
    session.install("pre-commit")
    session.run("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    other = Path(session.create_tmp()).resolve() / "other"
    shutil.rmtree(other, ignore_errors=True)
    (other / "facts").mkdir(parents=True)
    revision = str(session.run("git", "rev-parse", "HEAD", external=True, silent=True)).strip()
    hooks = f"repos: [{{repo: 'file://{ROOT}', rev: '{revision}', hooks: [{{id: gouji}}]}}]"
    (other / ".pre-commit-config.yaml").write_text(hooks, encoding="utf-8")
    facts = other / "facts" / "年度.csv"
    for total, expected in (("210", 0), ("355", 1), ("210", 0)):
        facts.write_text(SUM.replace("@", total), encoding="utf-8")
        run_hook(session, other, expected)


SUM = """id,period,indicator,quote,whole,complete
a-01,2024,x,@项,,
a-02,2024,y,95项,a-01,true
a-03,2024,y,115项,a-01,true
"""


def run_hook(session: nox.Session, folder: Path, expected: int) -> None:
    env = {"PRE_COMMIT_HOME": str(folder.parent / "pre-commit")}
    with session.chdir(folder):
        session.run("git", "init", "-q", external=True)
        session.run("git", "add", "-A", external=True)
        session.run("pre-commit", "run", "--all-files", "--verbose", success_codes=[expected], env=env)
