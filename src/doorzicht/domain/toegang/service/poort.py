"""The gate before every page and API operation: a view says for whom it is, or nobody gets in.

`openbaar` gives the reason why a page is for everybody; `voor` names the operation of the matrix of rights. The
middleware of the frame refuses a view that says neither. Whether this person may is decided by the operation's rule.
A field that is sent twice is refused, unless the view says with `meervoud` that a list is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.utils.datastructures import MultiValueDict

from doorzicht.domain.toegang.model import Handelende
from doorzicht.domain.toegang.service.sessies import Sessie

View = Callable[..., HttpResponseBase]
AnyView = TypeVar("AnyView", bound=Callable[..., Any])
"""A page, or an operation of the API, which answers with what is made a response of."""


class Verzoek(HttpRequest):
    """A request of somebody who is logged in and chose a role."""

    handelende: Handelende
    sessie: Sessie


@dataclass(frozen=True)
class Poort:
    """For whom a view is: one operation of the matrix, or everybody for a reason.

    `zonder_rol`: who is logged in may come here before he chose a role.
    """

    handeling: str | None
    reden: str = ""
    zonder_rol: bool = False


def openbaar(reden: str) -> Callable[[AnyView], AnyView]:
    """Mark a view that everybody may use, with the reason why."""
    return _mark(Poort(None, reden))


def voor(handeling: str, *, zonder_rol: bool = False) -> Callable[[AnyView], AnyView]:
    """Mark a view that needs a person with a role; the service behind it decides with the rule of this operation."""
    return _mark(Poort(handeling, zonder_rol=zonder_rol))


def meervoud(*velden: str) -> Callable[[AnyView], AnyView]:
    """Mark the fields of a view that may be sent more than once: the boxes of a list that can be ticked."""

    def mark(view: AnyView) -> AnyView:
        view.meervoud = frozenset(velden)  # type: ignore[attr-defined]  # a function can carry what is said of it
        return view

    return mark


def dubbel(view: View, velden: MultiValueDict[str, str]) -> bool:
    """Whether a field came twice that this view takes once: two readers of one request could each believe another."""
    lijsten: frozenset[str] = getattr(view, "meervoud", frozenset())
    return any(len(waarden) > 1 and naam not in lijsten for naam, waarden in velden.lists())


def poort_van(view: View) -> Poort | None:
    """What a view says of itself; None when it says nothing, and then it is for nobody."""
    return getattr(view, "poort", None)


def _mark(poort: Poort) -> Callable[[AnyView], AnyView]:
    def mark(view: AnyView) -> AnyView:
        view.poort = poort  # type: ignore[attr-defined]  # a function can carry what is said of it
        return view

    return mark
