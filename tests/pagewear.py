"""Saved pages made worse: each kind of wear takes away what a reader of pages may lean on, or adds what misleads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import sha256

_CONSENT = "We and our partners store information on your device to show you what you want, and you may object."
_LEGAL = "Wir und unsere Partner speichern Informationen auf Ihrem Gerät, um Ihnen passende Anzeigen zu zeigen."
_TEASERS = (
    "The council of the small town has voted against the new swimming pool for the third time, to no surprise.",
    "Three cows stopped the morning train to the coast for an hour, and the driver milked one, passengers said.",
    "Scientists have counted the storks along the river and found eleven more pairs than in the year of the flood.",
)
_FOOT = re.compile(r'<footer|<div class="(?:footer|ft|sc-ft)"|<div id="ftr"|<address|</body>', re.IGNORECASE)


def cards(html: str) -> str:
    """Add teasers of other stories at the foot of the page."""
    rows = (f'<div class="c-card"><h3><a href="/x">Another story</a></h3><p>{text}</p></div>' for text in _TEASERS)
    added = f'<div class="c-grid"><h2>More</h2>{"".join(rows)}</div>'
    return _FOOT.sub(lambda foot: added + foot[0], html, count=1)


def consent(html: str) -> str:
    """Add a wall of consent at the top and the small print at the end, both in prose."""
    wall, print_ = ("".join(f"<p>{text} {number}.</p>" for number in range(3)) for text in (_CONSENT, _LEGAL))
    html = re.sub(r"(?i)<body[^>]*>", lambda body: f'{body[0]}<div class="cmpwrap">{wall}</div>', html, count=1)
    return re.sub(r"(?i)</body>", f'<div class="legal">{print_}</div></body>', html)


def hashed(html: str) -> str:
    """Give every class a name that says nothing, and take the ids away."""
    names = re.compile(r'class="([^"]*)"')
    bare = re.sub(r' id="[^"]*"', "", html)
    return names.sub(lambda match: f'class="{" ".join(map(_hash, match[1].split()))}"', bare)


def _hash(name: str) -> str:
    return "c" + sha256(name.encode()).hexdigest()[:5]


def without_metas(html: str) -> str:
    """Take JSON-LD and meta tags away."""
    return re.sub(r'(?s)<script type="application/ld\+json">.*?</script>|<meta (?:property|name)="[^>]*>', "", html)


def divs(html: str) -> str:
    """Make every element that says what it is for a <div>."""
    named = r"(?i)<(/?)(?:article|main|section|header|footer|nav|aside|figure|figcaption|address)\b"
    return re.sub(named, r"<\1div", html)


def breaks(html: str) -> str:
    """Make paragraphs lines of one element."""
    return re.sub(r"</p>\s*<p[^>]*>", "<br><br>", html)


def all_of_it(html: str) -> str:
    """Wear a page in every way."""
    for wear in (cards, hashed, without_metas, divs, consent):
        html = wear(html)
    return html


WEAR: Mapping[str, Callable[[str], str]] = {
    wear.__name__: wear for wear in (cards, consent, hashed, without_metas, divs, breaks, all_of_it)
}
