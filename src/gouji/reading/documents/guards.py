"""Limits and guards that readers share: a hostile, broken or endless file is a one-line error.

A reader of a packed, XML-based or unbounded format opens, parses or runs it with the functions below, and
gives the `Kind` of file that their messages name.
"""

import json
import sys
from contextlib import suppress
from typing import NoReturn

from gouji.facts.files.errors import InputError
from gouji.facts.files.packed import PACKED_BYTES, Kind, open_zip, parse_xml, read_member

__all__ = [
    "PACKED_BYTES",
    "Kind",
    "limit_process",
    "open_zip",
    "parse_xml",
    "read_member",
    "refuse",
    "run_reader",
]

TEXT_BYTES = 16 << 20
"""Size of a text or HTML file; a report has a hundredth of it."""
PAGES = 3000
"""Pages of a PDF."""
CHARACTERS = 16 << 20
"""Characters of the text that was read."""
PROCESS_MEMORY = 3 << 29
"""Bytes of memory for a reader in a process of its own."""
PROCESS_SECONDS = 60
"""Seconds of CPU time for such a reader; it is stopped when twice as many have passed."""


def run_reader(module: str, data: bytes, called: str, kind: Kind) -> bytes:
    """Return what ``python -m MODULE`` writes to stdout for a document on its stdin.

    The module calls `limit_process` before it reads, and `refuse` for a document that it cannot read.

    Raises:
        InputError: The module refuses the document, or reading it takes too much time or memory.
    """
    import subprocess  # noqa: PLC0415  slow to import, and most documents are read in this process

    try:
        run = subprocess.run(  # noqa: S603  our own module; the document goes to its stdin
            [sys.executable, "-P", "-m", module],  # nothing that lies in the current folder is imported
            input=data, capture_output=True, check=False, timeout=2 * PROCESS_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise InputError(called, "endless", kind=kind) from None
    if run.returncode == 1 and b"\n" not in run.stderr.strip():
        wrong, values = json.loads(run.stderr)
        raise InputError(called, wrong, **values)
    if run.returncode:
        raise InputError(called, "endless", kind=kind)
    return run.stdout


def limit_process() -> None:
    """Limit the memory and CPU time of this process, where the system can."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (PROCESS_MEMORY, PROCESS_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESS_SECONDS, PROCESS_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def refuse(wrong: str, **values: int) -> NoReturn:
    """End this process with the error that `run_reader` raises: its key, and what it is filled with."""
    json.dump((wrong, values), sys.stderr)
    sys.exit(1)
