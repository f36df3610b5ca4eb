"""The configuration of a workspace: what it may set (``configuration.toml``), what it sets, and where."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from gouji.facts.files.errors import InputError, nearest

_OWN, _SHARED = "gouji.toml", "pyproject.toml"
_TABLE = ("tool", "gouji")
_TYPES: Mapping[str, type] = {"string": str, "array": list, "object": dict}
_CODES = ("select", "ignore", "per-file-ignores")
"""Keys whose values are codes of rules, which people forget to quote."""
Schema = Mapping[str, Any]
"""A JSON Schema; of its keywords those are understood that ``configuration.toml`` uses."""


@cache
def declared() -> Mapping[str, Schema]:
    """Return the schema of each key that a configuration may have, as it is spelled there."""
    return tomllib.loads(Path(__file__).with_name("configuration.toml").read_text(encoding="utf-8"))


def schema(language: str) -> Schema:
    """Return the JSON Schema of a whole configuration, with descriptions in one of the languages."""
    keys = {}
    for name, one in declared().items():
        rest = {key: value for key, value in one.items() if key not in ("zh", "en")}
        keys[name] = {"description": one[language], **rest}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "gouji.toml",
        "type": "object",
        "properties": keys,
        "additionalProperties": False,
    }


def read_configuration(root: Path) -> dict[str, Any]:
    """Return what the configuration of a workspace sets, with ``_`` for ``-`` in its keys; there may be none.

    Raises:
        InputError: It is no TOML, or sets what is not declared.
    """
    options = _tables(root)[1]
    for name, value in options.items():
        if name not in declared():
            near, known = nearest(name.replace("_", "-"), declared()), sorted(declared())
            wrong = "unknown-option-near" if near else "unknown-option"
            raise InputError(place_of(root, name), wrong, option=name, near=near, options=known)
        _check(root, value, declared()[name], (name,))
    return {name.replace("-", "_"): value for name, value in options.items()}


def place_of(root: Path, *path: str) -> str:
    """Return where the configuration of a workspace sets something, as file and line.

    The path is a key, and the keys below it: ``"levels", "GJ401"``. What is an item of a list stands where
    the list begins.
    """
    file, _ = _tables(root)
    whole = path if file.name == _OWN else (*_TABLE, *path)
    line = _line_of(file.read_text(encoding="utf-8-sig"), whole)
    return f"{file.name}:{line}" if line else file.name


def configured_by(root: Path) -> Path | None:
    """Return the file that configures a workspace; None where there is none, or it sets nothing."""
    file, options = _tables(root)
    return file if options or file.name == _OWN else None


def overruled(root: Path) -> bool:
    """Whether a workspace has both files, so that the table in ``pyproject.toml`` counts for nothing."""
    shared = root / _SHARED
    return (root / _OWN).is_file() and shared.is_file() and project_table(shared) is not None


def unread(paths: Iterable[Path]) -> str:
    """Return the name of a ``gouji.toml`` that nobody reads: beside or above documents in no workspace.

    Above means the nearest one; empty where there is none. One in the current folder counts as well.
    """
    here = Path.cwd()
    for path in (*paths, here):
        place = path.resolve()
        for folder in (place, *place.parents) if path.is_dir() else place.parents:
            if (folder / "facts").is_dir():
                break
            if (folder / _OWN).is_file():
                named = folder / _OWN
                return named.relative_to(here).as_posix() if named.is_relative_to(here) else _OWN
    return ""


def project_table(project: Path) -> dict[str, Any] | None:
    """Return the table ``[tool.gouji]`` of a ``pyproject.toml``, if it has one.

    Raises:
        InputError: It is no TOML, or this is no table.
    """
    tool = _toml(project).get("tool", {})
    table = tool.get("gouji") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise InputError(project.name, "not-a-table", value=repr(table))
    return table


def _tables(root: Path) -> tuple[Path, dict[str, Any]]:
    """Return the file that configures a workspace, and what it sets; ``gouji.toml`` goes before."""
    own, shared = root / _OWN, root / _SHARED
    if own.is_file():
        return own, _toml(own)
    return shared, (project_table(shared) if shared.is_file() else None) or {}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(path.name, "no-toml", error=error) from None


def _check(root: Path, value: object, allowed: Schema, path: tuple[str, ...]) -> None:
    """Refuse a value that its schema does not allow, or that holds one which is not allowed."""
    wanted = _TYPES[allowed["type"]]
    wrong = ""
    if not isinstance(value, wanted):
        of_codes = wanted is str and path[0] in _CODES
        wrong = "option-codes" if of_codes else "option-type"
    elif value not in allowed.get("enum", (value,)):
        wrong = "option-value"
    elif value == "" and "minLength" in allowed:
        wrong = "option-empty"
    if wrong:
        values = {"value": repr(value), "type": wanted, "allowed": allowed.get("enum", ())}
        raise InputError(place_of(root, *path), wrong, option=".".join(path), **values)
    for one in value if isinstance(value, list) else ():
        _check(root, one, allowed["items"], path)
    for key, one in value.items() if isinstance(value, dict) else ():
        _check(root, key, {"type": "string", **allowed["propertyNames"]}, path)
        _check(root, one, allowed["additionalProperties"], (*path, key))


def _line_of(text: str, path: tuple[str, ...]) -> int | None:
    """Return the 1-based line in which a TOML text begins to set something; None where that is not told.

    TOML is read from its beginning up to each line that names the last key: what the text does not set before
    one of them, and sets behind it, begins there.
    """
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if path[-1] in line and not _sets("".join(lines[:number]), path):
            ends = range(number + 1, len(lines) + 1)
            whole = next((end for end in ends if _is_toml("".join(lines[:end]))), None)
            if whole and _sets("".join(lines[:whole]), path):
                return number + 1
    return None


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _sets(text: str, path: tuple[str, ...]) -> bool:
    """Whether a TOML text sets something; one that is broken off sets nothing."""
    found: object = tomllib.loads(text) if _is_toml(text) else None
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found is not None
