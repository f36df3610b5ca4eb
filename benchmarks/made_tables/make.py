"""Write the made tables as documents of four kinds, and one document for each planted error.

python -m benchmarks.made_tables.make DIR
"""

from __future__ import annotations

import argparse
import copy
import html
import json
import re
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
from docx.shared import Pt

HERE = Path(__file__).parent
Table = dict[str, Any]
Cell = dict[str, Any]
_FIGURE = re.compile(
    "[(（]?[-－+]?(?P<number>[0-9][0-9,，]*(?:[.][0-9]+)?)(?P<tail>[%％]?[^0-9)）]{0,3})[)）]?"
)


def tables() -> dict[str, Table]:
    """Return the tables by their names."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(HERE.glob("t*.json"))}


def write_all(folder: Path) -> None:
    """Write every table in every kind, and each planted error as a document of its own."""
    made = tables()
    for kind, write in WRITERS.items():
        (folder / "out" / kind).mkdir(parents=True, exist_ok=True)
        for name, table in made.items():
            write(table, folder / "out" / kind / f"{name}.{kind}")
    (folder / "out_planted").mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(json.loads((HERE / "planted.json").read_text("utf-8")), start=1):
        table = copy.deepcopy(made[one["table"]])
        table["rows"][one["row"]][one["col"]]["text"] = one["text"]
        write_word(table, folder / "out_planted" / f"{number:03}_{one['table']}.docx")


def spans(cell: Cell) -> tuple[int, int]:
    """Return how many rows and columns a cell spans."""
    return cell.get("rowspan", 1), cell.get("colspan", 1)


def shown(cell: Cell, table: Table) -> str:
    """Return the text of a cell, indented by blanks where its table is."""
    return "　" * (cell.get("indent", 0) if table["indent_style"] == "blanks" else 0) + str(cell["text"])


def lines_above(table: Table) -> list[str]:
    """Return the lines above a table."""
    return [table[part] for part in ("before", "caption", "unit_line") if table[part]]


def write_word(table: Table, path: Path) -> None:
    """Write a table as a Word document."""
    document, rows = docx.Document(), table["rows"]
    for line in (table["title"], *lines_above(table)):
        document.add_paragraph(line)
    grid = document.add_table(rows=len(rows), cols=len(rows[0]))
    places = [list(row.cells) for row in grid.rows]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell is None:
                continue
            down, across = spans(cell)
            place = places[r][c]
            if (down, across) != (1, 1):
                place = place.merge(places[r + down - 1][c + across - 1])
            place.paragraphs[0].add_run(shown(cell, table))
            if table["indent_style"] == "paragraph" and cell.get("indent"):
                place.paragraphs[0].paragraph_format.left_indent = Pt(10.5 * cell["indent"])
    if table["after"]:
        document.add_paragraph(table["after"])
    document.save(str(path))


def write_page(table: Table, path: Path) -> None:
    """Write a table as a web page, which is called by its title alone."""
    parts = [
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">',
        f"<title>{table['title']}</title></head>",
    ]
    parts += ["<body>", *(f"<p>{html.escape(line)}</p>" for line in lines_above(table)), "<table>"]
    for row in table["rows"]:
        cells = []
        for cell in row:
            if cell is not None:
                down, across = spans(cell)
                text = html.escape(shown(cell, table))
                cells.append(f'<td rowspan="{down}" colspan="{across}">{text}</td>')
        parts.append(f"<tr>{''.join(cells)}</tr>")
    parts += ["</table>", f"<p>{html.escape(table['after'])}</p>", "</body></html>"]
    path.write_text("\n".join(parts), "utf-8")


def write_sheet(table: Table, path: Path) -> None:
    """Write a table as a spreadsheet, with its figures as numbers or as text."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    above = [table["title"], *lines_above(table)]
    for at, line in enumerate(above):
        sheet.write_string(at, 0, line)
    facts = {(fact["row"], fact["col"]) for fact in table["facts"]} if table["xlsx_numbers"] else set()
    for r, row in enumerate(table["rows"]):
        for c, cell in enumerate(row):
            down, across = spans(cell) if cell else (1, 1)
            at, text = len(above) + r, shown(cell, table) if cell else ""
            found = _FIGURE.fullmatch(text) if (r, c) in facts else None
            if (down, across) != (1, 1):
                sheet.merge_range(at, c, at + down - 1, c + across - 1, text)
            elif found:
                value, form = number(text, found)
                sheet.write_number(at, c, value, book.add_format({"num_format": form}))
            elif text:
                indent = cell.get("indent", 0) if table["indent_style"] == "paragraph" else 0
                sheet.write_string(at, c, text, book.add_format({"indent": indent}))
    if table["after"]:
        sheet.write_string(len(above) + len(table["rows"]), 0, table["after"])
    book.close()


def number(text: str, found: re.Match[str]) -> tuple[float, str]:
    """Return the number that a text shows, and the format that shows it so."""
    digits = found["number"].replace("，", ",")
    value = float(digits.replace(",", "")) * (-1 if text[0] in "-－(（" else 1)
    form = ("#,##0" if "," in digits else "0") + "." * ("." in digits) + "0" * len(digits.partition(".")[2])
    tail = found["tail"]
    if tail in {"%", "％"}:
        return value / 100, f"{form}%"
    return value, f'{form}"{tail}"' if tail else form


def write_text(table: Table, path: Path) -> None:
    """Write a table as text, its cells parted by tabs; merged cells leave theirs out."""
    rows = [
        "\t".join("" if cell is None else "　" * cell.get("indent", 0) + cell["text"] for cell in row)
        for row in table["rows"]
    ]
    path.write_text(
        "\n".join([table["title"], *lines_above(table), *rows, "", table["after"]]) + "\n", "utf-8"
    )


WRITERS = {"docx": write_word, "html": write_page, "xlsx": write_sheet, "txt": write_text}

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    write_all(parser.parse_args().folder)
