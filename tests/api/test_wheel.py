"""What is packaged, and that it runs where nothing else is. Both need a package index."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (built,) = folder.glob("*.whl")
    return built


def below(folder: str) -> set[str]:
    """Files that git keeps, or would keep, in a folder of the project."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return {name for name in found.stdout.splitlines() if (ROOT / name).exists()}


def test_the_wheel_holds_code_page_articles_and_weights(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {name for folder in ("corpus", "index", "api", "eval") for name in below(folder)}
    wanted = {name for name in wanted if not name.startswith("eval/results/")}
    assert wanted <= held
    assert {"api/page/index.html", "api/answering/evidence.json"} <= held
    assert any(name.startswith("corpus/articles/2025-02-09") for name in held)
    extra = {name for name in held - wanted if ".dist-info/" not in name}
    assert extra == set()


def test_the_wheel_runs_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / "bin"
    install = [str(scripts / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*install, "-c", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    environment = {name: value for name, value in os.environ.items() if "DATELINE" not in name}

    def dateline(*arguments: str) -> str:
        done = subprocess.run(
            [scripts / "dateline", *arguments],
            cwd=tmp_path,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    assert json.loads(dateline("index", "--json"))["added"] > 0
    answer = json.loads(dateline("ask", "when does the coalition leave Iraq?", "--json"))
    assert "12-month deadline" in answer["citations"][0]["text"]
    assert "eval" in dateline("--help")
