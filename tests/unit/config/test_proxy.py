"""Behind a proxy a page is secure when the proxy says so, and only in the header that was agreed."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import RequestFactory, override_settings

from doorzicht.config.settings import proxy_header
from doorzicht.foundation.errors import Weigering

SAYS_HTTPS = {"X-Forwarded-Proto": "https"}


def test_no_header_is_believed_unless_a_proxy_is_named() -> None:
    assert proxy_header("") is None
    assert settings.SECURE_PROXY_SSL_HEADER is None
    assert not RequestFactory().get("/", headers=SAYS_HTTPS).is_secure()


@pytest.mark.parametrize(
    ("sent", "is_secure"),
    [
        (SAYS_HTTPS, True),
        ({"X-Forwarded-Proto": "http"}, False),
        ({"X-Forwarded-Proto": "https, http"}, True),
        ({"X-Scheme": "https"}, False),
        ({}, False),
    ],
)
def test_the_agreed_header_says_whether_a_page_is_secure(sent: dict[str, str], is_secure: bool) -> None:
    with override_settings(SECURE_PROXY_SSL_HEADER=proxy_header("X-Forwarded-Proto")):
        assert RequestFactory().get("/", headers=sent).is_secure() is is_secure


@pytest.mark.parametrize(
    "name", ["ja", "X-Forwarded-Proto: https", "X_Forwarded_Proto", "HTTP_X", "X-é", " ", "Host"]
)
def test_what_is_no_header_of_a_proxy_is_refused(name: str) -> None:
    with pytest.raises(Weigering, match="DOORZICHT_PROXY"):
        proxy_header(name)
