"""briefing.toml: every default, every mistake with its key, and no password in the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import values
from briefing.errors import ConfigError
from briefing.settings import Settings, parse_settings
from briefing.sources.workspace import EXAMPLE, create

PLACE = Path("/srv/desk/briefing.toml")
LEAST = '[brief.daily]\nsources = ["inbox"]\n'


def parse(text: str) -> Settings:
    return parse_settings(text, PLACE)


def mistake(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        parse(text)
    return str(caught.value)


def in_brief(line: str) -> str:
    return mistake(LEAST + line)


def test_defaults() -> None:
    settings = parse(LEAST)
    brief = settings.brief("daily")
    assert settings.mail.server == "outbox:/srv/desk/outbox"
    assert settings.store == "sqlite:/srv/desk/briefing.db"
    assert brief.sources == ("/srv/desk/inbox",)
    assert (brief.recipients, brief.every, brief.at, brief.timezone) == ((), "day", time(6), "UTC")
    assert (brief.title, brief.lang, brief.tlp, brief.template) == ("", "en", "", "diplomatic")
    assert (brief.formats, brief.catch_up, brief.empty) == (("md", "pdf"), "latest", "send")
    assert (brief.max_lateness, brief.retention, brief.out) == (None, 0, Path("/srv/desk/out"))
    assert settings.notify == ()
    mail = settings.mail
    assert not any((mail.user, mail.password_file, mail.keyring, mail.ca_file, mail.certificates, brief.encrypt))
    assert not any((mail.dkim_key, mail.dkim_selector, mail.dkim_domain))


def test_every_key() -> None:
    settings = parse("""
        [mail]
        from = "desk@example.org"
        server = "smtps://mail.example.org:465"
        user = "desk"
        password_file = "secrets/mail"
        keyring = "briefing"
        ca_file = "/etc/desk/ca.pem"
        dkim_key = "dkim.pem"
        dkim_selector = "s1"
        dkim_domain = "example.org"
        certificates = "certificates"
        [store]
        url = "sqlite:/var/lib/briefing.db"
        [brief.weekly]
        sources = ["/data/in", "extra/*.html"]
        recipients = ["b@example.org", "a@example.org", "b@example.org"]
        every = ["thu", "mon"]
        at = "23:59"
        timezone = "Europe/Amsterdam"
        title = "The week"
        lang = "en"
        tlp = "amber+strict"
        template = "cable"
        formats = ["json"]
        catch_up = "all"
        max_lateness = "90m"
        empty = "skip"
        encrypt = true
        out = "/data/out"
        [brief.daily]
        sources = ["inbox"]
    """)
    brief = settings.brief("weekly")
    assert [one.name for one in settings.briefs] == ["daily", "weekly"]
    assert (settings.mail.sender, settings.mail.user) == ("desk@example.org", "desk")
    assert settings.mail.server == "smtps://mail.example.org:465"
    assert (settings.mail.password_file, settings.mail.keyring) == ("/srv/desk/secrets/mail", "briefing")
    assert (settings.mail.ca_file, settings.mail.certificates) == ("/etc/desk/ca.pem", "/srv/desk/certificates")
    assert (settings.mail.dkim_key, settings.mail.dkim_selector) == ("/srv/desk/dkim.pem", "s1")
    assert (settings.mail.dkim_domain, brief.encrypt) == ("example.org", True)
    assert settings.store == "sqlite:/var/lib/briefing.db"
    assert brief.sources == ("/data/in", "/srv/desk/extra/*.html")
    assert brief.recipients == ("b@example.org", "a@example.org")
    assert (brief.every, brief.at, brief.tlp) == (("mon", "thu"), time(23, 59), "TLP:AMBER+STRICT")
    assert (brief.max_lateness, brief.out) == (timedelta(minutes=90), Path("/data/out"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('at = "25:00"', 'briefing.toml: brief.daily.at must be HH:MM, not "25:00"'),
        ("at = 06:30:00", 'briefing.toml: brief.daily.at must be HH:MM, not "06:30:00"'),
        ("at = 6", "briefing.toml: brief.daily.at must be HH:MM, not 6"),
        ('at = "٠٦:٣٠"', 'briefing.toml: brief.daily.at must be HH:MM, not "٠٦:٣٠"'),
        (
            'every = "weekdays"',
            (
                'briefing.toml: brief.daily.every must be "day" or "weekday" or "week" or "month"'
                ', or a list of days, e.g. ["mon", "thu"], not "weekdays": did you mean "weekday"?'
            ),
        ),
        (
            'template = "zz"',
            (
                'briefing.toml: brief.daily.template must be "cable" or "diplomatic" or "one-page"'
                ', or a path to a folder, not "zz"'
            ),
        ),
        ("every = []", 'briefing.toml: brief.daily.every must be a list of days, e.g. ["mon", "thu"], not []'),
        (
            'timezone = "Europe/Amsterdm"',
            (
                'briefing.toml: brief.daily.timezone must be a time zone such as "Europe/Amsterdam"'
                ', not "Europe/Amsterdm": did you mean "Europe/Amsterdam"?'
            ),
        ),
        (
            'tlp = "AMBRE"',
            (
                "briefing.toml: brief.daily.tlp must be RED, AMBER+STRICT, AMBER, GREEN or CLEAR"
                ', not "AMBRE": did you mean "AMBER"?'
            ),
        ),
        (
            'tlp = "blue"',
            'briefing.toml: brief.daily.tlp must be RED, AMBER+STRICT, AMBER, GREEN or CLEAR, not "BLUE"',
        ),
        ('recipient = ["a@b"]', 'briefing.toml: brief.daily.recipient is not a setting: did you mean "recipients"?'),
    ],
)
def test_a_mistake_names_key_expectation_and_value(line: str, message: str) -> None:
    assert in_brief(line) == message


@pytest.mark.parametrize(
    "line",
    [
        'timezone = "../../etc/passwd"',
        'timezone = "Europe"',
        'timezone = ""',
        'recipients = ["a@b.org\\nBcc: c@d.org"]',
        'recipients = ["nobody"]',
        'recipients = "a@b.org"',
        'formats = ["docx"]',
        "formats = []",
        'lang = "xx"',
        'catch_up = "none"',
        'max_lateness = "12"',
        'max_lateness = "0h"',
        'max_lateness = "99999999999d"',
        "empty = true",
        'encrypt = "yes"',
        'recipients = ["é@b.org"]',
        'recipients = ["a\\u007f@b.org"]',
        'title = "two\\nlines"',
        'template = ""',
        "out = 3",
    ],
)
def test_other_wrong_values(line: str) -> None:
    key = line.partition(" ")[0]
    assert in_brief(line).startswith(f"briefing.toml: brief.daily.{key} must be ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[brief.daily]\n", "briefing.toml: brief.daily.sources is missing"),
        ("[brief.daily]\nsources = []\n", "briefing.toml: brief.daily.sources must be a list of folders"),
        ('[brief."my brief"]\nsources = ["x"]\n', "briefing.toml: brief.my brief must be named in letters"),
        ("brief = 3", "briefing.toml: brief must be a table of keys, not 3"),
        ("[brief]\ndaily = 3", "briefing.toml: brief.daily must be a table of keys, not 3"),
        ("[brieff.x]", 'briefing.toml: brieff is not a setting: did you mean "brief"?'),
        ("[zzz]", "briefing.toml: zzz is not a setting: there are mail, store, notices, translation, desc"),
        ('[mail]\nserver = "ftp://x"', "briefing.toml: mail.server must be outbox:FOLDER, smtp://"),
        ('[store]\nurl = "mysql://x"', "briefing.toml: store.url must be sqlite:FILE"),
        ('[mail]\nserver = "smtp://x:0"', "briefing.toml: mail.server must be with a port from 1 to 65535"),
        ('[mail]\nserver = "smtps://x:70000"', "briefing.toml: mail.server must be with a port from 1 to 65535"),
        ('[mail]\ndkim_selector = "s/1"', "briefing.toml: mail.dkim_selector must be a name such as"),
        ('[mail]\ndkim_key = "x"', "briefing.toml: mail.dkim_key and mail.dkim_selector need each other"),
        ('[mail]\ndkim_selector = "x"', "briefing.toml: mail.dkim_key and mail.dkim_selector need each other"),
        (f"{LEAST}encrypt = true", "briefing.toml: brief.daily.encrypt needs mail.certificates"),
        (
            f'{LEAST}events = "all"',
            'briefing.toml: brief.daily.events must be "main" or "sections" or "briefs", not "all"',
        ),
        (f'{LEAST}events = "sections"\nexample = "a.txt"', "briefing.toml: brief.daily.example shows which one event"),
        ("a = " + "[" * 3_000, "briefing.toml: not valid TOML: "),
        ("[mail\n", "briefing.toml: not valid TOML: "),
    ],
)
def test_mistakes_elsewhere(text: str, message: str) -> None:
    assert mistake(text).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        *(f'[mail]\n{key} = "hunter2"' for key in ("password", "passphrase", "smtp_pass", "PWD", "private_key")),
        '[mail]\nserver = "smtp://me:hunter2@host"',
        LEAST + 'Password = "hunter2"',
    ],
)
def test_a_password_is_refused_and_not_repeated(text: str) -> None:
    assert "hunter2" not in mistake(text)
    assert ("must not be in a file" if "server" not in text else "without user and password") in mistake(text)


def test_a_brief_that_is_not_there() -> None:
    with pytest.raises(ConfigError, match=re.escape('there is no [brief.daly]: did you mean "daily"?')):
        parse(LEAST).brief("daly")


@pytest.mark.parametrize("label", ["red", "TLP:RED", "tlp:red", "Red"])
def test_a_label_is_read_in_any_case(label: str) -> None:
    assert values.tlp(label) == "TLP:RED"


@pytest.mark.parametrize(
    "reader", ["tlp", "every", "clock_time", "span", "address", "server", "line", "timezone", "day"]
)
@given(value=st.text() | st.integers() | st.lists(st.text()) | st.none())
def test_a_reader_returns_or_says_what_is_wrong(reader: str, value: object) -> None:
    assert complaint(lambda: getattr(values, reader)(value)).startswith("must be ")


@given(st.text())
def test_any_text_is_settings_or_a_mistake(text: str) -> None:
    assert complaint(lambda: parse(text)).startswith(("must be ", "briefing.toml: "))


def complaint(read: Callable[[], object]) -> str:
    try:
        read()
    except (values.WrongValue, ConfigError) as error:
        return str(error)
    return "must be nothing else"


def test_the_example_is_valid_and_shows_every_default(tmp_path: Path) -> None:
    create(tmp_path)
    written = (tmp_path / "briefing.toml").read_text(encoding="utf-8")
    shown = re.sub(r"^# (?=\w+ = )", "", written, flags=re.MULTILINE)
    uncommented = parse(re.sub(r'^(\w+) = ""', r"# \1", shown, flags=re.MULTILINE))
    assert uncommented == parse(written)
    assert all(f"# {key} = " in EXAMPLE or f"\n{key} = " in EXAMPLE for key in uncommented.briefs[0].__slots__[1:])


def test_a_workspace_is_never_overwritten(tmp_path: Path) -> None:
    assert [path.name for path in create(tmp_path / "desk")] == ["briefing.toml", "sources.toml", "inbox", "out"]
    (tmp_path / "desk" / "briefing.toml").write_text("mine")
    with pytest.raises(ConfigError, match="exists already"):
        create(tmp_path / "desk")
    assert (tmp_path / "desk" / "briefing.toml").read_text() == "mine"


def test_a_workspace_in_a_place_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("x")
    with pytest.raises(ConfigError):
        create(tmp_path / "desk")
