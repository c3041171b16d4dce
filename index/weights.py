"""The reader's weights as they are shipped: a byte a number, with one scale a row."""

import json
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

_SCALE = ".scale"
_LEVELS = 127


def save(state: dict[str, Tensor], about: dict[str, str], path: Path) -> None:
    """Write weights: matrices as 8-bit integers, symmetric in each row, the rest as floats."""
    kept = {}
    for name, value in state.items():
        if value.ndim == 2:
            scale = value.float().abs().amax(dim=1).clamp(min=1e-12) / _LEVELS
            kept[name] = torch.round(value.float() / scale[:, None]).to(torch.int8)
            kept[name + _SCALE] = scale
        else:
            kept[name] = value.float().contiguous()
    save_file(kept, path, metadata={"about": json.dumps(about)})


def load(path: Path) -> dict[str, Tensor]:
    """Read weights as ``save`` wrote them, back as floats."""
    with safe_open(path, framework="pt") as opened:
        found = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    return {
        name: value.float() * found[name + _SCALE][:, None] if name + _SCALE in found else value
        for name, value in found.items()
        if not name.endswith(_SCALE)
    }


def about(path: Path) -> dict[str, str]:
    """Read what is said of the weights: the recipe, the data, the commit."""
    with safe_open(path, framework="pt") as opened:
        found: dict[str, str] = json.loads(opened.metadata()["about"])
    return found
