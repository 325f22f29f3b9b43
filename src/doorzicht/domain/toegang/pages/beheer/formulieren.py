"""The forms of beheer as they begin: which fields each has, for somebody with one organisation or with many."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from doorzicht.domain.gebied import service as gebied
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Gebruiker, Handelende, Organisatie, Organisatiesoort
from doorzicht.domain.toegang.pages.beheer.velden import Invulveld, Velden
from doorzicht.domain.toegang.service import medewerkers


def nieuwe_gebruiker(wie: Handelende) -> Velden:
    """Who he is, and a first role."""
    account = Invulveld(
        "account", _("Accountnaam"), hint=_("Van één persoon, zoals j.jansen. Nooit balie of team.")
    )
    return (*_wie_hij_is(), account, *_rol(wie))


def van_persoon(formulier: str, wie: Handelende) -> Velden:
    """The fields of one form on the page of a person."""
    match formulier:
        case "gegevens":
            return _wie_hij_is()
        case "rol":
            return _rol(wie)
        case "afwezig":
            return _afwezig(wie)
        case _:
            return ()


def alle(wie: Handelende, gebruiker: Gebruiker) -> dict[str, Velden]:
    """Every form on the page of a person, with what is known of him."""
    bekend = {"naam": gebruiker.naam, "email": gebruiker.email or ""}
    return {
        "gegevens": tuple(veld.met(bekend[veld.naam]) for veld in _wie_hij_is()),
        "rol": _rol(wie),
        "afwezig": _afwezig(wie),
    }


def gekozen_organisatie(wie: Handelende, gezegd: dict[str, str]) -> UUID:
    """The organisation that was named, or his own when the form did not ask."""
    if "organisatie" not in gezegd:
        return wie.organisatie
    return medewerkers.vind_organisatie(wie, gezegd["organisatie"]).id


def deelnemer(soort: Organisatiesoort) -> Velden:
    """An employer, an intermediary or an office."""
    naam = Invulveld("naam", _("Naam"))
    if soort is Organisatiesoort.UWV_KANTOOR:
        regios = gebied.indeling_op(timezone.localdate()).regios
        keuzes = tuple((str(regio.nummer), regio.titel) for regio in regios)
        return (naam, Invulveld("regio", _("Arbeidsmarktregio"), keuzes=keuzes))
    hint = _(
        "Acht cijfers uit het handelsregister. Kijk het na: aan het nummer zelf is een tikfout niet te zien."
    )
    return (naam, Invulveld("kvk", _("KVK-nummer"), hint=hint))


def titel(organisatie: Organisatie) -> str:
    """A name by which two employers of one name are told apart."""
    return f"{organisatie.naam} ({organisatie.kvk_nummer})" if organisatie.kvk_nummer else organisatie.naam


def _wie_hij_is() -> Velden:
    email = Invulveld(
        "email", _("E-mailadres"), "email", _("Het eigen adres van deze persoon, geen adres van een groep.")
    )
    return (Invulveld("naam", _("Naam")), email)


def _rol(wie: Handelende) -> Velden:
    organisaties = medewerkers.beheerde_organisaties(wie)
    keuzes = tuple((rol.value, toegang.rolnaam(rol)) for rol in medewerkers.te_geven_rollen(wie))
    tot = Invulveld(
        "tot",
        _("Tot (niet verplicht)"),
        "date",
        _("De eerste dag waarop de rol niet meer geldt."),
        verplicht=False,
    )
    return (*_organisatie(organisaties), Invulveld("rol", _("Rol"), keuzes=keuzes), tot)


def _afwezig(wie: Handelende) -> Velden:
    vandaag = timezone.localdate().isoformat()
    return (
        *_organisatie(medewerkers.beheerde_organisaties(wie)),
        Invulveld("van", _("Eerste dag"), "date", waarde=vandaag),
        Invulveld("terug", _("Weer terug op (niet verplicht)"), "date", verplicht=False),
        Invulveld(
            "vervanger",
            _("Vervanger (niet verplicht)"),
            hint=_("De accountnaam van een collega met dezelfde rol. Die werkt onder zijn eigen naam."),
            verplicht=False,
        ),
    )


def _organisatie(organisaties: list[Organisatie]) -> Velden:
    """Asked only of who has a choice; proposed by name, because there can be very many."""
    if len(organisaties) < 2:
        return ()
    titels = tuple(titel(een) for een in organisaties)
    hint = _("Begin te typen en kies. Van een werkgever mag je ook het KVK-nummer invullen.")
    return (Invulveld("organisatie", _("Organisatie"), hint=hint, voorstellen=titels),)
