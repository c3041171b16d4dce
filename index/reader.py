"""The reader that the project ships: is a passage about the question, does it answer, and where."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedder import ModelError, packaged_model
from index.foreign import ForeignReader
from index.records import Reader, Reading
from index.spans import best_spans

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

    from index.crossencoder import CrossEncoder, Pair

SHIPPED = "dateline"
_QUESTION, _TITLE = 96, 32
# Passages read at once; more would only be padded to the longest of them.
_BATCH = 8


class CrossEncoderReader:
    """A small cross-encoder with a span and a relevance head. Safe for threads: it has one."""

    def __init__(self, load: "Callable[[], CrossEncoder]", name: str, threads: int = 0) -> None:
        """Say how to load the network at its first use. ``threads`` 0 takes one a core."""
        self.name = name
        self._load = load
        self._threads = threads or os.cpu_count() or 1
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read passages, each a title (it may be empty) and a text."""
        return self._thread.submit(self._read, question, list(passages)).result()

    def close(self) -> None:
        """End the inference thread."""
        self._thread.shutdown()

    def _read(self, question: str, passages: list[tuple[str, str]]) -> list[Reading]:
        from index.crossencoder import pair

        asked = self._encode(question).ids[:_QUESTION]
        texts = [self._encode(text) for _, text in passages]
        pairs = [
            pair(asked, self._encode(title).ids[:_TITLE], text.ids)
            for (title, _), text in zip(passages, texts, strict=True)
        ]
        # Those of like length together, so that little is padded.
        order = sorted(range(len(pairs)), key=lambda one: len(pairs[one].ids))
        found: dict[int, Reading] = {}
        for first in range(0, len(order), _BATCH):
            some = order[first : first + _BATCH]
            read = self._batch([pairs[one] for one in some], [texts[one] for one in some])
            found |= dict(zip(some, read, strict=True))
        return [found[one] for one in range(len(pairs))]

    def _batch(self, pairs: list["Pair"], texts: list["Encoding"]) -> Iterator[Reading]:
        import torch

        from index.crossencoder import collate

        torch.set_num_threads(self._threads)
        with torch.inference_mode():
            outputs = self._network(*collate(pairs))
        starts, ends, relevance = (one.numpy() for one in outputs)
        for row, (one, text) in enumerate(zip(pairs, texts, strict=True)):
            held = slice(one.first, len(one.ids) - 1)
            nothing = float(starts[row, 0] + ends[row, 0])
            spans = best_spans(starts[row, held], ends[row, held], text.offsets, nothing)
            yield Reading(spans, float(np.float64(relevance[row])))

    def _encode(self, text: str) -> "Encoding":
        return self._tokenizer.encode(text, add_special_tokens=False)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from index.crossencoder import tokenizer_of

        return tokenizer_of(Path(packaged_model()))

    @cached_property
    def _network(self) -> "CrossEncoder":
        return self._load().eval()


def from_weights(path: Path) -> "CrossEncoder":
    """Load a network from its compact weights.

    Raises:
        ModelError: there are none.
    """
    from index.crossencoder import empty
    from index.weights import load

    if not path.exists():
        raise ModelError(
            f"no reader at {path}: train one as docs/reader.md tells, or set DATELINE_READER to "
            "none or to another model"
        )
    network = empty(Path(packaged_model()))
    network.load_state_dict(load(path))
    return network


def named_reader(name: str, threads: int = 0) -> Reader | None:
    """Choose the reader that a setting names: the shipped one, another, or none at all."""
    if name == "none":
        return None
    if name == SHIPPED:
        weights = Path(str(files("index") / "reader.safetensors"))
        return CrossEncoderReader(partial(from_weights, weights), name, threads)
    return ForeignReader(name, threads)
