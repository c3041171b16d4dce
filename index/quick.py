"""Matrix products of 8-bit integers, which a CPU does about twice as fast as those of floats."""

import warnings

import torch
from torch import Tensor, nn

_LEVELS = 127


class QuickLinear(nn.Module):
    """A linear layer with weights of 8 bits and a scale a row; inputs are scaled as they come."""

    def __init__(self, linear: nn.Linear) -> None:
        """Round the weights of a trained layer."""
        super().__init__()
        weight = linear.weight.detach()
        scale = weight.abs().amax(dim=1).clamp(min=1e-12) / _LEVELS
        zero = torch.zeros(len(scale), dtype=torch.long)
        bias = None if linear.bias is None else linear.bias.detach()
        with warnings.catch_warnings():
            # Its makers announce that it will move to a package of its own; torch is pinned.
            warnings.simplefilter("ignore")
            rounded = torch.quantize_per_channel(weight, scale.double(), zero, 0, torch.qint8)
            self._packed = torch.ops.quantized.linear_prepack(rounded, bias)

    def forward(self, given: Tensor) -> Tensor:
        """Multiply; one bit of the inputs is left free, or AVX2 would overflow."""
        found: Tensor = torch.ops.quantized.linear_dynamic(given, self._packed, True)
        return found


def quickened(network: nn.Module) -> nn.Module:
    """Replace the linear layers of the encoder, where this machine can."""
    if torch.backends.quantized.engine not in ("x86", "fbgemm", "onednn"):
        return network
    for module in list(network.modules()):
        for name, child in module.named_children():
            if isinstance(child, nn.Linear) and child.in_features > 64:
                setattr(module, name, QuickLinear(child))
    return network
