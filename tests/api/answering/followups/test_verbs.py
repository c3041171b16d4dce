import pytest

from api.answering.followups.verbs import base_of, is_participle, past_of, third_of


@pytest.mark.parametrize(
    ("base", "third", "past"),
    [
        ("leave", "leaves", "left"),
        ("carry", "carries", "carried"),
        ("stop", "stops", "stopped"),
        ("open", "opens", "opened"),
        ("close", "closes", "closed"),
        ("crash", "crashes", "crashed"),
        ("have", "has", "had"),
        ("stay", "stays", "stayed"),
    ],
)
def test_forms_lead_back_to_their_base(base: str, third: str, past: str) -> None:
    assert (third_of(base), past_of(base)) == (third, past)
    assert {base_of(form) for form in (base, third, past)} == {base}


def test_what_is_no_verb_has_no_base() -> None:
    assert base_of("bridge") is None
    assert not is_participle("bridge")
    assert is_participle("opened")
    assert is_participle("cutting")
