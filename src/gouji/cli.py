"""The door: options in, files and exit codes out. Nothing else reads options, writes or exits."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

from gouji import __version__
from gouji.checks.messages import LANGUAGES
from gouji.checks.verdict import LEVELS
from gouji.facts.errors import InputError
from gouji.facts.workspace import DIMENSION_FILES, find_workspace, open_workspace
from gouji.reports import RENDERERS, SUFFIXES
from gouji.reports.style import Style
from gouji.reports.text import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gouji.checks.catalogue import Entry
    from gouji.checks.findings import Account
    from gouji.checks.messages import Language
    from gouji.facts.workspace import Workspace

NOTHING_CHECKED, FAILED, INTERRUPTED = 2, 3, 130
FAIL_ON = (*LEVELS, "never")
_DEFAULT = click.core.ParameterSource.DEFAULT


@dataclass
class Door:
    """What the door must know after a command has raised."""

    verbose: bool = False


def main() -> NoReturn:
    """Run the command line and exit: 0 clean, 1 findings, 2 nothing checked, 3 gouji failed, 130 stopped."""
    for stream in (sys.stdout, sys.stderr):
        cast("Any", stream).reconfigure(errors="replace")
    door = Door()
    try:
        code = cli.main(prog_name="gouji", standalone_mode=False, obj=door)
        sys.stdout.flush()
    except click.ClickException as error:
        _stop(error.format_message(), NOTHING_CHECKED)
    except InputError as error:
        _stop(str(error), NOTHING_CHECKED, error.detail)
    except (KeyboardInterrupt, click.Abort):
        _stop("interrupted", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  the last door: a fault of gouji is told in one line, exit 3
        if door.verbose:
            traceback.print_exc()
        _stop(f"gouji itself failed: {type(error).__name__}: {error}", FAILED)
    sys.exit(code or 0)


def _stop(told: str, code: int, detail: str = "") -> NoReturn:
    """Say in one line what happened, and exit; *detail* are lines below it."""
    with suppress(BrokenPipeError):
        for line in (f"gouji: {' '.join(told.split())}", *detail.splitlines()):
            click.echo(harmless(line), err=True)
    sys.exit(code)


def _language(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str:
    """The language asked for, or else the locale's: English where it names a language that is not Chinese."""
    if value:
        return value
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in names if name), "C")
    return "zh" if locale.startswith(("zh", "C", "POSIX")) else "en"


lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), callback=_language, help="语言。Language. [default: the locale's]"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gouji")
def cli() -> None:
    """勾稽：找出年度综述里不能同时成立的说法。

    Find what cannot be true together in yearly summaries.
    """


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--output-format",
    type=click.Choice(sorted(RENDERERS)),
    default="text",
    help="标准输出的格式。What stdout gets.",
)
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="[FORMAT=]FILE",
    help="另写文件，格式按后缀，可重复。Also write a file, the format by its suffix; repeatable.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), help="达到此级即返回 1。Exit 1 from this level. [default: error]"
)
@click.option(
    "--select", multiple=True, metavar="CODES", help="只用这些规则，如 GJ2,CY-01。Only these rules."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="不用这些规则。Not these rules.")
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="原文所在。Where source texts lie.",
)
@lang_option
@click.option(
    "--isolated", is_flag=True, help="不读配置，不用 checks/。Neither configuration nor checks/ is used."
)
@click.option("-q", "--quiet", is_flag=True, help="只列疑点。Findings only.")
@click.option("-v", "--verbose", is_flag=True, help="列出全部。Tell all, tracebacks too.")
@click.pass_context
def audit(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """核对工作区（默认为当前目录）或其中的事实文件。

    Check a workspace (default: here), or fact files: their workspace is loaded, and the findings
    that touch them are shown.
    """
    ctx.obj.verbose = options["verbose"]
    workspace, files = _opened(paths, isolated=options["isolated"])
    settings = _settings(ctx, workspace)
    style = Style(settings["lang"], 0 if options["quiet"] else 2 if options["verbose"] else 1)
    targets = [_target(output) for output in options["outputs"]]
    with _progress(shown=not options["quiet"]) as report:
        account = _audited(workspace, files, settings, report)
    for kind, path in targets:
        _write(path, RENDERERS[kind](account, style))
    click.echo(RENDERERS[options["output_format"]](account, style), nl=False)
    ctx.exit(_exit_code(account, settings.get("fail_on", "error")))


@cli.command()
@click.argument("code")
@lang_option
def explain(code: str, lang: Language) -> None:
    """说明一条规则，如 GJ205。Explain a rule: its page."""
    entry = next((entry for entry in _entries(lang) if entry.code == code.upper()), None)
    if entry is None:
        raise InputError("", f'there is no rule "{code}"; expected a code that "gouji rules" lists')
    click.echo(f"{entry.code} {entry.name}（{entry.level}, {entry.scope}）\n\n{entry.page}")


@cli.command()
@lang_option
def rules(lang: Language) -> None:
    """列出全部规则，含本工作区的。List all rules, those of this workspace too."""
    for entry in _entries(lang):
        click.echo(f"{entry.code:<8} {entry.name:<28} {entry.level:<8} {entry.title}")


def _entries(language: Language) -> Sequence[Entry]:
    from gouji.checks.catalogue import catalogue  # noqa: PLC0415  every command imports only what it needs

    root = find_workspace(Path.cwd())
    return catalogue(open_workspace(root, isolated=True) if root else None, language)


def _settings(ctx: click.Context, workspace: Workspace) -> dict[str, Any]:
    """What the command line says, else the configuration, else the defaults.

    Of the configuration ``texts`` is relative to the workspace, of the command line to where one is.
    """
    _check_words(workspace.options)
    given = {key: value for key, value in ctx.params.items() if value not in (None, ())}
    asked = {key: value for key, value in given.items() if ctx.get_parameter_source(key) != _DEFAULT}
    if "texts" in asked:
        asked["texts"] = asked["texts"].resolve()
    return {**given, **workspace.options, **asked}


def _check_words(options: Mapping[str, Any]) -> None:
    for key, allowed in (("lang", LANGUAGES), ("fail_on", FAIL_ON)):
        if key in options and options[key] not in allowed:
            told = f'option "{key.replace("_", "-")}" is {options[key]!r}; expected {" or ".join(allowed)}'
            raise InputError("configuration", told)
    for key in ("select", "ignore"):
        if not all(isinstance(code, str) for code in options.get(key, ())):
            raise InputError("configuration", f'option "{key}" is {options[key]!r}; expected codes in quotes')


def _audited(
    workspace: Workspace, files: Sequence[Path], settings: dict[str, Any], report: Callable[[str], None]
) -> Account:
    from gouji.checks.audit import Selection, audit  # noqa: PLC0415  imports pandas and pandera

    account = audit(
        workspace,
        _called(workspace.root),
        extra=files,
        texts=workspace.root / settings["texts"] if "texts" in settings else None,
        selection=Selection(_codes(settings.get("select", ())), _codes(settings.get("ignore", ()))),
        isolated=settings["isolated"],
        report=report,
    )
    if not account.bindings and not account.findings and not account.crashes:
        raise InputError(account.workspace, "nothing could be checked; expected facts that a rule applies to")
    return account.touching([workspace.name_of(path) for path in files]) if files else account


def _opened(paths: Sequence[Path], *, isolated: bool) -> tuple[Workspace, list[Path]]:
    """Return the one workspace that all paths lie in, and the fact files among them."""
    roots = {path: _root(path.resolve()) for path in paths or (Path(),)}
    first, *others = dict.fromkeys(roots.values())
    if others:
        raise InputError(str(others[0]), f"another workspace than {first}; expected paths of one workspace")
    return open_workspace(first, isolated=isolated), [path.resolve() for path in roots if path.is_file()]


def _root(path: Path) -> Path:
    if path.is_dir() and (path / "facts").is_dir():
        return path
    if path.is_file() and (path.suffix != ".csv" or path.name in DIMENSION_FILES):
        raise InputError(str(path), "no fact file; expected a CSV file with facts, or a workspace")
    root = find_workspace(path)
    if root is None:
        raise InputError(str(path), "in no workspace; expected a folder with facts/ here or above")
    return root


def _called(root: Path) -> str:
    """What a report calls a workspace: relative where it can be, so that none names a machine's paths."""
    here = Path.cwd()
    return root.relative_to(here).as_posix() if root.is_relative_to(here) else root.name


def _codes(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


def _target(output: str) -> tuple[str, Path]:
    kind, equals, file = output.partition("=")
    path = Path(file if equals else output)
    kind = kind if equals else SUFFIXES.get(path.suffix, "")
    if kind not in RENDERERS:
        raise InputError(output, f"no known format; expected {' or '.join(sorted(RENDERERS))}, as json=FILE")
    return kind, path


def _write(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(content)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(
            str(path), f"cannot be written: {error.strerror}; expected a writable file"
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _exit_code(account: Account, fail_on: str) -> int:
    if account.crashes:
        return FAILED
    failing = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on != "never" else ()
    return int(any(account.levels[level] for level in failing))


@contextmanager
def _progress(*, shown: bool) -> Iterator[Callable[[str], None]]:
    """A line on stderr that tells the step at work; only on a terminal."""
    if not (shown and sys.stderr.isatty()):
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  only on a terminal
    from rich.markup import escape  # noqa: PLC0415

    with Console(stderr=True).status("gouji") as status:
        yield lambda step: status.update(escape(step))
