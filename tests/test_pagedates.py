"""The day of a page: what it states, what its lines give, and how they vote."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from briefing.model import Page
from briefing.text.calendars import day_of, ethiopic_day
from briefing.text.markup import unmark
from briefing.text.tabledcalendars import islamic_day, nepali_day
from briefing.text.timestamps import addressed, day_in, moment
from briefing.text.writtendates import islamic_days, month_leads, says_day, written_days

TITLE = "Harbour board agrees to rebuild the eastern quay"
LINES = (
    "The harbour board agreed on Tuesday to rebuild the eastern quay before the winter storms return to the coast.",
    "Engineers said the work on the quay would cost nine million and take at least seven months of labour.",
    "Fishermen at the harbour welcomed the plan but asked the board for a place to land their catch meanwhile.",
)
STORY = "".join(f"<p>{line}</p>" for line in LINES)
CARDS = "".join(
    f"<article><a href='/{n}'><h3>Other news number {n}</h3></a><time datetime='2023-0{n}-11'>x</time></article>"
    for n in range(1, 5)
)
DAY = date(2021, 6, 18)


def published(near: str = "", head: str = "", lang: str = "en", above: str = "", below: str = "") -> date | None:
    return dated(f"<div>{above}<h1>{TITLE}</h1>{near}<div>{STORY}</div>{below}</div><div>{CARDS}</div>", head, lang)


def dated(body: str, head: str, lang: str) -> date | None:
    found: Page | None = unmark(
        f"<!doctype html><html lang='{lang}'><head>{head}</head><body>{body}</body></html>", ".html"
    )
    assert found is not None
    return found.published


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='content_PublishedDate' content='2021-06-18 10:22'>",
        "<meta name='pubdate' content='Fri, 18 Jun 2021 10:22:00 GMT'>",
        "<meta name='pubdate' content='20210618102233'>",
        "<meta name='published' content='1624012345000'>",
        "<meta name='publish-date' content='18.06.2021'>",
        '<script>dataLayer.push({pageType: "article", publicationDate: "18/06/2021"})</script>',
        f'<script>[{{"t": "Other", "pubDate": "2023-02-02"}}, {{"t": "{TITLE}", "pubDate": "2021-06-18"}}]</script>',
        '<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2021-06-18T08:00+02:00",}</script>',
        "<link rel='canonical' href='https://paper.example/2021/06/18/quay'>",
        "<meta property='og:url' content='https://paper.example/n1/2021/0618/c1001.html'>",
    ],
)
def test_a_day_stated_in_any_way(head: str) -> None:
    assert published(head=head) == DAY


@pytest.mark.parametrize(
    ("near", "lang"),
    [
        ("<div>By Ann Lee</div><div>18 June 2021</div>", "en"),
        ("<dl><dt>Updated</dt><dd>20 June 2021</dd><dt>Published</dt><dd>18 June 2021</dd></dl>", "en"),
        ("<div>Mis à jour le 20 juin 2021 - Publié le 18 juin 2021</div>", "fr"),
        ("<figure><img src='q.jpg'><figcaption>The quay, 3 May 2019</figcaption></figure><p>18 June 2021</p>", "en"),
        ("<ul>" + "<li><a href='#'>Share</a></li>" * 12 + "</ul><div class='meta'>18 June 2021</div>", "en"),
        ("<div>۲۸ خرداد ۱۴۰۰</div>", "fa"),
        ("<span data-published='2021-06-18T10:00'>long ago</span>", "en"),
    ],
)
def test_a_day_in_a_line_near_the_headline(near: str, lang: str) -> None:
    assert published(near, lang=lang) == DAY


def test_a_day_below_the_text_where_it_is_called_one_of_publication() -> None:
    assert published(below="<div>Posted on 18 June 2021</div>") == DAY


def test_the_day_of_the_visit_gives_way() -> None:
    visit = "<div class='today'>Today is Monday, 3 July 2023</div>"
    assert published(above=visit, below="<div>Posted on 18 June 2021</div>") == DAY


def test_address_and_line_overrule_a_time_that_was_stated_anew() -> None:
    head = (
        "<link rel='canonical' href='https://paper.example/2021/06/18/x'>"
        "<meta property='article:published_time' content='2022-08-03T10:00:00+02:00'>"
    )
    assert published("<div>Published 18 June 2021, updated 3 August 2022</div>", head) == DAY
    assert published(head=head) == date(2022, 8, 3)


def test_dates_with_slashes_are_read_by_those_beside_them_then_by_the_country() -> None:
    assert published("<div>06/07/2021</div>", lang="en-GB") == date(2021, 7, 6)
    assert published("<div>06/07/2021</div>", lang="en-US") == date(2021, 6, 7)
    beside = "<div>Other news of 23/05/2021</div>"
    assert published("<div>06/07/2021</div>", lang="en-US", below=beside) == date(2021, 7, 6)
    assert month_leads(["05/23/2021", "no date"]) is True
    assert month_leads(["05/06/2021"]) is None


STATED = "<meta property='article:published_time' content='2021-06-17T22:30:00Z'>"


@pytest.mark.parametrize(
    ("head", "near", "lang", "day"),
    [
        ("", "", "en", DAY - timedelta(days=1)),
        ("", "", "ja", DAY),
        ("", "", "en-AU", DAY),
        ("", "<div>18 June 2021, 06:30</div>", "en", DAY),
        ("", "<div>18 июня, 01:30</div>", "ru", DAY),
        ("", "<div>17 June 2021</div>", "en-AU", DAY - timedelta(days=1)),
        ("<meta property='article:modified_time' content='2021-06-19T10:00:00+07:00'>", "", "en", DAY),
    ],
)
def test_the_day_of_a_time_of_utc_where_the_page_is_at_home(head: str, near: str, lang: str, day: date) -> None:
    assert published(near, STATED + head, lang) == day


def test_a_time_by_the_clock_of_another_country() -> None:
    stated = "<meta property='article:published_time' content='2021-06-17T16:30:00-05:00'>"
    assert published(head=stated, lang="ko") == DAY
    assert published(head=stated, lang="en") == DAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "month", "day", "lang", "expected"),
    [
        (1400, 1, 1, "fa", date(2021, 3, 21)),
        (1399, 12, 30, "fa", date(2021, 3, 20)),
        (1400, 12, 30, "fa", date(2022, 3, 21)),
        (1400, 13, 1, "fa", None),
        (2564, 6, 18, "th", DAY),
        (110, 6, 18, "zh", DAY),
        (110, 6, 18, "en", None),
        (2078, 3, 4, "ne", DAY),
        (2078, 3, 4, "en", None),
        (2021, 2, 30, "en", None),
    ],
)
def test_the_years_of_other_calendars(year: int, month: int, day: int, lang: str, expected: date | None) -> None:
    assert day_of(year, month, day, lang) == expected


def test_the_years_of_ethiopia() -> None:
    assert ethiopic_day(2012, 1, 1) == date(2019, 9, 12)
    assert ethiopic_day(2013, 10, 11) == DAY
    assert [one.day for one in written_days("ሰኔ 11, 2013", "am")] == [DAY]


@pytest.mark.parametrize("line", [
    "२०७८ असार ४ गते शुक्रबार", "४ असार २०७८, १०:२२", "असार ४, २०७८", "प्रकाशित: २०७८ आषाढ ४", "2078/03/04", "२०७८-०३-०४",
])  # fmt: skip
def test_a_day_of_nepal(line: str) -> None:
    assert [one.day for one in written_days(line, "ne")] == [DAY]
    assert published(f"<div>{line}</div>", lang="ne") == DAY


@pytest.mark.parametrize(("written", "day"), [
    ((2056, 1, 1), date(1999, 4, 14)),
    ((2061, 10, 19), date(2005, 2, 1)),
    ((2063, 1, 11), date(2006, 4, 24)),
    ((2072, 1, 12), date(2015, 4, 25)),
    ((2072, 6, 3), date(2015, 9, 20)),
    ((2080, 12, 30), date(2024, 4, 12)),
    ((2081, 2, 15), date(2024, 5, 28)),
    ((2081, 12, 31), date(2025, 4, 13)),
    *((gone, None) for gone in ((2055, 12, 30), (2062, 2, 5), (2081, 13, 1), (2081, 12, 32), (2082, 1, 1))),
])  # fmt: skip
def test_days_of_nepal_on_which_all_its_tables_agree(written: tuple[int, int, int], day: date | None) -> None:
    assert nepali_day(*written) == day


@pytest.mark.parametrize(("written", "day"), [
    ((1420, 1, 1), date(1999, 4, 17)),
    ((1442, 11, 8), DAY),
    ((1445, 9, 1), date(2024, 3, 11)),
    ((1447, 1, 1), date(2025, 6, 26)),
    *((gone, None) for gone in ((1419, 12, 29), (1442, 10, 30), (1442, 13, 1), (1442, 0, 1), (1451, 1, 1))),
])  # fmt: skip
def test_days_of_the_islamic_calendar(written: tuple[int, int, int], day: date | None) -> None:
    assert islamic_day(*written) == day


@pytest.mark.parametrize(("line", "lang"), [
    ("الجمعة 8 ذو القعدة 1442 هـ", "ar"), ("٨ ذي القعدة ١٤٤٢", "ar"), ("۸ ذی القعدہ ۱۴۴۲", "ur"),
    ("8 Dhul-Qa'dah 1442 H", "en"), ("Dhu al-Qadah 8, 1442", "en"),
])  # fmt: skip
def test_a_day_of_the_islamic_calendar_only_where_no_other_gives_one(line: str, lang: str) -> None:
    alone = f"<h1>{TITLE}</h1><div>{line}</div>{STORY}"
    ships = "all ships go to the other side of the bay, where few can land, and "
    crane = f"<p>The quay has been closed since 3 May 2021, when the crane fell into the water; {ships * 3}wait.</p>"
    assert dated(alone, "", lang) == DAY
    assert dated(f"{alone}<div>19.06.2021</div>", "", lang) == date(2021, 6, 19)
    assert dated(alone, "<meta name='pubdate' content='2021-06-17'>", lang) == date(2021, 6, 17)
    assert DAY not in (dated(f"{alone}{crane}", "", lang), dated(f"{alone}{CARDS}", "", lang))


def test_ramadan_of_a_gregorian_year_is_no_day() -> None:
    assert [*islamic_days("Ramadan 12, 2021"), *islamic_days("12 رمضان"), *islamic_days("8 صفر 1442 " * 20)] == []


def test_what_is_said_of_a_date() -> None:
    (one,) = written_days("Aktualisiert 19.06.2021, erschienen am 18.06.2021", "de")
    assert (one.day, one.published, one.today) == (DAY, True, False)
    (one,) = written_days("Сегодня 18 июня 2021", "ru")
    assert one.today


@pytest.mark.parametrize(
    ("line", "lang"), [("18 июня, 10:22", "ru"), ("06-18 10:22", "zh"), ("18.06. um 9", "de"), ("June 18, 9 am", "en")]
)
def test_a_day_without_its_year(line: str, lang: str) -> None:
    assert says_day(line, DAY, lang)
    assert not says_day(line, DAY + timedelta(days=1), lang)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://paper.example/world/2021/jun/18/quay", DAY),
        ("https://paper.example/view/AKR20210618012300001", DAY),
        ("https://paper.example/a/18-06-2021/quay", DAY),
        ("https://paper.example/2021/06/quay-18", None),
        ("https://20210618.example/quay?d=2021-06-18", None),
    ],
)
def test_the_day_of_an_address(url: str, day: date | None) -> None:
    assert addressed([url]) == day


def test_times_in_any_notation() -> None:
    assert day_in("18 June 2021 10:00", "en") == DAY
    assert day_in("22990618", "en") is None
    assert moment("2021-06-18T10:00:00") is None
    assert moment("Fri, 18 Jun 2021 10:22:00 GMT") == moment("2021-06-18T12:22:00+02:00")


def test_a_midnight_may_be_but_a_day() -> None:
    """The time of publication lies the evening before what another tag rounds it to."""
    head = (
        "<meta property='article:published_time' content='2021-06-19T00:00:00+03:00'>"
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        '"datePublished": "2021-06-18T21:40:00+03:00"}</script>'
    )
    assert published(head=head, lang="uk") == DAY


def test_the_day_stands_above_a_headline_with_a_label() -> None:
    label = f"<span>Friday, 18 June 2021 00:00</span><h2>{TITLE} <span><sup>Featured</sup></span></h2>"
    tools = "".join(f"<p>Tool {number}</p>" for number in range(12))
    head, body = f"<title>{TITLE}</title>", f"<div>{label}{tools}{STORY}</div>{CARDS}"
    found = unmark(f"<html lang='en'><head>{head}</head><body>{body}</body></html>", ".html")
    assert found is not None
    assert found.published == DAY


def test_a_script_gives_its_time_by_another_clock() -> None:
    script = f'<script>window.page = {{"headline": "{TITLE}", "publicationDate": "2021-06-17T22:41:00.000Z"}}</script>'
    assert published(head=script, lang="de") == DAY
    assert published(head=script.replace("22:41", "21:41"), lang="pt-PT") == date(2021, 6, 17)


def test_the_clock_of_the_country_counts_more_than_a_day_in_the_lines() -> None:
    script = f'<script>window.page = {{"headline": "{TITLE}", "publicationDate": "2021-06-17T22:41:00.000Z"}}</script>'
    film = "<p>Film, 2 min., 17 juin</p>"
    assert published(film, script, "fr-CH") == DAY
