"""How well web pages are read beside other extractors: every figure of all of them in the same run.

python tests/bench/pages.py [--half open|held] [--only EXTRACTOR] [--worn] [--rounds N] [--worst N]

Text is the F1 of the words, a page each, then the mean; title and date count as right or wrong.  Seconds are those of
the processor for a page, the least of the rounds.  To be run with the Python of an environment that has the project
with its extra ``pages``.
"""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from time import process_time

sys.path.insert(0, str(Path(__file__).parent.parent))

from pagewear import WEAR
from savedpages import HALVES, Reading, SavedPage, saved_pages, score

from briefing.model import RawDocument
from briefing.text.decoding import decode
from briefing.text.markup import unmark

Extractor = Callable[[str], Reading]


def ours(html: str) -> Reading:
    """Read a page as Briefing does."""
    page = unmark(html, ".html")
    if page is None:
        raise TypeError("pages are not read")
    return Reading(page.text, page.title, page.published.isoformat() if page.published else "")


def trafilatura_alone(html: str) -> Reading:
    """Read a page with trafilatura as it is offered, without comments and tables."""
    import trafilatura

    found = trafilatura.bare_extraction(
        html,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
    )
    if not isinstance(found, trafilatura.settings.Document):
        return Reading("", "", "")
    return Reading(found.text or "", found.title or "", found.date or "")


def readability(html: str) -> Reading:
    """Read a page with readability-lxml, which gives no date."""
    from lxml.html import fromstring
    from readability import Document

    document = Document(html)
    return Reading("\n".join(fromstring(document.summary()).itertext()), document.short_title(), "")


def newspaper4k(html: str) -> Reading:
    """Read a page with newspaper4k."""
    from newspaper import Article

    article = Article("https://www.paper.example/story", fetch_images=False)
    article.download(input_html=html)
    try:
        article.parse()
    except (ImportError, LookupError):  # Hindi and Korean want more packages, and models from the network
        return Reading("", "", "")
    published = article.publish_date
    return Reading(article.text, article.title, published.date().isoformat() if published else "")


def resiliparse(html: str) -> Reading:
    """Read a page with Resiliparse, which gives no date; its title is that of the page's head."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    return Reading(extract_plain_text(tree, main_content=True, list_bullets=False), tree.title or "", "")


ARMS: Mapping[str, Extractor] = {
    "Briefing": ours,
    "trafilatura": trafilatura_alone,
    "readability-lxml": readability,
    "newspaper4k": newspaper4k,
    "Resiliparse": resiliparse,
}


def decoded(page: SavedPage) -> str:
    """Return the page's text as Briefing decodes it, which every extractor gets."""
    text = decode(RawDocument(f"{page.name}.html", page.content))
    return text.text if hasattr(text, "text") else page.content.decode(errors="replace")


def measure(extract: Extractor, pages: Mapping[str, str], rounds: int) -> tuple[dict[str, Reading], float]:
    """Return what an extractor reads, and its seconds of the processor for a page."""
    readings = {name: extract(html) for name, html in pages.items()}
    least = float("inf")
    for _ in range(rounds):
        start = process_time()
        for html in pages.values():
            extract(html)
        least = min(least, process_time() - start)
    return readings, least / len(pages)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table for each half, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=HALVES, help="only this half")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="runs of the clock (default 3)")
    parser.add_argument("--only", choices=ARMS, action="append", help="only this extractor")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="the N worst pages of each extractor")
    parser.add_argument(
        "--worn", action="store_true", help="the pages made worse too, in each way of tests/pagewear.py"
    )
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    for half in [options.half] if options.half else HALVES:
        pages = saved_pages(half)
        texts = {page.name: decoded(page) for page in pages}
        report(half, pages, texts, options)
        for name, wear in WEAR.items() if options.worn else ():
            report(f"{half}, {name}", pages, {page: wear(html) for page, html in texts.items()}, options)
    return 0


def report(what: str, pages: Sequence[SavedPage], texts: Mapping[str, str], options: argparse.Namespace) -> None:
    """Print the table of some pages."""
    print(f"{what}: {len(pages)} pages\n{'':18} {'text':>6} {'title':>6} {'date':>6} {'ms':>7}")
    for name in options.only or ARMS:
        readings, seconds = measure(ARMS[name], texts, options.rounds)
        scores = {page.name: score(page, readings[page.name]) for page in pages}
        text, title, published = (mean(column) for column in zip(*scores.values(), strict=True))
        print(f"{name:18} {text:6.3f} {title:6.3f} {published:6.3f} {1000 * seconds:7.1f}")
        for worst in sorted(scores, key=lambda page: sum(scores[page]))[: options.worst]:
            print(f"    {worst:32} {scores[worst].text:.3f} {scores[worst].title:.0f} {scores[worst].published:.0f}")


if __name__ == "__main__":
    sys.exit(main())
