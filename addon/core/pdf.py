# SPDX-FileCopyrightText: 2026 Maquette authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""PDF 1.7 by ISO 32000-1:2008: text in Helvetica, filled rectangles and PNG pictures. Writes only.

The zlib stream of a plain PNG is what PDF calls FlateDecode with a PNG predictor, so pictures go in
as they are. The same pages give the same bytes: there is no date in the file.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from .errors import InputError
from .helvetica import encoded
from .png_parts import PngParts, png_parts
from .procedural import Color

A4_LANDSCAPE = (841.89, 595.28)
FONT, CATALOG, TREE, METADATA, INFO, ATTACHMENT, FILE_SPEC = range(1, 8)
FIRST_FREE = 8


class PdfPage:
    """One page to draw on, in points from its top left corner; colours are sRGB from 0 to 1."""

    def __init__(self, size: tuple[float, float] = A4_LANDSCAPE) -> None:
        self.width, self.height = size
        self.pictures: list[bytes] = []
        self._operators: list[bytes] = []

    @property
    def content(self) -> bytes:
        return b"\n".join(self._operators)

    def text(self, at: tuple[float, float], size: float, text: str, color: Color) -> None:
        """One line whose baseline begins `at`."""
        x, y = at
        hexadecimal = encoded(text).hex().encode()
        self._draw(
            f"BT {_color(color)} /F1 {size:.2f} Tf {x:.2f} {self.height - y:.2f} Td <".encode()
            + hexadecimal
            + b"> Tj ET"
        )

    def rectangle(self, at: tuple[float, float], extent: tuple[float, float], color: Color) -> None:
        self._draw(f"{_color(color)} {self._box(at, extent)} re f".encode())

    def picture(self, at: tuple[float, float], extent: tuple[float, float], png: bytes) -> None:
        """A plain 8-bit RGB PNG, stretched over `extent`."""
        if png not in self.pictures:
            self.pictures.append(png)
        (x, y), (width, height) = at, extent
        place = f"{width:.2f} 0 0 {height:.2f} {x:.2f} {self.height - y - height:.2f} cm"
        self._draw(f"q {place} /{picture_name(png)} Do Q".encode())

    def _box(self, at: tuple[float, float], extent: tuple[float, float]) -> str:
        (x, y), (width, height) = at, extent
        return f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f}"

    def _draw(self, operator: bytes) -> None:
        self._operators.append(operator)


def picture_name(png: bytes) -> str:
    return f"I{hashlib.sha256(png).hexdigest()[:12]}"


def write_pdf(pages: Sequence[PdfPage], *, title: str, made_by: str, record: bytes) -> bytes:
    """The bytes of a document; `record` is attached as record.json.

    Raises `InputError` without pages, and for a picture that is not a plain 8-bit RGB PNG.
    """
    if not pages:
        raise InputError("A PDF needs at least one page.")
    pictures = list(dict.fromkeys(png for page in pages for png in page.pictures))
    numbers = {png: FIRST_FREE + place for place, png in enumerate(pictures)}
    first_page = FIRST_FREE + len(pictures)
    objects = {
        **_fixed(title, made_by, record),
        TREE: _tree([first_page + 2 * place for place in range(len(pages))]),
        **{number: _picture(png_parts(png)) for png, number in numbers.items()},
    }
    for place, page in enumerate(pages):
        number = first_page + 2 * place
        objects[number] = _page(page, number + 1, numbers)
        objects[number + 1] = _stream(zlib.compress(page.content, 9), "/Filter /FlateDecode")
    return _file(objects)


def _fixed(title: str, made_by: str, record: bytes) -> dict[int, bytes]:
    """What every document has once."""
    metadata = _xmp(title, made_by).encode()
    return {
        FONT: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        CATALOG: (
            f"<< /Type /Catalog /Version /1.7 /Pages {TREE} 0 R /Metadata {METADATA} 0 R "
            f"/Lang (en) /ViewerPreferences << /DisplayDocTitle true >> "
            f"/Names << /EmbeddedFiles << /Names [(record.json) {FILE_SPEC} 0 R] >> >> >>"
        ).encode(),
        METADATA: _stream(metadata, "/Type /Metadata /Subtype /XML"),
        INFO: f"<< /Title {_text(title)} /Producer {_text(made_by)} >>".encode(),
        ATTACHMENT: _stream(
            zlib.compress(record, 9),
            "/Type /EmbeddedFile /Subtype /application#2Fjson /Filter /FlateDecode "
            f"/Params << /Size {len(record)} >>",
        ),
        FILE_SPEC: (
            "<< /Type /Filespec /F (record.json) /UF (record.json) "
            f"/Desc (Where everything comes from) /EF << /F {ATTACHMENT} 0 R >> >>"
        ).encode(),
    }


def _tree(pages: Iterable[int]) -> bytes:
    kids = [f"{number} 0 R" for number in pages]
    return f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()


def _page(page: PdfPage, content: int, numbers: dict[bytes, int]) -> bytes:
    pictures = " ".join(f"/{picture_name(png)} {numbers[png]} 0 R" for png in page.pictures)
    return (
        f"<< /Type /Page /Parent {TREE} 0 R /MediaBox [0 0 {page.width:.2f} {page.height:.2f}] "
        f"/Resources << /Font << /F1 {FONT} 0 R >> /XObject << {pictures} >> >> "
        f"/Contents {content} 0 R >>"
    ).encode()


def _picture(png: PngParts) -> bytes:
    if not png.is_plain_rgb:
        raise InputError("A picture for a PDF must be an 8-bit RGB PNG without interlacing.")
    width, height = png.extent
    return _stream(
        png.stream,
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8 /Interpolate true /Filter /FlateDecode "
        f"/DecodeParms << /Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns {width} >>",
    )


def _stream(data: bytes, entries: str) -> bytes:
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _text(text: str) -> str:
    """A text string of the document level: UTF-16 with its byte order mark."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex()}>"


def _color(color: Color) -> str:
    return " ".join(f"{channel:.3f}" for channel in color) + " rg"


def _xmp(title: str, made_by: str) -> str:
    """Metadata by ISO 16684-1."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/"><dc:title><rdf:Alt>'
        f'<rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f"<xmp:CreatorTool>{escape(made_by)}</xmp:CreatorTool>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )


def _file(objects: dict[int, bytes]) -> bytes:
    """Header, objects, cross-reference table and trailer (ISO 32000-1, 7.5)."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number in sorted(objects):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    table = len(out)
    identity = hashlib.sha256(out).hexdigest()[:32]
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += (
        f"trailer\n<< /Size {len(places) + 1} /Root {CATALOG} 0 R /Info {INFO} 0 R "
        f"/ID [<{identity}> <{identity}>] >>\nstartxref\n{table}\n%%EOF\n"
    ).encode()
    return bytes(out)
