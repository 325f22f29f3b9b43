"""Tells the database, for one transaction, who acts: a signed claim, and the role that owns nothing.

The signature keeps whoever can slip SQL into a query from naming himself: the key is not in reach of that role.
A claim is bound to one connection and to a quarter of an hour, so that a copied one is worth nothing elsewhere.
"""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from doorzicht.domain.toegang.model import Handelende
from doorzicht.domain.toegang.tables import ClaimsleutelTable
from doorzicht.infra.prepared import prepared

_BLOCK = 64
_SECONDS = 900
_SET = "SELECT set_config('role', %s, true), set_config('doorzicht.claim', %s, true)"

_NOW = "SELECT current_setting('role'), current_setting('doorzicht.claim', true)"


def zet(wie: Handelende) -> None:
    """From here to the end of the transaction the database knows who acts, and guards accordingly."""
    _set(settings.DATABASE_WEB, _signed(_payload(wie)))


def vergeet() -> None:
    """Take the claim off again, where a transaction goes on after the act (a test, a larger piece of work)."""
    _set("none", "")


@contextmanager
def voor_account(gebruiker: UUID) -> Iterator[None]:
    """Let the log-in write the password, factors, invitation or koppeling of this one account, and then no more.

    Before anybody acts there is no claim of a person, and without one these rows would be anybody's who can run SQL.
    Inside the act of somebody his claim comes back afterwards.
    """
    with transaction.atomic():
        with prepared() as cursor:
            cursor.execute(_NOW)
            was = cursor.fetchone()
        _set(settings.DATABASE_WEB, _signed({"a": str(gebruiker)}))
        yield
        _set(was[0], was[1] or "")


def zet_sleutel() -> None:
    """Give the database the two halves it checks signatures with (RFC 2104)."""
    padded = _key().ljust(_BLOCK, b"\0")
    ClaimsleutelTable.objects.update_or_create(
        id=1,
        defaults={
            "binnen": bytes(byte ^ 0x36 for byte in padded),
            "buiten": bytes(byte ^ 0x5C for byte in padded),
        },
    )


def _set(role: str, claim: str) -> None:
    with prepared() as cursor:
        cursor.execute(_SET, [role, claim])


def _payload(wie: Handelende) -> dict[str, Any]:
    return {
        "g": wie.gebruiker,
        "o": str(wie.organisatie),
        "h": str(wie.hoofd),
        "s": wie.soort.value,
        "r": wie.rol.value,
        "d": wie.doel.value,
        "m": None if wie.gemeenten is None else sorted(wie.gemeenten),
        "k": None if wie.klant is None else str(wie.klant),
    }


def _signed(payload: dict[str, Any]) -> str:
    connection.ensure_connection()
    bound = payload | {"pid": connection.connection.info.backend_pid, "tot": int(time.time()) + _SECONDS}
    text = json.dumps(bound, separators=(",", ":"))
    return f"{hmac.digest(_key(), text.encode(), 'sha256').hex()} {text}"


@cache
def _key() -> bytes:
    """Comes from the secret that the program signs with; a changed secret asks for `doorzicht database migreer`."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"doorzicht:claim", "sha256")
