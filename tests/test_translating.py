"""Translators: what they are asked, all that can be wrong with them, and what it costs a brief."""

from __future__ import annotations

import json
import os
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import trustme
from click.testing import CliRunner
from fakes import line, rich
from libretranslates import Fake, libretranslate

from briefing.cli import main
from briefing.errors import ConfigError, TranslationError
from briefing.model import Brief, Counterpart
from briefing.operations.argos import Argos
from briefing.operations.credentials import Secret, api_key
from briefing.operations.libretranslate import BATCH, LibreTranslate
from briefing.operations.translating import translated, translator_of
from briefing.publish.foreign import untold
from briefing.publish.frames import frame
from briefing.publish.rendering import render
from briefing.settings import TranslationSettings, parse_settings

DUTCH = line("avondpost.txt", 3).text
SEEDED = "s3cret-key-of-the-desk"


@pytest.fixture
def server() -> Iterator[Fake]:
    with libretranslate() as fake:
        yield fake


def configured(text: str) -> TranslationSettings:
    return parse_settings(f"[translation]\n{text}", Path("/srv/desk/briefing.toml")).translation


def at(address: str, **keys: object) -> TranslationSettings:
    lines = [f"{key} = {json.dumps(value)}" for key, value in {"translator": address, **keys}.items()]
    return configured("\n".join(lines))


def reason_of(act: Callable[[], object]) -> str:
    with pytest.raises(TranslationError) as caught:
        act()
    return str(caught.value)


def ask(fake: Fake, seconds: int = 10) -> tuple[str, ...]:
    return tuple(LibreTranslate(fake.address, seconds, Secret("")).translate([DUTCH], "nl", "en"))


# The settings.


def test_nobody_translates_unless_the_settings_say_who() -> None:
    usual = parse_settings("", Path("/srv/desk/briefing.toml")).translation
    assert usual == TranslationSettings(
        translator="", api_key_file="", keyring="", ca_file="", seconds=60, send_restricted=False
    )
    assert at("argos", api_key_file="key").api_key_file == "/srv/desk/key"


@pytest.mark.parametrize(
    "good", ["", "argos", "http://localhost:5000", "http://127.0.0.2:5000/lt", "https://lt.example"]
)
def test_a_translator_is_argos_or_an_address(good: str) -> None:
    assert at(good).translator == good
    assert at(f"{good}/").translator == good if "/" in good else True


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('translator = "deepl"', 'translation.translator must be "argos", or the address'),
        ('translator = "http://lt.example:5000"', "https://, for an address that is not on this machine"),
        ('translator = "http://127.0.0.1.example"', "https://, for an address"),
        ('translator = "https://desk:pw@lt.example"', r"without user and password, not \"https://\*\*\*@lt.example\""),
        ('translator = "https://lt.example:99999"', "with a port from 1 to 65535"),
        ('translator = "https://lt.example/?key=1"', "the address of a LibreTranslate"),
        ("seconds = 0", "translation.seconds must be a number of seconds from 1 to 300"),
        ("send_restricted = 1", "translation.send_restricted must be true or false"),
        ('api_key = "x"', "set BRIEFING_TRANSLATION_KEY in the environment, or translation.api_key_file"),
        ("second = 3", 'did you mean "seconds"?'),
    ],
)
def test_a_wrong_setting_is_named(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        configured(text)
    assert said.replace("\\", "") in str(caught.value)
    assert "pw" not in str(caught.value).replace("password", "")


def test_the_key_comes_from_the_environment_a_private_file_or_the_keyring(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("of-the-file\n")
    file.chmod(0o600)
    every = at("https://lt.example", api_key_file=str(file), keyring="desk")
    asked: list[tuple[str, str]] = []

    def keyring(service: str, user: str) -> str:
        asked.append((service, user))
        return "of-the-keyring"

    assert api_key(every, {"BRIEFING_TRANSLATION_KEY": "of-the-environment"}, keyring).reveal() == "of-the-environment"
    assert api_key(every, {}, keyring).reveal() == "of-the-file"
    assert api_key(replace(every, api_key_file=""), {}, keyring).reveal() == "of-the-keyring"
    assert asked == [("desk", "translation")]
    assert not api_key(at("https://lt.example"), {})
    file.chmod(0o644)
    with pytest.raises(ConfigError, match=r"translation\.api_key_file: .* chmod 600"):
        api_key(every, {})


# A LibreTranslate.


def test_the_texts_their_languages_and_the_key_are_sent_and_nothing_else(server: Fake) -> None:
    texts = [f"{DUTCH} {number}" for number in range(BATCH + 1)]
    found = LibreTranslate(f"{server.address}/lt", 10, Secret(SEEDED)).translate(texts, "nl", "en")
    assert tuple(found) == tuple(f"[en] {text}" for text in texts)
    assert server.paths == ["/lt/translate", "/lt/translate"]
    assert [set(body) for body in server.bodies] == [{"q", "source", "target", "format", "api_key"}] * 2
    assert server.bodies[0] | {"q": []} == {
        "q": [], "source": "nl", "target": "en", "format": "text", "api_key": SEEDED,
    }  # fmt: skip
    assert [text for body in server.bodies for text in body["q"]] == texts
    ask(server)
    assert "api_key" not in server.bodies[-1]


NONE = "what it answered is no translation"


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("one_too_few", NONE),
        ("a_text_alone", NONE),
        ("empty", NONE),
        ("endless", NONE),
        ("broken", NONE),
        ("deep", NONE),
        ("refusing", "it answered with the code 403"),
        ("huge", "its answer is larger than 4 MB"),
        ("hanging_up", "its address cannot be reached (RemoteDisconnected)"),
    ],
)
def test_what_is_no_translation_is_told(server: Fake, mode: str, said: str) -> None:
    server.mode = mode
    assert reason_of(lambda: ask(server)) == said


@pytest.mark.parametrize("mode", ["slow", "slow_from_the_start"])
def test_who_drips_is_left_when_the_time_is_over(server: Fake, mode: str) -> None:
    server.mode = mode
    started = time.monotonic()
    assert reason_of(lambda: ask(server, seconds=1)) == "it did not answer within 1 seconds"
    assert time.monotonic() - started < 4


def test_the_time_is_that_of_all_texts_together(server: Fake) -> None:
    late = LibreTranslate(server.address, 0, Secret(""))
    assert reason_of(lambda: [*late.translate([DUTCH], "nl", "en")]) == "it did not answer within 0 seconds"


def test_no_redirect_is_followed(server: Fake) -> None:
    with libretranslate() as other:
        server.mode, server.elsewhere = "redirecting", other.address
        assert reason_of(lambda: ask(server)) == "it leads to another address, which was not followed"
        assert other.paths == []


def test_where_nobody_listens_is_told() -> None:
    with libretranslate() as gone:
        pass
    assert reason_of(lambda: ask(gone)) == "its address cannot be reached (Connection refused)"


def test_a_name_of_this_machine_that_leads_elsewhere_is_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    elsewhere = SimpleNamespace(getpeername=lambda: ("203.0.113.5", 5000), close=lambda: calls.append("closed"))
    monkeypatch.setattr("briefing.operations.libretranslate.socket.create_connection", lambda *_: elsewhere)
    translator = LibreTranslate("http://localhost:5000", 10, Secret(SEEDED))
    said = reason_of(lambda: [*translator.translate([DUTCH], "nl", "en")])
    assert said == "its name of this machine leads to another machine"
    assert calls == ["closed"]


@pytest.mark.parametrize(
    ("answer", "kept"), [("x\ud800y", "xy"), ("a\x00 b\u202e", "a b"), ("\u200b", ""), ("\x00", "")]
)
def test_what_no_page_can_hold_is_taken_out_or_is_no_translation(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str, kept: str
) -> None:
    def translate(_self: LibreTranslate, texts: list[str], _source: str, _target: str) -> list[str]:
        return [answer for _ in texts]

    monkeypatch.setattr(LibreTranslate, "translate", translate)
    for _ in range(2):
        brief = translated(rich(), at("http://127.0.0.1:5000"), {}, tmp_path)
        assert {each.text for each in brief.translations} == ({kept} if kept else set())
        assert [each.reason for each in brief.untranslated] == ([] if kept else ["what it answered is no translation"])
        assert render(brief, "json").content


def test_a_certificate_must_be_valid_for_the_address(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    for name, ca_file, said in (
        ("127.0.0.1", str(tmp_path / "ca.pem"), ""),
        ("127.0.0.1", "", "its certificate is not valid"),
        ("lt.example", str(tmp_path / "ca.pem"), "its certificate is not valid"),
    ):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        with libretranslate(context=context) as fake:
            secure = LibreTranslate(fake.address, 10, Secret(SEEDED), ca_file)
            if said:
                assert reason_of(lambda secure=secure: [*secure.translate([DUTCH], "nl", "en")]) == said  # type: ignore[misc]  # a default binds it
                assert fake.bodies == []
            else:
                assert [*secure.translate([DUTCH], "nl", "en")] == [f"[en] {DUTCH}"]


def test_it_says_what_it_can(server: Fake) -> None:
    found = LibreTranslate(server.address, 10, Secret("")).pairs()
    assert found == {("nl", "en"), ("nl", "nl"), ("en", "nl")}
    assert server.bodies == []


@pytest.mark.parametrize("languages", [{"nl": ["en"]}, ["nl"], [{"code": "nl", "targets": 3}], [{"targets": ["en"]}]])
def test_a_list_of_languages_of_another_shape_is_none(server: Fake, languages: object) -> None:
    server.languages = languages
    assert reason_of(LibreTranslate(server.address, 10, Secret("")).pairs) == NONE


# Argos Translate, by its package's names: the package is not installed where this is tested.


class Model:
    """An installed model that turns words round."""

    type = "translate"

    def __init__(self, source: str, target: str, prefix: str = "") -> None:
        self.from_code, self.to_code, self.target_prefix = source, target, prefix
        self.package_path = Path(f"/models/{source}_{target}")
        self.tokenizer = SimpleNamespace(encode=str.split, decode=" ".join)


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> list[Model]:
    installed = [Model("nl", "en"), Model("en", "fr"), Model("uk", "en", ">>en<<"), SimpleNamespace(type="sbd")]

    class Translator:
        def __init__(self, path: str, device: str) -> None:
            assert device == "cpu"
            self.target = Path(path).parent.name[-2:]

        def translate_batch(self, tokens: list[list[str]], **options: object) -> list[object]:
            first = [options["target_prefix"][0][0]] if options["target_prefix"] else []  # type: ignore[index]  # as given
            return [SimpleNamespace(hypotheses=[[*first, f"{self.target}:", *each]]) for each in tokens]

    package = ModuleType("argostranslate.package")
    package.get_installed_packages = lambda: [*installed]  # type: ignore[attr-defined]  # made up here
    parent = ModuleType("argostranslate")
    parent.package = package  # type: ignore[attr-defined]
    runner = ModuleType("ctranslate2")
    runner.Translator = Translator  # type: ignore[attr-defined]
    for module in (parent, package, runner):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return installed  # type: ignore[return-value]


def test_argos_translates_by_one_model_or_through_english(models: list[Model]) -> None:
    assert Argos().translate(["een twee", "drie"], "nl", "en") == ("en: een twee", "en: drie")
    assert Argos().translate(["een"], "nl", "fr") == ("fr: en: een",)
    assert Argos().translate(["один"], "uk", "en") == ("en: один",)
    assert Argos().pairs() == {("nl", "en"), ("en", "fr"), ("uk", "en"), ("nl", "fr"), ("uk", "fr")}
    assert not Argos().remote


def test_argos_without_the_model_or_with_a_broken_one_says_so(models: list[Model]) -> None:
    assert reason_of(lambda: Argos().translate(["x"], "de", "en")) == "it has no model from de to en"
    del models[0].tokenizer
    assert reason_of(lambda: Argos().translate(["x"], "nl", "en")) == "its model cannot be used"


def test_argos_whose_models_cannot_be_listed_says_so(models: list[Model], monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> list[Model]:
        raise ValueError("metadata.json")

    monkeypatch.setattr(sys.modules["argostranslate.package"], "get_installed_packages", damaged)
    assert reason_of(Argos().pairs) == "its list of models cannot be read"


def test_argos_that_is_not_installed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    assert reason_of(Argos().pairs) == "it is not installed"


# What a brief gets of it.


def of(brief: Brief, settings: TranslationSettings, folder: Path) -> Brief:
    return translated(brief, settings, {}, folder)


def test_a_brief_gets_translations_of_what_has_no_counterpart(server: Fake, tmp_path: Path) -> None:
    told = replace(rich(), counterparts=(Counterpart(line("avondpost.txt", 3), line("wire.html", 1)),))
    brief = of(told, at(server.address), tmp_path)
    assert [(each.source, each.original) for each in brief.translations] == list(untold(told))
    assert {each.text for each in brief.translations} == {f"[en] {text}" for _, text in untold(told)}
    assert {each.translator for each in brief.translations} == {"LibreTranslate"}
    assert DUTCH not in json.dumps(server.bodies)
    assert brief.untranslated == ()


def test_nobody_is_asked_where_nobody_is_named_or_nothing_is_foreign(server: Fake, tmp_path: Path) -> None:
    assert of(rich(), configured(""), tmp_path) == rich()
    english = replace(rich(), findings=rich().findings[:3], discrepancies=(), timeline=())
    assert of(english, at(server.address), tmp_path) == english
    assert server.paths == []


def test_what_was_translated_once_is_the_same_for_ever(server: Fake, tmp_path: Path) -> None:
    first = of(rich(), at(server.address), tmp_path)
    asked = len(server.paths)
    server.mode = "refusing"
    assert render(of(rich(), at(server.address), tmp_path), "json") == render(first, "json")
    assert len(server.paths) == asked
    # A file that is damaged is asked for again, and only that.
    broken = next(path for path in sorted(tmp_path.iterdir()) if DUTCH in path.read_text(encoding="utf-8"))
    broken.write_bytes(b"\xff{")
    again = of(rich(), at(server.address), tmp_path)
    assert {each.original for each in first.translations} - {each.original for each in again.translations} == {DUTCH}
    assert server.bodies[-1]["q"] == [DUTCH]


@pytest.mark.parametrize("mode", ["broken", "refusing", "hanging_up"])
def test_a_failure_costs_the_translations_only(server: Fake, tmp_path: Path, mode: str) -> None:
    server.mode = mode
    brief = of(rich(), at(server.address), tmp_path)
    assert replace(brief, untranslated=()) == rich()
    (failed,) = brief.untranslated
    page = render(replace(brief, lang="fr"), "md").content.decode()
    assert "FR non disponible" in page
    assert frame("fr").reason(failed.reason) in page
    assert frame("fr").reason(failed.reason) != failed.reason


def test_one_language_fails_and_the_others_do_not(models: list[Model], tmp_path: Path) -> None:
    del models[2]
    brief = of(rich(), at("argos"), tmp_path)
    assert {each.source for each in brief.translations} == {"nl"}
    assert [(each.location, each.reason) for each in brief.untranslated] == [
        ("Argos Translate", "it has no model from uk to en")
    ]


def test_what_was_answered_before_a_failure_is_kept(server: Fake, tmp_path: Path) -> None:
    server.mode = "well_once"
    quoted = rich().findings[0]
    texts = [f"{DUTCH} {number}" for number in range(BATCH + 1)]
    spans = [replace(line("avondpost.txt", 3), text=text) for text in texts]
    told = replace(rich(), findings=tuple(replace(quoted, id=at, span=span) for at, span in enumerate(spans, 1)))
    brief = of(told, at(server.address), tmp_path)
    assert {each.original for each in brief.translations} >= {*texts[: BATCH - 2]}
    assert [each.reason for each in brief.untranslated] == ["it answered with the code 403"]
    assert len(brief.translations) == len([*tmp_path.iterdir()]) == BATCH


@pytest.mark.parametrize("label", ["TLP:RED", "TLP:AMBER+STRICT"])
def test_a_restricted_brief_leaves_this_machine_only_where_the_settings_say_so(
    label: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def translate(_: LibreTranslate, texts: list[str], source: str, target: str) -> list[str]:
        asked.extend(texts)
        return texts

    monkeypatch.setattr(LibreTranslate, "translate", translate)
    brief, away = replace(rich(), tlp=label), "https://lt.example"
    (refused,) = of(brief, at(away), tmp_path).untranslated
    assert refused.reason == f"a brief marked {label} is not sent to another machine"
    assert asked == []
    assert of(brief, at("http://127.0.0.1:5000"), tmp_path / "here").translations
    assert of(replace(brief, tlp="TLP:AMBER"), at(away), tmp_path / "amber").translations
    assert of(brief, at(away, send_restricted=True), tmp_path / "said").translations


def test_what_cannot_be_kept_is_not_shown(server: Fake, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    brief = of(rich(), at(server.address), tmp_path / "file" / "translations")
    assert (brief.translations, brief.untranslated[0].reason) == ((), "what it answered cannot be kept")


def test_a_key_that_cannot_be_had_costs_the_translations_only(tmp_path: Path) -> None:
    brief = of(rich(), at("https://lt.example", api_key_file="/nowhere/key"), tmp_path)
    assert brief.untranslated[0].reason == "it has no key that can be used"
    with pytest.raises(ConfigError, match=r"translation\.api_key_file: /nowhere/key"):
        translator_of(at("https://lt.example", api_key_file="/nowhere/key"), {})


def test_a_seeded_key_is_nowhere(server: Fake, tmp_path: Path) -> None:
    server.mode = "refusing"
    brief = translated(rich(), at(server.address), {"BRIEFING_TRANSLATION_KEY": SEEDED}, tmp_path)
    assert server.bodies[0]["api_key"] == SEEDED
    for form in ("md", "html", "json"):
        assert SEEDED not in render(brief, form).content.decode()
    assert not any(SEEDED in path.read_text() for path in tmp_path.iterdir())


# From the command line.


@pytest.fixture
def desk(tmp_path: Path, server: Fake, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    for name in ("avondpost.txt", "meridian.txt"):
        (tmp_path / "inbox" / name).write_text("\n\n".join(TEXTS_OF[name]), encoding="utf-8")
    (tmp_path / "briefing.toml").write_text(
        f'[translation]\ntranslator = "{server.address}"\n[brief.daily]\nsources = ["inbox"]\n'
        'formats = ["md", "json"]\nquick = true\n',
        encoding="utf-8",
    )
    return tmp_path


TEXTS_OF = {
    "avondpost.txt": (
        "Norvania en Estmark patrouilleren weer samen",
        "De regeringen van Norvania en Estmark hebben dinsdag in Lordal afgesproken om de patrouilles te hervatten.",
        "Minister Jon Brask van Estmark beschuldigde het buurland ervan een dam te bouwen zonder vergunning.",
        "Over de prijs van het water konden de delegaties het niet eens worden.",
    ),
    "meridian.txt": (
        "River talks end with a deal on patrols",
        "The governments of Norvania and Estmark agreed on Tuesday to resume joint patrols on the river Morn.",
    ),
}


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


def test_make_translates_what_a_configured_brief_quotes(desk: Path, server: Fake) -> None:
    code, out, said = run("make", "-b", "daily", "--as-of", "2031-05-06")
    pages = [Path(path).read_bytes() for path in out.split()]
    assert (code, said) == (0, "")
    assert b"EN (machine translation by LibreTranslate): " in pages[-1] + pages[0]
    assert run("verify", out.split()[0], "--sources", "inbox")[0] == 0
    server.mode = "refusing"
    assert run("make", "-b", "daily", "--as-of", "2031-05-06")[0] == 0
    assert [Path(path).read_bytes() for path in out.split()] == pages
    assert (desk / "archive").stat().st_mode & 0o077 == 0


def test_an_archive_that_cannot_be_made_costs_the_translations_only(desk: Path) -> None:
    (desk / "archive").write_text("a file", encoding="utf-8")
    code, out, _ = run("make", "-b", "daily", "--as-of", "2031-05-06")
    assert code == 3
    assert b"EN not available" in b"".join(Path(path).read_bytes() for path in out.split())


def test_translations_are_for_nobody_elses_eyes(desk: Path) -> None:
    run("make", "-b", "daily", "--as-of", "2031-05-06")
    for folder in ("archive", "archive/daily", "archive/daily/translations"):
        assert (desk / folder).stat().st_mode & 0o077 == 0, folder


def test_make_says_what_was_not_translated_and_makes_the_brief(desk: Path, server: Fake) -> None:
    server.mode = "refusing"
    code, out, said = run("make", "-b", "daily", "--as-of", "2031-05-06")
    assert (code, said) == (3, "not translated: LibreTranslate: it answered with the code 403\n")
    assert "EN not available" in next(Path(path).read_text("utf-8") for path in out.split() if path.endswith("md"))


def test_an_edition_is_made_without_and_status_knows_until_it_is_well_again(desk: Path, server: Fake) -> None:
    server.mode = "refusing"
    code, out, said = run("run", "daily")
    assert code == 3
    assert " DONE " in f"{out} "
    assert (
        "notice translation daily: not all quotations are translated: LibreTranslate: it answered with the code 403"
        in said
    )
    (notice,) = json.loads(run("status", "--json")[1])["notices"]
    assert (notice["kind"], notice["subject"]) == ("translation", "daily")
    server.mode = "well"
    (desk / "inbox" / "later.txt").write_text("\n\n".join(TEXTS_OF["avondpost.txt"]).replace("dam", "brug"), "utf-8")
    assert run("run", "daily", "--period", "D:2020-01-02")[0] in {0, 3}
    assert json.loads(run("status", "--json")[1])["notices"] == []


def test_doctor_examines_the_translator(desk: Path, server: Fake) -> None:
    assert f"ok   translation: {server.address} translates into en from: nl" in run("doctor")[1]
    assert server.bodies == []
    settings = desk / "briefing.toml"
    settings.write_text(settings.read_text().replace("quick = true", 'quick = true\nlang = "fr"'))
    assert "BAD  translation" in run("doctor")[1]
    settings.write_text(settings.read_text().replace(server.address, "argos"))
    assert "BAD  translation: argos: it is not installed; pip install 'briefing[argos]'" in run("doctor")[1]


def test_old_translations_are_forgotten_with_the_editions(desk: Path, server: Fake) -> None:
    settings = desk / "briefing.toml"
    settings.write_text(settings.read_text() + "retention = 3\n")
    run("make", "-b", "daily", "--as-of", "2031-05-06")
    kept = sorted((desk / "archive" / "daily" / "translations").glob("*.json"))
    new = kept[0].with_name("new.json")
    new.write_text("{}")
    os.utime(kept[0], (0, 0))
    run("run", "--due")
    assert sorted(kept[0].parent.glob("*.json")) == [*kept[1:], new]
