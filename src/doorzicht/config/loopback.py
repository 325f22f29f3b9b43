"""Keeps the log-in with one click on this machine: a demo does not start where others can reach it.

Anybody can be anybody in a demo. So names of other machines (DOORZICHT_HOSTS) and a server that listens to the network
(its own arguments) are refused at the start; the page itself refuses visitors from elsewhere once more.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from ipaddress import ip_address

from doorzicht.foundation.errors import Weigering

_BINDS = ("-b", "--bind", "--host")


def require_this_machine(
    hosts: Iterable[str], arguments: Sequence[str], environment: Mapping[str, str]
) -> None:
    """Raises Weigering when a demo could be reached from another machine."""
    naam = next((host for host in hosts if not is_this_machine(host)), None)
    if naam is not None:
        raise Weigering(
            "In een proefopstelling kan iedereen inloggen als iedereen, dus zij start alleen op deze computer; "
            f"DOORZICHT_HOSTS noemt een andere naam: {naam}.",
            "Zet DOORZICHT_DEMO op nee, of haal de naam weg uit DOORZICHT_HOSTS.",
        )
    adres = next((bind for bind in _binds(arguments, environment) if not is_this_machine(_host(bind))), None)
    if adres is not None:
        raise Weigering(
            "In een proefopstelling kan iedereen inloggen als iedereen, dus zij luistert alleen op deze computer; "
            f"deze server luistert op {adres}.",
            "Zet DOORZICHT_DEMO op nee, of luister op 127.0.0.1.",
        )


def is_this_machine(host: str) -> bool:
    """Whether a name or address leads to this machine and to no other."""
    kaal = host.strip().strip("[]").lower()
    if kaal == "localhost" or kaal.endswith(".localhost"):
        return True
    try:
        return ip_address(kaal).is_loopback
    except ValueError:
        return False


def _binds(arguments: Sequence[str], environment: Mapping[str, str]) -> Iterator[str]:
    """Where a server was told to listen: gunicorn takes it from three places, and the others from the first."""
    told = [*arguments, *shlex.split(environment.get("GUNICORN_CMD_ARGS", ""))]
    found = False
    for place, argument in enumerate(told):
        name, _, value = argument.partition("=")
        if name in _BINDS:
            found = True
            yield value or (told[place + 1] if place + 1 < len(told) else "")
        elif argument.startswith("-b") and len(argument) > 2:
            found = True
            yield argument[2:]
    if not found and "PORT" in environment and any("gunicorn" in argument for argument in arguments[:1]):
        yield f"0.0.0.0:{environment['PORT']}"


def _host(bind: str) -> str:
    """The host of an address with a port; a socket in a file is on this machine by nature."""
    if bind.startswith(("unix:", "/")):
        return "localhost"
    return bind.rpartition(":")[0] if ":" in bind and not bind.endswith("]") else bind
