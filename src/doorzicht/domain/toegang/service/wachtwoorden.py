"""What a password has to be: long, not known to everybody, not one's own name. No signs and digits are asked for.

Django's validators decide; the words here say what they found, so that a page in either language can.
"""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LANGSTE = 200
"""Argon2 takes longer texts, but somebody who sends a megabyte is not choosing a password."""

_EIGEN_NAAM = "doorzicht"


def fouten_in(wachtwoord: str, account: str, naam: str, email: str | None) -> list[str]:
    """What is wrong with a new password, in words; empty when it will do."""
    if len(wachtwoord) > LANGSTE:
        return [_("Kies een wachtwoord van hoogstens %(aantal)s tekens.") % {"aantal": LANGSTE}]
    klein = wachtwoord.casefold()
    if _EIGEN_NAAM in klein:
        return [_("Dit wachtwoord bevat de naam van deze site. Kies een ander.")]
    if account.casefold() in klein:
        return [_in_woorden("password_too_similar")]
    wie = SimpleNamespace(account=account, naam=naam, email=email or "")
    try:
        validate_password(wachtwoord, wie)  # type: ignore[arg-type]  # it reads the attributes that the settings name
    except ValidationError as fout:
        return [_in_woorden(str(een.code)) for een in fout.error_list]
    return []


def _in_woorden(code: str) -> str:
    return {
        "password_too_short": _("Kies een wachtwoord van 12 tekens of meer."),
        "password_too_common": _("Dit wachtwoord staat op lijsten van bekende wachtwoorden. Kies een ander."),
        "password_entirely_numeric": _("Een wachtwoord met alleen cijfers is te raden. Kies een ander."),
        "password_too_similar": _("Dit wachtwoord lijkt op je naam, account of e-mailadres. Kies een ander."),
    }.get(code, _("Dit wachtwoord is te zwak. Kies een ander."))
