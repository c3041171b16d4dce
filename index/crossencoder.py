"""The network of the reader: a small BERT with three heads, and its inputs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertConfig

CLS, SEP = 101, 102
LONGEST = 512


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a passage as token ids: [CLS] question [SEP] title [SEP] text [SEP].

    ``first`` is the place of the first token of the text, ``types`` the segment of each token.
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    first: int


class Outputs(NamedTuple):
    """What the heads say of a batch; what may not begin or end an answer is minus infinity.

    ``start`` and ``end`` have the shape (pairs, tokens), place 0 stands for "no answer here";
    ``relevance`` has the shape (pairs,).
    """

    start: Tensor
    end: Tensor
    relevance: Tensor


def pair(question: Sequence[int], title: Sequence[int], text: Sequence[int]) -> Pair:
    """Put token ids together; a text that would be too long loses its end."""
    head = (CLS, *question, SEP)
    about = (*title, SEP) if title else ()
    first = len(head) + len(about)
    ids = (*head, *about, *text[: LONGEST - first - 1], SEP)
    return Pair(ids, (0,) * len(head) + (1,) * (len(ids) - len(head)), first)


class CrossEncoder(nn.Module):
    """BERT over (question, passage) with heads for the span and for relevance."""

    def __init__(self, config: "BertConfig") -> None:
        """Make the layers, their weights still at random."""
        from transformers import BertModel

        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.span = nn.Linear(config.hidden_size, 2)
        self.relevance = nn.Linear(config.hidden_size, 1)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor, allowed: Tensor) -> Outputs:
        """Read a batch; all arguments have the shape (pairs, tokens)."""
        found = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask)
        states = found.last_hidden_state
        spans = self.span(states).masked_fill(~allowed.unsqueeze(-1), float("-inf"))
        return Outputs(spans[..., 0], spans[..., 1], self.relevance(states[:, 0]).squeeze(-1))


def collate(pairs: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pad pairs to one length: the arguments of ``CrossEncoder.forward``."""
    longest = max(len(one.ids) for one in pairs)
    shape = (len(pairs), longest)
    ids, types, mask = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    allowed = torch.zeros(shape, dtype=torch.bool)
    for row, one in enumerate(pairs):
        length = len(one.ids)
        ids[row, :length] = torch.tensor(one.ids)
        types[row, :length] = torch.tensor(one.types)
        mask[row, :length] = 1
        allowed[row, 0] = True
        allowed[row, one.first : length - 1] = True
    return ids, types, mask, allowed


def empty(model: Path) -> CrossEncoder:
    """Make a network of the shape of a BERT, to load weights into."""
    from transformers import BertConfig

    config = BertConfig.from_pretrained(model)
    config.attention_probs_dropout_prob = config.hidden_dropout_prob = 0.0
    return CrossEncoder(config)


def untrained(model: Path) -> CrossEncoder:
    """Make a network that begins from the weights of a BERT, its heads at random.

    Nothing is dropped out: without it a CPU trains twice as fast, and no example is seen often.
    """
    from transformers import BertModel

    network = empty(model)
    config = network.encoder.config
    begun = BertModel.from_pretrained(model, config=config, add_pooling_layer=False)
    network.encoder.load_state_dict(begun.state_dict())
    return network


def tokenizer_of(model: Path) -> "Tokenizer":
    """Load the tokenizer of a model; how long inputs may be is decided here, not by it."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
