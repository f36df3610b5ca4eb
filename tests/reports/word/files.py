"""Word files made for tests: packages as Word writes them, from the XML of their text."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="{_COMPATIBLE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:wps="{MICROSOFT}/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:w14="{MICROSOFT}/word/2010/wordml" xmlns:w15="{MICROSOFT}/word/2012/wordml" '
    f'xmlns:w16cid="{MICROSOFT}/word/2016/wordml/cid" xmlns:w16cex="{MICROSOFT}/word/2018/wordml/cex" '
    'mc:Ignorable="w14 w15 w16cid w16cex"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "commentsExtended": f"{MICROSOFT}/2011/relationships",
    "commentsIds": f"{MICROSOFT}/2016/09/relationships",
    "commentsExtensible": f"{MICROSOFT}/2018/08/relationships",
}
_ROOTS = {
    "commentsExtended": "w15:commentsEx",
    "commentsIds": "w16cid:commentsIds",
    "commentsExtensible": "w16cex:commentsExtensible",
}
_TITLE = "<w:p><w:r><w:t>青川市2024年工作总结</w:t></w:r></w:p>"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:styleId="Red"><w:name w:val="Red"/></w:style>'
)


def docx(body: str, *, title: str = _TITLE, strict: bool = False, **parts: str) -> bytes:
    """Return a Word file with a title, the XML of a text below it, and that of other parts."""
    parts = {"styles": STYLES, **parts}
    types = [
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        '<Default Extension="xml" ContentType="application/xml"/>',
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>',
    ]
    relations = []
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(parts.items(), start=1):
            types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>')
            kind = _KINDS.get(name, OFFICE)
            relations.append(f'<Relationship Id="rId{number}" Type="{kind}/{name}" Target="{name}.xml"/>')
            root = _ROOTS.get(name, f"w:{name}")
            archive.writestr(f"word/{name}.xml", f"<{root} {_NAMES}>{content}</{root}>")
        whole = f"<w:document {_NAMES}><w:body>{title}{body}<w:sectPr/></w:body></w:document>"
        archive.writestr("word/document.xml", whole.replace(W, STRICT) if strict else whole)
        main = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        link = f'<Relationship Id="rId90" Type="{OFFICE}/hyperlink" Target="https://example.org/" '
        link += 'TargetMode="External"/>'
        archive.writestr("_rels/.rels", _relations(main))
        archive.writestr("word/_rels/document.xml.rels", _relations("".join(relations) + link))
        archive.writestr(
            "[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{"".join(types)}</Types>'
        )
    return packed.getvalue()


def _relations(content: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{content}</Relationships>'


def p(*runs: str, look: str = "") -> str:
    """Return a paragraph of texts and runs."""
    return f"<w:p>{look}{''.join(one if one.startswith('<') else r(one) for one in runs)}</w:p>"


def r(text: str, look: str = "") -> str:
    """Return a run."""
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """Return a table; a cell is its text, or XML."""
    cells = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:tcPr/>{one if one.startswith('<') else p(one)}</w:tc>" for one in row)
        + "</w:tr>"
        for row in rows
    )
    columns = "".join('<w:gridCol w:w="2000"/>' for _ in rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{cells}</w:tbl>"


def box(content: str) -> str:
    """Return a run with a text box, once as a shape and once as older programs want it."""
    shape = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="4000000" cy="900000"/><wp:wrapTopAndBottom/><wp:docPr id="7" name="Box"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="4000000" cy="900000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    older = older_box(content).removeprefix("<w:r>").removesuffix("</w:r>")
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def older_box(content: str) -> str:
    """Return a run with a text box as older programs write it."""
    return (
        '<w:r><w:pict><v:shape style="width:300pt;height:70pt"><v:textbox>'
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def note(kind: str, number: int) -> str:
    """Return a run with the mark of a footnote or an endnote."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def notes(kind: str, content: str) -> str:
    """Return the notes of a document: the separators, and number 2."""
    apart = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for number, name in enumerate(("separator", "continuationSeparator"))
    )
    return f'{apart}<w:{kind} w:id="2">{content}</w:{kind}>'


def comment(number: int, text: str, author: str = "王编辑", paragraph: str = "") -> str:
    """Return a comment of a person; *paragraph* is the id of its paragraph."""
    name = f' w14:paraId="{paragraph}"' if paragraph else ""
    by = f'w:author="{author}" w:initials="王"'
    return f'<w:comment w:id="{number}" {by}><w:p{name}>{r(text)}</w:p></w:comment>'


def ranged(number: int, runs: str) -> str:
    """Return runs with the marks of a comment around them."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{runs}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


BEFORE, FIGURE, AFTER = "全年签约项目", "126个", "，其中工业52个、农业41个、服务业43个。"
"""A sentence whose parts are more than their total."""
SENTENCE = BEFORE + FIGURE + AFTER


class Case(NamedTuple):
    """A way in which Word files hold a figure.

    Attributes:
        content: The file.
        anchor: What the comment on the figure stands on: the figure, or what stands for it.
    """

    content: bytes
    anchor: str = FIGURE


def _wrapped(before: str, after: str, inside: str = r(FIGURE)) -> Case:
    return Case(docx(p(BEFORE, f"{before}{inside}{after}", AFTER)))


_INS = '<w:ins w:id="31" w:author="李">'
_DEL = '<w:del w:id="32" w:author="李"><w:r><w:delText>9</w:delText></w:r></w:del>'
_CHANGED = '<w:b/><w:rPrChange w:id="33" w:author="李"><w:rPr/></w:rPrChange>'
_LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_ROWS = (("领域", "项目数（个）"), ("工业", "52"), ("农业", "41"), ("服务业", "33"), ("合计", "127"))
_LAID_OUT = f"""
  <w:p>
    <w:r>
      <w:t>{BEFORE}</w:t>
    </w:r>
    <w:r>
      <w:t>{FIGURE}</w:t>
      <w:t>{AFTER}</w:t>
    </w:r>
  </w:p>
"""
CASES = {
    "plain": Case(docx(p(SENTENCE))),
    "split over runs": _wrapped("", "", r("1", "<w:b/>") + r("2") + r("6个", "<w:color w:val='FF0000'/>")),
    "apart by proofing marks": _wrapped("", "", f'{r("12")}<w:proofErr w:type="spellStart"/>{r("6个")}'),
    "looks": Case(docx(p(r(SENTENCE, '<w:rStyle w:val="Red"/><w:sz w:val="32"/>')))),
    "changed looks": Case(docx(p(r(SENTENCE, _CHANGED)))),
    "hyperlink": _wrapped('<w:hyperlink r:id="rId90">', "</w:hyperlink>"),
    "within a hyperlink": Case(docx(p(f'<w:hyperlink r:id="rId90">{r(SENTENCE)}</w:hyperlink>'))),
    "inserted": _wrapped(_INS, "</w:ins>"),
    "inserted in part": _wrapped("", "", f"{_INS}{r('12')}</w:ins>{r('6个')}"),
    "deleted within": _wrapped("", "", f"{r('12')}{_DEL}{r('6个')}"),
    "moved": _wrapped(
        f'<w:moveFrom w:id="34" w:author="李">{r("9个")}</w:moveFrom><w:moveTo w:id="35" w:author="李">',
        "</w:moveTo>",
    ),
    "deleted paragraph mark": Case(
        docx(
            p(BEFORE, "12", look='<w:pPr><w:rPr><w:del w:id="36" w:author="李"/></w:rPr></w:pPr>')
            + p("6个", AFTER)
        )
    ),
    "content control": _wrapped("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "content control to be filled in": Case(
        docx(
            p(
                BEFORE,
                f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{r('126')}</w:sdtContent></w:sdt>",
                r("个" + AFTER),
            )
        ),
    ),
    "content control around paragraphs": Case(
        docx(f"<w:sdt><w:sdtPr/><w:sdtContent>{p(SENTENCE)}</w:sdtContent></w:sdt>")
    ),
    "smart tag": _wrapped('<w:smartTag w:uri="u" w:element="e">', "</w:smartTag>"),
    "smart tags in one another": _wrapped(
        '<w:smartTag w:uri="u" w:element="e"><w:smartTagPr/><w:smartTag w:uri="u" w:element="f">',
        "</w:smartTag></w:smartTag>",
    ),
    "field": _wrapped('<w:fldSimple w:instr=" DOCPROPERTY x ">', "</w:fldSimple>"),
    "field in runs": _wrapped(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ),
    "link in runs": _wrapped(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "#x" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        r(FIGURE),
    ),
    "ruby": _wrapped(
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yi</w:t></w:r></w:rt><w:rubyBase>",
        "</w:rubyBase></w:ruby></w:r>",
    ),
    "alternatives": _wrapped(
        '<mc:AlternateContent><mc:Choice Requires="w14">',
        f"</mc:Choice><mc:Fallback>{r(FIGURE)}</mc:Fallback></mc:AlternateContent>",
    ),
    "right to left marks": Case(
        docx(p(f"\u200f{BEFORE}", r(FIGURE, "<w:rtl/>"), f"\u200f{AFTER}\u200e"))
    ),
    "right to left run": _wrapped('<w:bdo w:val="ltr">', "</w:bdo>"),
    "several texts in a run": Case(
        docx(p(f"<w:r><w:t>{BEFORE}1</w:t><w:t>26</w:t><w:t>个{AFTER}</w:t><w:br/><w:t>完。</w:t></w:r>"))
    ),
    "numbered paragraph": Case(
        docx(
            p(SENTENCE, look='<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'),
            numbering=_LISTS,
        )
    ),
    "blanks in front": Case(docx(p(f"\u3000\u3000{SENTENCE}"))),
    "bookmark in the figure": _wrapped(
        "", '<w:bookmarkEnd w:id="9"/>', f'{r("12")}<w:bookmarkStart w:id="9" w:name="x"/>{r("6个")}'
    ),
    "comment of a person on it": Case(
        docx(p(BEFORE, ranged(4, r(FIGURE)), AFTER), comments=comment(4, "请核"))
    ),
    "comment of a person across it": Case(
        docx(p("全年", ranged(4, r("签约项目12")), f"6个{AFTER}"), comments=comment(4, "请核"))
    ),
    "table": Case(docx(table(*_ROWS)), "127"),
    "sentence in a cell": Case(docx(table(("一", SENTENCE), ("二", "无。")))),
    "nested table": Case(docx(table(("说明", table(("一", SENTENCE), ("二", "无。")) + p(""))))),
    "strict": Case(docx(p(SENTENCE), strict=True)),
    "XML laid out": Case(docx(_LAID_OUT)),
    "text box": Case(docx(p("见图。", box(p(SENTENCE))) + p("完。")), ""),
    "older text box": Case(docx(p("见图。", older_box(p(SENTENCE))) + p("完。")), ""),
    "text box in a cell": Case(docx(table(("一", p("见图。", box(p(SENTENCE)))))), ""),
    "footnote": Case(
        docx(p("说明", note("footnote", 2), "。"), footnotes=notes("footnote", p(SENTENCE))), ""
    ),
    "endnote": Case(docx(p("说明", note("endnote", 2), "。"), endnotes=notes("endnote", p(SENTENCE))), ""),
}  # fmt: skip
