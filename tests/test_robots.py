"""What a robots.txt allows, by RFC 9309."""

from __future__ import annotations

import pytest
from costs import loops
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.robots import MOST_DELAY, rules

ALL = b"User-agent: *\n"


@pytest.mark.parametrize(
    ("lines", "path", "allowed"),
    [
        (b"", "/a", True),
        (b"Disallow:", "/a", True),
        (b"Disallow: /", "/a", False),
        (b"Disallow: /a", "/abc?d", False),
        (b"Disallow: /a/", "/a", True),
        (b"Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        (b"Allow: /a/b\nDisallow: /a", "/a/c", False),
        (b"Disallow: /a\nAllow: /a", "/a", True),
        (b"Disallow: /*.php$", "/x/y.php", False),
        (b"Disallow: /*.php$", "/x.php?y", True),
        (b"Disallow: /*.php", "/x.php?y", False),
        (b"Disallow: /a*b$", "/ab.b", False),
        (b"Disallow: /a*b*c", "/a/c/b", True),
        (b"Disallow: /%7Eann", "/~ann/x", False),
        (b"Disallow: /~ann", "/%7eann/x", False),
        ("Disallow: /è".encode(), "/%c3%a8/x", False),
        (b"disallow : /a # all of it", "/a", False),
        (b"Disallow: /a\rDisallow: /b", "/b", False),
        (b"no colon\nDisallow: /a\n\xff: x", "/a", False),
    ],
)
def test_the_longest_match_decides(lines: bytes, path: str, allowed: bool) -> None:  # noqa: FBT001 - a parameter
    assert rules(ALL + lines).allow(path) is allowed


def test_our_own_group_goes_before_that_of_all() -> None:
    text = b"\xef\xbb\xbfUser-Agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Briefing/2\nDisallow: /a\n"
    assert rules(text).allow("/b")
    assert not rules(text).allow("/a")
    assert not rules(text.replace(b"Briefing", b"brief")).allow("/b")


def test_groups_of_one_name_are_one() -> None:
    found = rules(b"User-agent: *\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: *\nDisallow: /b\n")
    assert [found.allow(path) for path in ("/a", "/b", "/c")] == [False, False, True]


@pytest.mark.parametrize(
    ("said", "delay"), [(b"2", 2.0), (b"0.5", 0.5), (b"86400", MOST_DELAY), (b"-1", 0.0), (b"nan", 0.0), (b"", 0.0)]
)
def test_a_delay_is_heeded_up_to_a_limit(said: bytes, delay: float) -> None:
    assert rules(ALL + b"Crawl-delay: " + said).delay == delay


@given(st.binary(), st.text())
def test_any_bytes_are_rules(content: bytes, path: str) -> None:
    assert rules(ALL + content).allow(path) in {True, False}


@pytest.mark.parametrize("line", [b"Disallow: /" + b"*a" * 200_000 + b"$", b"Disallow: /*a\n" * 30_000, b":" * 500_000])
def test_no_pattern_takes_long(line: bytes) -> None:
    assert loops(lambda: rules(ALL + line).allow("/" + "a" * 1900 + "b")) < 100
