"""Asks an address of an identity provider for JSON: a named host, https, no redirect, little time, few bytes.

Plain http goes to this very machine only, and only when it was said. Takes no proxy and no password from the
surroundings, and keeps no connection open.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3
from urllib3.exceptions import HTTPError

_LARGEST = 256 * 1024
_TIMES = urllib3.Timeout(connect=3, read=5)
_ALTOGETHER = 10
_PORTS = {"https": 443, "http": 80}
_THIS_MACHINE = frozenset({"127.0.0.1", "::1", "localhost"})


class Unanswered(Exception):
    """No usable answer; the word says why."""


@dataclass(frozen=True)
class Reach:
    """The hosts (with their port when it is not the usual one) that may be asked."""

    hosts: frozenset[str]
    loopback: bool = False

    def permits(self, url: str) -> bool:
        """Whether this address may be asked, or a browser sent there."""
        origin = origin_of(url)
        if not origin or origin not in self.hosts:
            return False
        parts = urlsplit(url)
        return parts.scheme == "https" or (
            parts.scheme == "http" and self.loopback and parts.hostname in _THIS_MACHINE
        )


def origin_of(url: str) -> str | None:
    """Host and unusual port of a plain address; None for one with a name, password, fragment or odd sign in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    plain = not parts.fragment and "@" not in parts.netloc and url.isascii() and url.isprintable()
    if parts.scheme not in _PORTS or not parts.hostname or not plain or " " in url or "\\" in url:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"


def get(reach: Reach, url: str) -> dict[str, Any]:
    """The JSON object at an address; raises Unanswered."""
    status, found = _ask(reach, "GET", url, None)
    if status != 200:
        raise Unanswered(f"status-{status}")
    return found


def post(reach: Reach, url: str, form: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
    """Status and JSON object that a form gets; raises Unanswered when there is none."""
    return _ask(reach, "POST", url, urlencode(form))


def _ask(reach: Reach, method: str, url: str, body: str | None) -> tuple[int, dict[str, Any]]:
    if not reach.permits(url):
        raise Unanswered("address")
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        with urllib3.PoolManager(cert_reqs="CERT_REQUIRED", retries=False, timeout=_TIMES) as pool:
            answer = pool.request(
                method, url, body=body, headers=headers, redirect=False, preload_content=False
            )
            status, raw = answer.status, _read(answer)
    except HTTPError as fault:
        raise Unanswered("connection") from fault
    return status, _object(raw)


def _read(answer: urllib3.BaseHTTPResponse) -> bytes:
    """All of it, unless it is packed, long or slow."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise Unanswered("packed")
    until, raw = time.monotonic() + _ALTOGETHER, b""
    while piece := answer.read1(65536):
        raw += piece
        if len(raw) > _LARGEST:
            raise Unanswered("long")
        if time.monotonic() > until:
            raise Unanswered("slow")
    return raw


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as fault:
        raise Unanswered("json") from fault
    if not isinstance(found, dict):
        raise Unanswered("json")
    return found
