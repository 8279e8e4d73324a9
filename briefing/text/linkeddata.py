"""The JSON-LD of a page: what its article says of itself to search engines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.text.entities import unescaped

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE = re.compile(r"article|blogposting|report\b|newsstory", re.IGNORECASE)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_BEFORE = re.compile(r"\A\s*+(?:<!--|//\s*+<!\[CDATA\[|<!\[CDATA\[)?\s*+")
_BEHIND = re.compile(r"\A[\s;]*+(?:>--|>\]\](?:\s*+//)?)?\s*+")  # read backwards: no start but one is tried
_PAIR = re.compile(r'"(headline|datePublished|articleBody)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_NAME = re.compile(r'"publisher"\s*:\s*\{[^{}]*"name"\s*:\s*"((?:[^"\\]|\\.)*)"')
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BREAK = re.compile(r"</p>|<br\s*/?>|</h\d>|</li>", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_DEEPEST = 8


class Story(NamedTuple):
    """An article of a page's JSON-LD; '' and () for what it does not say."""

    headline: str = ""
    published: str = ""
    body: str = ""
    description: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


def stories(tree: _Element) -> tuple[Story, ...]:
    """Return the articles of all JSON-LD of a page, in its order."""
    texts = [script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    found: list[Story] = []
    for text in texts:
        nodes = _parsed(text)
        if nodes is None:
            found.extend(_salvaged(text))
        else:
            known = list(_nodes(nodes, 0))
            named = {str(node["@id"]): node for node in known if "@id" in node and "name" in node}
            found.extend(_story(node, named) for node in known if _is_article(node))
    return tuple(found)


def _parsed(text: str) -> Any:  # noqa: ANN401 - JSON may be anything
    text = _BEHIND.sub("", _BEFORE.sub("", text)[::-1])[::-1]
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _salvaged(text: str) -> Iterator[Story]:
    """Yield what a broken script still says plainly."""
    pairs: dict[str, str] = {}
    for key, value in _PAIR.findall(text):
        pairs.setdefault(key, _text(_unquoted(value)))
    if pairs:
        name = _NAME.search(text)
        yield Story(
            headline=pairs.get("headline", ""),
            published=pairs.get("datePublished", ""),
            body=pairs.get("articleBody", ""),
            publisher=_text(_unquoted(name[1])) if name else "",
        )


def _unquoted(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value


def _nodes(node: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Yield all mappings of a tree, outer ones first."""
    if depth > _DEEPEST:
        return
    if isinstance(node, Mapping):
        yield node
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            if isinstance(inner, Mapping | list):
                yield from _nodes(inner, depth + 1)


def _is_article(node: Mapping[str, Any]) -> bool:
    types = [str(one) for one in _many(node.get("@type"))]
    return any(_ARTICLE.search(one) for one in types) and ("headline" in node or "datePublished" in node)


def _story(node: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Story:
    names = [_name(one, named) for one in _many(node.get("author"))]
    places = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    return Story(
        headline=_text(node.get("headline") or node.get("name")).replace("\n", " "),
        published=_text(node.get("datePublished")),
        body=_text(node.get("articleBody")),
        description=_text(node.get("description")),
        publisher=next((name for one in _many(node.get("publisher")) if (name := _name(one, named))), ""),
        authors=tuple(dict.fromkeys(name for name in names if name)),
        urls=tuple(url for one in places if (url := _text(one.get("@id") if isinstance(one, Mapping) else one))),
    )


def _name(one: object, named: Mapping[str, Mapping[str, Any]]) -> str:
    if isinstance(one, Mapping):
        one = one if "name" in one else named.get(str(one.get("@id")), {})
        return _text(next(iter(_many(one.get("name"))), ""))
    return _text(one)


def _many(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else () if value is None else (value,)


def _text(value: object) -> str:
    """Return a string of JSON-LD without the markup and the entities that some sites leave in it."""
    if not isinstance(value, str):
        return ""
    value = unescaped(value) if "&" in value else value
    if "<" in value:
        value = _TAG.sub("", _BREAK.sub("\n", value))
    return "\n".join(line for part in value.splitlines() if (line := _BLANKS.sub(" ", part).strip()))
