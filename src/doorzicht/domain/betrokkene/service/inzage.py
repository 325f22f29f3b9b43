"""All that is held of a klant, gathered from every term, and who looked.

1. The database is told who acts; a klant that he does not reach is not there.
2. The rule says whether he may; the look is written down before anything is read.
3. Every term tells its own part by its own door. Nothing is left out because it is awkward to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from doorzicht.domain.betrokkene import access, store
from doorzicht.domain.betrokkene.model import Correctieverzoek, Inzage
from doorzicht.domain.betrokkene.render import document, pdf
from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klantprofiel import service as klantprofiel
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Besluit, Handelende, Kijkwijze, Logregel, Regel, Veldgroep
from doorzicht.foundation.gegevens import Gegeven, Rubriek

ALLES = tuple(Veldgroep)

_GENOEG = _(
    "Je maakte vandaag al voor 10 klanten een bestand met alles wat we weten. "
    "Vraag een collega om dit bestand te maken, of doe het morgen."
)


class Vorm(Enum):
    """The forms in which all that is held goes out as a file."""

    JSON = "json"
    PDF = "pdf"


def geef_inzage(wie: Handelende, klant: UUID) -> Inzage:
    """All that is held of this klant, for a page."""
    return _inzage(wie, klant, Kijkwijze.PAGINA)


def geef_bestand(wie: Handelende, klant: UUID, vorm: Vorm) -> bytes:
    """All that is held of this klant, as a file to keep (AVG 15, third paragraph, and 20).

    A klant fetches his own as often as he likes. A colleague makes it for a few klanten a day: one by one would else be
    a way around the four eyes that a file with many needs.
    """
    inzage = _inzage(wie, klant, Kijkwijze.UITVOER)
    return document.als_json(inzage) if vorm is Vorm.JSON else pdf.als_pdf(inzage)


def wie_keek(wie: Handelende, klant: UUID) -> tuple[Logregel, ...]:
    """Who looked at this klant, the newest first. That he looks himself now is among them."""
    with toegang.transactie(wie, "betrokkene.wie-keek") as handeling:
        eis(access.may_see_wie_keek, wie, klant)
        handeling.zie([klant], Kijkwijze.PAGINA, [Veldgroep.LOGBOEK])
        return toegang.blikken(klant)


def eis(regel: Regel, wie: Handelende, klant: UUID) -> None:
    """Hold a rule against who acts and how he stands to a klant; a klant that he does not reach is not found."""
    relatie = store.relatie(klant)
    if relatie is None:
        raise toegang.NietGevonden
    besluit: Besluit = regel(wie, relatie)
    toegang.require(besluit)


def _inzage(wie: Handelende, klant: UUID, wijze: Kijkwijze) -> Inzage:
    with toegang.transactie(wie, "betrokkene.inzage") as handeling:
        eis(access.may_get_inzage, wie, klant)
        if wijze is Kijkwijze.UITVOER and wie.klant is None and not toegang.mag_nog_een_inzage(wie, klant):
            raise toegang.GeenToegang(gettext(_GENOEG))
        handeling.zie([klant], wijze, ALLES)
        return Inzage(klant, timezone.now(), tuple(_rubrieken(klant)))


def _rubrieken(klant: UUID) -> Iterator[Rubriek]:
    yield from klanten.geef_inzage(klant)
    yield from klantprofiel.geef_inzage(klant)
    yield from doelgroepregister.geef_inzage(klanten.index_van(klant))
    yield from _eigen(klant)
    yield from toegang.geef_inzage(klant)


def _eigen(klant: UUID) -> Iterator[Rubriek]:
    waarvoor, bron = _("Om te doen wat je vroeg (AVG 16)."), _("Jij")
    bewaren = _("Tot 5 jaar na het einde van je laatste inschrijving.")
    yield Rubriek(
        "correcties",
        _("Wat je vroeg te veranderen"),
        waarvoor,
        bron,
        bewaren,
        ("betrokkene_correctieverzoek",),
        tuple(map(_verzoek, store.verzoeken([klant]))),
    )
    verteld = store.aankondiging(klant)
    yield Rubriek(
        "aankondiging",
        _("Wanneer we je gegevens wissen"),
        _("Om je op tijd te vertellen dat we je gegevens wissen."),
        _("Dit programma schrijft het zelf op"),
        bewaren,
        ("betrokkene_aankondiging",),
        ((Gegeven(_("Verteld op"), verteld[0]), Gegeven(_("We wissen vanaf"), verteld[1])),)
        if verteld
        else (),
    )


def _verzoek(verzoek: Correctieverzoek) -> tuple[Gegeven, ...]:
    return (
        Gegeven(_("Waarover"), verzoek.veld.omschrijving),
        Gegeven(_("Wat er volgens jou staat"), verzoek.staat_er or None),
        Gegeven(_("Wat er moet staan"), verzoek.moet_zijn),
        Gegeven(_("Gevraagd op"), verzoek.ingediend_op),
        Gegeven(_("Antwoord uiterlijk op"), verzoek.uiterlijk_op),
        Gegeven(_("Stand"), verzoek.status.value),
        Gegeven(_("Besloten op"), verzoek.besloten_op),
        Gegeven(_("Besloten door"), verzoek.besloten_door),
        Gegeven(_("Uitleg"), verzoek.reden),
    )
