"""Readers by name or path: any question-answering model or cross-encoder of Hugging Face."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from index.embedder import ModelError
from index.records import Reading
from index.spans import best_spans

_MOST_TOKENS = 512


class ForeignReader:
    """A model for question answering, or for sequence classification with one logit.

    The first gives spans, and as relevance the score of the best one; the second gives relevance
    and no spans. Loaded at its first use, by a thread of its own.
    """

    def __init__(self, model: str, threads: int = 0) -> None:
        """Name the model; ``threads`` 0 takes one a core."""
        self.name = model
        self._threads = threads or os.cpu_count() or 1
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read passages, each a title (it may be empty) and a text.

        Raises:
            ModelError: the model cannot be loaded, or has neither head.
        """
        return self._thread.submit(self._read, question, list(passages)).result()

    def close(self) -> None:
        """End the inference thread."""
        self._thread.shutdown()

    def _read(self, question: str, passages: list[tuple[str, str]]) -> list[Reading]:
        import torch

        tokenizer, model, head = self._loaded
        torch.set_num_threads(self._threads)
        found = []
        for title, text in passages:
            # The title is a line of the passage to a model that knows of no title.
            before = f"{title}\n" if title else ""
            encoded = tokenizer(
                question,
                before + text,
                truncation="only_second",
                max_length=min(_MOST_TOKENS, tokenizer.model_max_length),
                return_offsets_mapping=True,
                return_tensors="pt",
            )
            offsets = encoded.pop("offset_mapping")[0].tolist()
            segments = encoded.sequence_ids(0)
            with torch.inference_mode():
                found.append(head(model(**encoded), offsets, segments, len(before)))
        return found

    @cached_property
    def _loaded(self) -> tuple[Any, Any, Callable[..., Reading]]:
        from transformers import AutoConfig, AutoTokenizer

        where = self.name
        if Path(where).exists():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        elif where.startswith((".", "/", "~")):
            raise ModelError(f"no model at {where}")
        try:
            config = AutoConfig.from_pretrained(where)
            loader, head = _kind_of(config, where)
            tokenizer = AutoTokenizer.from_pretrained(where)
            return tokenizer, loader.from_pretrained(where).eval(), head
        except ModelError:
            raise
        except Exception as error:  # each of its parts has errors of its own
            reason = " ".join(str(error).split())[:300]
            raise ModelError(f"cannot load the reader {where!r}: {reason}") from error


def _kind_of(config: Any, where: str) -> tuple[Any, Callable[..., Reading]]:
    from transformers import AutoModelForQuestionAnswering, AutoModelForSequenceClassification

    named = " ".join(config.architectures or ())
    if "ForQuestionAnswering" in named:
        return AutoModelForQuestionAnswering, _spans
    if "ForSequenceClassification" in named and config.num_labels == 1:
        return AutoModelForSequenceClassification, _relevance
    raise ModelError(
        f"{where}: a reader is a model for question answering, or a cross-encoder with one logit; "
        f"this one is {named or 'of no stated kind'}"
    )


def _spans(
    output: Any, offsets: list[list[int]], segments: list[int | None], skipped: int
) -> Reading:
    """Read start and end logits; the first token stands for "no answer here" (SQuAD 2.0)."""
    start, end = (one[0].float().numpy() for one in (output.start_logits, output.end_logits))
    held = np.array(
        [
            place
            for place, (segment, (first, last)) in enumerate(zip(segments, offsets, strict=True))
            if segment == 1 and first >= skipped and last > first
        ],
        dtype=int,
    )
    places = [(offsets[one][0] - skipped, offsets[one][1] - skipped) for one in held]
    spans = best_spans(start[held], end[held], places, float(start[0] + end[0]))
    return Reading(spans, spans[0].score if spans else -np.inf)


def _relevance(
    output: Any,
    offsets: list[list[int]],  # noqa: ARG001
    segments: list[int | None],  # noqa: ARG001
    skipped: int,  # noqa: ARG001
) -> Reading:
    return Reading((), float(output.logits[0, 0]))
