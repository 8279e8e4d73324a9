"""Processor time of the second layout of a page in one process, by Briefing and by WeasyPrint alone: one figure each.

python tests/bench/clock_pages.py [TEMPLATE]    (with the extra ``dev``)
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from fakes import long  # noqa: E402 - from the folder of the tests
from pypdf import PdfReader  # noqa: E402
from weasyprint import HTML  # noqa: E402

from briefing.publish.pdf import printed  # noqa: E402
from briefing.publish.rendering import paper  # noqa: E402
from briefing.resources import shipped  # noqa: E402

ROUNDS = 5


def taken(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    begin = process_time()
    work()
    return process_time() - begin


def main(template: str = "diplomatic") -> None:
    """Print pages, seconds a page of both, and their ratio; the first layout of each warms up and does not count."""
    brief = long()
    html, fonts = paper(brief, template), f"{shipped('data', 'fonts').as_uri()}/"

    def alone() -> object:
        return HTML(string=html, base_url=fonts).write_pdf()

    def ours() -> bytes:
        return printed(paper(brief, template), brief)

    pages = len(PdfReader(BytesIO(ours())).pages)
    alone()
    pairs = [(taken(ours), taken(alone)) for _ in range(ROUNDS)]
    own, plain = (median(each) / pages for each in zip(*pairs, strict=True))
    print(f"{template}: {pages} pages, {own:.3f} s a page, weasyprint alone {plain:.3f} s, ratio {own / plain:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
