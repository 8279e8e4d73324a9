"""Ask for pages as a polite guest: robots.txt first, one request at a time, a pause, and no more tries than it takes.

What was fetched a short time ago is not asked for again, what is older only whether it has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from briefing.model import RawDocument
from briefing.sources.addresses import Inside, Refused, Target, target
from briefing.sources.feeds import is_feed
from briefing.sources.fetching import (
    NOT_MODIFIED,
    ROWS,
    SECONDS,
    UNTOLD,
    Network,
    Request,
    Response,
    Unreachable,
    fetch,
)
from briefing.sources.formats.kinds import HEAD, Format, format_of
from briefing.sources.formats.parts import LARGEST as MOST
from briefing.sources.formats.parts import Refused as NotRead
from briefing.sources.formats.parts import too_large
from briefing.sources.hosts import NO_TIME, Hosts
from briefing.sources.readers import read_in_children
from briefing.sources.robots import LARGEST, Rules, rules
from briefing.sources.shelf import Kept, Shelf
from briefing.text.decoding import marked

MOST_SECONDS = 240.0  # that one collection may take: less than half of what the scheduled side gives an edition
MOST_REDIRECTS = 3
TRIES, BACK_OFF, LONGEST_WAIT = 3, 2.0, 20.0
FRESH, ROBOTS_FRESH = timedelta(minutes=15), timedelta(days=1)


class Page(NamedTuple):
    """What an address has: its bytes, and the address where they were found."""

    url: str
    content: bytes


class Guest:
    """Asks for pages, for so long as one collection may take."""

    def __init__(self, shelf: Shelf, hosts: Path, network: Network, now: Callable[[], datetime]) -> None:
        self._shelf, self._network, self._now = shelf, network, now
        self._until = network.monotonic() + MOST_SECONDS
        self._hosts = Hosts(hosts, network, now)
        self._rules: dict[str, Rules | str] = {}

    def page(self, address: str) -> Page:
        """Return what an address has, now or a short time ago; raise Refused where it cannot be had."""
        at = target(address)
        known = self._shelf.known(at.url)
        if known and self._is_fresh(known, FRESH):
            return self._taken(known)
        response = self._followed(at, known)
        self._hosts.answered(response.at.host)
        if response.status == NOT_MODIFIED and known:
            return self._taken(self._shelf.note(replace(known, fetched=self._now().isoformat())))
        if response.status != 200:
            raise Refused(f"answered {response.status}")
        _refuse_other(response)
        return self._kept(at.url, response._replace(content=_as_served(response)), known)

    def given(self, url: str, content: bytes, fragment: str = "") -> Page:
        """Keep an article that a feed has in full as the page of its address; a fragment tells one of several."""
        at = target(url)
        if fragment:
            at = at._replace(path=f"{at.path}#{fragment}")
        return self._kept(at.url, Response(at, 200, content), self._shelf.known(at.url))

    def _kept(self, asked: str, response: Response, known: Kept | None) -> Page:
        """Keep a page, and return it as it was where only what surrounds its text has changed, as advertisements do."""
        before = self._shelf.content(known) if known else None
        held = self._shelf.holds(response)
        # Kept first: should reading a stranger's page end the program, the next try finds it and does not compare.
        kept = self._shelf.keep(asked, response, self._now(), document=not is_feed(response.content))
        if known and before and kept.sha256 != known.sha256 and _reads_as(before, response.content, kept):
            return Page(self._shelf.restore(known, kept, forget=not held).url, before)
        return Page(kept.url, response.content)

    def _taken(self, known: Kept) -> Page:
        content = self._shelf.content(known)
        if content is None:
            raise Refused("vanished before it could be read")
        return Page(known.url, content)

    def _is_fresh(self, known: Kept, span: timedelta) -> bool:
        return timedelta(0) <= self._now() - datetime.fromisoformat(known.fetched) < span

    def _followed(self, at: Target, known: Kept | None, *, robots: bool = False) -> Response:
        """Return the answer to which an address leads; every address on the way is judged like the first."""
        for _ in range(MOST_REDIRECTS + 1):
            self._left()
            self._hosts.refuse_left_alone(at.host)
            if not (robots or self._rules_of(at).allow(at.path)):
                raise Refused(f"robots.txt of {at.host} asks not to read it")
            # What is known is known of the address that gave it.
            etag, modified = (known.etag, known.modified) if known and known.url == at.url else ("", "")
            request = Request(at, etag, modified)
            response = self._answered(request._replace(largest=LARGEST) if robots else request)
            if response.to is None:
                return response
            at = response.to
        raise Refused(f"redirects more than {MOST_REDIRECTS} times")

    def _answered(self, request: Request) -> Response:
        """Return the answer of one address, after as many tries as are allowed; its host's failures are counted."""
        host = request.target.host
        for number in range(TRIES):
            try:
                with self._hosts.turn(host, self._pause_of(host), self._left):
                    return fetch(request, self._network, min(SECONDS, self._left()))
            except Unreachable as failure:
                wait = max(failure.seconds, BACK_OFF * 2**number)
                if number + 1 == TRIES or wait > min(LONGEST_WAIT, self._left()):
                    self._hosts.failed(host, str(failure), failure.seconds)
                    raise
                self._network.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _left(self) -> float:
        """Return the seconds that are left; raise Refused where none are."""
        left = self._until - self._network.monotonic()
        if left <= 0:
            raise Refused(NO_TIME)
        return left

    def _pause_of(self, host: str) -> float:
        found = (rules for at, rules in self._rules.items() if isinstance(rules, Rules) and target(at).host == host)
        return max((each.delay for each in found), default=0.0)

    def _rules_of(self, at: Target) -> Rules:
        """Return what the robots.txt of an address allows; raise Refused where that cannot be known."""
        place = target("/robots.txt", at.url)
        if place.url not in self._rules:
            self._rules[place.url] = self._asked_for_rules(place)
        found = self._rules[place.url]
        if isinstance(found, str):
            raise Refused(found)
        return found

    def _asked_for_rules(self, place: Target) -> Rules | str:
        """Return the rules of a robots.txt, or why nothing is asked of its host: RFC 9309 wants it where it fails."""
        known = self._shelf.known(place.url)
        if known and self._is_fresh(known, ROBOTS_FRESH):
            return rules(self._taken(known).content)
        try:
            response = self._followed(place, known, robots=True)
        except Refused as refusal:
            if isinstance(refusal, Inside) and refusal.host == place.host:
                return str(refusal)
            return f"robots.txt of {place.host} cannot be read ({refusal})"
        if response.status == NOT_MODIFIED and known:
            return rules(self._taken(self._shelf.note(replace(known, fetched=self._now().isoformat()))).content)
        self._shelf.keep(place.url, response, self._now(), document=False)
        return rules(response.content)


def _refuse_other(response: Response) -> None:
    """Refuse, as a file of that name is, what its server calls no page or text and what by its content is none."""
    if not response.kind.startswith((*UNTOLD, *ROWS)) or is_feed(response.content):
        return
    ending = ".json" if response.kind.startswith(ROWS) else PurePosixPath(urlsplit(response.at.url).path).suffix
    try:
        format_of(response.content[:HEAD], ending)
    except NotRead as refusal:
        raise Refused(str(refusal)) from refusal


def _as_served(response: Response) -> bytes:
    """Return a page as its charset tells to read it, in bytes that tell so themselves; a feed tells it in its XML."""
    try:
        page = format_of(response.content[:HEAD], ".html") is Format.TEXT and not is_feed(response.content)
    except NotRead:
        return response.content
    content = marked(response.content, response.charset) if page else response.content
    if len(content) > MOST:
        raise Refused(str(too_large(MOST)))
    return content


def _reads_as(before: bytes, after: bytes, kept: Kept) -> bool:
    """Tell whether two states of a page are read as the same text under the same title; of other formats, no."""
    if not kept.file.endswith(".html"):
        return False
    readings = read_in_children((RawDocument(kept.url, content) for content in (before, after)), jobs=1)
    texts = [(each.title, each.published, each.text) for each in readings.kept]
    return len(texts) == 2 and texts[0] == texts[1]
