"""Asking an identity provider: only addresses that were named, no redirect, few bytes; keys are kept for a while."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from joserfc.jwk import RSAKey

from doorzicht.infra.oidc import Directory, Provider, Reason, Refused, directory, fetch
from doorzicht.infra.oidc.fetch import Reach, Unanswered

NAMED = Reach(frozenset({"login.voorbeeld.nl", "sleutels.voorbeeld.nl:8443"}))


@pytest.mark.parametrize(
    ("url", "permitted"),
    [
        ("https://login.voorbeeld.nl/token", True),
        ("https://LOGIN.voorbeeld.nl:443/token", True),
        ("https://sleutels.voorbeeld.nl:8443/jwks", True),
        ("https://sleutels.voorbeeld.nl/jwks", False),
        ("http://login.voorbeeld.nl/token", False),
        ("https://login.voorbeeld.nl:8080/token", False),
        ("https://login.voorbeeld.nl.elders.example/", False),
        ("https://elders.example/login.voorbeeld.nl", False),
        ("https://login.voorbeeld.nl@elders.example/", False),
        ("https://elders.example\\@login.voorbeeld.nl/", False),
        ("https://elders.example#@login.voorbeeld.nl/", False),
        ("https://login.voorbeeld.nl/#x", False),
        ("https://login.voorbeeld.nl:99999/", False),
        ("https://[::1/", False),
        ("file:///etc/passwd", False),
        ("gopher://login.voorbeeld.nl/", False),
        ("//login.voorbeeld.nl/", False),
        ("", False),
        ("https://login.voorbeeld.nl/\r\nX: y", False),
    ],
)
def test_only_a_named_host_over_https_is_asked(url, permitted):
    assert NAMED.permits(url) is permitted


@pytest.mark.parametrize(
    ("host", "loopback", "permitted"),
    [
        ("127.0.0.1:8001", True, True),
        ("127.0.0.1:8001", False, False),
        ("10.0.0.1:8001", True, False),
        ("169.254.169.254", True, False),
    ],
)
def test_plain_http_goes_to_this_machine_only_and_only_when_said(host, loopback, permitted):
    assert Reach(frozenset({host}), loopback).permits(f"http://{host}/x") is permitted


class Answers(BaseHTTPRequestHandler):
    """One answer for each path; counts who asked what."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, headers, body = {
            "/good": (200, {}, b'{"a": 1}'),
            "/elsewhere": (302, {"Location": "/good"}, b"{}"),
            "/long": (200, {}, b'{"a": "' + b"x" * 300_000 + b'"}'),
            "/packed": (200, {"Content-Encoding": "gzip"}, gzip.compress(b'{"a": 1}')),
            "/list": (200, {}, b"[1]"),
            "/deep": (200, {}, b"[" * 100_000),
            "/missing": (404, {}, b"{}"),
        }[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Not on the screen of the tests."""


@pytest.fixture
def answers() -> Iterator[tuple[str, Reach, list[str]]]:
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Answers,), {"asked": asked}))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    host = f"127.0.0.1:{server.server_port}"
    yield f"http://{host}", Reach(frozenset({host}), loopback=True), asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/elsewhere", "status-302"),
        ("/long", "long"),
        ("/packed", "packed"),
        ("/list", "json"),
        ("/deep", "json"),
        ("/missing", "status-404"),
    ],
)
def test_an_answer_that_is_no_plain_document_is_none(answers, path, why):
    url, reach, asked = answers
    with pytest.raises(Unanswered, match=why):
        fetch.get(reach, url + path)
    assert asked == [path]  # and no redirect was followed


def test_a_plain_document_is_read(answers):
    url, reach, _asked = answers
    assert fetch.get(reach, f"{url}/good") == {"a": 1}


def test_nobody_at_home_is_said_so():
    with pytest.raises(Unanswered, match="connection"):
        fetch.get(Reach(frozenset({"127.0.0.1:9"}), loopback=True), "http://127.0.0.1:9/x")


@pytest.fixture
def provider() -> Provider:
    return Provider("https://login.voorbeeld.nl", "doorzicht")


class Books(Directory):
    """A directory that reads from a list, with a clock of its own."""

    def __init__(self, keys: list[RSAKey]) -> None:
        super().__init__(lambda: self.now)
        self.now, self.published, self.read = 0.0, keys, 0

    def _read_keys(self, provider: Provider) -> list[directory.PublicKey]:
        self.read += 1
        return list(self.published)


def test_an_unknown_key_is_looked_up_again_but_not_without_end(provider):
    old, new = (RSAKey.generate_key(2048, auto_kid=True) for _ in range(2))
    books = Books([old])
    assert [key.kid for key in books.keys(provider, old.kid)] == [old.kid]
    books.published = [new]
    books.now = 31.0
    assert [key.kid for key in books.keys(provider, new.kid)] == [new.kid]
    assert books.read == 2

    for number in range(50):
        assert books.keys(provider, f"made-up-{number}") == []
    assert books.read == 2  # within half a minute nothing is asked again


def test_without_a_name_only_a_single_key_is_sure_to_be_meant(provider):
    one, two = (RSAKey.generate_key(2048, auto_kid=True) for _ in range(2))
    assert Books([one]).keys(provider, None) == [one]
    assert Books([one, two]).keys(provider, None) == []


def test_keys_that_are_weak_secret_or_for_something_else_are_left_alone():
    good = RSAKey.generate_key(2048, auto_kid=True).as_dict(private=False)
    assert directory._key(good) is not None
    for bad in (
        {"kty": "oct", "k": "c2VjcmV0"},
        good | {"use": "enc"},
        good | {"n": "AQAB"},
        {"kty": "EC", "crv": "P-256", "x": "x", "y": "y"},
        {"kty": "RSA"},
        "x",
        None,
    ):
        assert directory._key(bad) is None


def test_a_refusal_says_which_check_and_nothing_else():
    fault = Refused(Reason.INVALID, "nonce")
    assert (fault.reason, fault.detail, str(fault)) == (Reason.INVALID, "nonce", "('invalid', 'nonce')")
