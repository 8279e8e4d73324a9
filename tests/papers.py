"""Papers made for the tests: PDF, Word, mail and archives, written by the programs that write such files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from io import BytesIO

AGREED = "The two coastal states agreed on Tuesday to share the radar station on the cape from the first of May."
OPEN = "The ministers could not settle who pays for the crews, and they will meet again in June."
REJECTED = "The union of the fishermen rejected the plan and accused the government of Norland of breaking its word."
STORY = (AGREED, OPEN, REJECTED)
DAY = "Tue, 03 Mar 1998 18:15:00 +0100"


def html(title: str, paragraphs: Iterable[str] = STORY) -> str:
    """Return a web page."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f'<html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></html>'


def pdf(page: str, style: str = "") -> bytes:
    """Return a web page as a PDF."""
    from weasyprint import HTML

    return bytes(HTML(string=page.replace("</head>", f"<style>{style}</style></head>")).write_pdf())


def word(title: str, paragraphs: Iterable[str] = STORY) -> bytes:
    """Return a Word document with a heading."""
    from docx import Document

    document, file = Document(), BytesIO()
    document.add_heading(title, 1)
    for each in paragraphs:
        document.add_paragraph(each)
    document.save(file)
    return file.getvalue()


def letter(subject: str, text: str = "\n\n".join(STORY), **fields: str) -> EmailMessage:
    """Return a mail; ``fields`` are more of its header, with _ for -."""
    message = EmailMessage()
    message["From"], message["To"] = "Marit Olsen <marit@post.example>", "desk@post.example"
    message["Subject"], message["Date"] = subject, DAY
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def mailbox(*mails: EmailMessage) -> bytes:
    """Return an mbox of mails."""
    return b"".join(b"From marit@post.example Tue Mar  3 18:15:00 1998\n" + mail.as_bytes() + b"\n" for mail in mails)


def zipped(members: Sequence[tuple[str | zipfile.ZipInfo, str | bytes]]) -> bytes:
    """Return a zip of members."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def drawn(*objects: bytes) -> bytes:
    """Return a PDF of objects as they are given, the first of them its catalogue."""
    content, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return content + end % (size, rows, size, len(content))


def sheet(contents: bytes, *streams: bytes) -> bytes:
    """Return a PDF of one sheet that draws the streams that ``contents`` names, from object 5 on."""
    return drawn(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents %s/Resources<</Font<</F1 4 0 R>>>>>>" % contents,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *streams,
    )
