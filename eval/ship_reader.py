"""Make trained weights the ones that come with the project: ``python -m eval.ship_reader NAME``."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import torch
import typer

from eval import results
from index.weights import save


def main(
    name: Annotated[str, typer.Argument(help="Folder under the cache, squad-1 say.")],
    cache: Annotated[Path, typer.Option()] = Path(".cache/reader"),
) -> None:
    """Write the compact weights, with what they were made by."""
    state = torch.load(cache / name / "weights.pt", weights_only=True)
    log = (cache / name / "log.jsonl").read_text(encoding="utf-8").splitlines()
    about = {
        "made_by": "python -m eval.train_reader, then python -m eval.ship_reader",
        "stage": name,
        "commit": results.commit(),
        "begun_from": "all-MiniLM-L6-v2 (Apache-2.0)",
        "last_look": log[-1],
    }
    path = Path(str(files("index") / "reader.safetensors"))
    save(state, about, path)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", json.dumps(about))


if __name__ == "__main__":
    typer.run(main)
