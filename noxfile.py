"""Promises of this repository, one session each: ``nox -s tests`` and so on; ``nox -l`` lists them."""

from __future__ import annotations

import filecmp
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["style", "tests"]
nox.options.reuse_existing_virtualenvs = True

ROOT = Path(__file__).parent
GROUPS = nox.project.load_toml(ROOT / "pyproject.toml")


def group(name: str) -> list[str]:
    return list(nox.project.dependency_groups(GROUPS, name))


def install_wheel(session: nox.Session, *constraints: str) -> None:
    """Build the wheel and install it: what is tested is what is shipped."""
    folder = Path(session.create_tmp()) / "wheel"
    for old in folder.glob("*.whl"):
        old.unlink()
    session.run("python", "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    session.install("--force-reinstall", "--no-deps", str(wheel))
    session.install(str(wheel), *group("test"), *constraints)


@nox.session
def tests(session: nox.Session) -> None:
    """The tests pass against the wheel, and cover at least 95 % of it."""
    install_wheel(session)
    env = {"COVERAGE_FILE": str(Path(session.create_tmp()).resolve() / "coverage")}
    session.run("coverage", "erase", env=env)
    session.run("coverage", "run", "-m", "pytest", "-n", "2", *session.posargs, env=env)
    session.run("coverage", "combine", "-q", env=env)
    session.run("coverage", "report", env=env)


@nox.session
def lowest(session: nox.Session) -> None:
    """The tests pass with the oldest versions that the dependencies allow."""
    install_wheel(session, "-c", str(ROOT / "tests" / "lowest.txt"))
    session.run("pytest", "-n", "2", "-q", *session.posargs)


@nox.session
def style(session: nox.Session) -> None:
    """Formatted, linted, typed, and the rooms import one way."""
    session.install("-e", ".", *group("style"), "nox")
    session.run("ruff", "format", "--check")
    session.run("ruff", "check")
    session.run("mypy")
    session.run("lint-imports")


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
    """Our own facts hold: nothing in this workspace is an error."""
    install_wheel(session)
    session.run("gouji", "audit")


@nox.session
def report(session: nox.Session) -> None:
    """The published findings are those of the facts; makes them anew, and fails if they differed."""
    install_wheel(session)
    published, made = ROOT / "reports" / "findings.json", Path(session.create_tmp()) / "findings.json"
    session.run("gouji", "audit", "-q", "--fail-on", "never", "-o", str(made.resolve()))
    same = published.is_file() and filecmp.cmp(made, published, shallow=False)
    if not same:
        published.write_bytes(made.read_bytes())
        session.error("reports/findings.json was out of date; it is made anew, commit it")
