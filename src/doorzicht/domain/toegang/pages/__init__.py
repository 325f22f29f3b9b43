"""The pages of the log-in and of one's own account: request in, page out; no decisions."""

from __future__ import annotations

from django.urls import path

from doorzicht.domain.toegang.pages.aanmelden import inloggen, tweede_factor
from doorzicht.domain.toegang.pages.account import account, rol, uitloggen

__all__ = ["urlpatterns"]

urlpatterns = [
    path("inloggen/", inloggen, name="inloggen"),
    path("inloggen/tweede-factor/", tweede_factor, name="inloggen-tweede-factor"),
    path("uitloggen/", uitloggen, name="uitloggen"),
    path("account/", account, name="account"),
    path("account/rol/", rol, name="account-rol"),
]
