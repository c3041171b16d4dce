"""Up to which generation the words in a folder are complete: a small file beside tantivy's own.

Tantivy lets Python put it nowhere but into a document; and a commit that adds a document writes a
segment, which takes several times as long as one that only deletes. So this file follows the
commit. A process that is killed between the two leaves words that are ahead of it, and to catch
up with what is there already does no harm. The file names the commit that it follows, by tantivy's
count of operations: of words that were lost or wiped since it says nothing.
"""

import json
from pathlib import Path

from index.disk import swap_in

_FILE, _TANTIVY = "complete.json", "meta.json"


def read_generation(folder: Path) -> int:
    """Tell the generation; 0 where nothing says so."""
    generation, commit = _read(folder / _FILE, "generation", "commit")
    (committed,) = _read(folder / _TANTIVY, "opstamp")
    return generation if commit <= committed else 0


def write_generation(folder: Path, generation: int, commit: int) -> None:
    """Say that the words are complete up to a generation, as of a commit that was made."""
    swap_in(folder / _FILE, json.dumps({"generation": generation, "commit": commit}))


def forget_later(folder: Path, generation: int) -> None:
    """Take back what was said of a later generation, before older words take their place."""
    said, _ = _read(folder / _FILE, "generation", "commit")
    if said > generation:
        (folder / _FILE).unlink()


def _read(path: Path, *names: str) -> list[int]:
    """Read numbers; all are 0 where they cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return [int(found[name]) for name in names]
    except (OSError, ValueError, KeyError, TypeError):
        return [0] * len(names)
