"""What is held, as a page shows it in the language of the reader: names, values, moments and clocks in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from doorzicht.domain.betrokkene.model import Correctieveld, Correctieverzoek, Inzage
from doorzicht.domain.betrokkene.pages.woorden import (
    STANDEN_AAN_DE_BALIE,
    VELDEN_AAN_DE_BALIE,
    VERWERKINGEN_AAN_DE_BALIE,
)
from doorzicht.domain.betrokkene.rules.termijn import klok
from doorzicht.domain.klantprofiel.model import Bezwaarstatus, Klantbezwaar, Verwerking
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Kijkwijze, Logregel, Rol
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.gegevens import NIET_BEKEND, Gegeven, Rubriek, Waarde

EIGEN_PAGINA = {"wie-keek", "aanmeldingen", "bezwaren", "correcties"}
"""Parts that stand on pages of their own; /mijn/ links to them."""

_LANG = {"eerder", "account", "overdrachten"}
"""Parts that few people ask for: shut until opened."""
_BSN_ZICHTBAAR = 3


@dataclass(frozen=True)
class Regel:
    """A name and a value on a page."""

    naam: str
    waarde: str
    bekend: bool


@dataclass(frozen=True)
class Melding:
    """What went wrong with a form, and what to do."""

    wat: str
    doe: str


@dataclass(frozen=True)
class Blok:
    """One part of what is held, as a page shows it."""

    sleutel: str
    titel: str
    uitleg: str
    rijen: tuple[tuple[Regel, ...], ...]
    onbekend: tuple[Regel, ...]
    dicht: bool


@dataclass(frozen=True)
class Blik:
    """One look, as a sentence with its reasons."""

    wanneer: str
    wie: str
    waarvoor: str
    hoe: str
    wat: str
    in_nood: bool


@dataclass(frozen=True)
class Vraag:
    """A request or an objection on a page; `klok` only while it is open."""

    nummer: str
    waarover: str
    staat_er: str
    moet_zijn: str
    gevraagd: str
    stand: str
    open: bool
    intrekbaar: bool
    label: str
    antwoord: str = ""
    klok: str = ""
    haast: bool = False
    naam: str = ""


def blokken(inzage: Inzage) -> tuple[Blok, ...]:
    """The parts that stand on the klant's first page; an explanation that several share is told once."""
    uitleg = _uitleggen([rubriek for rubriek in inzage.rubrieken if rubriek.sleutel not in EIGEN_PAGINA])
    return tuple(
        Blok(
            rubriek.sleutel,
            _(rubriek.titel),
            uitleg[rubriek.sleutel],
            tuple(_bekende(rubriek, rij) for rij in rubriek.rijen),
            tuple(_regel(g) for rij in rubriek.rijen for g in rij if _is_lang_onbekend(rubriek, g)),
            rubriek.sleutel in _LANG,
        )
        for rubriek in inzage.rubrieken
        if rubriek.sleutel not in EIGEN_PAGINA
    )


def vertaald(tekst: str) -> str:
    """A text of a rule or a list in the language of the reader."""
    return _(tekst)


def melding(fout: Weigering | None) -> Melding | None:
    """A refusal in the language of the reader."""
    return Melding(_(fout.wat), _(fout.doe)) if fout else None


def woord(waarde: Waarde) -> str:
    """A value in the language of the reader."""
    match waarde:
        case None | "":
            return _(NIET_BEKEND)
        case bool():
            return _("ja") if waarde else _("nee")
        case datetime():
            return moment(waarde)
        case date():
            return dag(waarde)
        case "nog steeds":
            return _("nog steeds")
        case _:
            return str(waarde)


def aantal(getal: int) -> str:
    """1.205, or as the language of the reader has it."""
    return formats.number_format(getal, force_grouping=True)


def dag(datum: date) -> str:
    """30 juni 2022."""
    return formats.date_format(datum, "j F Y")


def moment(op: datetime) -> str:
    """30 juni 2022, 14:05."""
    return formats.date_format(timezone.localtime(op), "j F Y, H:i")


def blik(regel: Logregel, organisaties: dict[str, str]) -> Blik:
    """A line of the log in words; the colleague himself stays unnamed (CJEU C-579/21)."""
    wie = _("Jijzelf") if regel.rol is Rol.KLANT else toegang.rolnaam(regel.rol)
    waar = organisaties.get(str(regel.organisatie), "")
    return Blik(
        moment(regel.op),
        wie if regel.rol is Rol.KLANT or not waar else f"{wie}, {waar}",
        toegang.doelnaam(regel.doel),
        wijzenaam(regel.wijze),
        ", ".join(groepnaam(groep) for groep in regel.velden),
        regel.breekglas,
    )


def wijzenaam(wijze: Kijkwijze) -> str:
    """The way of looking in words."""
    return {
        Kijkwijze.PAGINA: _("Op een pagina bekeken"),
        Kijkwijze.LIJST: _("In een lijst gezien"),
        Kijkwijze.ZOEK: _("Gezien bij het zoeken"),
        Kijkwijze.API: _("Opgehaald door een programma"),
        Kijkwijze.UITVOER: _("Opgehaald als bestand"),
        Kijkwijze.WIJZIGING: _("Iets veranderd"),
    }[wijze]


def groepnaam(groep: str) -> str:
    """A group of fields in words."""
    return {
        "identiteit": _("wie je bent"),
        "contact": _("hoe je te bereiken bent"),
        "werk": _("je werk en opleiding"),
        "inschrijving": _("waar je staat ingeschreven"),
        "register": _("je plek in het doelgroepregister"),
        "profiel": _("je klantprofiel"),
        "logboek": _("wie je gegevens bekeek"),
    }.get(groep, groep)


def correctievraag(
    verzoek: Correctieverzoek, vandaag: date, naam: str | None = None, *, aan_de_balie: bool = False
) -> Vraag:
    """A request on a page, with its clock while it is open; at the counter in words about the klant."""
    tijd = klok(verzoek.uiterlijk_op, vandaag) if verzoek.is_open else None
    return Vraag(
        str(verzoek.id),
        _(VELDEN_AAN_DE_BALIE[verzoek.veld.code] if aan_de_balie else verzoek.veld.omschrijving),
        verzoek.staat_er,
        verzoek.moet_zijn,
        dag(timezone.localdate(verzoek.ingediend_op)),
        standnaam(verzoek.status.value, aan_de_balie=aan_de_balie),
        verzoek.is_open,
        verzoek.is_open,
        _("Er moet staan"),
        verzoek.reden or "",
        _kloktekst(tijd.dagen) if tijd else "",
        tijd is not None and (tijd.heeft_haast or tijd.is_te_laat),
        naam or "",
    )


def doorgeven(veld: Correctieveld) -> str:
    """To whom goes what is kept elsewhere; empty for what is changed in the dossier."""
    if veld.kolommen:
        return ""
    return {
        Correctieveld.WOONPLAATS: _(
            "De gemeente waar iemand woont, verandert hier niet. De klant geeft een verhuizing door aan zijn gemeente."
        ),
        Correctieveld.REGISTER: _("Het doelgroepregister houdt UWV bij. Geef de vraag door aan UWV."),
        Correctieveld.INSCHRIJVING: _("Inschrijvingen staan in Sonar. Laat het daar verbeteren."),
        Correctieveld.PROFIEL: _(
            "Het klantprofiel staat in Sonar. Laat het daar verbeteren, samen met de klant."
        ),
    }.get(veld, _("Dit kun je hier niet veranderen. Zoek uit wie dit bijhoudt, en geef de vraag door."))


def bezwaarvraag(bezwaar: Klantbezwaar, naam: str | None = None, *, aan_de_balie: bool = False) -> Vraag:
    """An objection on a page."""
    return Vraag(
        str(bezwaar.id),
        verwerkingnaam(bezwaar.verwerking, aan_de_balie=aan_de_balie),
        "",
        bezwaar.reden,
        dag(timezone.localdate(bezwaar.ingediend_op)),
        standnaam(bezwaar.status.value, aan_de_balie=aan_de_balie),
        bezwaar.wacht,
        bezwaar.wacht or bezwaar.werkt,
        _("Waarom"),
        bezwaar.besluit or "",
        naam=naam or "",
    )


def verwerkingnaam(verwerking: Verwerking, *, aan_de_balie: bool = False) -> str:
    """What we do with the data: to the klant, or at the counter about him."""
    return _(VERWERKINGEN_AAN_DE_BALIE[verwerking.code] if aan_de_balie else verwerking.omschrijving)


def standnaam(status: str, *, aan_de_balie: bool = False) -> str:
    """Where a request or objection stands, in words."""
    if aan_de_balie and status in STANDEN_AAN_DE_BALIE:
        return _(STANDEN_AAN_DE_BALIE[status])
    return {
        "ingediend": _("We kijken ernaar"),
        "ingewilligd": _("Gedaan: je kreeg gelijk"),
        "afgewezen": _("Niet gedaan"),
        "ingetrokken": _("Je trok het in"),
        Bezwaarstatus.GELDT.value: _("Gestopt"),
    }[status]


def bezwaarkeuzes(
    bezwaren: Sequence[Klantbezwaar], *, aan_de_balie: bool = False
) -> tuple[tuple[Verwerking, str, Vraag | None], ...]:
    """Everything one can object to, its name, and the objection there is against it now."""
    nu = {b.verwerking: b for b in bezwaren if b.wacht or b.werkt}
    return tuple(
        (
            v,
            verwerkingnaam(v, aan_de_balie=aan_de_balie),
            bezwaarvraag(nu[v], aan_de_balie=aan_de_balie) if v in nu else None,
        )
        for v in Verwerking
    )


def velden_aan_de_balie() -> list[tuple[str, str]]:
    """What can be wrong, as who writes it down for a klant calls it."""
    return [(code, _(tekst)) for code, tekst in VELDEN_AAN_DE_BALIE.items()]


def _bekende(rubriek: Rubriek, rij: tuple[Gegeven, ...]) -> tuple[Regel, ...]:
    return tuple(_regel(gegeven) for gegeven in rij if not _is_lang_onbekend(rubriek, gegeven))


def _is_lang_onbekend(rubriek: Rubriek, gegeven: Gegeven) -> bool:
    """Of the many fields of a klant most are often not known: those stand together, so that the others are found."""
    return rubriek.sleutel == "klant" and gegeven.waarde in (None, "")


def _uitleggen(rubrieken: Sequence[Rubriek]) -> dict[str, str]:
    """Per part its explanation; the second part with the same one has none."""
    alle = {rubriek.sleutel: _uitleg(rubriek) for rubriek in rubrieken}
    vaak = {tekst for tekst in alle.values() if list(alle.values()).count(tekst) > 1}
    gezegd: set[str] = set()
    for sleutel, tekst in alle.items():
        if tekst in vaak:
            alle[sleutel] = (
                ""
                if tekst in gezegd
                else f"{tekst} {_('Dit geldt ook voor de delen hieronder zonder uitleg.')}"
            )
            gezegd.add(tekst)
    return alle


def _uitleg(rubriek: Rubriek) -> str:
    return _("%(waarvoor)s We weten dit van: %(bron)s. We bewaren het: %(bewaren)s") % {
        "waarvoor": _(rubriek.waarvoor),
        "bron": _(rubriek.bron),
        "bewaren": _(rubriek.bewaren),
    }


def _regel(gegeven: Gegeven) -> Regel:
    waarde = woord(gegeven.waarde)
    if gegeven.opgeslagen is not None:
        waarde = _(waarde)  # a word of a list of ours, not what somebody typed
    if gegeven.naam == "Burgerservicenummer" and isinstance(gegeven.waarde, str):
        waarde = f"••••••{gegeven.waarde[-_BSN_ZICHTBAAR:]}"  # over a shoulder; the file has it whole
    return Regel(_(gegeven.naam), waarde, gegeven.waarde not in (None, ""))


def _kloktekst(dagen: int) -> str:
    if dagen < 0:
        return ngettext("%(aantal)d dag te laat", "%(aantal)d dagen te laat", -dagen) % {"aantal": -dagen}
    return ngettext("nog %(aantal)d dag", "nog %(aantal)d dagen", dagen) % {"aantal": dagen}
