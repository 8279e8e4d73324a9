"""A finished edition as a mail: complete, deterministic, one recipient, and no header but its own."""

from __future__ import annotations

import runpy
from datetime import datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters import EXPECTED, LETTER, PDF, body, file_name, hand_split, letter, longest_line, parsed

from briefing.errors import MailError
from briefing.publish import headers
from briefing.publish.frames import languages
from briefing.publish.headers import subject, written
from briefing.publish.message import Attachment, Letter, entity, lighter, message, message_id, neutral_subject

WILD = st.text() | st.text(alphabet="=?utf-8QqBb_\r\n :\u2028\u202e\x00\x85aé").map(
    lambda text: f"{text}=?utf-8?q?=0ABcc=3A_x@evil.example?={text}"
)


def test_a_mail_has_its_headers_once_each_and_one_recipient() -> None:
    content = message(LETTER)
    read = parsed(content)
    assert sorted(hand_split(content)) == sorted(EXPECTED) == sorted(name.lower() for name in read)
    assert (read["From"], read["To"]) == ("desk@example.org", "analyst@example.net")
    assert read["Subject"] == "Norland and Avaria agree on prisoners [TLP:AMBER]"
    assert read["Date"].datetime == LETTER.date
    assert read["Message-ID"] == LETTER.message_id
    assert read["List-Unsubscribe"] == "<mailto:desk@example.org?subject=unsubscribe>"
    assert (read["Auto-Submitted"], read["Content-Language"], read["MIME-Version"]) == ("auto-generated", "en", "1.0")


def test_the_text_is_complete_the_page_its_alternative_the_file_attached() -> None:
    content = message(LETTER)
    assert body(content, "plain") == LETTER.text
    assert body(content, "html") == LETTER.html
    (attached,) = parsed(content).iter_attachments()
    assert attached.get_filename() == PDF.name
    assert (attached.get_content_type(), attached.get_content()) == (PDF.type, PDF.content)
    assert [part.get_content_type() for part in parsed(content).walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf")
    ]


def test_the_same_letter_gives_the_same_bytes_and_another_one_others() -> None:
    assert message(LETTER) == message(letter())
    assert len({message(letter(text=text)) for text in ("a", "b", "c")}) == 3


def test_a_mail_without_files_is_an_alternative() -> None:
    content = message(letter(attachments=()))
    assert parsed(content).get_content_type() == "multipart/alternative"
    assert sorted(hand_split(content)) == sorted(EXPECTED)


@given(st.text(), st.text())
def test_any_text_arrives_as_it_was(text: str, page: str) -> None:
    content = message(letter(text=text, html=page))
    assert longest_line(content) <= 998
    assert content.isascii()
    for kind, sent in (("plain", text), ("html", page)):
        assert body(content, kind) == arrived(sent)


def arrived(text: str) -> str:
    whole = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return whole.removesuffix("\n") + "\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("plain ASCII\n\ttabbed\n.\n", "7bit"),
        ("word " * 199, "7bit"),
        ("x" * 998, "7bit"),
        ("x" * 999, "quoted-printable"),
        ("From here on\n", "quoted-printable"),
        ("“Quotations” in a text that is mostly ASCII, so readable raw.\n", "quoted-printable"),
        ("Сторони домовилися обміняти полонених.\n", "base64"),
    ],
)
def test_a_text_travels_as_readable_as_it_can(text: str, encoding: str) -> None:
    content = message(letter(text=text, attachments=()))
    part = parsed(content).get_body(("plain",))
    assert part is not None
    assert part["Content-Transfer-Encoding"] == encoding
    assert body(content, "plain") == arrived(text)
    assert b"\r\nFrom " not in content.partition(b"\r\n\r\n")[2]


@given(WILD, WILD)
def test_no_title_and_no_name_makes_a_header(title: str, name: str) -> None:
    content = message(letter(subject=title, attachments=(Attachment(name, b"x", "application/pdf"),)))
    read = parsed(content)
    assert sorted(hand_split(content)) == sorted(EXPECTED) == sorted(each.lower() for each in read)
    assert not read.defects
    assert str(read["Subject"]) == subject(title)
    (attached,) = read.iter_attachments()
    assert {each.lower() for each in attached} == {
        *("content-type", "content-transfer-encoding", "content-disposition")
    }
    assert not set(file_name(content)) & set('/\\:"\r\n\0')
    assert longest_line(content) <= 998


def test_pythons_own_message_is_what_the_guard_is_for() -> None:
    """CVE-2024-6923, where this Python has it: an encoded word in the Subject comes out as a header."""
    title = "Talks =?utf-8?q?=0ABcc=3A_eve@evil.example?= end"
    assert sorted(hand_split(message(letter(subject=title)))) == sorted(EXPECTED)
    naive = EmailMessage(policy=policy.SMTP)
    naive["Subject"] = title
    try:
        written_naively = hand_split(naive.as_bytes())
    except ValueError:
        pytest.skip("this Python refuses it")
    if written_naively == ["subject"]:
        pytest.skip("this Python was mended by its distribution")
    assert written_naively == ["subject", "bcc"]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Talks\r\nBcc: eve@evil.example", "Talks Bcc: eve@evil.example"),
        ("a\u2028b\u2029c\x85d\x0be", "a b c d e"),
        ("\u202etxt.exe\u200b\ufeff\u00ad", "txt.exe"),
        ("=?utf-8?q?x?= y ?=? =?=", "= ?utf-8?q?x? = y ? = ? = ? ="),
        ("=\u200b?x?\u200b=", "= ?x? ="),
        ("\ud800lone\udfff", "lone"),
        ("   ", ""),
        ("word " * 40, "word " * 29 + "word…"),
        ("x" * 200, "x" * 149 + "…"),
        ("y" * 150, "y" * 150),
    ],
)
def test_a_subject_is_one_line_of_seen_letters(title: str, line: str) -> None:
    assert subject(title) == line


@given(WILD)
def test_a_subject_is_clean_and_cleaning_it_again_changes_nothing(title: str) -> None:
    for label in ("", "TLP:AMBER+STRICT"):
        line = subject(title, label)
        assert len(line) <= 150
        assert line.endswith(f"[{label}]" if label else "")
        assert subject(line) == line
        assert not {category(letter) for letter in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
        assert "=?" not in line
        assert "?=" not in line


@pytest.mark.parametrize("lang", languages())
def test_a_neutral_subject_tells_date_and_label_only(lang: str) -> None:
    said = neutral_subject(lang, LETTER.date.date(), "TLP:RED")
    assert said.endswith("2031 [TLP:RED]")


@pytest.mark.parametrize(
    "wrong",
    [
        {"sender": "Desk <desk@example.org>"},
        {"recipient": "a@example.org, b@example.org"},
        {"recipient": "a@example.org\r\nBcc: b@example.org"},
        {"recipient": "é@example.org"},
        {"recipient": "=?utf-8?q?a?=@example.org"},
        {"recipient": f"{'a' * 65}@example.org"},
        {"recipient": f"a@{'b.' * 150}org"},
        {"unsubscribe": "nobody"},
        {"message_id": "<a b@example.org>"},
        {"message_id": "<a@example.org>\r\nBcc: b@example.org"},
        {"date": datetime(2031, 11, 15)},  # noqa: DTZ001 - without its zone
        {"lang": "en\r\nBcc: b@example.org"},
        {"attachments": (Attachment("x", b"", "message/rfc822"),)},
        {"attachments": (Attachment("x", b"", "text/plain\r\nBcc: b"),)},
    ],
)
def test_what_could_be_misread_is_not_written(wrong: dict[str, object]) -> None:
    with pytest.raises(MailError):
        message(letter(**wrong))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"To: a@b\r\nSubject: x\r\nBcc: c@d\r\n\r\n", "headers it was given"),
        (b"To: a@b\r\n\r\n", "headers it was given"),
        (b"To: a@b\r\nSubject: x\r\nsubject: y\r\n\r\n", "headers it was given"),
        (b"To: a@b,c@d\r\nSubject: x\r\n\r\n", "not addressed"),
        (b"To: a@b\r\nSubject: x\r\nnone\r\n\r\n", "is none"),
        (b"To: a@b\r\nSubject: x", "no end"),
        (b"To: a@b\r\nSubject: x\nBcc: c@d\r\n\r\n", "passes on"),
        (b"To: a@b\r\nSubject: x\r\n\r\nx\ry", "passes on"),
        (b"To: a@b\r\nSubject: x\r\n\r\nx\0y", "passes on"),
        (b"To: a@b\r\nSubject: x\r\n\r\n\xe9", "passes on"),
        (b"To: a@b\r\nSubject: x\r\n\r\n" + b"x" * 999, "more than 998"),
    ],
)
def test_the_second_reading_refuses_what_the_first_writing_let_through(content: bytes, said: str) -> None:
    with pytest.raises(MailError, match=said):
        headers.check(content, ["To", "Subject"], "a@b")


def test_the_second_reading_passes_what_is_in_order() -> None:
    headers.check(b"To: a@b\r\nSubject: x\r\n folded\r\n\r\n" + b"x" * 998 + b"\r\n", ["To", "Subject"], "a@b")


def test_the_second_reading_sees_what_the_cleaning_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    def unclean(_text: str, _used: int) -> str:
        return "x\r\nBcc: eve@evil.example"

    monkeypatch.setattr("briefing.publish.message.encoded", unclean)
    with pytest.raises(MailError, match="line break"):
        message(LETTER)
    monkeypatch.setattr("briefing.publish.message.written", unguarded)
    with pytest.raises(MailError, match="headers it was given"):
        message(LETTER)


def unguarded(lines: list[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in lines).encode()


@pytest.mark.parametrize("value", ["a\nb", "a\rb", "a\r\nb", "a\r\n", "a\r\n \r\n b", "é", "\0"])
def test_a_header_line_holds_its_value_only(value: str) -> None:
    with pytest.raises(MailError, match="line break"):
        written([("X", value)])


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("brief.pdf", "brief.pdf"),
        ("Überblick.pdf", "Überblick.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ('a"b;c.pdf', "a-b;c.pdf"),
        ("", "brief"),
        (".hidden", "hidden"),
        ("会" * 100 + ".pdf", "会" * 60 + ".pdf"),
        ("x\r\nBcc: eve@evil.example.pdf", "x Bcc- eve@evil.example.pdf"),
    ],
)
def test_an_attachment_is_named_safely(name: str, read: str) -> None:
    content = message(letter(attachments=(Attachment(name, b"x", "application/pdf"),)))
    assert file_name(content) == read
    assert longest_line(content) <= 998


def test_a_message_id_is_the_same_for_the_same_delivery_only() -> None:
    usual = ("daily", "D:2031-11-15", "a@b.org", 7)
    others = [("weekly", *usual[1:]), (*usual[:3], 8), ("daily", "D:2031-11-16", "a@b.org", 7), (*usual[:2], "c@d", 7)]
    ids = {message_id(seed, *key, "example.org") for seed in (b"s", b"t") for key in (usual, usual, *others)}
    assert len(ids) == 10
    assert message_id(b"s", "ab", "c", "d", 1, "e") != message_id(b"s", "a", "bc", "d", 1, "e")
    assert message_id(b"s", *usual, "example.org") == "<c734urghql2yjgesdkbbkwhn4r@example.org>"


@pytest.mark.parametrize("lang", languages())
def test_a_lighter_letter_says_what_was_left_out_and_keeps_the_rest(lang: str) -> None:
    light = lighter(letter(lang=lang))
    first, blank, rest = light.text.split("\n", 2)
    assert PDF.name in first
    assert (blank, rest) == ("", LETTER.text)
    assert f"<body class='x'><p>{first}</p><h1>" in light.html
    assert len(message(light)) < len(message(letter(lang=lang)))
    assert b"application/pdf" not in message(light)


def test_a_page_without_a_body_is_noted_too_and_a_name_is_no_html() -> None:
    light = lighter(letter(html="<h1>x</h1>", attachments=(Attachment("<b>.pdf", b"", "application/pdf"),)))
    assert light.html.startswith("<p>")
    assert "&lt;b&gt;.pdf" in light.html


def test_a_letter_that_cannot_be_lighter_is_not_emptied() -> None:
    with pytest.raises(MailError, match="no attachment to leave out"):
        lighter(letter(attachments=()))


def test_the_line_between_parts_is_in_none_of_them() -> None:
    content = entity(LETTER)
    boundary = parsed(content).get_boundary()
    assert boundary
    assert content.count(boundary.encode()) == len(LETTER.attachments) + 3
    assert isinstance(LETTER, Letter)


def test_trial_12_in_short() -> None:
    trial = runpy.run_path(str(Path(__file__).parent / "faults" / "headers.py"))
    wired, found = trial["trial"](300, 1)
    assert (wired, found) == (12, [])
