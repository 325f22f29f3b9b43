"""Whom we log in through, and the one way in which a log-in through him fails.

A refusal carries a word for the record, never anything that a token or a provider said.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from doorzicht.infra.oidc.fetch import Reach, origin_of


class Reason(Enum):
    """Whose turn it is: to wait, to mend the settings, to begin anew, or to accept a no."""

    UNREACHABLE = "unreachable"
    UNFIT = "unfit"
    DENIED = "denied"
    INVALID = "invalid"


class Refused(Exception):
    """Nobody was logged in; `detail` names the check that said no."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(reason.value, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Provider:
    """An identity provider as its administrator described it to us.

    `hosts` are those besides the issuer's own where its pages and keys may stand. `loopback` allows plain http, and
    that to this very machine only: for a trial and for tests.
    """

    issuer: str
    client_id: str
    hosts: frozenset[str] = frozenset()
    loopback: bool = False

    @property
    def reach(self) -> Reach:
        """Which addresses may be asked for this provider: no document of his can widen it."""
        return Reach(self.hosts | {origin_of(self.issuer) or ""}, self.loopback)
