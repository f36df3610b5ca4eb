"""Options that commands share, and the settings that they make together with the configuration."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from gouji.checks.messages import LANGUAGES
from gouji.cli.output import append, exit_code, show, wants_colours, write
from gouji.cli.shared_options import COLOURS, STDOUT, color_option, fail_on_option, format_option
from gouji.facts.files.errors import InputError
from gouji.reports import FORMATS, SUFFIXES, Reports
from gouji.reports.text import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gouji.checks.findings import AuditResult
    from gouji.checks.messages import Language
    from gouji.checks.selection import Selection
    from gouji.facts.files.workspace import Workspace

COUNTED = ("text", "json")
"""Formats of ``--statistics``."""
_DEFAULT = click.core.ParameterSource.DEFAULT
_Command = TypeVar("_Command", bound="Callable[..., Any]")


def language_of(arguments: Sequence[str] = ()) -> Language:
    """Return the language that a command line asks for, readable or not, or else the locale's.

    That is English where the locale names a language that is not Chinese.
    """
    asked = re.search("\0--lang[=\0](zh|en)\0", "\0".join((*arguments, "")))
    locale = os.environ.get(locale_variable(), "C")
    chinese = asked[1] == "zh" if asked else locale.startswith(("zh", "C", "POSIX"))
    return "zh" if chinese else "en"


def locale_variable() -> str:
    """Return the variable that says which language is spoken here; empty where none does."""
    return next((name for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")


def _verbose(ctx: click.Context, _option: click.Parameter, value: bool) -> bool:
    """Tell ``main`` at once whether a traceback is wanted."""
    ctx.obj.verbose = value
    return value


lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    callback=lambda _ctx, _option, value: value or language_of(),
    help="语言。Language. [default: the locale's]",
)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_OF_WORKSPACES = (
    click.option("--texts", type=_FOLDER, help="原文所在。Folder of the source texts."),
    click.option(
        "--isolated", is_flag=True, help="不读配置，不用 checks/。Neither configuration nor checks/ is used."
    ),
)
_CHECKING = (
    click.option(
        "--select", multiple=True, metavar="CODES", help="只用这些规则，如 GJ2,CY-01。Only these rules."
    ),
    click.option("--ignore", multiple=True, metavar="CODES", help="不用这些规则。Not these rules."),
    lang_option,
    click.option("-q", "--quiet", is_flag=True, help="只列疑点。Findings only."),
    click.option(
        "-v", "--verbose", is_flag=True, callback=_verbose, help="列出全部。Show everything, tracebacks too."
    ),
)  # fmt: skip
_REPORTING = (
    click.option(
        "-o", "--output", "outputs", multiple=True, metavar="[FORMAT=]FILE",
        help="另写文件，格式按后缀，- 为标准输出，可重复。"
        "Also write a file, the format by its suffix, - is stdout; repeatable.",
    ),
    fail_on_option,
    color_option,
    click.option(
        "--statistics", is_flag=True,
        help="只列各规则各级有几条疑点。Only how many findings each rule has, by level; as text or json.",
    ),
)  # fmt: skip


def checking_options(command: _Command) -> _Command:
    """Give a command the options for what is checked, and in how much detail it is reported."""
    return rule_options(_with(_OF_WORKSPACES, command))


def rule_options(command: _Command) -> _Command:
    """Give a command those of them that documents have as well."""
    return _with(_CHECKING, command)


def reporting_options(command: _Command) -> _Command:
    """Give a command the options for where findings go, and which of them fail it."""
    return format_option(FORMATS)(_with(_REPORTING, command))


def _with(options: Sequence[Callable[[_Command], _Command]], command: _Command) -> _Command:
    for option in reversed(options):
        command = option(command)
    return command


class Settings(NamedTuple):
    """Values from the command line, else from the configuration, else the defaults.

    Attributes:
        values: By the names of the options.
        folder: The workspace as seen from here.
    """

    values: Mapping[str, Any]
    folder: str = ""

    @classmethod
    def of(cls, ctx: click.Context, workspace: Workspace | None) -> Settings:
        """Combine the three; documents have no configuration.

        ``texts`` of the configuration is relative to the workspace, that of the command line to here.

        Raises:
            InputError: The configuration has a value that is not allowed.
        """
        configured = dict(workspace.options) if workspace else {}
        given = {key: value for key, value in ctx.params.items() if value not in (None, ())}
        asked = {key: value for key, value in given.items() if ctx.get_parameter_source(key) != _DEFAULT}
        if "texts" in asked:
            asked["texts"] = asked["texts"].resolve()
        if workspace and workspace.texts:
            configured["texts"] = workspace.texts
        found = {**given, **configured, **asked}
        ctx.obj.language = found["lang"]
        if workspace and workspace.options:
            from gouji.checks.selection import refuse_unknown_codes  # noqa: PLC0415  --help needs no audit

            refuse_unknown_codes(workspace)
        below = workspace is not None and workspace.root.is_relative_to(Path.cwd())
        settings = cls(found, workspace.called if workspace and below else "")
        if "output_format" in found:
            settings.outputs()  # what cannot be written is refused before anything is checked
        return settings

    @property
    def style(self) -> Style:
        """The language of a report, and its detail."""
        detail = 0 if self.quiet else 2 if self.values["verbose"] else 1
        return Style(self.values["lang"], detail, not self.values.get("no_text"), self.folder)

    @property
    def quiet(self) -> bool:
        """Whether only findings are wanted."""
        return bool(self.values["quiet"])

    @property
    def isolated(self) -> bool:
        """Whether only the facts of the workspace are used."""
        return bool(self.values.get("isolated"))

    @property
    def selection(self) -> Selection:
        """The rules that are asked for."""
        from gouji.checks.selection import Selection  # noqa: PLC0415  --help needs no audit

        return Selection.of(self.values.get("select", ()), self.values.get("ignore", ()), self.values)

    @property
    def asked(self) -> dict[str, Any]:
        """What these settings ask of an audit: arguments of `gouji.library.audited`."""
        given = {name: self.values.get(name) for name in ("texts", "waivers", "baseline")}
        return {"selection": self.selection, "isolated": self.isolated, **given}

    @property
    def formats(self) -> frozenset[str]:
        """The formats of all reports that are asked for."""
        shown, files = self.outputs()
        return frozenset((shown, *(kind for kind, _ in files)))

    def outputs(self) -> tuple[str, Sequence[tuple[str, Path]]]:
        """Return the format of stdout, and formats and files of what is written besides.

        Raises:
            InputError: There is no such format, or none in which findings are counted.
        """
        shown = str(self.values["output_format"])
        found = [_target(one, shown) for one in self.values.get("outputs", ())]
        shown = next((kind for kind, path in reversed(found) if path == STDOUT), shown)
        if self.values.get("statistics") and shown not in COUNTED:
            raise InputError("--statistics", "statistics-format", format=shown, formats=COUNTED)
        return shown, [(kind, path) for kind, path in found if path != STDOUT]

    def deliver(self, result: AuditResult) -> int:
        """Write all reports that are asked for, and return the exit code."""
        from gouji.reports.statistics import STATISTICS  # noqa: PLC0415  --help counts nothing

        shown, files = self.outputs()
        reports = Reports(result, self.style)
        for kind, path in files:
            write(path, reports.file(kind))
            if kind == "html" and self.values.get("open"):
                click.launch(path.resolve().as_uri())
        wanted = str(self.values.get("color", COLOURS[0]))
        style = self.style._replace(coloured=wants_colours(wanted, sys.stdout))
        counted = bool(self.values.get("statistics"))
        content = STATISTICS[shown](result, style) if counted else reports.on_screen(shown, style)
        if isinstance(content, bytes) and sys.stdout.isatty():
            raise InputError("", "no-text-format", format=shown)
        show(content, for_people=shown == "text")
        if shown == "github" and (page := os.environ.get("GITHUB_STEP_SUMMARY")):
            append(Path(page), reports.step_summary())
        return exit_code(result, str(self.values.get("fail_on", "error")))


def _target(output: str, stdout: str) -> tuple[str, Path]:
    """Return format and file of an output; *stdout* is the format of ``-``."""
    kind, equals, file = output.partition("=")
    path = Path(file if equals else output)
    if not equals:
        kind = stdout if path == STDOUT else SUFFIXES.get(path.suffix, "")
    if kind not in FORMATS:
        raise InputError(output, "unknown-report", formats=FORMATS)
    return kind, path
