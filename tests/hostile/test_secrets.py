"""Seeded secrets: the whole program runs with them, on good days and bad ones, and they are in nothing that it leaves.

What it writes and says, the ledger, the mails, and the command lines and environments of every process that it starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from resource import RLIMIT_CORE, getrlimit
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from libretranslates import Answers, libretranslate
from mailservers import fake_server
from papers import word
from places import NEWS, put

from briefing.cli import main

MAIL, KEY, FEED = "Sesame-mail/ü77", "Sesame-key/ü78", "Sesame-feed-79"
FORMS = frozenset(
    form
    for secret in (MAIL, KEY, FEED, f"\0desk\0{MAIL}")
    for form in (
        *(secret.encode(), b64encode(secret.encode()), quote(secret).encode(), quote(secret, "").encode()),
        *(
            secret.encode("unicode_escape"),
            secret.replace("ü", "\\u00fc").encode(),
            secret.replace("/", "\\/").encode(),
        ),
    )
)
CONFIG = """
[mail]
from = "desk@post.example"
server = "smtp://127.0.0.1:{mail}"
user = "desk"
password_file = "secrets/mail"
[translation]
translator = "{translator}"
api_key_file = "secrets/key"
[notices]
command = ["{python}", "-c", "import sys; sys.stdin.read()"]
[brief.ferry]
sources = ["inbox", "http://127.0.0.1/feed"]
recipients = ["ann@post.example"]
formats = ["md", "html", "pdf", "json"]
at = "06:30"
"""
MONDAY, TUESDAY = "2026-03-02T07:00:00", "2026-03-03T07:00:00"
DUTCH = (
    "De ministers van Norvania en Kelm spraken dinsdag af de veerdienst in mei te hervatten, zei het ministerie.\n\n"
    "Minister Odo Varga verwierp de eis om voor de hele kade te betalen en noemde die onaanvaardbaar.\n"
)


def seen(content: bytes) -> list[bytes]:
    """Return the secrets that are in some bytes."""
    return sorted(form for form in FORMS if form in content)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("inbox", "secrets", "home"):
        (tmp_path / folder).mkdir()
    put(tmp_path, "ferry.txt")
    (tmp_path / "inbox" / "dutch.txt").write_text(DUTCH, encoding="utf-8")
    (tmp_path / "inbox" / "quay.docx").write_bytes(word("The quay", NEWS["quay.txt"].split("\n\n")))
    (tmp_path / "pages.txt").write_text(f"http://me:{FEED}@127.0.0.1/feed\nhttps://me:{FEED}/x@paper.example/\n")
    for name, secret in (("mail", MAIL), ("key", KEY)):
        path = tmp_path / "secrets" / name
        path.write_text(secret, encoding="utf-8")
        path.chmod(0o600)
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Watched:
    """The program run with its secrets; what it says is kept, and what the system shows of its processes."""

    def __init__(self, folder: Path, more: Mapping[str, str]) -> None:
        self.said, self.shown, self.programs = b"", b"", set[bytes]()
        self._environment = {**os.environ, "HOME": str(folder / "home"), **more}

    def run(self, *words: str) -> int:
        with subprocess.Popen(
            [sys.executable, "-X", "dev", "-m", "briefing", *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=self._environment,
        ) as started:  # fmt: skip
            assert started.stdout is not None
            os.set_blocking(started.stdout.fileno(), False)
            while started.poll() is None:
                self.said += started.stdout.read() or b""
                for number in _below(started.pid):
                    self._look(number)
                time.sleep(0.01)
            os.set_blocking(started.stdout.fileno(), True)
            self.said += started.stdout.read()
            return started.returncode

    def _look(self, number: int) -> None:
        with suppress(OSError):
            line = Path(f"/proc/{number}/cmdline").read_bytes()
            self.shown += line + b"\n" + Path(f"/proc/{number}/environ").read_bytes() + b"\n"
            self.programs.add(line)


def _below(parent: int) -> Iterator[int]:
    """Yield a process and all that descend from it."""
    yield parent
    with suppress(OSError):
        for task in Path(f"/proc/{parent}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _below(int(child))


def left_behind(folder: Path) -> dict[str, list[bytes]]:
    """Return by file what of the secrets is in what was written; not the files that hold them on purpose."""
    given = {folder / "secrets" / "mail", folder / "secrets" / "key", folder / "pages.txt"}
    files = [path for path in folder.rglob("*") if path.is_file() and path not in given]
    assert len(files) > 20
    found = {str(path.relative_to(folder)): seen(path.read_bytes() + str(path).encode()) for path in files}
    return {name: secrets for name, secrets in found.items() if secrets}


MAILS = (
    {"AUTH": f"535 your password {MAIL} is wrong"},
    {"MAIL": f"550 desk {MAIL} {b64encode(MAIL.encode()).decode()} may not"},
    {".": f"250 queued for {b64encode(f'{chr(0)}desk{chr(0)}{MAIL}'.encode()).decode()}"},
)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux shows the processes so")
@pytest.mark.parametrize("answers", MAILS)
def test_nothing_of_a_seeded_secret_is_left(
    desk: Path, answers: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Answers, "_repeating", _repeating, raising=False)
    program = Watched(desk, {"PYTHONUNBUFFERED": "1"})
    with fake_server(answers) as mail, libretranslate("repeating") as translator:
        settings = CONFIG.format(mail=mail.port, translator=translator.address, python=sys.executable)
        (desk / "briefing.toml").write_text(settings, encoding="utf-8")
        program.run("-v", "make", "-b", "ferry")
        program.run("-v", "make", "inbox", "pages.txt", "--quick", "-o", "other")
        for words in (("run", "--due"), ("send",), ("doctor",), ("status",), ("status", "--json"), ("run", "--due")):
            program.run(*words, "--now", TUESDAY if words[-1] == "send" else MONDAY)
        assert mail.said
        assert translator.bodies
    for command in ("make", "run", "schedule", "send", "doctor", "status"):
        program.run(command, "--help")
    assert any(b"formats.child" in each for each in program.programs)
    assert b"no page is asked for with user and password" in program.said
    assert seen(program.said) == []
    assert seen(program.shown) == []
    assert left_behind(desk) == {}


def _repeating(answers: Answers) -> None:
    answers._say({"translatedText": [f"{text} {answers.asked['api_key']}" for text in answers.asked["q"]]})


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux shows the processes so")
def test_a_program_of_somebody_else_gets_no_secret_of_the_environment(desk: Path) -> None:
    secrets = {"BRIEFING_MAIL_PASSWORD": MAIL, "BRIEFING_TRANSLATION_KEY": KEY}
    program = Watched(desk, secrets)
    (desk / "inbox" / "empty.txt").touch()
    told = "import os, sys; open('told', 'a').write(sys.stdin.read() + repr(dict(os.environ)))"
    settings = CONFIG.format(mail=9, translator="http://127.0.0.1:9", python=sys.executable).replace(
        "import sys; sys.stdin.read()", told
    )
    (desk / "briefing.toml").write_text(settings, encoding="utf-8")
    program.run("run", "--due", "--now", MONDAY)
    assert "'HOME'" in (desk / "told").read_text(encoding="utf-8")
    assert seen((desk / "told").read_bytes().decode().encode("utf-8")) == []
    assert seen(program.said) == []
    assert left_behind(desk) == {}


PLACES = ("https://{}@a.example", "https:/{}@a.example", "{}@a.example:465")
WRONG = (
    *(("mail", f"server = '{place}'", "mail.server") for place in (*PLACES, "smtps:/{}@a.example")),
    *(("translation", f"translator = '{place}'", "translation.translator") for place in PLACES),
    *(("brief.a", f"sources = ['{place}/feed']", "brief.a.sources") for place in PLACES),
    ("mail", "from = '{}@a.example'", "mail.from"),
    ("mail", "password = '{}'", "mail.password"),
    ("translation", "api-key = '{}'", "translation.api-key"),
)


@pytest.mark.parametrize(("table", "line", "said"), WRONG)
def test_what_is_written_in_the_wrong_place_is_not_repeated(desk: Path, table: str, line: str, said: str) -> None:
    (desk / "briefing.toml").write_text(f"[{table}]\n{line.format(f'me:{FEED}')}\n")
    found = CliRunner().invoke(main, ["status"])
    assert found.exit_code == 1
    assert said in found.output
    assert seen(found.output.encode()) == []


@pytest.mark.parametrize("place", ["http:/me:{}@a.example/feed", "me:{}@a.example/feed", "http://me:{}@a.example/feed"])
@pytest.mark.parametrize("more", [(), ("inbox",)])
def test_an_address_that_is_no_source_is_not_repeated(desk: Path, place: str, more: Sequence[str]) -> None:
    found = CliRunner().invoke(main, ["make", "--quick", "-f", "md", place.format(FEED), *more])
    assert "a.example/feed" in found.output
    assert seen(found.output.encode()) == []


def test_no_core_is_left(desk: Path) -> None:
    if getrlimit(RLIMIT_CORE)[1] == 0:
        pytest.skip("this system leaves none anyway")
    code = (
        "import resource as r; r.setrlimit(r.RLIMIT_CORE, (1, r.getrlimit(r.RLIMIT_CORE)[1]));"
        "from briefing.cli import main; main(['status'], standalone_mode=False);"
        "print(r.getrlimit(r.RLIMIT_CORE)[0])"
    )
    (desk / "briefing.toml").write_text(CONFIG.format(mail=9, translator="argos", python="x"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0"
