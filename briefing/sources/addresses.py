"""Which addresses may be asked: http and https, on their own ports, on the public network and nowhere else."""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
LONGEST = 2000  # characters
MOST_ADDRESSES = 4  # of one host that are tried
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")
# IDNA 2003 and 2008 lead to different hosts here.
_DEVIATING = frozenset("ßς\u200c\u200d")
_KEPT_AS_IT_IS = "/%:@!$&'()*,;=~-._+"

# What ipaddress calls global, in one version of Python or another, and is no place of the web.
_INSIDE = tuple(
    map(
        ip_network,
        (
            "168.63.129.16/32",  # the platform under an Azure machine
            "192.0.0.0/24",
            "192.88.99.0/24",
        ),
    )
)
_UNICAST = ip_network("2000::/3")
# Teredo and the other tunnels, documentation, 6to4: each may hold an inside address, and none holds a newspaper.
_NO_UNICAST = tuple(map(ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_NAT64 = ip_network("64:ff9b::/96")


class Refused(Exception):
    """A request that is not made, or an answer that is not taken: the text says why, in a few plain words."""


class Inside(Refused):
    """A host that leads into a network, and is not asked for anything."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} leads into a network, not to the public web")
        self.host = host


class Target(NamedTuple):
    """An address in its parts, all ASCII; ``path`` is what the request line asks for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The address as it is written."""
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """The host as an address and the Host header have it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target(url: str, base: str = "") -> Target:
    """Return the parts of an address, which may be relative to ``base``; raise Refused where none is asked there."""
    if len(url) > LONGEST or _FORBIDDEN.search(url):  # urlsplit drops line ends without a word.
        raise Refused(NO_ADDRESS)
    try:
        parts = urlsplit(urljoin(base, url))
        scheme, host = parts.scheme, parts.hostname or ""
        port = PORTS.get(scheme, 0) if parts.port is None else parts.port
        path = quote(parts.path or "/", _KEPT_AS_IT_IS)
        query = f"?{quote(parts.query, f'{_KEPT_AS_IT_IS}?')}" if parts.query else ""
    except ValueError as error:  # also that of letters that no encoding has
        raise Refused(NO_ADDRESS) from error
    if "%" in host:  # the zone of an IPv6 address
        raise Refused(NO_ADDRESS)
    if scheme not in PORTS:
        raise Refused("only http and https are read")
    if "@" in parts.netloc:
        raise Refused("names a user: no page is asked for with user and password")
    if port not in PORTS.values():
        raise Refused("only the ports 80 and 443 are asked")
    return Target(scheme, _ascii(host), port, path + query)


NO_ADDRESS = "is no address of a web page"


def _ascii(host: str) -> str:
    if ":" in host:
        try:
            return str(IPv6Address(host))
        except ValueError as error:
            raise Refused(NO_ADDRESS) from error
    try:
        found = host.encode("idna").decode("ascii").rstrip(".").lower()
    except UnicodeError as error:
        raise Refused(NO_ADDRESS) from error
    if _DEVIATING & set(host) or not re.fullmatch(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", found):
        raise Refused(NO_ADDRESS)
    return found


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public network; what holds another address is judged by that."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return found.is_global and not found.is_multicast and not any(found in network for network in _INSIDE)
    if found.ipv4_mapped:
        return is_public(str(found.ipv4_mapped))
    if found in _NAT64:
        return is_public(str(IPv4Address(int(found) & 0xFFFFFFFF)))
    return found in _UNICAST and found.is_global and not any(found in network for network in _NO_UNICAST)


def judged(host: str, addresses: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses of a host to connect to, the first that answers; raise Inside where one is not public.

    A name that leads inside and outside has no page for a brief, and which of the two it shows is its owner's choice.
    """
    if not all(map(is_public, addresses)):
        raise Inside(host)
    return tuple(addresses[:MOST_ADDRESSES])


def resolve(host: str, seconds: float) -> tuple[str, ...]:
    """Return the addresses of a name, the preferred first; raise OSError where there is none, or no answer in time."""
    found: SimpleQueue[tuple[str, ...]] = SimpleQueue()
    # The system's look-up knows no time limit.
    Thread(target=lambda: found.put(_looked_up(host)), daemon=True).start()
    try:
        addresses = found.get(timeout=max(seconds, 0.001))
    except Empty:
        addresses = ()
    if not addresses:
        raise OSError(errno.EHOSTUNREACH, "its name is not known")
    return addresses


def _looked_up(host: str) -> tuple[str, ...]:
    try:
        rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(row[4][0]) for row in rows))
