"""Every regular expression that the program compiles, tried on long strings as the program uses it.

It runs as a program of its own, ``python -m patterns LENGTH LOOPS``: what is compiled must be seen from the first
import on, and a search without end must be stopped.  What it may cost is counted in plain loops of a million steps.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from costs import loop

PIECES = (
    *("a", "A", "I", "é", "1", " ", "\t", "\n", " \n", ".", ",", ":", "-", "=", "@", "<", "&", "(", "[", "|", '"', "'"),
    *("“", "«", "a ", "A ", "1 ", "a.", "1.", "1:\n", "a,", "a-", "Mr. ", "“a ", "<a ", "<p>", "x: ", "http://", "of "),
)
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
# What walks through the whole text does so in the same way.
ALIKE = {"findall": "finditer", "split": "finditer", "sub": "finditer", "subn": "finditer"}
FOLDER = "/briefing/"
TRIES = 4  # on a busy machine one may take long


class Place(NamedTuple):
    """Where a pattern is compiled."""

    file: str
    line: int


class Slow(NamedTuple):
    """A pattern that took too long, and on what."""

    place: str
    pattern: str
    method: str
    piece: str


class _TooLong(Exception):
    pass


def watched() -> dict[re.Pattern[Any], Place]:
    """Return a mapping that fills itself: every pattern that the program compiles, and where."""
    from re import _compiler  # type: ignore[attr-defined]  # every way to a pattern leads through it

    found: dict[re.Pattern[Any], Place] = {}
    compiled = _compiler.compile

    def compile_(pattern: str | bytes, flags: int = 0) -> re.Pattern[Any]:
        made: re.Pattern[Any] = compiled(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename.endswith(("/re/__init__.py", "/functools.py")):
            frame = frame.f_back
        if FOLDER in frame.f_code.co_filename:
            found.setdefault(made, Place(frame.f_code.co_filename, frame.f_lineno))
        return made

    _compiler.compile = compile_
    return found


def exercise() -> None:
    """Import every module and make briefs, for some patterns are made where they are needed."""
    import briefing

    for module in pkgutil.walk_packages(briefing.__path__, "briefing."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from builders import sample_brief
    from fakes import QUOTATIONS, hostile, multilingual, rich

    from briefing.model import RawDocument
    from briefing.publish.rendering import render
    from briefing.text.reading import read

    events = sorted(
        path.name for path in (Path(__file__).parent.parent / "data" / "samples").iterdir() if path.is_dir()
    )
    for brief in (rich(), hostile(), multilingual(), *map(sample_brief, events)):
        for form in ("md", "html", "json"):
            render(brief, form)
    _make_of_words()
    for lang, text in QUOTATIONS.items():
        for suffix in (".txt", ".md", ".html"):
            read(RawDocument(f"{lang}{suffix}", f"GENEVA, 3 May 2031 (AP) — {text} {text}\n".encode()), "D1")


def _make_of_words() -> None:
    """Have the patterns made that are put together of words: of dates, credits, standards, fragments and settings."""
    from briefing import values
    from briefing.publish import rereading, standards, wording
    from briefing.text import stray, writtendates

    for lang in ("ar", "de", "en", "fa", "fr", "he", "ru", "zh"):
        writtendates._named("own", lang)
    for kind in ("persian", "ethiopic", "any"):
        writtendates._named(kind, "")
    for lang in standards.advised():
        wording._unconditional("x", standards.words(lang).conditional)
        standards.pattern(standards.words(lang).advice)
    writtendates.says_day("11 July", date(2031, 7, 11), "en")
    stray._credit()
    rereading._stands("114 prisoners", "114 prisoners of war")
    for read in (values.source, values.address, values.domain, values.name, values.store, values.template):
        with suppress(values.WrongValue):
            read("x")


def written(found: dict[re.Pattern[Any], Place]) -> list[Place]:
    """Add the patterns that are written where they are used, in lines that nothing has run; return what is left out."""
    folder, left = Path(next(iter(found.values())).file.rpartition(FOLDER)[0] + FOLDER), list[Place]()
    seen = {(place.file, place.line) for place in found.values()}
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)) or not _is_of_re(node.func):
                continue
            place, pattern = Place(str(path), node.lineno), node.args[0]
            if any((place.file, line) in seen for line in range(node.lineno, (node.end_lineno or 0) + 1)):
                continue
            if isinstance(pattern, ast.Constant):
                found.setdefault(re.compile(pattern.value), place)
            else:
                left.append(place)
    return left


def _is_of_re(called: ast.Attribute) -> bool:
    return isinstance(called.value, ast.Name) and called.value.id == "re" and called.attr in {"compile", *METHODS}


def ways(*trees: ast.Module) -> dict[str, set[str]]:
    """Return by name of a pattern, or of the function that returns one, the methods that are called on it."""
    found: dict[str, set[str]] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                owner = node.value.func if isinstance(node.value, ast.Call) else node.value
                if isinstance(owner, ast.Name):
                    found.setdefault(owner.id, set()).add(node.attr)
    return found


def names(tree: ast.Module, line: int) -> Iterator[str]:
    """Yield the name that is given to what a line makes, and the methods of ``re`` that are called on it."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt | ast.Call) or not node.lineno <= line <= (node.end_lineno or line):
            continue
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id
        elif isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            yield node.func.attr


def used(found: Mapping[re.Pattern[Any], Place]) -> Iterator[tuple[re.Pattern[Any], Place, str]]:
    """Yield each pattern with each method that is called on it; with all where that cannot be told."""
    folder = Path(next(iter(found.values())).file.rpartition(FOLDER)[0] + FOLDER)
    sources = {str(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))}
    everywhere = ways(*sources.values())
    for pattern, place in found.items():
        named, here = list(names(sources[place.file], place.line)), ways(sources[place.file])
        methods = {name for name in named if name in METHODS}
        for name in named:
            methods |= here.get(name) or everywhere.get(name, set())
        for method in sorted({ALIKE.get(each, each) for each in methods or METHODS}):
            yield pattern, place, method


@contextmanager
def stopped(after: float) -> Iterator[None]:
    """End what lies within after so many seconds of processor time."""

    def ring(_number: int, _frame: object) -> None:
        raise _TooLong

    signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, after)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def cost(pattern: re.Pattern[Any], method: str, piece: str, length: int, most: float) -> float:
    """Return the processor time of a pattern on a piece repeated to a length; ``most`` where it takes longer."""
    text = (piece * (length // len(piece) + 1))[:length]
    search: Callable[[str | bytes], object] = getattr(pattern, method)
    began = time.process_time()
    try:
        with stopped(most):
            made = search(text.encode() if isinstance(pattern.pattern, bytes) else text)
            if method == "finditer":
                for _ in made:  # type: ignore[attr-defined]  # an iterator of matches
                    pass
    except _TooLong:
        return most
    return time.process_time() - began


def is_slow(pattern: re.Pattern[Any], method: str, piece: str, length: int, most: float) -> bool:
    """Tell whether a pattern takes too long, or more than 2.6 times as long for twice as much."""
    seconds = cost(pattern, method, piece, length, most)
    return seconds >= most or (
        seconds > most / 4 and cost(pattern, method, piece, 2 * length, 3 * most) > 2.6 * seconds
    )


def slow(length: int, loops: float) -> tuple[int, list[Slow]]:
    """Return the number of patterns, and those that take too long or more than 2.6 times as long for twice as much."""
    found = watched()
    exercise()
    assert written(found) == []
    wrong = []
    for pattern, place, method in used(found):
        most = loops * loop()
        for piece in PIECES:
            if all(is_slow(pattern, method, piece, length, most) for _ in range(TRIES)):
                where = f"{place.file.rpartition(FOLDER)[2]}:{place.line}"
                wrong.append(Slow(where, str(pattern.pattern), method, piece))
    return len(found), wrong


if __name__ == "__main__":
    print(json.dumps(slow(int(sys.argv[1]), float(sys.argv[2]))))
