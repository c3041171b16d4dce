"""The real network and tokenizer, small and untrained: what it says is noise."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch

from index.crossencoder import LONGEST, CrossEncoder, collate, empty, pair, tokenizer_of
from index.embedder import ModelError, packaged_model
from index.foreign import ForeignReader
from index.reader import CrossEncoderReader, from_weights, named_reader
from index.weights import about, load, save

TEXT = "The ferry to Sorra 😀 sank in 1904. Nobody was hurt."
LONG = "The ferry to Sorra sank again. " * 150


def small() -> CrossEncoder:
    """The packaged model's shape, with one layer."""
    from transformers import BertConfig

    torch.manual_seed(0)
    config = BertConfig.from_pretrained(packaged_model())
    config.num_hidden_layers = 1
    return CrossEncoder(config)


@pytest.fixture(scope="module")
def reader() -> CrossEncoderReader:
    return CrossEncoderReader(small, "small", threads=1)


def test_spans_are_stretches_of_the_text(reader: CrossEncoderReader) -> None:
    passages = [("A title", TEXT), ("", "1904"), ("", LONG), ("", "")]
    found = reader.read("When did it sink?", passages)
    assert len(found) == 4
    for one, (_, text) in zip(found, passages, strict=True):
        assert bool(one.spans) is bool(text)
        for span in one.spans:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()


def test_a_passage_reads_the_same_alone_and_among_others(reader: CrossEncoderReader) -> None:
    alone = reader.read("When did it sink?", [("A title", TEXT)])[0]
    among = reader.read("When did it sink?", [("", LONG), ("A title", TEXT), ("", "short")])[1]
    assert [(one.start, one.end) for one in alone.spans][:1] == [
        (one.start, one.end) for one in among.spans
    ][:1]
    assert alone.relevance == pytest.approx(among.relevance, abs=1e-4)


def test_inputs_have_their_parts_in_place() -> None:
    made = pair([1, 2], [3], [4, 5])
    assert made.ids == (101, 1, 2, 102, 3, 102, 4, 5, 102)
    assert made.types == (0, 0, 0, 0, 1, 1, 1, 1, 1)
    assert made.ids[made.first] == 4
    assert len(pair([1] * 90, [2] * 30, [3] * 900).ids) == LONGEST
    _, _, mask, allowed = collate([made, pair([1], [], [4])])
    assert mask.sum(dim=1).tolist() == [9, 5]
    assert allowed[0].tolist() == [True] + [False] * 5 + [True, True, False]


def test_a_byte_a_number_is_close_enough(tmp_path: Path) -> None:
    network = small()
    save(network.state_dict(), {"made": "here"}, tmp_path / "w.safetensors")
    found = load(tmp_path / "w.safetensors")
    for name, value in network.state_dict().items():
        step = value.abs().amax(dim=-1, keepdim=True) / 127 if value.ndim == 2 else 0
        assert ((found[name] - value).abs() <= step * 0.51 + 1e-7).all()
    assert about(tmp_path / "w.safetensors") == {"made": "here"}
    assert (tmp_path / "w.safetensors").stat().st_size < 1.1 * sum(
        value.numel() * (1 if value.ndim == 2 else 4) for value in network.state_dict().values()
    )


def test_weights_come_back_into_a_network(tmp_path: Path) -> None:
    network = empty(Path(packaged_model()))
    save(network.state_dict(), {}, tmp_path / "w.safetensors")
    reader = CrossEncoderReader(partial(from_weights, tmp_path / "w.safetensors"), "kept")
    assert reader.read("When?", [("", TEXT)])[0].spans
    reader.close()


def test_weights_that_are_not_there_are_a_clear_error(tmp_path: Path) -> None:
    reader = CrossEncoderReader(partial(from_weights, tmp_path / "none.safetensors"), "absent")
    with pytest.raises(ModelError, match="DATELINE_READER"):
        reader.read("When?", [("", TEXT)])
    reader.close()


def test_none_is_no_reader() -> None:
    assert named_reader("none") is None
    named = named_reader("/no/such/model")
    assert isinstance(named, ForeignReader)
    with pytest.raises(ModelError, match="no model at /no/such/model"):
        named.read("When?", [("", TEXT)])


def saved(folder: Path, kind: str, **changes: Any) -> Path:
    """Make and save a tiny model of Hugging Face with the packaged vocabulary."""
    import transformers

    config = transformers.BertConfig(
        vocab_size=30522,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        **changes,
    )
    torch.manual_seed(0)
    getattr(transformers, kind)(config).save_pretrained(folder)
    tokenizer = transformers.AutoTokenizer.from_pretrained(packaged_model())
    tokenizer.save_pretrained(folder)
    return folder


def test_a_question_answering_model_by_path(tmp_path: Path) -> None:
    reader = ForeignReader(str(saved(tmp_path, "BertForQuestionAnswering")))
    titled, bare = reader.read("When did it sink?", [("A title", TEXT), ("", LONG)])
    for one, text in ((titled, TEXT), (bare, LONG)):
        assert one.relevance == one.spans[0].score
        assert all(0 <= span.start < span.end <= len(text) for span in one.spans)
    reader.close()


def test_a_cross_encoder_by_path_gives_relevance_alone(tmp_path: Path) -> None:
    reader = ForeignReader(str(saved(tmp_path, "BertForSequenceClassification", num_labels=1)))
    found = reader.read("When did it sink?", [("", TEXT), ("", "Something else.")])
    assert [one.spans for one in found] == [(), ()]
    assert found[0].relevance != found[1].relevance
    reader.close()


def test_a_model_of_another_kind_is_named_in_the_error(tmp_path: Path) -> None:
    reader = ForeignReader(str(saved(tmp_path, "BertForMaskedLM")))
    with pytest.raises(ModelError, match="BertForMaskedLM"):
        reader.read("When?", [("", TEXT)])
    reader.close()


def test_the_tokenizer_neither_pads_nor_cuts() -> None:
    tokenizer = tokenizer_of(Path(packaged_model()))
    assert len(tokenizer.encode(LONG, add_special_tokens=False).ids) > 1000
    assert len(tokenizer.encode("ferry", add_special_tokens=False).ids) == 1
