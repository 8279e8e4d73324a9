"""A real browser, where there is one: Chromium without a window, driven by its DevTools protocol over a pipe.

It has a profile of its own and no network; what a page asks for, logs or throws is kept.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--disable-extensions"),
    *("--disable-background-networking", "--disable-sync", "--disable-component-update", "--mute-audio"),
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe"),
)
KEYS = {"Escape": 27, "Tab": 9, "Enter": 13, "ArrowDown": 40, "ArrowUp": 38}


def program() -> str:
    """Return the path of a browser, '' where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), "")


class Tab:
    """One page of the browser; ``errors`` is what it logged or threw, ``requests`` the addresses it asked for."""

    def __init__(self, inward: Any, outward: Any) -> None:  # noqa: ANN401 - the two ends of a pipe
        self._inward, self._outward = inward, outward
        self._count = 0
        self._session = ""
        self.errors: list[str] = []
        self.requests: list[str] = []
        self._loaded = False
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> Mapping[str, Any]:  # noqa: ANN401 - whatever the protocol takes
        """Call a method of the protocol and return its result; raise AssertionError where it has none."""
        self._count += 1
        call = {"id": self._count, "method": method, "params": params}
        if self._session:
            call["sessionId"] = self._session
        self._outward.write(json.dumps(call).encode() + b"\0")
        self._outward.flush()
        while (message := self._next()).get("id") != self._count:
            self._note(message)
        assert "error" not in message, (method, message.get("error"))
        result: Mapping[str, Any] = message["result"]
        return result

    def _next(self) -> dict[str, Any]:
        parts = bytearray()
        while (byte := self._inward.read(1)) != b"\0":
            assert byte, "the browser has ended"
            parts += byte
        message: dict[str, Any] = json.loads(parts)
        return message

    def _note(self, message: Mapping[str, Any]) -> None:
        method, params = message.get("method"), message.get("params", {})
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(params["exceptionDetails"]))
        elif method == "Log.entryAdded" or (method == "Runtime.consoleAPICalled" and params["type"] != "log"):
            self.errors.append(json.dumps(params))

    def dress(self, width: int, height: int = 800, scheme: str = "light") -> None:
        """Set the size of the window in CSS pixels and the colours that the reader prefers."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media="", features=features)

    def script(self, *, allowed: bool) -> None:
        """Let the pages that are opened from now on run scripts, or not."""
        self.ask("Emulation.setScriptExecutionDisabled", value=not allowed)

    def visit(self, path: Path, anchor: str = "") -> None:
        """Open a file and wait until it is loaded; nothing of the page before is kept."""
        self._go("about:blank")
        self.errors.clear()
        self.requests.clear()
        self._go(path.as_uri() + anchor)

    def _go(self, address: str) -> None:
        self._loaded = False
        self.ask("Page.navigate", url=address)
        while not self._loaded:
            self._note(self._next())

    def value(self, expression: str) -> Any:  # noqa: ANN401 - any JSON
        """Return what an expression comes to in the page; raise AssertionError where it throws."""
        found = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys, one after another: «j», «Escape»."""
        for key in keys:
            code = {"key": key, "windowsVirtualKeyCode": KEYS.get(key, 0)}
            text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
            self.ask("Input.dispatchKeyEvent", type="keyDown", **code, **text)
            self.ask("Input.dispatchKeyEvent", type="keyUp", **code)

    def picture(self, path: Path) -> None:
        """Write what the window shows as PNG."""
        path.write_bytes(b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    def paper(self, path: Path) -> None:
        """Write what would be printed as PDF."""
        self.ask("Emulation.setEmulatedMedia", media="print")
        path.write_bytes(b64decode(self.ask("Page.printToPDF", printBackground=False)["data"]))


@contextmanager
def tab() -> Iterator[Tab]:
    """Open a browser with one page; raise FileNotFoundError where there is none."""
    (reading, theirs), (ours, writing) = os.pipe(), os.pipe()
    command = ["bash", "-c", f'exec "$@" 3<&{reading} 4>&{writing}', "bash", program(), *FLAGS]
    with TemporaryDirectory() as profile, os.fdopen(ours, "rb") as inward, os.fdopen(theirs, "wb") as outward:
        browser = subprocess.Popen(
            [*command, f"--user-data-dir={profile}"],
            pass_fds=(reading, writing), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(reading)
        os.close(writing)
        try:
            yield Tab(inward, outward)
        finally:
            with suppress(OSError):
                outward.close()
            browser.terminate()
            browser.wait(30)
