import pytest

from corpus.document import Document
from corpus.language import detect, language_code, with_language

TEXTS = {
    "en": "The town council approved the contract for the new bridge on Thursday.",
    "ar": "وافق مجلس المدينة يوم الخميس على عقد بناء الجسر الجديد.",
    "ckb": "سەرۆکی هەرێمی کوردستان لەگەڵ باڵیۆزی ئەمریکا کۆبووەوە و باسیان لە عێراق کرد.",
    "ku": "Serokê Herêma Kurdistanê bi balyozê Amerîkayê re civiya û rewşa Iraqê gotûbêj kirin.",
    "fr": "Le conseil municipal a approuvé jeudi le contrat du nouveau pont.",
    "de": "Der Stadtrat hat am Donnerstag den Vertrag für die neue Brücke gebilligt.",
    "es": "El ayuntamiento aprobó el jueves el contrato del nuevo puente.",
    "tr": "Belediye meclisi perşembe günü yeni köprünün sözleşmesini onayladı.",
    "fa": "شورای شهر روز پنجشنبه قرارداد پل جدید را تصویب کرد.",
    "ru": "Городской совет в четверг одобрил контракт на строительство нового моста.",
    "uk": "Міська рада в четвер схвалила контракт на будівництво нового мосту.",
    "ja": "市議会は木曜日に新しい橋の契約を承認しました。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_of_news_tells_its_language(language: str) -> None:
    assert detect(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ok.",
        "12 14 15.3 — 99",
        "harbour bridge ferry",
        "Strand Pellew, Kemble, Oswin",
        "\n " * 99,
    ],
)
def test_a_short_or_unsure_text_is_left_open(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "en"),
        ("en_US", "en"),
        ("EN", "en"),
        ("eng", "en"),
        ("deu", "de"),
        ("kmr", "ku"),
        ("kur", "ku"),
        ("ckb", "ckb"),
        ("ckb-IQ", "ckb"),
        ("arz", "ar"),
        ("und", None),
        ("", None),
        (None, None),
        ("English", None),
        ("x-default", None),
    ],
)
def test_tags_are_shortened_to_one_way_of_writing(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code


def test_a_language_that_is_given_is_never_detected() -> None:
    given = Document("id", TEXTS["en"], language="de")
    assert with_language(given) is given
    found = with_language(Document("id", TEXTS["en"]))
    assert (found.language, found.found_in) == ("en", (("language", "detected"),))
