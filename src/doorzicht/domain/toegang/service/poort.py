"""The gate before every page and API operation: a view says for whom it is, or nobody gets in.

`openbaar` gives the reason why a page is for everybody; `voor` names the operation of the matrix of rights. The
middleware of the frame refuses a view that says neither. Whether this person may is decided by the operation's rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase

from doorzicht.domain.toegang.model import Handelende

View = Callable[..., HttpResponseBase]
AnyView = TypeVar("AnyView", bound=View)


class Verzoek(HttpRequest):
    """A request of somebody who is logged in and chose a role."""

    handelende: Handelende


@dataclass(frozen=True)
class Poort:
    """For whom a view is: one operation of the matrix, or everybody for a reason."""

    handeling: str | None
    reden: str = ""


def openbaar(reden: str) -> Callable[[AnyView], AnyView]:
    """Mark a view that everybody may use, with the reason why."""
    return _mark(Poort(None, reden))


def voor(handeling: str) -> Callable[[AnyView], AnyView]:
    """Mark a view that needs a person with a role; the service behind it decides with the rule of this operation."""
    return _mark(Poort(handeling))


def poort_van(view: View) -> Poort | None:
    """What a view says of itself; None when it says nothing, and then it is for nobody."""
    return getattr(view, "poort", None)


def _mark(poort: Poort) -> Callable[[AnyView], AnyView]:
    def mark(view: AnyView) -> AnyView:
        view.poort = poort  # type: ignore[attr-defined]  # a function can carry what is said of it
        return view

    return mark
