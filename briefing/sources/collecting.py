"""Collect from paths and from the web: files, folders and patterns; feeds, pages, and files that list addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import SourceError
from briefing.masking import anonymous
from briefing.model import Batch, RawDocument, Rejection, batch, sifted
from briefing.sources.folders import collect_each
from briefing.sources.labels import label
from briefing.sources.lists import Listed, listed
from briefing.sources.opening import opened
from briefing.sources.settling import Watch
from briefing.values import is_address

if TYPE_CHECKING:
    from briefing.sources.feeds import Entry, Feed
    from briefing.sources.visiting import Guest, Page

Tell = Callable[[int, int, str], None]


class Named(NamedTuple):
    """What sources name: paths, and addresses; those of a list stand for it, and its other lines are ``rejected``."""

    paths: tuple[str, ...]
    addresses: tuple[str, ...]
    rejected: tuple[Rejection, ...] = ()


def named(sources: Iterable[str]) -> Named:
    """Tell addresses from paths; a text file that is named itself and holds mostly addresses is a list of them."""
    paths: list[str] = []
    addresses: dict[str, None] = {}
    rejected: list[Rejection] = []
    for source in map(str, sources):
        found = Listed((source,)) if is_address(source) else listed(source)
        addresses.update(dict.fromkeys(found.addresses))
        rejected.extend(found.rejected)
        if not found.addresses:
            paths.append(source)
    return Named(tuple(paths), tuple(addresses), tuple(rejected))


def gather(
    sources: Sequence[str], guest: Callable[[], Guest], tell: Tell = lambda *_: None, watch: Watch | None = None
) -> Batch[RawDocument]:
    """Collect the documents that the sources name, all of them into memory: see ``gather_each``."""
    return batch(gather_each(sources, guest, tell, watch))


def gather_each(
    sources: Sequence[str], guest: Callable[[], Guest], tell: Tell = lambda *_: None, watch: Watch | None = None
) -> Iterator[RawDocument | Rejection]:
    """Collect the documents that the sources name; nothing is asked of the web where none of them is an address.

    Pages are fetched at once, files are read when they are asked for: see ``collect_each``.
    ``tell`` hears which of how many pages is asked for, ``watch`` keeps out files that are still being written.  The
    location of a page is the address where it was found.
    """
    apart = named(sources)
    if not apart.addresses:
        return collect_each(apart.paths, watch)
    there, found = _collected(apart.paths, watch), _visited(apart.addresses, guest(), tell)
    return _merged(there, Batch(found.kept, (*apart.rejected, *found.rejected)))


def _merged(there: Iterable[RawDocument | Rejection], found: Batch[RawDocument]) -> Iterator[RawDocument | Rejection]:
    """Yield the documents of both by location, then what both left out."""
    rejected = [*found.rejected]
    pages = sorted(found.kept, key=lambda raw: raw.location)
    yield from merge(sifted(there, rejected), pages, key=lambda raw: raw.location)
    yield from sorted(rejected, key=lambda each: (each.location, each.reason))


def shown(address: str) -> str:
    """Return an address that is safe to print, without the user, the password and the key that it may name."""
    return label(anonymous(address))


def _collected(paths: Sequence[str], watch: Watch | None) -> Iterable[RawDocument | Rejection]:
    """Collect the documents of paths; none of them stops a run that has addresses too."""
    try:
        return collect_each(paths, watch)
    except SourceError:
        return tuple(Rejection(shown(path), "no such file or folder") for path in paths)


def _visited(addresses: Sequence[str], guest: Guest, tell: Tell) -> Batch[RawDocument]:
    """Ask for each address, then for the articles of those that are feeds; what cannot be had is a rejection."""
    from briefing.sources.feeds import is_feed

    first = [_asked(address, guest, tell, (number, len(addresses))) for number, address in enumerate(addresses, 1)]
    pages = [found for found in first if not isinstance(found, Rejection)]
    found: list[Page | Rejection] = [each for each in first if isinstance(each, Rejection) or not is_feed(each.content)]
    for page in pages:
        if is_feed(page.content):
            found += _of_feed(page, guest, tell)
    fetched = {page.url: RawDocument(page.url, page.content) for page in found if not isinstance(page, Rejection)}
    documents = opened(fetched.values())
    refused = dict.fromkeys(each for each in found if isinstance(each, Rejection))
    return Batch(documents.kept, (*refused, *documents.rejected))


def _asked(address: str, guest: Guest, tell: Tell, count: tuple[int, int]) -> Page | Rejection:
    from briefing.sources.addresses import Refused

    tell(*count, shown(address))
    try:
        return guest.page(address)
    except Refused as refusal:
        return Rejection(shown(address), str(refusal))


def _of_feed(page: Page, guest: Guest, tell: Tell) -> Iterator[Page | Rejection]:
    """Yield the articles of a feed: as it has them in full, else as their pages have them."""
    from briefing.sources.addresses import Refused
    from briefing.sources.feeds import read_feed

    try:
        feed = read_feed(page.content, page.url)
    except Refused as refusal:
        yield Rejection(page.url, str(refusal))
        return
    asked: set[str] = set()
    for number, entry in enumerate(feed.entries, 1):
        if entry.content and _same_host(entry.link, page.url):
            yield _given(entry, feed, guest)
        elif entry.link not in asked:
            asked.add(entry.link)
            yield _asked(entry.link, guest, tell, (number, len(feed.entries)))
    yield from (Rejection(shown(link)[:200], NO_PAGE) for link in feed.skipped)
    yield from (Rejection(page.url, _bare(*entry)) for entry in feed.bare)
    if not (feed.entries or feed.skipped or feed.bare):
        yield Rejection(page.url, "holds no document")
    if feed.more:
        yield Rejection(page.url, f"has more than {len(feed.entries)} entries: {feed.more} were not read")


NO_PAGE = "a link of a feed that is no page of the web"


def _bare(number: int, title: str) -> str:
    named = f" («{label(title[:100])}»)" if title else ""
    return f"entry {number}{named} has neither a link nor an article in full"


def _given(entry: Entry, feed: Feed, guest: Guest) -> Page:
    from briefing.sources.feeds import as_page

    return guest.given(entry.link, as_page(entry, feed.title), entry.fragment)


def _same_host(link: str, feed: str) -> bool:
    """Tell whether a feed speaks of its own pages: of another's it could tell anything under their name."""
    from briefing.sources.addresses import target

    first, second = (target(each).host.removeprefix("www.") for each in (link, feed))
    return first == second
