"""``gouji audit``."""

from pathlib import Path
from typing import Any

import click

from gouji.cli.documents import document_options, stated_by
from gouji.cli.options import Settings, checking_options, reporting_options
from gouji.cli.progress import progress
from gouji.cli.shared_options import baseline_option, waivers_option
from gouji.facts.files.workspace import Workspace
from gouji.library import audited, open_source


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@waivers_option
@baseline_option
@click.option("--no-text", is_flag=True, help="报告里不放原文。The report holds no source text.")
@click.option("--open", is_flag=True, help="写好就打开 HTML 报告。Open the HTML report when written.")
@click.option(
    "--watch",
    is_flag=True,
    help="文件一改动就重新核对，Ctrl-C 结束。Audit again on each change, until Ctrl-C.",
)
@reporting_options
@checking_options
@document_options
@click.pass_context
def audit(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """核对工作区（默认为当前目录）、其中的事实文件，或直接核对文档。

    Check a workspace (default: here), fact files (their workspace is loaded, and the findings that touch
    them are shown), or documents as they are: text, Markdown, HTML, .docx, .xlsx, .pdf, or a folder of them.
    """
    stated = stated_by(options)

    def run() -> tuple[int, Settings, Workspace | None]:
        with progress(shown=not options["quiet"]) as report:
            source = open_source(paths, isolated=options["isolated"], stated=stated, report=report)
            settings = Settings.of(ctx, source.workspace)
            result = audited(source, report=report, **settings.asked)
        return settings.deliver(result), settings, source.workspace

    code, settings, workspace = run()
    if options["watch"]:
        from gouji.cli.watch import watch  # noqa: PLC0415  only where it is asked for

        watch(run, settings.values, paths, workspace)
    ctx.exit(code)
