"""Who the sources are: read from the user's file, matched, printed beside each of them, recorded and checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from builders import AS_OF, sample
from commands import run
from fakes import described, empty, rich, with_texts
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from briefing.analysis.describing import agency_descriptions, publisher_description
from briefing.errors import ConfigError
from briefing.model import Brief, RawDocument, SourceDescription
from briefing.pipeline import compose
from briefing.publish.frames import frame, languages
from briefing.publish.linting import lint
from briefing.publish.record import Record, record
from briefing.publish.rendering import html, render
from briefing.publish.restoring import restored
from briefing.publish.sourcing import Evidence
from briefing.publish.templates import names
from briefing.resources import shipped
from briefing.settings import Options
from briefing.sources.config import load_register, load_settings
from briefing.sources.descriptions import parse_register
from briefing.sources.workspace import DESCRIBED, create

COURIER = SourceDescription("The Courier", "newspaper", "NL", "Courier Press", "nl", "B")
SAID = """
[source."The Courier"]
names = ["De Koerier"]
hosts = ["courier.example"]
kind = "newspaper"
country = "NL"
owner = "Courier Press"
language = "nl"
reliability = "B"

[source."Courier Sport"]
hosts = ["sport.courier.example"]

[source."Agence France-Presse"]
kind = "agency"
country = "FR"
wire_agency = true
"""
REGISTER = parse_register(SAID, "sources.toml")
NOWHERE = Evidence({}, {}, {})


def named(publisher: str, url: str = "") -> str:
    found = publisher_description(publisher, url, REGISTER)
    return found.name if found else ""


def test_a_file_is_read_as_it_is_written() -> None:
    assert REGISTER.hosts["courier.example"] == COURIER
    assert REGISTER.names["afp"].wire_agency
    assert parse_register("", "sources.toml") == parse_register("[source]", "sources.toml")


@pytest.mark.parametrize(
    ("publisher", "url", "expected"),
    [
        ("The Courier", "", "The Courier"),
        ("THE  COURIER", "", "The Courier"),
        ("De Koerier", "", "The Courier"),
        ("Courier", "", ""),
        ("", "", ""),
        ("", "https://courier.example/a", "The Courier"),
        ("", "https://www.courier.example/a", "The Courier"),
        ("", "https://notcourier.example/a", ""),
        ("", "https://courier.example.org/a", ""),
        ("", "https://[courier.example/a", ""),
        ("Another Paper", "https://COURIER.example/a", "The Courier"),
        ("The Courier", "https://sport.courier.example/a", "Courier Sport"),
        ("The Courier", "https://live.sport.courier.example/a", "Courier Sport"),
        ("The Courier", "https://elsewhere.example/a", "The Courier"),
    ],
)
def test_a_document_is_its_hosts_before_its_publishers(publisher: str, url: str, expected: str) -> None:
    assert named(publisher, url) == expected


def test_apostrophes_of_either_shape_are_one() -> None:
    register = parse_register('[source."L’Écho"]', "sources.toml")
    assert publisher_description("L'Écho", "", register)


def test_an_agency_is_known_by_any_of_its_spellings_and_told_once() -> None:
    (agency,) = agency_descriptions(["dpa", "AFP"], None, REGISTER)
    assert agency.name == "Agence France-Presse"
    assert agency_descriptions(["AFP"], agency, REGISTER) == ()


@pytest.mark.parametrize(
    ("line", "wire", "found"),
    [
        ("LORDAL (LKP) — ", "true", ("Lorn Coast Press",)),
        ("LORDAL (Lorn Coast Press/AFP) — ", "true", ("AFP", "Lorn Coast Press")),
        ("LORDAL (LKP) — ", "false", ()),
        ("LORDAL (LKP office) — ", "true", ()),
        ("LKP told the ministers so. ", "true", ()),
        ("LORDAL (AFP) — ", "true", ("AFP",)),
    ],
)
def test_an_agency_that_only_the_user_knows_is_credited(line: str, wire: str, found: tuple[str, ...]) -> None:
    said = f'[source."Lorn Coast Press"]\nnames = ["LKP"]\nwire_agency = {wire}\nreliability = "C"\n{SAID}'
    text = f"Ministers meet over the river dam\n\n{line}The two ministers agreed on Monday to reopen the bridge.\n"
    raws = [RawDocument("a.txt", text.encode())]
    made = compose(raws, Options(as_of=AS_OF, quick=True, register=parse_register(said, "sources.toml")))
    assert made.documents[0].agencies == found
    assert [each.name for each in made.documents[0].described_agencies] == [
        {"AFP": "Agence France-Presse"}.get(each, each) for each in found
    ]


def test_a_short_credit_is_known_by_the_full_name_described() -> None:
    register = parse_register('[source."Saudi Press Agency"]\n[source."PA Media"]', "sources.toml")
    assert [each.name for each in agency_descriptions(["SPA", "PA"], None, register)] == [
        "Saudi Press Agency",
        "PA Media",
    ]


def wrong(text: str) -> str:
    with pytest.raises(ConfigError) as error:
        parse_register(text, "sources.toml")
    return str(error.value)


def entry(line: str) -> str:
    return f'[source."The Courier"]\n{line}\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "[" * 3_000, "sources.toml: not valid TOML"),
        ("[source", "sources.toml: not valid TOML"),
        ("[sources.x]", 'sources.toml: sources is not a setting: did you mean "source"?'),
        ("source = 1", "sources.toml: source must be a table of keys, not 1"),
        ("[source]\nx = 1", 'sources.toml: source."x" must be a table of keys, not 1'),
        ('[source." "]', 'sources.toml: source." " must be named in a line of text'),
        (entry('kinds = "x"'), 'sources.toml: source."The Courier".kinds is not a setting: did you mean "kind"?'),
        (entry('kind = "newspapers"'), '.kind must be "newspaper" or "magazine"'),
        (entry('reliability = "b"'), '.reliability must be "A" or "B" or "C" or "D" or "E" or "F", not "b"'),
        (entry('reliability = "G"'), 'or "F", not "G"'),
        (entry('country = "Netherlands"'), ".country must be a country in two capitals of ISO 3166-1, e.g. NL"),
        (entry('country = "XX"'), ".country must be"),
        (entry('country = "nl"'), ".country must be"),
        (entry('language = "Dutch"'), ".language must be a language in two or three small letters of ISO 639"),
        (entry("owner = 3"), ".owner must be a line of text, not 3"),
        (entry('names = "Courier"'), '.names must be a list of names, e.g. ["The Courier"]'),
        (entry('hosts = ["https://courier.example"]'), ".hosts must be a host such as courier.example"),
        (entry('hosts = ["localhost"]'), ".hosts must be a host such as courier.example"),
        (entry('wire_agency = "yes"'), ".wire_agency must be true or false"),
    ],
)
def test_a_mistake_is_told_with_file_key_and_what_was_expected(text: str, said: str) -> None:
    assert said in wrong(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[source.a]\nnames = ["The  Courier"]\n[source."the courier"]', "the courier"),
        ('[source.a]\nhosts = ["x.example"]\n[source.b]\nhosts = ["www.X.example"]', "x.example"),
        ('[source.AFP]\n[source.b]\nnames = ["Agence France-Presse"]', "Agence France-Presse"),
    ],
)
def test_what_two_sources_are_known_by_is_a_mistake(text: str, said: str) -> None:
    assert re.fullmatch(
        rf'sources\.toml: "{said}" is both source\."\w+" and source\.".+": leave it in one', wrong(text)
    )


@given(st.text())
def test_any_text_is_a_register_or_a_mistake(text: str) -> None:
    assert complaint(text).startswith(("sources.toml: ", "none"))


def complaint(text: str) -> str:
    try:
        parse_register(text, "sources.toml")
    except ConfigError as error:
        return str(error)
    return "none"


def test_the_example_is_empty_as_written_and_right_as_uncommented(tmp_path: Path) -> None:
    create(tmp_path)
    assert not load_settings(tmp_path / "briefing.toml").register.names
    (tmp_path / "sources.toml").write_text(re.sub("(?m)^# ", "", DESCRIBED[DESCRIBED.index("# [source") :]))
    register = load_settings(tmp_path / "briefing.toml").register
    assert set(register.hosts) == {"courier.example"}
    assert register.names["courier"] == COURIER


def test_init_leaves_a_register_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(SAID)
    assert [path.name for path in create(tmp_path)] == ["briefing.toml", "inbox", "out"]
    assert load_settings(tmp_path / "briefing.toml").register == REGISTER


def test_the_settings_may_name_another_file_and_that_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text('[descriptions]\nfile = "ours/people.toml"\n')
    with pytest.raises(ConfigError, match=r"briefing\.toml: descriptions\.file: .*people\.toml is not there"):
        load_settings(tmp_path / "briefing.toml")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "people.toml").write_text(SAID)
    (tmp_path / "sources.toml").write_text("wrong = 1")
    assert load_settings(tmp_path / "briefing.toml").register == REGISTER


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles of two publishers."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    for name, publisher, body in (
        ("a.txt", "The Courier", "The two ministers agreed on Monday to reopen the bridge of Selin to lorries.\n"),
        ("b.txt", "Evening Post", "Norland and Avaria agreed that lorries may cross the bridge of Selin again.\n"),
    ):
        (tmp_path / "inbox" / f"{name}").write_text(f"{publisher}\n\nMinisters reopen the bridge of Selin\n\n{body}")
    return tmp_path


def make(*arguments: str) -> tuple[Record, str]:
    made = run("make", "--quick", "--as-of", "2031-05-06", "-f", "json", *arguments)
    return (json.loads(Path(made.stdout.strip()).read_text()) if made.exit_code == 0 else {}), made.stderr


def kinds(made: Record) -> list[str]:
    return [(each["description"] or {}).get("kind", "none") for each in made["documents"]]


def test_make_takes_the_file_here_or_the_one_that_is_named(desk: Path) -> None:
    assert kinds(make("inbox")[0]) == ["none", "none"]
    (desk / "sources.toml").write_text(SAID)
    (desk / "other.toml").write_text('[source."Evening Post"]\nkind = "magazine"\n')
    assert kinds(make("inbox")[0]) == ["newspaper", "none"]
    assert kinds(make("inbox", "--descriptions", "other.toml")[0]) == ["none", "magazine"]
    assert "gone.toml cannot be read" in make("inbox", "--descriptions", "gone.toml")[1]


def test_make_says_where_a_described_name_may_be_misspelled(desk: Path) -> None:
    publisher = make("inbox")[0]["documents"][0]["publisher"]
    (desk / "sources.toml").write_text(f'[source."{publisher}"]\n[source."Seagull Weekly"]\n')
    assert make("inbox")[1] == ""
    (desk / "sources.toml").write_text(f'[source."{publisher}s"]\n[source."Seagull Weekly"]\n')
    assert make("inbox")[1] == f'not described: {publisher}: is "{publisher}s" in the descriptions meant?\n'


def test_a_configured_brief_takes_the_file_of_the_settings(desk: Path) -> None:
    (desk / "briefing.toml").write_text('[descriptions]\nfile = "own.toml"\n[brief.daily]\nsources = ["inbox"]\n')
    (desk / "own.toml").write_text(SAID)
    assert kinds(make("-b", "daily")[0]) == ["newspaper", "none"]


def plain(brief: Brief, form: str, template: str = "diplomatic") -> str:
    """Return the words of a page, without tags and with single blanks."""
    content = render(brief, form, template).content
    if form == "pdf":
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
    text = content.decode()
    return " ".join(re.sub(r"<[^>]+>", "", text).split() if form == "html" else text.replace("\\", "").split())


IN_WORDS = {
    "de": ["Zeitung, Niederlande, Niederländisch, Eigentümer: Courier Press; Zuverlässigkeit B (meist zuverlässig)",
           "Coastal Press: Nachrichtenagentur, beliefert andere Medien, Norwegen", "nicht beschrieben"],
    "en": ["newspaper, Netherlands, Dutch, owned by Courier Press; reliability B (usually reliable)",
           "Coastal Press: news agency, supplies other media, Norway", "not described"],
    "es": ["periódico, Países Bajos, neerlandés, propietario: Courier Press; fiabilidad B (habitualmente fiable)",
           "Coastal Press: agencia de noticias, abastece a otros medios, Noruega", "sin descripción"],
    "fr": ["journal, Pays-Bas, néerlandais, propriétaire : Courier Press ; fiabilité B (habituellement fiable)",
           "Coastal Press : agence de presse, fournit d’autres médias, Norvège", "non décrit"],
    "nl": ["krant, Nederland, Nederlands, eigendom van Courier Press; betrouwbaarheid B (doorgaans betrouwbaar)",
           "Coastal Press: persbureau, levert aan andere media, Noorwegen", "niet beschreven"],
}  # fmt: skip


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("form", ["md", "html", "mail.html", "pdf"])
@pytest.mark.parametrize("template", sorted(names()))
def test_every_page_says_who_the_sources_are(code: str, form: str, template: str) -> None:
    text = plain(replace(with_texts(described()), lang=code), form, template).replace("\u202f", " ")
    if form == "mail.html":
        text = " ".join(re.sub(r"<[^>]+>", "", text).split())
    assert [said for said in IN_WORDS[code] if said not in text] == []
    assert frame(code).method["rating"].replace("\u202f", " ") in text
    assert frame(code).method["undescribed"].replace("\u202f", " ") not in text


@pytest.mark.parametrize("form", ["md", "html", "pdf"])
@pytest.mark.parametrize("template", sorted(names()))
def test_a_brief_without_descriptions_says_so_once(form: str, template: str) -> None:
    text = plain(rich(), form, template)
    assert text.count(frame("en").method["undescribed"]) == 1
    assert "not described" not in text
    assert not re.search(r"· [A-F][1-6]\b", text)


def test_the_reading_page_says_it_above_each_document() -> None:
    page = html(with_texts(described()), "diplomatic")
    assert len(re.findall(r'<p class="about">[^\n]*owned by Courier Press; reliability B', page)) == 1


def test_a_finding_is_rated_by_the_publisher_quoted_and_by_its_texts() -> None:
    text = plain(described(), "md")
    ratings = dict(re.findall(r"\*\*(\d)\*\* [=≠?][^>]*?· ([A-F][1-6])\b", text))
    assert ratings == {"1": "F2", "2": "F6", "3": "F6", "4": "B3", "5": "F4", "6": "F4", "7": "F2", "8": "F6"}


def test_who_is_found_by_another_name_is_named() -> None:
    brief = described()
    documents = (replace(brief.documents[0], description=COURIER), *brief.documents[1:])
    text = plain(replace(brief, documents=documents), "md")
    assert "The Courier: newspaper, Netherlands" in text
    assert "De Avondpost: newspaper" not in text


def test_a_description_of_nothing_is_none() -> None:
    brief = described()
    bare = tuple(replace(each, description=SourceDescription("X"), described_agencies=()) for each in brief.documents)
    assert "X: not described" in plain(replace(brief, documents=bare), "md")


def test_the_record_has_what_was_said_and_is_read_back() -> None:
    schema = json.loads(shipped("data", "schema", "brief-1.schema.json").read_text(encoding="utf-8"))
    brief = described()
    made = record(brief)
    Draft202012Validator(schema).validate(made)
    again = restored(made)
    for key in ("description", "described_agencies"):
        assert [getattr(each, key) for each in again.documents] == [getattr(each, key) for each in brief.documents]
    assert [each.credibility for each in again.findings] == [each["credibility"] for each in made["findings"]]
    spoilt = record(brief)
    spoilt["documents"][1]["description"]["reliability"] = "G"
    assert list(Draft202012Validator(schema).iter_errors(spoilt))


def test_a_record_from_before_is_valid_and_is_read() -> None:
    schema = json.loads(shipped("data", "schema", "brief-1.schema.json").read_text(encoding="utf-8"))
    made = record(rich())
    for each in made["documents"]:
        del each["description"], each["described_agencies"]
    for each in made["findings"]:
        del each["credibility"]
    Draft202012Validator(schema).validate(made)
    assert restored(made).documents[0].description is None
    assert "credibility" not in {each.rule for each in lint(made, NOWHERE)}


def violations(change: Callable[[Record], object], brief: Brief) -> set[tuple[str, str, str]]:
    made = record(brief)
    change(made)
    rules = {"source-undescribed", "credibility", "unknown-value"}
    return {(each.rule, each.where, each.severity) for each in lint(made, NOWHERE) if each.rule in rules}


def test_lint_tells_once_that_nobody_is_described_and_else_who_is_not() -> None:
    assert violations(lambda _: None, rich()) == {("source-undescribed", "documents", "warning")}
    assert violations(lambda _: None, described()) == {
        ("source-undescribed", f"documents[{at}]", "warning") for at in (0, 2, 3, 4)
    }
    assert violations(lambda _: None, replace(empty(), documents=())) == set()


@pytest.mark.parametrize(
    ("change", "rule", "where"),
    [
        (lambda made: made["findings"][0].update(credibility=1), "credibility", "findings[0]"),
        (lambda made: made["findings"][4].update(credibility=6), "credibility", "findings[4]"),
        (lambda made: made["findings"][2].pop("credibility"), "credibility", "findings[2]"),
        (lambda made: made["findings"][0]["supports"].clear(), "credibility", "findings[0]"),
        (lambda made: made["documents"][1].update(origin="O1"), "credibility", "findings[6]"),
        (lambda made: made["discrepancies"].clear(), "credibility", "findings[4]"),
        (lambda made: made["documents"][1]["description"].update(kind="rag"), "unknown-value", "documents[1]"),
        (lambda made: made["documents"][1]["description"].update(reliability="Z"), "unknown-value", "documents[1]"),
        (lambda made: made["documents"][2]["described_agencies"][0].update(kind=[1]), "unknown-value", "documents[2]"),
    ],
)
def test_lint_counts_again_and_knows_the_words(change: Callable[[Record], object], rule: str, where: str) -> None:
    assert (rule, where, "error") in violations(change, described())


def test_the_example_describes_the_invented_publishers_of_the_samples_and_nobody_else() -> None:
    register = load_register(shipped("data", "samples", "sources.toml"))
    found = {
        each.description.name if each.description else each.publisher
        for event in ("geneva_2021", "black_sea_grain_2022")
        for each in compose(sample(event), Options(as_of=AS_OF, quick=True, register=register)).documents
    }
    assert found - {""} == {each.name for each in register.names.values()}
