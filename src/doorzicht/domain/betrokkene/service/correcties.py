"""What a klant asks to mend, and what his organisation answers (AVG 16).

1. The klant asks, or his klantmanager writes down what he asks at the counter.
2. The organisation sees it with a clock of one month, and decides; a refusal has a reason.
3. A request that is honoured changes the klant by the door of klant, in the name of who decided.
Every step is an act of its own: the rule decides, the look or change is written down, then the row moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils import timezone

from doorzicht.domain.betrokkene import access, store
from doorzicht.domain.betrokkene.model import AlBesloten, Correctieveld, Correctieverzoek, TeBesluiten
from doorzicht.domain.betrokkene.rules.termijn import uiterlijke_dag
from doorzicht.domain.betrokkene.rules.verzoek import lees_uitleg
from doorzicht.domain.betrokkene.service.inzage import eis
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Handelende, Kijkwijze, Regel, Veldgroep
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.gegevens import Waarde

_GROEP = {
    Correctieveld.TELEFOON: Veldgroep.CONTACT,
    Correctieveld.EMAIL: Veldgroep.CONTACT,
    Correctieveld.ADRES: Veldgroep.CONTACT,
    Correctieveld.WOONPLAATS: Veldgroep.CONTACT,
    Correctieveld.NAAM: Veldgroep.IDENTITEIT,
    Correctieveld.GESLACHT: Veldgroep.IDENTITEIT,
    Correctieveld.REGISTER: Veldgroep.REGISTER,
    Correctieveld.INSCHRIJVING: Veldgroep.INSCHRIJVING,
    Correctieveld.PROFIEL: Veldgroep.PROFIEL,
    Correctieveld.ANDERS: Veldgroep.IDENTITEIT,
}
_VRAGEN, _BESLUITEN = "betrokkene.correctie", "betrokkene.correctie-besluiten"


def vraag_correctie(
    wie: Handelende, klant: UUID, veld: Correctieveld, staat_er: str, moet_zijn: str
) -> Correctieverzoek:
    """Ask to mend something; the organisation answers within a month."""
    tekst = (lees_uitleg(staat_er, verplicht=False), lees_uitleg(moet_zijn))
    nu = timezone.now()
    verzoek = Correctieverzoek.indienen(klant, veld, tekst, nu, uiterlijke_dag(timezone.localdate(nu)))
    with toegang.transactie(wie, _VRAGEN) as handeling:
        eis(access.may_ask, wie, klant)
        handeling.zie([klant], Kijkwijze.WIJZIGING, [groep_van(veld)])
        store.leg_vast(verzoek)
    return verzoek


def trek_correctie_in(wie: Handelende, nummer: UUID) -> Correctieverzoek:
    """Take a request back that is still open."""
    with _stap(wie, _VRAGEN, access.may_ask, nummer) as verzoek:
        ingetrokken = verzoek.intrekken(wie.gebruiker, timezone.now())
        store.werk_bij(ingetrokken)
    return ingetrokken


def correctie(wie: Handelende, nummer: UUID) -> TeBesluiten:
    """One request with the name of the klant and what his dossier says, for whoever decides on it."""
    with toegang.transactie(wie, _BESLUITEN) as handeling:
        verzoek = _vind(nummer)
        eis(access.may_answer, wie, verzoek.klant)
        handeling.zie([verzoek.klant], Kijkwijze.PAGINA, [Veldgroep.IDENTITEIT, groep_van(verzoek.veld)])
        toen, nu = _waarden(verzoek)
        return TeBesluiten(verzoek, klanten.namen_van([verzoek.klant]).get(verzoek.klant), nu, toen != nu)


def willig_in(wie: Handelende, nummer: UUID, uitleg: str, nieuw: str | None = None) -> Correctieverzoek:
    """Honour a request. With `nieuw` the field is changed to it first, by the door of klant and its own rule.

    Two acts, in this order: a change without its answer is seen in the list and answered then; an answer without its
    change would tell the klant something that is not so. Therefore it is refused while the dossier still says what it
    said when he asked. What is kept elsewhere is passed on, and the klant reads to whom.
    """
    verzoek = correctie(wie, nummer).verzoek
    gelezen = lees_uitleg(uitleg, verplicht=not verzoek.veld.kolommen)
    if verzoek.is_open and nieuw is not None and verzoek.veld.kolom is not None:
        _verander(wie, verzoek.klant, verzoek.veld.kolom, nieuw)
    with _stap(wie, _BESLUITEN, access.may_answer, nummer) as verzoek:
        _eis_veranderd(verzoek)
        ingewilligd = verzoek.inwilligen(wie.gebruiker, timezone.now(), gelezen)
        store.werk_bij(ingewilligd)
    return ingewilligd


def _verander(wie: Handelende, klant: UUID, kolom: str, nieuw: str) -> None:
    versie = klanten.dossier(wie, klant).versie
    try:
        klanten.wijzig(wie, klant, {kolom: nieuw}, versie)
    except klanten.VeldenFout as fout:
        raise next(iter(fout.fouten.values())) from fout


def _eis_veranderd(verzoek: Correctieverzoek) -> None:
    toen, nu = _waarden(verzoek)
    if verzoek.is_open and verzoek.veld.kolommen and toen == nu:
        raise Weigering(
            "In het dossier staat nog hetzelfde als toen de klant dit vroeg.",
            "Verander het eerst. Blijft het zo? Zeg dan nee.",
        )


def _waarden(verzoek: Correctieverzoek) -> tuple[dict[str, Waarde], dict[str, Waarde]]:
    """What the dossier said when this was asked, and what it says now."""
    return klanten.waarden_sinds(verzoek.klant, verzoek.veld.kolommen, verzoek.ingediend_op)


def wijs_af(wie: Handelende, nummer: UUID, reden: str) -> Correctieverzoek:
    """Refuse a request, with the reason that the klant reads."""
    gelezen = lees_uitleg(reden)
    with _stap(wie, _BESLUITEN, access.may_answer, nummer) as verzoek:
        afgewezen = verzoek.afwijzen(wie.gebruiker, timezone.now(), gelezen)
        store.werk_bij(afgewezen)
    return afgewezen


def groep_van(veld: Correctieveld) -> Veldgroep:
    """Under which group of fields a request is logged; the rest is about work."""
    return _GROEP.get(veld, Veldgroep.WERK)


@contextmanager
def _stap(wie: Handelende, naam: str, regel: Regel, nummer: UUID) -> Iterator[Correctieverzoek]:
    """One step of a request, held against two people at once."""
    with toegang.transactie(wie, naam) as handeling:
        verzoek = _vind(nummer)
        eis(regel, wie, verzoek.klant)
        handeling.zie([verzoek.klant], Kijkwijze.WIJZIGING, [groep_van(verzoek.veld)])
        try:
            yield verzoek
        except AlBesloten as fout:
            raise Weigering(
                "Dit verzoek is al afgehandeld.", "Kijk in de lijst hoe het ermee staat."
            ) from fout


def _vind(nummer: UUID) -> Correctieverzoek:
    gevonden = store.verzoek(nummer)
    if gevonden is None:
        raise toegang.NietGevonden
    return gevonden
