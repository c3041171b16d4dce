"""Files made to do harm, built by the tests that read them."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

FILES = Path(__file__).parents[2] / "data" / "files"
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "%s">]>' % (b"&a;" * 1000)
FETCHES = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def changed(name: str, part: str, before: bytes, after: bytes) -> bytes:
    """A real file that is a zip, with some bytes of one part replaced."""
    with zipfile.ZipFile(FILES / name) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    assert before in members[part]
    return zipped(members | {part: members[part].replace(before, after, 1)})


def pdf(content: bytes, pages: int = 1, extra: bytes = b"", stream: bytes = b"") -> bytes:
    """A PDF of one page, which says that it has ``pages``."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream"
        % (len(stream or content), extra, stream or content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return data + table + trailer + b"startxref\n%d\n%%%%EOF" % len(data)


def shown_by(words: str) -> bytes:
    return b"BT /F1 12 Tf 72 720 Td (%s) Tj ET" % words.encode()


def deflated_zeros(size: int) -> bytes:
    """``size`` bytes of nothing, packed to a thousandth, made without holding them."""
    packer, part = zlib.compressobj(9), bytes(1_000_000)
    # After a full flush, the same bytes pack to the same bytes.
    first, again = (packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + again * (size // len(part) - 1) + packer.flush()
