"""A user's template may be made of any HTML: its PDF is made, and its structure holds all words."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from fakes import rich
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from test_pdf import spoken

from briefing.publish.pdf import printed

LANGS = ("en", "nl", "de", "uk")
SHAPES = (
    "<p>{}</p>", "<div>{}</div>", "<span>{}</span>", "<b>{}</b>", "<q>{}</q>", "<blockquote>{}</blockquote>",
    "<ul><li>{}</li></ul>", "<ol><li>{}</li><li>last</li></ol>", "<ul style='list-style: none'><li>{}</li></ul>",
    "<dl><dt>term</dt><dd>{}</dd></dl>", "<table><tr><th>head</th><td>{}</td></tr></table>",
    "<table><caption>{}</caption><tr><td>cell</td></tr></table>", "<td>{}</td>",
    "<figure>{}<figcaption>under</figcaption></figure>",
    "<details><summary>open</summary>{}</details>", "<ruby>{}<rt>above</rt></ruby>", "<math><mi>{}</mi></math>",
    "<form><input value='typed'>{}<button>go</button></form>", "<a href='https://talks.example'>{}</a>",
    "<p style='float: left'>{}</p>", "<p style='position: absolute'>{}</p>", "<p style='display: flex'>{}</p>",
    "<svg width='9' height='9'><title>dot</title></svg>{}", "<hr>{}<br>", "<!-- nothing -->{}<p></p>", "<h2>{}</h2>",
)  # fmt: skip


def within(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return HTML around other HTML, some of it in a language of its own."""
    held = st.lists(inside, min_size=1, max_size=3).map(" ".join)
    plain = st.builds(str.format, st.sampled_from(SHAPES), held)
    spoken_so = st.builds("<div lang={}>{}</div>".format, st.sampled_from(LANGS), held)
    return st.one_of(plain, spoken_so)


def unmarked(content: bytes) -> int:
    """Return how many runs of letters of a page stand in no marked content."""
    depth = found = 0
    for operator in re.findall(rb"\b(BDC|BMC|EMC|BT)\b", content):
        found += operator == b"BT" and not depth
        depth += {b"BT": 0, b"EMC": -1}.get(operator, 1)
    return found


@pytest.mark.slow
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(st.sampled_from(["alpha", "beta gamma", ""]), within, max_leaves=25))
@example("<blockquote>alpha <p>beta</p></blockquote>")
@example("<blockquote lang=nl><q>alpha</q></blockquote>")
def test_any_html_is_made_and_its_structure_holds_all_words(body: str) -> None:
    page = f"<html lang=en><title>Talks</title><body>{body}</body></html>"
    reader = PdfReader(BytesIO(printed(page, rich())))
    contents = [each.get_contents().get_data() for each in reader.pages]
    assert sum(content.count(b"/MCID") for content in contents) == [tag for tag, _ in spoken(reader)].count("")
    assert not any(map(unmarked, contents))
    words = re.sub(r"\s+", "", "".join(each.extract_text() for each in reader.pages))
    assert all(word in words for word in re.findall("alpha|beta|gamma", body))
