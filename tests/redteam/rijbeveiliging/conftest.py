"""A small world of three houses in the real tables, and an attacker in it: SQL as the role that serves the pages.

The attacker has a connection of his own and knows everything of this program but its secrets. What he does is rolled
back.
"""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from doorzicht.domain.toegang.model import Handelende, Organisatiesoort, Rol
from doorzicht.domain.toegang.store import claim as claims
from tests.handelenden import handelende, organisatie
from tests.wereld import Huis, Wereld

REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported)
Sign = Callable[..., str]


@dataclass
class Aanvaller:
    """Somebody who can run any SQL as the role of the pages."""

    conn: psycopg.Connection[Any]

    @property
    def pid(self) -> int:
        """The number of his connection, to which a claim is bound."""
        return self.conn.info.backend_pid

    def claim(self, text: str | None) -> None:
        """Begin a transaction anew, under this claim or without any."""
        self.conn.rollback()
        if text is not None:
            self.conn.execute("SELECT set_config('doorzicht.claim', %s, true)", [text])

    def ask(self, query: str | sql.Composed, *values: Any) -> list[tuple[Any, ...]]:
        """The answer, without leaving a trace; what is refused gives no rows."""
        try:
            with self.conn.transaction(force_rollback=True):
                cursor = self.conn.execute(query, list(values) or None)  # type: ignore[arg-type]
                return cursor.fetchall() if cursor.description else [()] * cursor.rowcount
        except REFUSED:
            return []

    def error(self, query: str | sql.Composed, *values: Any) -> psycopg.Error | None:
        """What the database says no with; None when it did as it was told."""
        try:
            with self.conn.transaction(force_rollback=True):
                self.conn.execute(query, list(values) or None)  # type: ignore[arg-type]
        except psycopg.Error as fout:
            return fout
        return None


@pytest.fixture
def eigenaar(wereld: Wereld) -> Iterator[psycopg.Connection[Any]]:
    """The owner on a connection of his own: what he does here is there for the attacker at once."""
    with _connect(settings.DATABASE_OWNER, autocommit=True) as conn:
        yield conn


@pytest.fixture
def aanvaller(wereld: Wereld, db: None) -> Iterator[Aanvaller]:
    """A fresh connection as the role of the pages, not as the owner who takes its place."""
    with _connect(settings.DATABASE_WEB) as conn:
        yield Aanvaller(conn)
        conn.rollback()


def _connect(user: str, **how: Any) -> psycopg.Connection[Any]:
    here = connection.settings_dict
    place = {"host": here["HOST"], "port": here["PORT"], "dbname": here["NAME"]}
    return psycopg.connect(**place, user=user, password=here["PASSWORD"] or None, **how)


@pytest.fixture
def sign(aanvaller: Aanvaller) -> Sign:
    """The claim that the program would set on this connection for somebody, or one that differs from it."""

    def signed(wie: Handelende, *, key: bytes | None = None, **anders: Any) -> str:
        payload = claims._payload(wie) | {"pid": aanvaller.pid, "tot": int(time.time()) + 900} | anders
        text = json.dumps(payload, separators=(",", ":"))
        return f"{hmac.digest(key or claims._key(), text.encode(), 'sha256').hex()} {text}"

    return signed


def actors_of(huis: Huis) -> dict[str, Handelende]:
    """Everybody who can act at or near this house, but for who may see the whole country."""
    twente = {"regio": 9}
    found = {
        rol.value: handelende(rol, huis.organisatie, huis.account)
        for rol in (Rol.KLANTMANAGER, Rol.TEAMLEIDER, Rol.BEHEERDER, Rol.PRIVACY_OFFICER)
    }
    found["klant"] = handelende(Rol.KLANT, huis.organisatie, f"klant.{huis.naam}", klant=huis.klant)
    for rol, soort in (
        (Rol.ADVISEUR, Organisatiesoort.WSP),
        (Rol.WERKGEVER, Organisatiesoort.WERKGEVER),
        (Rol.INTERMEDIAIR, Organisatiesoort.INTERMEDIAIR),
        (Rol.STATISTICUS, Organisatiesoort.UWV),
        (Rol.VASTSTELLER, Organisatiesoort.UWV),
    ):
        found[rol.value] = handelende(rol, organisatie(soort, **twente), f"n.{rol.value}")
    leider = found["teamleider"]
    found["teamleider-verantwoording"] = replace(leider, doel=type(leider.doel).VERANTWOORDING)
    return found
