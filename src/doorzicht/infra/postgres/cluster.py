"""The cluster of one folder: found, made, started, stopped.

Starting and stopping happen under a lock in the cluster's folder, so that programs that start at once share
one server. Who only asks for the address starts nothing.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.postgres import archive, binaries, configuration, copying, creation, place, processes
from doorzicht.infra.postgres.account import owner_of
from doorzicht.infra.postgres.backup import Server
from doorzicht.infra.postgres.binaries import Binaries
from doorzicht.infra.postgres.configuration import DATABASE, OWNER_ROLE, PORT, ROLE, WEB_ROLE
from doorzicht.infra.postgres.lock import held
from doorzicht.infra.postgres.place import Place, remove

_LOCK_LIMIT = 240.0
_START_LIMIT = 120
_ANSWER_LIMIT = 60.0
_ARRIVAL_LIMIT = 3600.0


@dataclass(frozen=True)
class Address:
    """How to reach the database; true whether it runs or not."""

    host: str
    port: int
    user: str
    dbname: str

    def connect(self) -> psycopg.Connection:
        """A connection of our own, outside any framework."""
        return psycopg.connect(
            host=self.host, port=self.port, user=self.user, dbname=self.dbname, connect_timeout=10
        )


@dataclass(frozen=True)
class Status:
    """How the cluster is now."""

    is_made: bool
    is_running: bool
    pid: int | None
    major: int | None
    home: Path
    socket: Path
    account: str


class Cluster:
    """A cluster in its place. Holds no connection and no process: every answer is looked up anew."""

    def __init__(self, where: Place, environment: Mapping[str, str]) -> None:
        self._place = where
        self._environment = environment

    @classmethod
    def at(cls, var: Path, environment: Mapping[str, str] = os.environ) -> Cluster:
        """The cluster that belongs to a folder; starts nothing."""
        return cls(place.find(var, environment), environment)

    @property
    def address(self) -> Address:
        """Where to connect, as which role, to which database."""
        return Address(str(self._place.socket()), PORT, ROLE, DATABASE)

    def status(self) -> Status:
        """Look, and touch nothing."""
        where = self._place
        pid = processes.postmaster(where.data)
        major = where.major() if os.access(where.data, os.X_OK) else None
        return Status(
            where.is_made, self._answers(), pid, major, where.home, where.socket(), where.account.name
        )

    def ensure_running(self) -> Address:
        """Make and start what is missing; at once where it already runs."""
        if not self._answers():
            self._place.make()
            with held(self._place.lock, _LOCK_LIMIT):
                if not self._answers():
                    self._bring_up()
        return self.address

    def server(self) -> Server:
        """How to copy its database and put it back: as the one who made the cluster."""
        where = self.address
        programs = binaries.find(self._environment, self._place.major()).folder
        return Server(where.host, str(where.port), OWNER_ROLE, "", where.dbname, programs)

    def stop(self) -> bool:
        """End the server in good order; False when it did not run."""
        if not self._place.is_made:
            return False
        with held(self._place.lock, _LOCK_LIMIT):
            return processes.end_server(self._place.data)

    def go_back(self, base: Path, moment: datetime) -> None:
        """Bring the whole cluster to how it was at a moment after a base copy; it stays as it is when that fails."""
        where, keep_in = self._place, archive.folder(self._environment)
        if keep_in is None:
            raise Weigering(
                "Wijzigingen worden hier niet bewaard.", f"Zet {archive.SETTING} op een map.", "database"
            )
        with held(where.lock, _LOCK_LIMIT):
            processes.end_server(where.data)
            fresh, old = archive.lay_ready(where, base, keep_in, moment), where.home / "data.terug"
            where.data.rename(old)
            fresh.rename(where.data)
            try:
                self._start()
                self._arrive()
            except Weigering:
                processes.end_server(where.data)
                remove(where.data)
                old.rename(where.data)
                self._start()
                raise Weigering(
                    "Dat moment is niet te bereiken vanaf deze basiskopie; alles staat weer zoals het stond.",
                    "Kies een moment na de basiskopie en vóór de laatste wijziging.",
                    str(base),
                ) from None
            archive.forget_the_way(where.data)
            remove(old)

    def _arrive(self) -> None:
        """Wait until the server has run up to the moment and takes changes again."""
        server = self.server()

        def has_arrived() -> bool:
            with server.connect("postgres") as connection:
                return connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,)

        if not processes.wait_until(has_arrived, _ARRIVAL_LIMIT):
            raise Weigering("De database kwam niet aan.", f"De reden staat in {self._place.log}.", "database")

    def _bring_up(self) -> None:
        """Under the lock: make it, start it or wait for it, and lay out the database."""
        where = self._place
        running = processes.postmaster(where.data) is not None
        if not (running and self._comes_up()):
            processes.end_server(where.data, limit=10)
            self._start()
        creation.lay_out(where.socket())

    def _comes_up(self) -> bool:
        """A server that is still busy starting answers soon; one that lost its socket never does."""
        socket = self._place.socket() / f".s.PGSQL.{PORT}"
        if not processes.wait_until(socket.exists, 5):
            return False
        return processes.wait_until(lambda: self._answers(OWNER_ROLE, "postgres"), _ANSWER_LIMIT)

    def _start(self) -> None:
        where = self._place
        processes.end_strays(where.data)
        found = copying.within_reach(where, binaries.find(self._environment, where.major()))
        if not where.is_made:
            creation.make_cluster(where, found)
        processes.end_orphans(where.data)
        self._clear_leftovers()
        keep_in = archive.folder(self._environment)
        if keep_in is not None:
            archive.make_ready(where, keep_in)
        more = archive.settings(keep_in) if keep_in is not None else ""
        configuration.write(where.home, where.socket(), self._users(), more)
        if not self._pg_ctl_start(found):
            raise Weigering("De database start niet.", f"De reden staat in {where.log}.", str(where.home))

    def _pg_ctl_start(self, found: Binaries) -> bool:
        """Relative paths on purpose: pg_ctl hands them to a shell, and a folder may have any name."""
        where = self._place
        command = [found.program("pg_ctl"), "start", "-w", "-t", str(_START_LIMIT), "-D", "data"]
        command += ["-l", f"log/{where.log.name}", "-o", "-c config_file=postgresql.conf"]
        try:
            return where.account.run(command, where.home, _START_LIMIT + 10).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def _clear_leftovers(self) -> None:
        """No process works here any more, so the marks of a killed server are void."""
        where = self._place
        socket = where.socket()
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (socket / name).unlink(missing_ok=True)
        (where.data / "postmaster.pid").unlink(missing_ok=True)
        if where.log.exists():
            where.log.replace(where.log.with_suffix(".vorige.log"))

    def _users(self) -> list[str]:
        """Who may be our role: the server's user, root, and who owns the folder."""
        names = {self._place.account.name, "root"}
        if os.geteuid() == 0:
            names.add(owner_of(self._place.var).name)
        return sorted(names)

    def _answers(self, user: str = ROLE, dbname: str = DATABASE) -> bool:
        where = self.address
        try:
            Address(where.host, where.port, user, dbname).connect().close()
        except psycopg.OperationalError:
            return False
        return True


def django_database(var: Path, *, for_pages: bool = False) -> dict[str, object]:
    """The entry for Django's DATABASES, as the role of the pages or as the owner; starts nothing."""
    address = Cluster.at(var).address
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.dbname,
        "USER": WEB_ROLE if for_pages else address.user,
        "HOST": address.host,
        "PORT": str(address.port),
    }
