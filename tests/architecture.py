"""The rules of the house, each a function from the modules of a package to the violations found in them.

A violation is one line a person can act on: module, line, what is wrong.  ``tests/test_architecture.py`` asks that
the program has none, and that each rule finds the violation planted for it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

FLOORS: Mapping[str, int] = {
    "model": 0,
    "errors": 0,
    "settings": 1,
    "masking": 0,
    "values": 1,
    "resources": 1,
    "text": 2,
    "analysis": 3,
    "sources": 4,
    "publish": 4,
    "pipeline": 5,
    "operations": 6,
    "cli": 7,
    "__main__": 8,
    "": 8,  # the package itself: it may offer what the rooms hold
}
LAST_PURE_FLOOR = 3
READS_SHIPPED_FILES = "resources"
LONGEST_MODULE = 250
LONGEST_FUNCTION = 50

# Together they cost a second of start-up: a command pays for those it uses, so no module imports them on its top.
HEAVY = frozenset(
    {
        *("babel", "jinja2", "lxml", "markdown_it", "nltk", "numpy", "punkt", "pypdf", "trafilatura"),
        *("ctranslate2", "weasyprint"),
    }
)

# Disk, network, clock, randomness, and what differs between two machines or two runs.
IMPURE_MODULES = frozenset(
    {
        *("asyncio", "fileinput", "ftplib", "glob", "httpx", "http.client", "locale", "mmap", "os", "platform"),
        *("random", "requests", "secrets", "select", "shutil", "smtplib", "socket", "sqlite3", "ssl", "subprocess"),
        *("tempfile", "time", "urllib.request", "urllib3", "uuid"),
    }
)
# Who speaks to the network: the fetcher of pages, the mail, the translator; the clock knows the machine's name.
NETWORK = frozenset(
    {
        *("aiohttp", "asyncio", "ftplib", "http.client", "http.server", "httpx", "imaplib", "poplib", "requests"),
        *("smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "xmlrpc"),
    }
)
SPEAK_TO_THE_NETWORK = frozenset(
    {
        *("sources.addresses", "sources.deadlines", "sources.fetching"),
        *("operations.conversation", "operations.server", "operations.transport"),
        *("operations.clock", "operations.libretranslate"),
    }
)
IMPURE_CALLS = frozenset({"hash", "input", "open", "print"})
IMPURE_ATTRIBUTES = frozenset({"fetch_url", "getmtime", "now", "random", "today", "utcnow"})
READING = frozenset({"exists", "fromfile", "glob", "is_dir", "is_file", "iterdir", "load", "memmap", "open"}) | {
    *("read_bytes", "read_text", "rglob", "stat"),
}
WRITING = frozenset({"mkdir", "rename", "rmdir", "symlink_to", "touch", "unlink", "write_bytes", "write_text"})

POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[?*+]|\{\d*,?\d*\})\+|\(\?>")

EMPTY_WORDS = frozenset({"handler", "handlers", "helper", "helpers", "manager", "process", "util", "utils"})
EMPTY_MODULES = EMPTY_WORDS | {"base", "common", "core", "misc", "shared"}
EMPTY_NAMES = frozenset({"data", "info", "item", "obj"})


@dataclass(frozen=True)
class Module:
    """One source file; ``name`` is dotted and relative to the package: ``text.lexicon``, ``''`` for the package."""

    name: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed source."""
        return ast.parse(self.source)

    @property
    def room(self) -> str:
        """The first part of the name: what has a floor."""
        return self.name.partition(".")[0]

    @property
    def floor(self) -> int | None:
        """The floor of the module's room; None where the house has no such room."""
        return FLOORS.get(self.room)

    @property
    def pure(self) -> bool:
        """Whether the module must do without disk, network, clock and randomness."""
        return self.floor is not None and self.floor <= LAST_PURE_FLOOR and self.name != READS_SHIPPED_FILES

    def at(self, node: ast.AST, what: str) -> str:
        """Return a violation at a place of this module."""
        return f"{self.name or '__init__'}:{getattr(node, 'lineno', 0)}: {what}"


def read(package: Path) -> tuple[Module, ...]:
    """Return the modules of the package that lies in a folder, sorted by name."""
    paths = sorted(path for path in package.rglob("*.py") if "_shipped" not in path.parts)
    return tuple(Module(_dotted(path.relative_to(package)), path.read_text(encoding="utf-8")) for path in paths)


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix("__init__").removesuffix(".")


def homeless(modules: Sequence[Module]) -> Iterator[str]:
    """Find modules that are in no room of the house."""
    return (f"{module.name}: the house has no room of this name" for module in modules if module.floor is None)


def upward_imports(modules: Sequence[Module]) -> Iterator[str]:
    """Find imports from a higher floor."""
    for module in modules:
        for node, target in _own_imports(module, modules):
            floor = FLOORS.get(target.partition(".")[0])
            if floor is not None and module.floor is not None and floor > module.floor:
                yield module.at(node, f"floor {module.floor} imports {target} from floor {floor}")


def import_cycles(modules: Sequence[Module]) -> Iterator[str]:
    """Find a circle of modules that import each other."""
    graph = {module.name: {target for _, target in _own_imports(module, modules)} - {module.name} for module in modules}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield f"import cycle: {' <- '.join(error.args[1])}"


def _own_imports(module: Module, modules: Sequence[Module]) -> Iterator[tuple[ast.AST, str]]:
    names = {module.name for module in modules}
    for node, imported in _imports(module.tree):
        root, _, inside = imported.partition(".")
        if root == "briefing":
            yield node, inside if inside in names else inside.rpartition(".")[0]


def _imports(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{'.' * node.level}{node.module or ''}.{alias.name}") for alias in node.names)


def relative_imports(modules: Sequence[Module]) -> Iterator[str]:
    """Find relative imports, which the other rules cannot follow."""
    for module in modules:
        yield from (
            module.at(node, f"relative import {name}") for node, name in _imports(module.tree) if name[0] == "."
        )


def heavy_imports(modules: Sequence[Module]) -> Iterator[str]:
    """Find libraries that are slow to import on the top of a module."""
    for module in modules:
        for node, name in _imports(ast.Module(list(_executed_on_import(module.tree.body)), [])):
            if name.partition(".")[0] in HEAVY:
                yield module.at(node, f"{name} is slow to import: import it in the function that uses it")


def _executed_on_import(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.ClassDef) and not _for_types_only(node):
            yield from _executed_on_import(
                child for field in ("body", "orelse", "finalbody") for child in getattr(node, field, ())
            )


def _for_types_only(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def impurities(modules: Sequence[Module]) -> Iterator[str]:
    """Find disk, network, clock and randomness on the pure floors."""
    for module in filter(lambda module: module.pure, modules):
        yield from (
            module.at(node, f"pure floor imports {name}")
            for node, name in _imports(module.tree)
            if _is_or_is_in(name, IMPURE_MODULES)
        )
        shipped = _names_of_shipped_paths(module.tree)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and (impure := _impure_call(node, shipped)):
                yield module.at(node, f"pure floor calls {impure}")


def unexpected_network(modules: Sequence[Module]) -> Iterator[str]:
    """Find modules that could speak to the network and are not among those that may."""
    for module in modules:
        if module.name not in SPEAK_TO_THE_NETWORK:
            yield from (
                module.at(node, f"imports {name}, and is none of those that speak to the network")
                for node, name in _imports(module.tree)
                if _is_or_is_in(name, NETWORK)
            )


def _is_or_is_in(name: str, modules: Iterable[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def _impure_call(call: ast.Call, shipped: frozenset[str]) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return f"{function.id}()" if function.id in IMPURE_CALLS | {"fetch_url"} else ""
    if not isinstance(function, ast.Attribute):
        return ""
    chain = set(ast.unparse(function).split("."))
    if chain & (IMPURE_ATTRIBUTES | WRITING) or (function.attr in READING and not _is_of_shipped(call, shipped)):
        return f"{ast.unparse(function)}()"
    return ""


def _is_of_shipped(node: ast.AST, names: frozenset[str]) -> bool:
    return any(isinstance(part, ast.Name) and part.id in names for part in ast.walk(node))


def _names_of_shipped_paths(tree: ast.AST) -> frozenset[str]:
    known = frozenset({"shipped"})
    assigned = (node for node in ast.walk(tree) if isinstance(node, ast.Assign) and _is_of_shipped(node.value, known))
    return known | {target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)}


def possessive_groups(modules: Sequence[Module]) -> Iterator[str]:
    """Find patterns that Python before 3.11.5, so Debian 12's, matches wrongly (gh-106052)."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and POSSESSIVE_GROUP.search(node.value):
                yield module.at(node, f"possessive or atomic group: {node.value[:60]}")


def long_modules(modules: Sequence[Module]) -> Iterator[str]:
    """Find modules that are too long to be read at one sitting."""
    for module in modules:
        if (lines := module.source.count("\n")) > LONGEST_MODULE:
            yield f"{module.name}: {lines} lines, over {LONGEST_MODULE}"


def long_functions(modules: Sequence[Module]) -> Iterator[str]:
    """Find functions that are too long to be seen at once."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    yield module.at(node, f"{node.name} has {lines} lines, over {LONGEST_FUNCTION}")


def empty_names(modules: Sequence[Module]) -> Iterator[str]:
    """Find names that say nothing."""
    for module in modules:
        if EMPTY_MODULES & set(_words(module.name)):
            yield f"{module.name}: says nothing as a module's name"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                if EMPTY_WORDS & set(_words(node.name)):
                    yield module.at(node, f"{node.name} says nothing as a name")
            elif (name := _bound(node)) in EMPTY_NAMES:
                yield module.at(node, f"{name} says nothing as a name")


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)]


def _bound(node: ast.AST) -> str:
    if isinstance(node, ast.arg):
        return node.arg
    return node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else ""


RULES = (
    homeless,
    upward_imports,
    import_cycles,
    relative_imports,
    heavy_imports,
    impurities,
    unexpected_network,
    possessive_groups,
    long_modules,
    long_functions,
    empty_names,
)
