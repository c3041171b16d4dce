"""What zip files must not be: bombs, locked, or full of entities."""

import zipfile
from collections.abc import Sequence

from corpus.readers.markup import Hostile, refuse_entities

# A file that is a zip of XML and pictures may be this many times larger than a document's text.
PACKED = 10
_MOST_PARTS = 10_000
_LOCKED = 0x1


def checked(package: zipfile.ZipFile, max_bytes: int, entities_in: Sequence[str]) -> None:
    """Look a document that is a zip over before it is unpacked.

    Raises:
        Hostile: it unpacks to far more than a document, is locked, or its XML declares entities.
    """
    parts = package.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > PACKED * max_bytes:
        raise Hostile(f"unpacks to more than {PACKED * max_bytes // 1_000_000} MB; left out")
    for part in parts:
        if part.flag_bits & _LOCKED:
            raise Hostile("encrypted: it needs a password")
        if part.filename.lower().endswith(tuple(entities_in)):
            refuse_entities(package.read(part))
