"""The rules drawn on a page: lines along its edges, and boxes so thin that they look like these."""

import ctypes
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gouji.reading.documents.ruled_grids import Rule

_MOST = 20_000
"""Objects of a page, and corners of its drawings: what has more is a map or a picture."""
_DEPTH = 5
_THIN, _SHORT = 3.0, 5.0
"""In points: how thick a rule may be; how long it is at least."""
_Point = tuple[float, float]


def rules_of(page: pdfium.PdfPage) -> list[Rule]:
    """Return the rules of a page; none where it has more drawings than tables need."""
    try:
        objects = list(islice(page.get_objects(max_depth=_DEPTH), _MOST + 1))
        paths = [one for one in objects if one.type == pdfium_c.FPDF_PAGEOBJ_PATH]
        corners = sum(pdfium_c.FPDFPath_CountSegments(path.raw) for path in paths)
        few = max(len(objects), corners) <= _MOST
        return [rule for path in paths for rule in _rules(path)] if few else []
    except pdfium.PdfiumError:
        return []


def _rules(path: pdfium.PdfObject) -> Iterator[Rule]:
    """Yield the rules of a path: an outline that is one, or the sides of one that is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    for outline in _outlines(path) if fill.value or stroke.value else ():
        sides = pairwise(outline) if stroke.value and _rule(outline) is None else [outline]
        yield from (rule for side in sides if (rule := _rule(side)))


def _rule(points: Iterable[_Point]) -> Rule | None:
    """Return the rule that a box around points is."""
    across, down = ((min(one), max(one)) for one in zip(*points, strict=True))
    wide, high = across[1] - across[0], down[1] - down[0]
    if min(wide, high) > _THIN or max(wide, high) < _SHORT:
        return None
    return Rule(True, sum(across) / 2, *down) if high > wide else Rule(False, sum(down) / 2, *across)


def _outlines(path: pdfium.PdfObject) -> Iterator[list[_Point]]:
    """Yield the corners of each outline of a path, as places on the page, from its upper edge down."""
    matrix, holder = path.get_matrix(), path.container
    while holder is not None:
        matrix, holder = matrix.multiply(holder.get_matrix()), holder.container
    points: list[_Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for place in range(pdfium_c.FPDFPath_CountSegments(path.raw)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path.raw, place)
        if points and pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        right, up = matrix.on_point(x.value, y.value)
        points.append((right, -up))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
