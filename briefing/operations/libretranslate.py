"""A LibreTranslate at an address: what it is asked, and all that may be wrong with its answer."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from http.client import HTTPConnection, HTTPException
from itertools import chain
from time import monotonic
from urllib.parse import urlsplit

from briefing.errors import TranslationError
from briefing.operations.credentials import Secret
from briefing.sources.deadlines import cut_after, lost
from briefing.values import is_loopback

BATCH = 16  # texts
LARGEST = 4_000_000  # bytes of an answer
GROWTH, MORE = 5, 200  # A translation of so many times the length of its original, and so many characters, is none.


class LibreTranslate:
    """Asks one address and no other, for no longer than so many seconds after it was made.

    Nothing is sent but the texts, their languages and the key; no redirect is followed.  TLS is verified.
    """

    name = "LibreTranslate"

    def __init__(self, address: str, seconds: int, key: Secret, ca_file: str = "") -> None:
        self._address, self._key, self._ca_file = urlsplit(address), key, ca_file
        self._seconds, self._until = seconds, monotonic() + seconds

    @property
    def remote(self) -> bool:
        """Whether the address is not on this machine."""
        return not is_loopback(self._address.hostname or "")

    def translate(self, texts: Sequence[str], source: str, target: str) -> Iterator[str]:
        """Yield a translation of each text, in order; raise TranslationError on coming to one that is missing."""
        for start in range(0, len(texts), BATCH):
            yield from self._batch(texts[start : start + BATCH], source, target)

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return the languages that it translates from and to; raise TranslationError where it does not say."""
        found = self._answer("GET", "/languages")
        if not isinstance(found, list) or not all(map(_is_language, found)):
            raise TranslationError(_NO_TRANSLATION)
        codes = [each["code"] for each in found]
        known = frozenset((each["code"], to) for each in found for to in each.get("targets") or codes)
        if any(map(self._repeats_key, chain.from_iterable(known))):
            raise TranslationError(_NO_TRANSLATION)
        return known

    def _batch(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        asked = {"q": list(texts), "source": source, "target": target, "format": "text"}
        key = {"api_key": self._key.reveal()} if self._key else {}
        answer = self._answer("POST", "/translate", json.dumps(asked | key).encode())
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or len(found) != len(texts):
            raise TranslationError(_NO_TRANSLATION)
        if not all(_is_translation(each, text) for each, text in zip(found, texts, strict=True)):
            raise TranslationError(_NO_TRANSLATION)
        if any(map(self._repeats_key, found)):
            raise TranslationError(_NO_TRANSLATION)
        return found

    def _repeats_key(self, said: str) -> bool:
        """Tell whether the key is in an answer: it would be printed, and kept."""
        return self._key.masked(said) != said

    def _answer(self, method: str, path: str, body: bytes | None = None) -> object:
        try:
            with self._connected() as connection:
                headers = {"Accept-Encoding": "identity", "Content-Type": "application/json"}
                connection.request(method, self._address.path + path, body, headers)
                with connection.getresponse() as response:
                    status, raw = response.status, response.read(LARGEST + 1)
        except ssl.SSLCertVerificationError as error:
            raise TranslationError("its certificate is not valid") from error
        except (OSError, HTTPException, ValueError) as error:
            raise TranslationError(self._late() or f"its address cannot be reached ({lost(error)})") from error
        if late := self._late():
            raise TranslationError(late)
        return _read(status, raw)

    def _late(self) -> str:
        """Return that the time is over, '' where it is not."""
        return f"it did not answer within {self._seconds} seconds" if monotonic() >= self._until else ""

    def _connected(self) -> AbstractContextManager[HTTPConnection]:
        left = max(self._until - monotonic(), 0.001)
        host, secure = self._address.hostname or "", self._address.scheme == "https"
        port = self._address.port or (443 if secure else 80)
        opened = socket.create_connection((host, port), left)
        if not self.remote and not is_loopback(opened.getpeername()[0]):
            opened.close()
            raise TranslationError("its name of this machine leads to another machine")
        return cut_after(left, opened, (host, port), self._trust if secure else None)

    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._ca_file or None)


_NO_TRANSLATION = "what it answered is no translation"


def _read(status: int, raw: bytes) -> object:
    if 300 <= status < 400:
        raise TranslationError("it leads to another address, which was not followed")
    if status != 200:
        raise TranslationError(f"it answered with the code {status}")
    if len(raw) > LARGEST:
        raise TranslationError(f"its answer is larger than {LARGEST // 1_000_000} MB")
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise TranslationError(_NO_TRANSLATION) from error


def _is_translation(found: object, original: str) -> bool:
    return isinstance(found, str) and bool(found.strip()) and len(found) <= GROWTH * len(original) + MORE


def _is_language(found: object) -> bool:
    if not isinstance(found, dict) or not isinstance(found.get("code"), str):
        return False
    targets = found.get("targets") or []
    return isinstance(targets, list) and all(isinstance(each, str) for each in targets)
