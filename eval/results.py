"""Results are files named after the commit that made them."""

import json
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def commit() -> str:
    """Name the commit of the working tree, ``-dirty`` with changes in the code itself."""
    changed = _git("status", "--porcelain", "--", "corpus", "index", "api", "eval/*.py")
    return (_git("rev-parse", "--short=10", "HEAD") or "unknown") + ("-dirty" if changed else "")


def write(name: str, result: dict[str, Any], folder: Path, at: str) -> Path:
    """Keep a result with what is needed to make it again.

    ``at`` is the commit as it was when the run began: the tree may have moved on since.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{at}.json"
    about = {
        "name": name,
        "commit": at,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
    }
    path.write_text(json.dumps(about | result, indent=1) + "\n", encoding="utf-8")
    return path


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
