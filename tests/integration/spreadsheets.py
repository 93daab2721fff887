# SPDX-License-Identifier: GPL-3.0-or-later
"""Small spreadsheets, written byte by byte: XLSX (a ZIP of XML) and XLS (BIFF8 in an OLE2 file)."""
import io
import struct
import zipfile
from xml.sax.saxutils import escape


def xlsx(rows):
    cells = lambda row: "".join(f"<c><v>{value!r}</v></c>" if isinstance(value, (int, float)) else
                                f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>' for value in row)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>')
        book.writestr("xl/worksheets/s.xml", "<worksheet>" + "".join(
            f'<row r="{number}">{cells(row)}</row>' for number, row in enumerate(rows, 1)) + "</worksheet>")
    return out.getvalue()


def _record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def _text(text):
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16le")


def xls(rows):
    """Texts and numbers; few enough for a stream of one FAT sector."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    begin = lambda kind: _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))
    shared = _record(0xFC, struct.pack("<II", len(texts), len(texts)) + b"".join(map(_text, texts)))
    bound = lambda offset: _record(0x85, struct.pack("<IHBB", offset, 0, 1, 1) + "S".encode("utf-16le"))
    head = begin(5) + _record(0x42, struct.pack("<H", 1200))
    offset = len(head) + len(bound(0)) + len(shared) + 4
    sheet = begin(0x10) + _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, str):
                sheet += _record(0xFD, struct.pack("<HHHI", r, c, 0, texts.index(cell)))
            else:
                sheet += _record(0x203, struct.pack("<HHHd", r, c, 0, cell))
    stream = (head + bound(offset) + shared + _record(0x0A, b"") + sheet + _record(0x0A, b"")).ljust(4096, b"\0")
    return _compound_file(stream)


def _compound_file(stream):
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    sectors = -(-len(stream) // 512)
    assert sectors + 2 <= 128
    entry = lambda name, kind, child, start, size: (name.encode("utf-16le").ljust(64, b"\0") + struct.pack(
        "<HBBIII16sIQQIII", 2 * len(name) + 2, kind, 1, free, free, child, b"", 0, 0, 0, start, size, 0))
    header = struct.pack("<8s16sHHHHH6sIIIIIIIII", bytes.fromhex("D0CF11E0A1B11AE1"), b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
                         0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    fat = [0xFFFFFFFD, end] + [n + 1 for n in range(2, sectors + 1)] + [end]
    directory = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 2, len(stream)) + bytes(256)
    return header + struct.pack("<128I", *fat, *[free] * (128 - len(fat))) + directory + stream.ljust(sectors * 512, b"\0")
