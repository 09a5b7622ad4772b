"""A page over the network, when it was asked for: http and https alone, bounded, and never from a private address.

Each hop of a redirect is resolved once, every address of it is checked, and that very address is connected to, so
that a name cannot change its meaning in between. Proxies of the environment are not used.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from factkit._version import __version__
from factkit.errors import InputError

MAX_REDIRECTS = 5
MAX_BYTES = 20_000_000

_CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back, and from where; `charset` is what the server said."""

    data: bytes
    final_url: str
    retrieved: datetime
    charset: str | None


def fetch(url: str, *, max_bytes: int | None = None, seconds: float = 30.0, allow_private: bool = False) -> Fetched:
    """Return the body at a URL after at most five redirects.

    Args:
        max_bytes: the largest body; by default 20 MB.
        seconds: for all of it together.
        allow_private: whether loopback, private and link-local addresses may be asked.

    Raises:
        InputError: another scheme, a refused address, too large, too slow, or an answer other than 200.
    """
    deadline, here = time.monotonic() + seconds, url
    for _ in range(MAX_REDIRECTS + 1):
        connection = _connect(here, url, deadline, allow_private)
        try:
            with _answer(connection, here, url) as response:
                if response.status in (301, 302, 303, 307, 308):
                    here = urljoin(here, response.getheader("Location") or "")
                    continue
                if response.status != 200:
                    raise InputError(f"the server says {response.status} {response.reason}", path=url)
                data = _body(response, connection, url, max_bytes or MAX_BYTES, deadline)
                charset = response.headers.get_content_charset()
                return Fetched(data, here, datetime.now(UTC).replace(microsecond=0), charset)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise InputError(f"cannot be fetched: {error or type(error).__name__}", path=url) from error
        finally:
            connection.close()
    raise InputError(f"more than {MAX_REDIRECTS} redirects", path=url)


def _connect(here: str, url: str, deadline: float, allow_private: bool) -> http.client.HTTPConnection:
    try:
        parts = urlsplit(here)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InputError(f"not a URL: {error}", path=url) from error
    if parts.scheme not in ("http", "https") or not host:
        raise InputError(f"only http and https are fetched, not {parts.scheme or 'this'}", path=url)
    if parts.username or parts.password:
        raise InputError("a URL with a password in it is not fetched", path=_without_password(url))
    port = port or (443 if parts.scheme == "https" else 80)
    address = _address(host, port, url, allow_private)
    left = _left(deadline, url)
    kind = _TLSConnection if parts.scheme == "https" else _Connection
    return kind(host, port, address, left)


def _address(host: str, port: int, url: str, allow_private: bool) -> str:
    """Return an address of a host, every one of them being public."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise InputError(f"the host {host} is not known: {error}", path=url) from error
    for address in found:
        numeric = ipaddress.ip_address(address.split("%")[0])
        numeric = getattr(numeric, "ipv4_mapped", None) or numeric
        if not allow_private and not (numeric.is_global and not numeric.is_multicast):
            raise InputError(f"{host} is at {address}, which is not public; this is not fetched", path=url)
    return found[0]


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, for the host that it was checked for."""

    def __init__(self, host: str, port: int, address: str, seconds: float):
        super().__init__(host, port, timeout=seconds)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _TLSConnection(_Connection):
    """The same over TLS."""

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _answer(connection: http.client.HTTPConnection, here: str, url: str) -> http.client.HTTPResponse:
    parts = urlsplit(here)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    default = 443 if parts.scheme == "https" else 80
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    headers = {
        "Host": host if connection.port == default else f"{host}:{connection.port}",
        "User-Agent": f"factkit/{__version__}",
        "Accept": "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "identity",
    }
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse()
    except UnicodeError as error:
        raise InputError("a URL with characters that must be percent-encoded", path=url) from error


def _body(
    response: http.client.HTTPResponse, connection: http.client.HTTPConnection, url: str, most: int, deadline: float
) -> bytes:
    if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
        raise InputError("the server sends it compressed, though it was not asked to", path=url)
    data = b""
    while chunk := response.read1(_CHUNK_BYTES):
        data += chunk
        if len(data) > most:
            raise InputError(f"larger than {most} bytes; raise the limit with --max-bytes", path=url)
        left = _left(deadline, url)
        if connection.sock:
            connection.sock.settimeout(left)
    return data


def _left(deadline: float, url: str) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise InputError("it takes too long", path=url)
    return left


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"
