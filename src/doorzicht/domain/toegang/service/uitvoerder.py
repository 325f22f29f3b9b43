"""What the operator of a server does to people, before there is anybody to do it in a page.

1. He makes the first functioneel beheerders of an organisation, before a witness: two of them, so that every later role
   has four eyes.
2. He switches off an account when nobody else can.

Runs as the owner, on the command line only. What he did is recorded as his (`uitvoerder:` before his account, which no
account can begin with), and gives no other role: that is for two beheerders.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from doorzicht.domain.toegang.model import (
    Gebruiker,
    GebruikerId,
    Organisatie,
    Rol,
    Rolstatus,
    Roltoekenning,
)
from doorzicht.domain.toegang.rules.accounts import lees_account, lees_email, lees_persoonsnaam
from doorzicht.domain.toegang.rules.rollen import eis_voorstel
from doorzicht.domain.toegang.service import uitnodigen
from doorzicht.domain.toegang.store import gebruikers as store
from doorzicht.domain.toegang.store import organisaties as organisatiestore
from doorzicht.foundation.errors import Weigering

_TEKEN = "uitvoerder:"


@dataclass(frozen=True)
class Persoonskaart:
    """What the operator is shown of a person: his account and every role, wherever."""

    gebruiker: Gebruiker
    rollen: tuple[Roltoekenning, ...]


def uitvoerder(account: str) -> GebruikerId:
    """How the operator stands in the records."""
    if not account.strip():
        raise Weigering("Er staat niet wie dit doet.", "Geef je accountnaam mee met --door.")
    return GebruikerId(f"{_TEKEN}{account.strip()}")


def maak_gebruiker(door: str, account: str, naam: str, email: str) -> tuple[Gebruiker, str]:
    """A person without a role, and the code of his invitation."""
    persoon = Gebruiker(
        uuid4(), GebruikerId(lees_account(account)), lees_persoonsnaam(naam), lees_email(email)
    )
    try:
        with transaction.atomic():
            store.maak(persoon, uitvoerder(door), timezone.now())
            return persoon, uitnodigen.nodig_uit(persoon.id, uitvoerder(door))
    except IntegrityError as fout:
        raise Weigering(
            "Dit account of dit e-mailadres is er al.", "Een e-mailadres hoort bij één persoon."
        ) from fout


def geef_beheer(door: str, getuige: str, account: str, organisatie: str) -> Roltoekenning:
    """Make somebody functioneel beheerder of an organisation (by name, code or KVK number), before a witness."""
    wie, ziet = uitvoerder(door), uitvoerder(getuige)
    if wie == ziet:
        raise Weigering("Uitvoerder en getuige zijn dezelfde persoon.", "Laat een collega meekijken.")
    if account.strip().lower() in (door.strip().lower(), getuige.strip().lower()):
        raise Weigering("Niemand geeft zichzelf een rol.", "Laat twee anderen dit doen.")
    with transaction.atomic():
        persoon, bij = _persoon(account), _organisatie(organisatie)
        eis_voorstel(wie, persoon, bij, Rol.BEHEERDER, store.rollen([persoon.id]))
        nu = timezone.now()
        voorstel = Roltoekenning(uuid4(), persoon, bij, Rol.BEHEERDER, timezone.localdate(), wie)
        store.maak_rol(voorstel, nu)
        rol = voorstel.toekennen(ziet)
        store.ken_toe(rol, nu)
        return rol


def aantal_beheerders(organisatie: Organisatie) -> int:
    """How many people can manage the people of an organisation now."""
    return store.houders(organisatie.id, Rol.BEHEERDER, timezone.localdate())


def zet_uit(door: str, account: str) -> Persoonskaart:
    """Switch an account off and end its roles, everywhere and at once."""
    wie, nu = uitvoerder(door), timezone.now()
    with transaction.atomic():
        persoon = _persoon(account)
        if persoon.is_uitgeschakeld:
            raise Weigering("Dit account is al uitgeschakeld.", "Er is niets veranderd.")
        for rol in store.rollen([persoon.id]):
            if rol.status is Rolstatus.VOORGESTELD:
                store.wijs_af(rol.afwijzen(wie), nu)
            elif rol.status is Rolstatus.TOEGEKEND:
                store.beeindig(rol.beeindigen(wie, timezone.localdate()), nu)
        store.zet_uit(persoon.id, wie, nu)
    return toon(account)


def nodig_opnieuw_uit(door: str, account: str) -> str:
    """A new code for somebody who cannot get in and whom no beheerder can help; his old password is gone at its use."""
    with transaction.atomic():
        return uitnodigen.nodig_uit(_persoon(account).id, uitvoerder(door))


def toon(account: str) -> Persoonskaart:
    """A person with all his roles."""
    persoon = _persoon(account)
    return Persoonskaart(persoon, tuple(store.rollen([persoon.id])))


def medewerkers() -> tuple[Gebruiker, ...]:
    """Everybody with an account of his own for work, by name of account; no klanten."""
    return tuple(store.alle_medewerkers())


def _persoon(account: str) -> Gebruiker:
    persoon = store.vind_account(account.strip())
    if persoon is None or persoon.is_klant:
        raise Weigering("Dit account kennen we niet.", "Kijk of de accountnaam goed is.")
    return persoon


def _organisatie(tekst: str) -> Organisatie:
    gevonden = organisatiestore.vind(tekst.strip())
    if len(gevonden) != 1:
        raise Weigering(
            "Deze organisatie kennen we niet." if not gevonden else f"{len(gevonden)} organisaties heten zo.",
            "Geef de hele naam, de code van de gemeente of het KVK-nummer.",
        )
    if gevonden[0].is_gesloten(timezone.localdate()):
        raise Weigering("Deze organisatie doet niet meer mee.", "Kies een andere organisatie.")
    return gevonden[0]
