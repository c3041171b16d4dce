"""Average readers into one: ``python -m eval.average_reader NAME PART=SHARE ...``.

The mean of the weights of several runs that began from the same ones is one network that is better
than each, at no cost when it reads (Wortsman et al. 2022, "Model soups").
"""

import json
from pathlib import Path
from typing import Annotated

import torch
import typer


def main(
    name: Annotated[str, typer.Argument(help="Folder under the cache to write.")],
    parts: Annotated[list[str], typer.Argument(help="Folders to average, each with its share.")],
    cache: Annotated[Path, typer.Option()] = Path(".cache/reader"),
) -> None:
    """Write the mean of trained weights; the shares are made to add up to one."""
    shares = {part: float(share) for part, share in (one.rsplit("=", 1) for one in parts)}
    total = sum(shares.values())
    mean: dict[str, torch.Tensor] = {}
    for part, share in shares.items():
        for key, value in torch.load(cache / part / "weights.pt", weights_only=True).items():
            mean[key] = mean.get(key, 0) + value * (share / total)
    folder = cache / name
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(mean, folder / "weights.pt")
    (folder / "log.jsonl").write_text(json.dumps({"averaged": shares}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
