"""Files that are whole after a crash, and how large folders are."""

import os
from contextlib import suppress
from pathlib import Path


def flush(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def swap_in(path: Path, text: str) -> None:
    """Put a text in the place of a file: killed at any instant, the old or the new is there."""
    partial = path.with_name(f"{path.name}.partial")
    partial.write_text(text, encoding="utf-8")
    flush(partial)
    os.replace(partial, path)


def size_of(folder: Path) -> int:
    """Sum up the files below a folder; another process may take some away meanwhile."""
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                total += (Path(where) / name).stat().st_size
    return total
