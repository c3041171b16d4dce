"""Every example of docs/api.md does what it says, against a real server."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.engine import Engine
from tests.api.support import serving

TEXT = (Path(__file__).parents[3] / "docs" / "api.md").read_text("utf-8")
WRITTEN = "localhost:8000"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def place(town: Engine) -> Iterator[str]:
    with serving(town) as address:
        yield address.removeprefix("http://")


@pytest.mark.parametrize("code", blocks("python"))
def test_python(place: str, code: str) -> None:
    exec(compile(code.replace(WRITTEN, place), "docs/api.md", "exec"), {})


@pytest.mark.parametrize("stands_in", [False, True])
@pytest.mark.parametrize("script", blocks("sh"))
def test_shell(place: str, script: str, stands_in: bool) -> None:
    if stands_in or shutil.which("curl") is None:
        script = f'curl() {{ "{sys.executable}" -m tests.api.http.curl "$@"; }}\n{script}'
    script = "set -e\n" + script.replace(WRITTEN, place)
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_all_parts_have_examples() -> None:
    assert len(blocks("python")) >= 4
    assert len(blocks("sh")) >= 4
    for block in blocks("json"):
        assert json.loads(block)
