"""Scheduled briefs of feeds and pages: what an edition has, what is kept, and what is said of a host that fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from commands import run
from places import at, passed, settings, states
from webs import HOST, Web, page, status, web

from briefing.errors import ConfigError
from briefing.operations.clock import Clock
from briefing.operations.doctor import _sources
from briefing.operations.engine import Engine
from briefing.operations.ledger import Ledger
from briefing.operations.notices import standing
from briefing.operations.store import archive_of
from briefing.operations.workplace import Workplace
from briefing.settings import parse_settings
from briefing.sources import fetching

FEED = f"http://{HOST}/feed?of=news"
CONFIG = f"""
[brief.ferry]
sources = ["{FEED}"]
at = "06:30"
formats = ["md", "json"]
"""


@pytest.fixture
def online(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    with web() as found:
        monkeypatch.setattr(fetching, "Network", found.network)
        yield found


def workplace(folder: Path, now: str) -> Workplace:
    path = folder / "briefing.db"
    return Workplace(parse_settings(CONFIG, folder / "briefing.toml"), Ledger(path), archive_of(path), Clock(at(now)))


def article(number: int) -> str:
    title = f"Round {number} on the ferry"
    agreed = f"The ministers of Norvania and Kelm agreed in round {number} to reopen the ferry in May."
    accused = f"Minister Odo Varga of Kelm accused Norvania of breaking promise {number} and called it unacceptable."
    text = f"<h1>{title}</h1><p>{agreed}</p><p>{accused}</p>"
    return f"<html><head><title>{title}</title></head><body><article>{text}</article></body></html>"


def publish(net: Web, *numbers: int) -> None:
    items = "".join(f"<item><title>Round {each}</title><link>/{each}.php</link></item>" for each in numbers)
    net.routes["/feed?of=news"] = page(f"<rss><channel><title>T</title>{items}</channel></rss>", "text/xml")
    net.routes |= {f"/{each}.php": page(article(each)) for each in numbers}


def locations(place: Workplace, period: str) -> list[str]:
    rows = place.ledger.rows(
        "SELECT d.location FROM slot_document s JOIN document d ON d.seq = s.seq WHERE s.period = ?", period
    )
    return sorted(row["location"] for row in rows)


def test_an_edition_has_the_articles_that_are_new_in_the_feed(online: Web, tmp_path: Path) -> None:
    publish(online, 1, 2)
    passed(workplace(tmp_path, "2026-03-02T07:00:00"))
    publish(online, 2, 3)
    place = workplace(tmp_path, "2026-03-03T07:00:00")
    passed(place)
    assert states(place) == {"D:2026-03-02": "DONE", "D:2026-03-03": "DONE"}
    assert locations(place, "D:2026-03-02") == [f"http://{HOST}/1.php", f"http://{HOST}/2.php"]
    assert locations(place, "D:2026-03-03") == [f"http://{HOST}/3.php"]
    online.routes.clear()
    pages = tmp_path / "archive" / "ferry" / "pages"
    for record in sorted((tmp_path / "out").glob("*.json")):
        checked = run("verify", record, "--sources", pages)
        assert checked.exit_code == 0, checked.output
        assert run("verify", record).exit_code == 0
    (kept, *_) = sorted((tmp_path / "archive").rglob("2026-*.json"))
    assert run("verify", kept).exit_code == 0


def test_a_host_that_fails_for_long_is_told_until_it_answers(online: Web, tmp_path: Path) -> None:
    online.routes["/robots.txt"] = status(404)
    online.routes["/feed?of=news"] = status(500)
    for day in (2, 3, 4):
        place = workplace(tmp_path, f"2026-03-0{day}T07:00:00")
        passed(place)
        assert [row["kind"] for row in standing(place.ledger)] == []
    asked = len(online.asked)
    sources = (FEED, f"http://{HOST}/1.php", f"http://{HOST}/2.php", f"http://{HOST}/3.php", f"http://{HOST}/4.php")
    failing = replace(place.settings.briefs[0], sources=sources)
    publish(online, 1)
    online.routes["/feed?of=news"] = status(500)
    online.routes |= {f"/{each}.php": status(500) for each in range(1, 5)}
    place = replace(workplace(tmp_path, "2026-03-05T07:00:00"), settings=replace(place.settings, briefs=(failing,)))
    passed(place)
    assert len(online.asked) == asked + 1 + 3  # robots.txt of the day, and one address three times
    (notice,) = standing(place.ledger)
    assert (notice["kind"], notice["subject"]) == ("web", "ferry")
    assert f"{HOST} failed 4 times in a row (answered 500): left alone until" in notice["text"]
    publish(online, 1)
    place = workplace(tmp_path, "2026-03-06T07:00:00")
    passed(place)
    assert standing(place.ledger) == []
    assert locations(place, "D:2026-03-06") == [f"http://{HOST}/1.php"]


def test_the_doctor_asks_nobody(online: Web, tmp_path: Path) -> None:
    (found,) = _sources(Engine(workplace(tmp_path, "2026-03-02T07:00:00")))
    assert (found.well, found.text) == (True, "0 documents, 0 left out; 1 addresses, not asked")
    assert online.connected == []


def test_pages_are_forgotten_with_the_editions(online: Web, tmp_path: Path) -> None:
    from briefing.operations.retention import forget_old

    publish(online, 1)
    place = workplace(tmp_path, "2026-03-02T07:00:00")
    passed(place)
    pages = tmp_path / "archive" / "ferry" / "pages"
    assert list(pages.glob("*.html"))
    kept = replace(place.settings.briefs[0], retention=30)
    forget_old(place.ledger, place.store, [kept], at("2126-03-02T07:00:00"))
    assert not [path for path in pages.rglob("*") if path.is_file()]


def test_the_settings_take_addresses_as_they_are(tmp_path: Path) -> None:
    assert settings(tmp_path).briefs[0].sources == (str(tmp_path / "inbox"),)
    assert parse_settings(CONFIG, tmp_path / "briefing.toml").briefs[0].sources == (FEED,)


def test_a_password_in_an_address_is_refused_and_not_repeated(tmp_path: Path) -> None:
    spoilt = CONFIG.replace(HOST, f"me:sesame@{HOST}")
    with pytest.raises(ConfigError, match=r"brief\.ferry\.sources must be without user and password") as refused:
        parse_settings(spoilt, tmp_path / "briefing.toml")
    assert "sesame" not in str(refused.value)
