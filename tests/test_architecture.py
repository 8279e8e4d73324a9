"""The floors of the house, the purity of the lower ones, and the size and names of what stands on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import architecture
import pytest
from architecture import Module

PACKAGE = Path(__file__).parent.parent / "briefing"
LINE = "x = 1\n"
BODY_LINE = "    x = 1\n"

Rule = Callable[[Sequence[Module]], Iterator[str]]


@pytest.mark.parametrize("rule", architecture.RULES, ids=lambda rule: rule.__name__)
def test_the_program_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(architecture.read(PACKAGE))) == []


def test_every_room_of_the_house_is_read() -> None:
    names = {module.name for module in architecture.read(PACKAGE)}
    assert {"model", "errors", "resources", "text.lexicon"} <= names


def plant(folder: Path, name: str, source: str) -> tuple[Module, ...]:
    """Write a little house that keeps every rule, then the module given, and read it."""
    house = {
        "__init__": "",
        "model": "from dataclasses import dataclass\n",
        "resources": "def shipped(*parts): return open(*parts)\n",
        "text.__init__": "",
        "text.words": "from briefing.resources import shipped\nWORDS = shipped('w').read_text()\n",
        "publish.__init__": "",
        "publish.files": "import os\nfrom briefing.text.words import WORDS\n",
        name: source,
    }
    for module, text in house.items():
        path = folder.joinpath(*module.split(".")).with_suffix(".py")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return architecture.read(folder)


@pytest.mark.parametrize("rule", architecture.RULES, ids=lambda rule: rule.__name__)
def test_a_house_in_order_passes(rule: Rule, tmp_path: Path) -> None:
    assert list(rule(plant(tmp_path, "pipeline", "import briefing.publish.files\n"))) == []


@pytest.mark.parametrize(
    ("rule", "name", "source"),
    [
        (architecture.homeless, "attic", LINE),
        (architecture.homeless, "attic.box", LINE),
        (architecture.upward_imports, "text.tokens", "from briefing.publish.files import write\n"),
        (architecture.upward_imports, "text.tokens", "import briefing.publish.files\n"),
        (architecture.upward_imports, "text.tokens", "from briefing import publish\n"),
        (architecture.upward_imports, "text.tokens", "from briefing import summarize\n"),
        (architecture.upward_imports, "model", "def f():\n    from briefing.resources import shipped\n"),
        (architecture.import_cycles, "resources", "import briefing.text.words\n"),
        (architecture.import_cycles, "publish.pages", "from briefing.publish import pages, sheets\n"),
        (architecture.relative_imports, "text.tokens", "from . import words\n"),
        (architecture.relative_imports, "text.tokens", "from .words import WORDS\n"),
        (architecture.heavy_imports, "publish.pdf", "import weasyprint\n"),
        (architecture.heavy_imports, "publish.pdf", "try:\n    from nltk.stem import snowball\nfinally:\n    pass\n"),
        (architecture.impurities, "text.tokens", "import os\n"),
        (architecture.impurities, "text.tokens", "from os import path\n"),
        (architecture.impurities, "text.tokens", "from urllib.request import urlopen\n"),
        (architecture.impurities, "text.tokens", "def f(path): return open(path)\n"),
        (architecture.impurities, "text.tokens", "def f(path): return path.read_text()\n"),
        (architecture.impurities, "text.tokens", "def f(path): path.write_text('')\n"),
        (architecture.impurities, "text.tokens", "def f(path, shipped): shipped('w').write_text('')\n"),
        (architecture.impurities, "analysis", "def f(np, path): return np.load(path)\n"),
        (architecture.impurities, "analysis", "from datetime import date\nTODAY = date.today()\n"),
        (architecture.impurities, "analysis", "def f(np): return np.random.default_rng()\n"),
        (architecture.impurities, "analysis", "def f(words): return sorted(words, key=lambda word: hash(word))\n"),
        (architecture.impurities, "settings", "from pathlib import Path\nPath('briefing.toml').exists()\n"),
        (architecture.unexpected_network, "sources.pages", "from urllib.request import urlopen\n"),
        (architecture.unexpected_network, "publish.sheets", "def f():\n    import socket\n"),
        (architecture.unexpected_network, "operations.reports", "from http import client\n"),
        (architecture.possessive_groups, "text.tokens", "WORD = r'(?:a+b)?+c'\n"),
        (architecture.possessive_groups, "text.tokens", "x = 1\nWORD = rf'(?:{x}){{1,2}}+c'\n"),
        (architecture.possessive_groups, "text.tokens", "WORD = '(?>a+b)c'\n"),
        (architecture.long_modules, "model", LINE * (architecture.LONGEST_MODULE + 1)),
        (architecture.long_functions, "model", "def f():\n" + BODY_LINE * architecture.LONGEST_FUNCTION),
        (architecture.empty_names, "text.utils", LINE),
        (architecture.empty_names, "text.common", LINE),
        (architecture.empty_names, "model", "class ListManager: pass\n"),
        (architecture.empty_names, "model", "def process_words(words): pass\n"),
        (architecture.empty_names, "model", "def f(data): pass\n"),
        (architecture.empty_names, "model", "for item in (): pass\n"),
    ],
)
def test_a_planted_violation_is_found(rule: Rule, name: str, source: str, tmp_path: Path) -> None:
    if rule is architecture.import_cycles:
        plant(tmp_path, "publish.sheets", "from briefing.publish import pages\n")
    found = list(rule(plant(tmp_path, name, source)))
    assert len(found) == 1
    assert found[0].startswith(f"{name}:") or rule is architecture.import_cycles


@pytest.mark.parametrize(
    "source",
    [
        "from briefing.resources import shipped\ndef f():\n    path = shipped('w')\n    return path.read_bytes()\n",
        "import numpy as np\nfrom briefing.resources import shipped\nW = np.load(shipped('w'), allow_pickle=False)\n",
        "from urllib.parse import urlsplit\nfrom datetime import date\nD = date(2021, 6, 16)\n",
    ],
)
def test_reading_what_ships_is_pure(source: str, tmp_path: Path) -> None:
    assert list(architecture.impurities(plant(tmp_path, "text.tokens", source))) == []


def test_possessive_classes_are_welcome(tmp_path: Path) -> None:
    source = "WORD = r'[ab]++(?:c|d)+\\s*+\\)++'\n"
    assert list(architecture.possessive_groups(plant(tmp_path, "text.tokens", source))) == []


def test_a_heavy_library_inside_a_function_or_for_types_only_is_welcome(tmp_path: Path) -> None:
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import numpy\ndef f():\n    import nltk\n"
    assert list(architecture.heavy_imports(plant(tmp_path, "publish.pdf", source))) == []


def test_the_longest_that_is_allowed_passes(tmp_path: Path) -> None:
    function = "def f():\n" + BODY_LINE * (architecture.LONGEST_FUNCTION - 1)
    modules = plant(tmp_path, "model", function + LINE * (architecture.LONGEST_MODULE - architecture.LONGEST_FUNCTION))
    assert [*architecture.long_functions(modules), *architecture.long_modules(modules)] == []
