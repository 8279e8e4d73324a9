"""Bytes put into the shape of a file: whatever they are, its container is sound, and what lies in it is reached."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from itertools import zip_longest

from papers import AGREED, OPEN, drawn, sheet

_WORDS = (
    AGREED, OPEN, "“No,” he said.", "Geneva (AP) —", "3 May 2031", "14:05", "By Ida Brandt", "Read more", "Photo: AP",
    "«ніколи»", "أعلن الوزير", "מדבר", "北京", "a", " ", "\n\n", "&amp;", "&lt;p&gt;", "\u202e", "\N{SOFT HYPHEN}",
    "12.5%",
)  # fmt: skip
_TAGS = (
    "article", "p", "div", "h1", "h2", "ul", "li", "table", "tr", "td", "blockquote", "span", "a href='/b'", "b", "pre",
    "figure", "figcaption", "time datetime='2031-05-03T06:00:00Z'", "time datetime='x'", "section class='related'",
    "main", "header", "footer", "nav", "aside", "button", "form", "script", "style", "template", "svg", "math", "title",
    "p class='caption'", "div class='teaser'", "div itemprop='articleBody'", "p lang='ar' dir='rtl'", "noscript",
    "body",
    "meta property='article:published_time' content='2031-05-03'", "meta name='author' content='Ida Brandt'", "head",
    "meta property='og:title' content='Radar'", "link rel='canonical' href='http://[x'", "base href='//a b'", "html",
    "br", "img alt='x'", "script type='application/ld+json'", "div style='display:none'", "iframe", "select",
    "frameset",
)  # fmt: skip
_HALF = 128  # of what a byte may be
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_TAGS = (
    "w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:ins", "w:del", "w:hyperlink", "w:pPr",
    "w:pStyle w:val='H'", "w:outlineLvl w:val='1'", "w:numPr", "w:br", "w:tab", "w:drawing", "w:txbxContent",
    "w:customXml",
)  # fmt: skip
_DRAWING = (
    "BT", "ET", "/F1 12 Tf", "/F1 -3 Tf", "/F2 9 Tf", "(radar) Tj", "<0041FF> Tj", "[(a)-900(b)] TJ", "10 20 Td",
    "1 0 0 1 72 700 Tm", "0 0 0 0 0 0 Tm", "T*", "0 -14 TD", "14 TL", "(two) '", "q", "Q", "1 0 0 -1 0 9 cm", "/X Do",
    "BI /W 1 /H 1 ID x EI", "3 Tr", "(\\051\\", "]", "<<", "99999999999 0 Td", "1e400 Tz", "/Span BDC", "EMC",
)  # fmt: skip
_FIELDS = (
    "Subject: =?utf-8?q?Radar=FF?=", "From: a <a@post.example>", "To: b", "Date: Tue, 03 Mar 1998 18:15:00 +0100",
    "Date: 99", "Content-Type: multipart/mixed; boundary=x", "Content-Type: text/html; charset=utf-7",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; format=flowed; delsp=yes", "Content-Type: message/rfc822", "List-Id: <x>",
    "Message-ID: <",
    "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: quoted-printable",
    "Content-Disposition: attachment",
    "Content-Type: multipart/alternative; boundary=y", 'Content-Type: text/plain; charset="', "From: =?x?b?=?=,,<<>",
    "Content-Disposition: attachment; filename*=utf-8''%FF", "Received: x", "", "--x", "--x--", "--y", "> a", "-- ",
    "On 3 May 2031, A wrote:", "From a", AGREED, "=C3=", "VGhlIHRhbGtz", "<p>a</p>",
)  # fmt: skip
_HEAD = "From: a@post.example\nSubject: Radar\nMIME-Version: 1.0"
_HEADS = (_HEAD, f"{_HEAD}\n\n{AGREED}", f"{_HEAD}\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n{OPEN}\n--x")
_VALUES: tuple[object, ...] = (
    AGREED,
    "Radar",
    "",
    None,
    0,
    1.5,
    True,
    [],
    {},
    ["a"],
    "2031-05-03",
    "99",
    "<p>a</p>",
    "\ud800",
    "\0",
    "http://[",
)


def web(content: bytes) -> bytes:
    """Return a page of elements in one another."""
    lang, page = ("en", "uk", "x")[len(content) % 3], tree(content[1:], _TAGS, "{}")
    around = "body" if not content or content[0] < _HALF else "article"
    return f"<html lang={lang}><{around}><h1>Radar</h1><p>{AGREED}</p>{page}<p>{OPEN}</{around}></html>".encode()


def word(content: bytes) -> bytes:
    """Return a Word document."""
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = f"<w:p>{run.format(AGREED)}</w:p>{tree(content, _WORD_TAGS, run)}"
    texts = f"<w:document xmlns:w='{_W}'><w:body>{body}</w:body></w:document>"
    styles = f"<w:styles xmlns:w='{_W}'><w:style w:styleId='H'><w:name w:val='heading 1'/></w:style></w:styles>"
    return archive(b"\0".join((b"word/document.xml", texts.encode(), b"word/styles.xml", styles.encode())))


def drawing(content: bytes) -> bytes:
    """Return a PDF: its sheet is drawn as the bytes say, or its objects are what they are."""
    if not content or content[0] < _HALF:
        stream = f"BT /F1 12 Tf 72 700 Td ({AGREED}) Tj {_told(content, _DRAWING, ' ')} ET".encode()
        return sheet(b"5 0 R", b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    return drawn(*content[1:].split(b"\0"))


def archive(content: bytes) -> bytes:
    """Return a zip of members: a name, what it holds, and so on."""
    file, pieces = BytesIO(), iter(content.split(b"\0"))
    with zipfile.ZipFile(file, "w") as made:
        pairs = zip_longest(pieces, pieces, fillvalue=b"")
        members = {name.decode("utf-8", "replace")[:200] or "a": held for name, held in pairs}
        for name, held in members.items():
            made.writestr(zipfile.ZipInfo(name), held)
    return file.getvalue()


def mail(content: bytes) -> bytes:
    """Return a mail of header fields, borders and lines in any order."""
    return "\n".join((_HEADS[len(content) % len(_HEADS)], _told(content, _FIELDS, "\n"))).encode()


def rows(content: bytes) -> bytes:
    """Return lines of JSON: objects whose fields have values of every kind."""
    keys = ("title", "publisher", "url", "published", "text", "other")
    held = [dict(zip(keys, line, strict=False)) for line in content.split(b"\n")]
    made = [{key: _VALUES[byte % len(_VALUES)] for key, byte in row.items() if byte < _HALF} for row in held]
    return "\n".join(json.dumps({"text": AGREED} | row) for row in made).encode()


def tree(content: bytes, tags: Sequence[str], words: str) -> str:
    """Return elements in one another as the bytes choose them, with texts written as ``words`` says."""
    written, opened = list[str](), list[str]()
    for byte in content:
        which, kind = divmod(byte, 4)
        if kind == 0:
            written.append(words.format(_WORDS[which % len(_WORDS)]))
        elif kind == 3:
            written.append(f"</{opened.pop()}>" if opened else "")
        else:
            written.append(f"<{tags[which % len(tags)]}>")
            opened.append(tags[which % len(tags)].split()[0])
    return "".join((*written, *(f"</{each}>" for each in reversed(opened))))


def _told(content: bytes, words: Sequence[str], between: str) -> str:
    return between.join(words[byte % len(words)] for byte in content)


SHAPES: Mapping[str, Callable[[bytes], bytes]] = {
    ".docx": word, ".pdf": drawing, ".zip": archive, ".eml": mail, ".jsonl": rows,
}  # fmt: skip
