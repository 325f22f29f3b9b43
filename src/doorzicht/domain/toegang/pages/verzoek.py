"""Who asks a page: set by the gate before the view is reached."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende


def wie_van(request: HttpRequest) -> Handelende:
    """Who acts; only for a view that is marked for somebody with a role."""
    return cast(toegang.Verzoek, request).handelende
