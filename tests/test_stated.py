"""What the record says in English, said in the language of the brief."""

from __future__ import annotations

import ast
import re
from itertools import chain

import pytest
from fakes import rich

from briefing.analysis import accusations, moments, settlements, tone
from briefing.analysis.nameless import SEVERAL
from briefing.publish.frames import frame, languages
from briefing.publish.rendering import render
from briefing.publish.stated import ACCUSES, explained, named, question, value
from briefing.resources import PACKAGE
from briefing.text.lexicon import LANGUAGES, lexicon
from briefing.text.places import country_names
from briefing.text.speech import speech

OTHERS = [code for code in languages() if code != "en"]
SETTLED = ("AGREED", "NOT_AGREED", "YES", "NO", "DONE", "PROMISED")


@pytest.mark.parametrize(
    ("said", "de", "fr", "es"),
    [
        ("5 years", "5 Jahre", "5 ans", "5 años"),
        ("1 year", "1 Jahr", "1 an", "1 año"),
        ("≈ 3.5 hours", "≈ 3,5 Stunden", "≈ 3,5 heures", "≈ 3,5 horas"),
        ("3–4 hours", "3–4 Stunden", "3–4 heures", "3–4 horas"),
        ("> 20 million", "> 20 Millionen", "> 20 millions", "> 20 millones"),
        ("1,234", "1.234", "1 234", "1234"),
        ("2.5 billion EUR", "2,5 Milliarden EUR", "2,5 milliards EUR", "2,5 mil millones EUR"),
        ("25 %", "25 %", "25 %", "25 %"),
        ("15 per day", "15 pro Tag", "15 par jour", "15 por día"),
        ("20 June 2021", "20. Juni 2021", "20 juin 2021", "20 de junio de 2021"),
        ("1 June", "1. Juni", "1er juin", "1 de junio"),
        ("June 2021", "Juni 2021", "juin 2021", "junio de 2021"),
        ("May", "Mai", "mai", "mayo"),
        ("Tuesday", "Dienstag", "mardi", "martes"),
        ("not agreed", "nicht vereinbart", "non convenu", "no acordado"),
        ("Russia → Ukraine", "Russland → Ukraine", "Russie → Ukraine", "Rusia → Ucrania"),
        ("Russia →", "Russland →", "Russie →", "Rusia →"),
        ("Astrid Vik", "Astrid Vik", "Astrid Vik", "Astrid Vik"),
        ("31 June", "31 June", "31 June", "31 June"),
    ],
)
def test_values_are_said_in_the_language(said: str, de: str, fr: str, es: str) -> None:
    told = [re.sub("[\u00a0\u202f]", " ", value(said, frame(code))) for code in ("de", "fr", "es")]
    if said == "31 June":  # there is no such day: what is no date is a number of something
        assert all(each.startswith("31 ") for each in told)
    else:
        assert told == [de, fr, es]
    assert value(said, frame("en")).replace("\u00a0", " ").replace("25%", "25 %") == said


@pytest.mark.parametrize("said", ["1.2.3 envoys", "9.9.", "1.5.5–3 hours"])
def test_what_only_looks_like_a_number_stays_as_it_was_said(said: str) -> None:
    assert value(said, frame("de")) == said


def test_a_question_has_every_version_and_keeps_what_is_counted() -> None:
    assert question("5 years / 3 years", frame("de")) == "5 Jahre / 3 Jahre"
    assert question("1,600 / 2,400 diplomates", frame("fr")) == "1\u202f600 / 2\u202f400 diplomates"
    assert question("end of the month / no date", frame("es")) == "a finales de mes / sin fecha"


@pytest.mark.parametrize("code", OTHERS)
def test_everything_that_documents_contradict_each_other_in_has_a_form(code: str) -> None:
    said = [value for value, _, _ in moments._RELATIVE.values()]
    said += [moments.OPEN, tone.WARM, tone.COOL, *(getattr(settlements, each) for each in SETTLED)]
    units = set(chain.from_iterable(lexicon(lang).units.values() for lang in LANGUAGES))
    assert units
    assert {*said, *(f"per {unit}" for unit in units)} <= frame(code).values.keys()
    assert accusations.ARROW.strip() == ACCUSES


@pytest.mark.parametrize("code", languages())
def test_every_office_has_a_name(code: str) -> None:
    roles = {role for lang in LANGUAGES for role in speech(lang).roles.values()} - {"leader"}
    assert roles | SEVERAL == set(frame(code).offices)


def test_countries_and_offices_are_named_in_the_language_and_persons_are_not() -> None:
    said = (
        *("United States", "Security Council", "Norwegian deputy foreign minister", "Vladimir Putin"),
        *("Peruvian officials", "European Union diplomats"),
    )
    assert [named(name, frame("de")) for name in said] == [
        "Vereinigte Staaten", "UN-Sicherheitsrat", "stellvertretender Außenminister (Norwegen)", "Vladimir Putin",
        "Amtsträger (Peru)", "Diplomaten (Europäische Union)",
    ]  # fmt: skip
    assert [named(name, frame("en")) for name in said] == list(said)
    assert named("Old envoy", frame("fr")) == "Old envoy"


def test_the_reasons_of_a_label_are_said_in_the_language() -> None:
    why = "dispute 0.90: «denied», «list»; insisted Russia"
    assert explained(why, frame("fr")) == "désaccord 0,90\u202f: «denied», «list»\u202f; insisted Russie"
    assert explained("agreement 0.99: «deal»; reporter", frame("nl")) == "overeenstemming 0,99: «deal»; verslaggever"
    assert explained(why, frame("en")) == why
    assert explained("", frame("de")) == ""


def test_every_constant_reason_of_the_analysis_is_known() -> None:
    """Read the reasons that speakers give from their source: a new one must get its forms."""
    tree = ast.parse((PACKAGE / "analysis" / "speakers.py").read_text(encoding="utf-8"))
    pairs = (node for node in ast.walk(tree) if isinstance(node, ast.Tuple) and len(node.elts) == 2)
    said = {node.elts[1].value for node in pairs if isinstance(node.elts[1], ast.Constant)}
    assert {"reporter", "quotation continues", "reported mood"} <= said
    assert {each for each in said if isinstance(each, str) and each} <= frame("en").labelling.keys()


@pytest.mark.parametrize("code", OTHERS)
def test_no_country_stays_in_english_on_the_page(code: str) -> None:
    from dataclasses import replace

    brief = rich()
    findings = tuple(replace(each, speakers=("United States",)) for each in brief.findings)
    text = render(replace(brief, lang=code, findings=findings), "md").content.decode()
    assert "United States" in set(country_names().values())
    assert "United States" not in text
    assert named("United States", frame(code)) in text
