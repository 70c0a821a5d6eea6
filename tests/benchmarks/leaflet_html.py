"""The leaflet as HTML for WeasyPrint, drawn to the same measures: only a yardstick, no sheet of the site."""

from __future__ import annotations

from html import escape as e
from typing import Any

from lessons.printing.documents import LeafletDocument, StepData
from lms.shared.pdf.fonts import FOLDER
from lms.shared.pdf.qr import qr_svg

WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold", 800: "ExtraBold"}
FACES = "".join(
    f"@font-face{{font-family:V;font-weight:{weight};src:url({(FOLDER / f'BeVietnamPro-{name}.ttf').as_uri()})}}"
    for weight, name in WEIGHTS.items()
)
CSS = """
@page{size:297mm 210mm;margin:0} body{font:12pt/1.35 V;color:#13231e;margin:0} p{margin:0 0 3mm}
.side{position:relative;width:297mm;height:210mm;break-after:page} .side:last-child{break-after:auto}
.panel{position:absolute;top:9mm;height:192mm} .half{position:absolute;height:93mm;width:100%} .low{top:99mm}
h1{font-size:27pt;font-weight:800;line-height:1.2;margin:5mm 0 3mm;width:70mm} h2{font-size:15pt;font-weight:800;margin:0 0 5mm}
.deep{position:absolute;left:-3mm;top:-4mm;width:90mm;height:118mm;background:#084239}
.cover{position:relative;color:#fff;height:118mm;padding:4mm 3mm 0} .team,.foot{position:absolute;left:0;right:0} .team{top:131mm}
.foot{bottom:0} .street{position:absolute;left:40mm;top:94mm} .tiles{position:absolute;left:-3mm;top:118mm}
.title{display:flex;align-items:center;min-height:10mm} .title svg{flex:none;margin-right:3mm} .title h2{font-size:13pt;margin:0}
.step{margin:3mm 0 0 12mm} .step p{font-size:13pt;margin:4mm 0 0}
.screen{width:60mm;font-size:11pt;background:#13231e;padding:1.1mm;border-radius:4.4mm;line-height:1.2}
.glass{background:#fff;border-radius:3.4mm;overflow:hidden;padding-bottom:2mm}
.bar{background:#e6f3ef;font-weight:700;padding:2.6mm 3mm;border-bottom:.75pt solid #13231e;margin-bottom:1.5mm}
.row{position:relative;margin:0 1.5mm 1.2mm;padding:1.5mm 2.4mm} small{font-size:.88em;display:block}
.target{border:2.2pt solid #c22f12;border-radius:2mm;padding-right:10mm}
.disc{position:absolute;right:1.5mm;top:50%;margin-top:-3.6mm;width:7.2mm;height:7.2mm;border-radius:50%;background:#c22f12;
 color:#fff;font-weight:800;font-size:14pt;line-height:7.2mm;text-align:center}
.input>div{border:.75pt solid #5f7268;padding:1.7mm 2mm;border-radius:1mm;margin-top:1.3mm}
.button>div{background:#0b5c52;color:#fff;font-weight:700;text-align:center;padding:2.1mm;border-radius:2mm}
.item{display:flex;align-items:center} .item i{width:6.3mm;height:6.3mm;border:.75pt solid #5f7268;border-radius:1.5mm;
 background:#e6f3ef;margin-right:2.4mm} .notice>div{border:.75pt dashed #13231e;background:#fff2cf;padding:2mm;border-radius:1mm}
.codes>div{display:flex;margin-top:1.6mm} .codes i{flex:1;border:.75pt solid #5f7268;height:6.6mm;margin-right:1.2mm;
 border-radius:.8mm;text-align:center;line-height:6.6mm;font-style:normal} .tabs{display:flex;text-align:center}
.tabs span{flex:1;border-bottom:.75pt solid #5f7268;padding:1.5mm 0} .tabs .on{font-weight:700;border-bottom:3pt solid #0b5c52}
.warn{display:flex;font-size:15pt;font-weight:500;margin-bottom:6mm} .warn svg{flex:none;margin-right:4mm}
.after{border:1.4pt solid #0b5c52;border-radius:3mm;padding:5mm;background:#e6f3ef;font-size:13.5pt} .qr{display:flex;align-items:center}
.qr svg{width:30mm;height:30mm;margin-right:4mm} .line{display:flex;margin-bottom:5mm} .line i{flex:1;border-bottom:1pt dotted;margin-left:1mm}
.photo{position:relative;width:64mm;height:58mm;overflow:hidden;border:1.2pt solid #13231e} .photo img{width:64mm;display:block}
.ring{position:absolute;border:2.2pt solid #c22f12;border-radius:1.2mm} .fold{position:absolute;height:3mm;border-left:.75pt solid}
"""  # noqa: E501


def house(width: float, sign: str = "", fill: str = "#0b5c52") -> str:
    words = f"<text x=5 y=9 font-size=6 font-weight=800 fill=#fff text-anchor=middle>{sign}</text>" if sign else ""
    points = "5,0 10,3.8 10,11.2 0,11.2 0,3.8"
    return (
        f"<svg viewBox='0 0 10 11.2' width={width}mm height={width * 1.12}mm role=img aria-label='{sign}'>"
        f"<polygon points='{points}' fill='{fill}' stroke='#0b5c52' stroke-width='.4'/>{words}</svg>"
    )


def street() -> str:
    walls = ((0, 10, "#ffc53d"), (9, 15, "#ffc53d"), (18, 11, "#ffc53d"), (27, 17, "#12776a"), (36, 12, "#12776a"))
    drawn = "".join(
        f"<path d='M{x} {23.4 - h}l3.8 -3.4 3.8 3.4V20h-7.6z' fill='{c}'/>"
        f"<rect x='{x + 2.6}' y='16.4' width='2.4' height='3.6' fill='#084239'/>"
        for x, h, c in walls
    )
    return f"<svg class=street viewBox='0 0 44 20' width=44mm height=20mm role=img aria-label=''>{drawn}</svg>"


def tiles() -> str:
    tile = "<path d='M{0} 2l4 -2 4 2 -4 2z' fill='#12776a'/><circle cx='{0}' cy='2' r='1.4' fill='#ffc53d'/>"
    drawn = "".join(tile.format(4 + 8 * n) for n in range(11))
    return (
        "<svg class=tiles viewBox='0 0 90 4' width=90mm height=4mm role=img aria-label=''>"
        f"<rect width=90 height=4 fill='#0b5c52'/>{drawn}</svg>"
    )


def row_html(row: dict[str, Any], number: int | None) -> str:
    """One screen row of the kinds the sample leaflet has; `number` rings it."""
    kind, label = row["kind"], e(row.get("label", ""))
    if kind == "input":
        body = f"<small>{label}</small><div>{e(row['value'])}&nbsp;</div>"
    elif kind == "codes":
        digits = "".join(f"<i>{'•' if n < row['filled'] else ''}</i>" for n in range(row["count"]))
        body = f"<small>{label}</small><div>{digits}</div>"
    elif kind == "tabs":
        body = "".join(f"<span{' class=on' * (n == row['on'])}>{e(t)}</span>" for n, t in enumerate(row["labels"]))
    elif kind == "item":
        body = f"<i></i><div>{label}<small>{e(row['note'])}</small></div>"
    else:
        body = f"<div>{label or e(row['text'])}</div>"
    ring = f"<b class=disc>{number}</b>" if number else ""
    return f"<div class='row {kind}{' target' if number else ''}'>{body}{ring}</div>"


def picture_html(step: StepData) -> str:
    """A stored picture with its ring; `src` is the address of the file."""
    screen = step.screen or {}
    mark = next(mark for mark in screen["marks"] if mark["id"] == step.target)
    x, y, w, h = (mark[side] for side in "xywh")
    ring = f"<div class=ring style='left:{x}%;top:{y}%;width:{w}%;height:{h}%'><b class=disc>{step.number}</b></div>"
    return f"<div class=photo><img src='{screen['src']}' alt='{e(screen['alt'])}'>{ring}</div>"


def step_html(step: StepData, low: bool) -> str:
    screen = step.screen or {"bar": {"title": ""}, "rows": []}
    if screen.get("type") == "picture":
        return step_frame(step, picture_html(step), low)
    rows = "".join(
        row_html(row, step.number if row["id"] and row["id"] == step.target else None) for row in screen["rows"]
    )
    body = f"<div class=screen><div class=glass><div class=bar>{e(screen['bar']['title'])}</div>{rows}</div></div>"
    return step_frame(step, body, low)


def step_frame(step: StepData, body: str, low: bool) -> str:
    title = f"<div class=title>{house(9, str(step.number))}<h2>{e(step.title)}</h2></div>"
    return f"<div class='half{' low' * low}'>{title}<div class=step>{body}<p>{e(step.short)}</p></div></div>"


def panel(x: int, width: int, body: str) -> str:
    return f"<div class=panel style='left:{x + 8}mm;width:{width - 16}mm'>{body}</div>"


def lines(*labels: str) -> str:
    return "".join(f"<div class=line>{label}:<i></i></div>" for label in labels)


def folds(*xs: int) -> str:
    return "".join(f"<div class=fold style='left:{x}mm;top:{y}mm'></div>" for x in xs for y in (5, 202))


def outside(document: LeafletDocument) -> str:
    """Cover, flap and back, in the reading order of leaflet.typ."""
    name = f"<b>{house(8, fill='#ffc53d')} {e(document.site_name)}</b>"
    cover = f"<div class=deep></div><div class=cover>{name}<h1>{e(document.cover)}</h1><p>{e(document.lede)}</p></div>"
    cover += f"{street()}{tiles()}<div class=team><h2>Tổ công nghệ số cộng đồng</h2>"
    cover += lines("Thôn, ấp, bản", "Tổ trưởng", "Điện thoại") + "</div>"
    flap = "<h2>Điều cần nhớ</h2>"
    flap += "".join(f"<div class=warn>{house(8, '!')}<div>{e(warning)}</div></div>" for warning in document.warnings)
    flap += f"<div class='after foot'><h2>{e(document.after_title)}</h2>{e(document.after_text)}</div>"
    back = f"<h2>Học tiếp trên điện thoại</h2><div class=qr>{qr_svg(document.url)}<div>Mở máy ảnh, đưa vào mã, hoặc gõ:"
    back += f"<br><b>{e(document.address)}</b></div></div><p>Trên máy phải hiện đúng địa chỉ này. Thấy tờ khác dán đè"
    back += " lên mã thì không quét.</p><h2>Buổi hướng dẫn gần nhà</h2>" + lines("Ngày, giờ", "Nơi học")
    back += "<div class=foot><h2>Thông tin xuất bản</h2>"
    back += lines("Cơ quan ban hành", "Giấy phép xuất bản số", "Nơi in", "Số lượng", "Tháng, năm")
    back += f"<p>{e(document.edition_note)}.</p><p>Màn hình minh họa, máy của bạn có thể khác.</p></div>"
    return panel(197, 100, cover) + panel(0, 97, flap) + panel(97, 100, back) + folds(97, 197)


def page_html(document: LeafletDocument) -> str:
    """Both sides, panel by panel as in leaflet.typ."""
    halves = [step_html(step, low=n % 2 == 1) for n, step in enumerate(document.steps)]
    places = enumerate(((0, 100), (100, 100), (200, 97)))
    inside = "".join(panel(x, width, "".join(halves[2 * n : 2 * n + 2])) for n, (x, width) in places)
    return (
        f"<!doctype html><html lang=vi><title>{e(document.cover)}</title><style>{CSS}</style>"
        f"<div class=side>{outside(document)}</div><div class=side>{inside}{folds(100, 200)}</div></html>"
    )


class HtmlLeaflet:
    """WeasyPrint with its font configuration and faces kept warm; ImportError where it is not installed."""

    def __init__(self) -> None:
        from weasyprint import CSS as StyleSheet
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration

        self.html, self.fonts = HTML, FontConfiguration()
        self.faces = StyleSheet(string=FACES, font_config=self.fonts)

    def pdf(self, document: LeafletDocument) -> bytes:
        """A tagged PDF/UA-1 of the same content."""
        html = self.html(string=page_html(document))
        pdf: bytes = html.write_pdf(font_config=self.fonts, stylesheets=[self.faces], pdf_variant="pdf/ua-1")
        return pdf
