"""Bytes to text: marks, declarations, legacy encodings told apart, binaries refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import RawDocument, Rejection
from briefing.text.decoding import Decoded, decode, marked

LEGACY = {
    "windows-1252": "L’accord de Genève n’a pas été signé, a déclaré « l’émissaire ».",
    "windows-1250": "Rząd zgodził się, że żądania będą później omówione – źródło w Łodzi.",
    "iso-8859-2": "Sąsiedzi żądają, by źródło wody było wspólne, mówi wójt Śniadek.",
    "windows-1251": "Министр заявил, что переговоры о рыбе продолжатся в понедельник.",
    "koi8-r": "Делегация вернулась домой и ничего не подписала, сообщает секретариат.",
    "koi8-u": "Її ґречні сусіди заявили, що міст відкриють не раніше осені.",
}


def text_of(content: bytes) -> Decoded:
    decoded = decode(RawDocument("letter.txt", content))
    assert isinstance(decoded, Decoded)
    return decoded


def refusal(content: bytes) -> str:
    decoded = decode(RawDocument("letter.txt", content))
    assert isinstance(decoded, Rejection)
    assert decoded.location == "letter.txt"
    return decoded.reason


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_read_as_it_stands(text: str) -> None:
    if text.strip():
        content = text.encode()
        assert text_of(content) == Decoded(text.removeprefix("\ufeff"), "utf-8")


def test_newlines_and_blanks_stay() -> None:
    text = "  The envoy left.\r\n\r\n\tNobody \u00a0followed. \n"
    assert text_of(text.encode()).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_what_is_cut_off_within_a_character_lacks_that(encoding: str) -> None:
    decoded = text_of("\ufeffDer Zug fährt wieder.".encode(encoding)[:-1])
    assert decoded == Decoded("Der Zug fährt wieder", encoding, f"decoded as {encoding[:6]}, some bytes unread")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_tells_utf_16_and_utf_32(encoding: str) -> None:
    decoded = text_of("\ufeffDer Zug fährt wieder.".encode(encoding))
    assert decoded.text == "Der Zug fährt wieder."
    assert decoded.remark == f"decoded as {encoding[:6]}"


@pytest.mark.parametrize(("encoding", "text"), LEGACY.items())
def test_legacy_encodings_are_told_apart(encoding: str, text: str) -> None:
    decoded = text_of(text.encode(encoding))
    assert decoded.text == text
    assert decoded.remark == f"decoded as {encoding}"


def test_capitals_do_not_mistake_one_cyrillic_encoding_for_another() -> None:
    for encoding in ("windows-1251", "koi8-r"):
        text = "МИНИСТРЫ НЕ ПОДПИСАЛИ СОГЛАШЕНИЕ О РЫБОЛОВСТВЕ"
        assert text_of(text.encode(encoding)).text == text


def test_a_page_says_its_encoding() -> None:
    content = '<html><head><meta charset="koi8-r"></head><p>Жара'.encode("koi8-r")
    decoded = text_of(content)
    assert decoded.text.endswith("Жара")
    assert decoded.remark == "decoded as koi8-r, as the page declares"


def test_a_page_that_declares_latin_1_is_read_with_its_curly_quotes() -> None:
    content = '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">“Yes”'.encode("windows-1252")
    assert text_of(content).text.endswith("“Yes”")


def test_utf8_wins_over_a_false_declaration() -> None:
    content = '<meta charset="windows-1251"><p>Größe'.encode()
    assert text_of(content).text.endswith("Größe")


@pytest.mark.parametrize("label", ["utf-7", "unicode_escape", "rot13", "idna", "no-such-thing"])
def test_dangerous_and_unknown_labels_are_not_followed(label: str) -> None:
    content = f'<meta charset="{label}"><p>caf'.encode() + b"\xe9 +ADw-script+AD4-"
    decoded = text_of(content)
    assert decoded.text.endswith("café +ADw-script+AD4-")
    assert decoded.encoding == "windows-1252"


@pytest.mark.parametrize("content", [b"", b"  \r\n\t ", codecs.BOM_UTF8 + b" \n"])
def test_empty_files(content: bytes) -> None:
    assert refusal(content) == "empty file"


@pytest.mark.parametrize(
    "content",
    [b"text\0text", b"\x7fELF" + bytes(range(32)) * 9, "a\0b".encode("utf-16"), b"PK\x03\x04\x14\x00\x06\xff\xfe"],
)
def test_binary_files(content: bytes) -> None:
    assert refusal(content) == "binary file, not text"


def test_a_stray_form_feed_makes_no_binary() -> None:
    assert text_of(b"Page one.\x0cPage two.").text == "Page one.\x0cPage two."


@given(st.binary(max_size=400))
def test_nothing_crashes(content: bytes) -> None:
    decoded = decode(RawDocument("x.txt", content))
    assert isinstance(decoded, Rejection) or "\0" not in decoded.text


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("gb2312", "gbk", "市长朱镕声说，新桥下周通车。"),
        ("tis-620", "cp874", "เทศบาลเปิดสะพานใหม่ข้ามแม่น้ำ"),
        ("Shift_JIS", "cp932", "①市は新しい橋を開通させた～㈱橋"),
        ("x-sjis", "cp932", "市は新しい橋を開通させた"),
        ("euc-kr", "cp949", "시는 강 위에 새 다리를 똠방 개통했다"),
        ("iso-8859-9", "cp1254", "Belediye “yeni köprü” açtı"),
    ],
)
def test_a_page_is_read_in_the_superset_of_what_it_declares(label: str, encoding: str, text: str) -> None:
    page = f'<meta charset="{label}"><p>{text}</p>'
    assert text in text_of(page.encode(encoding)).text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_byte_that_is_no_character_spoils_no_page(encoding: str) -> None:
    text = "Министр заявил, что переговоры о рыбе продолжатся в понедельник. "
    content = f'<meta charset="{encoding}"><p>{text * 3}'.encode(encoding) + b"\x98\xff\x98</p>"
    decoded = text_of(content)
    assert text in decoded.text
    assert decoded.remark == f"decoded as {encoding}, some bytes unread"


@pytest.mark.parametrize(("label", "encoding", "text"), [
    ("windows-1253", "cp1253", "Οι ψαράδες έμειναν στο λιμάνι."),
    ("koi8-r", "koi8-r", "<meta charset=windows-1251>Жара"),
    ("Shift_JIS", "cp932", "漁業の協議は月曜日に続く①"),
    ("ISO-8859-1", "cp1252", "<meta charset=windows-1251>“São”"),
])  # fmt: skip
def test_what_a_server_says_of_a_text_stays_with_it(label: str, encoding: str, text: str) -> None:
    kept = marked(text.encode(encoding), label)
    assert text_of(kept) == Decoded(text, "utf-8")
    assert marked(kept, "koi8-r") == kept


def test_a_few_bytes_that_a_server_is_wrong_about_spoil_no_text() -> None:
    text = "漁業の協議は月曜日に続く。" * 9
    assert text_of(marked(text.encode("cp932") + b"\x85\n", "shift_jis")).text == f"{text}\ufffd\n"


@pytest.mark.parametrize(("label", "content"), [
    ("windows-1251", "Жара".encode()),
    ("windows-1251", "Жара".encode("utf-16")),
    ("windows-1251", codecs.BOM_UTF8 + b"\xc6\xe0\xf0\xe0"),
    ("koi8-r", "<meta charset=koi8-r>Жара".encode("koi8-r")),
    ("shift_jis", "Жара стоит в городе и в полях".encode("cp1251") * 9),
    *((label, "Жара".encode("koi8-r")) for label in ("", "utf-7", "rot13", "nobody's", "utf-16", "undefined")),
])  # fmt: skip
def test_bytes_that_no_server_need_explain_stay_as_they_are(label: str, content: bytes) -> None:
    assert marked(content, label) == content


@given(st.binary(), st.sampled_from(["gb18030", "big5", "euc-kr", "euc-jp", "shift_jis", "koi8-u", "cp1252", "utf-8"]))
def test_any_bytes_under_any_label_are_kept_or_marked(content: bytes, label: str) -> None:
    kept = marked(content, label)
    assert kept == content or kept.startswith(codecs.BOM_UTF8)
