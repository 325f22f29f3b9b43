"""After five wrong attempts somebody waits a minute, and twice as long after each further one, half an hour at most."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from doorzicht.domain.toegang.rules.aanmelding import PER_ACCOUNT, PER_ADRES, netwerkadres, wacht_tot

LAST = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def wrong(number: int) -> list[datetime]:
    """So many wrong attempts, a second apart, the last one at nine."""
    return [LAST - timedelta(seconds=second) for second in range(number)]


@pytest.mark.parametrize(
    ("attempts", "minutes"),
    [
        (0, None),
        (4, None),  # a typing error or two
        (5, 1),
        (6, 2),
        (7, 4),
        (8, 8),
        (9, 16),
        (10, 30),  # 32 would be more than half an hour
        (5000, 30),
    ],
)
def test_waiting_for_an_account(attempts, minutes):
    until = wacht_tot(wrong(attempts), PER_ACCOUNT)

    assert until == (None if minutes is None else LAST + timedelta(minutes=minutes))


@pytest.mark.parametrize(("attempts", "minutes"), [(49, None), (50, 1), (51, 2), (60, 30)])
def test_an_address_that_an_office_shares_waits_later(attempts, minutes):
    until = wacht_tot(wrong(attempts), PER_ADRES)

    assert until == (None if minutes is None else LAST + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("direct", "passed_on", "proxies", "counted"),
    [
        ("192.0.2.7", "", 0, "192.0.2.7"),
        ("192.0.2.7", "203.0.113.9", 0, "192.0.2.7"),  # nobody is believed unless a proxy is named
        ("10.0.0.1", "203.0.113.9", 1, "203.0.113.9"),
        (
            "10.0.0.1",
            "198.51.100.66, 203.0.113.9",
            1,
            "203.0.113.9",
        ),  # what a visitor wrote himself counts for nothing
        ("10.0.0.1", "198.51.100.66, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        (
            "2001:db8:1:2:aaaa::1",
            "",
            0,
            "2001:db8:1:2::/64",
        ),  # one household has 2^64 addresses to choose from
        ("2001:db8:1:2:bbbb::9", "", 0, "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "", 0, "192.0.2.7"),
        ("", "", 0, "onbekend"),
        ("10.0.0.1", "'; drop table", 1, "onbekend"),
    ],
)
def test_the_address_that_counts(direct, passed_on, proxies, counted):
    assert netwerkadres(direct, passed_on, proxies) == counted
