"""Reads and writes the rows of organisations."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from doorzicht.domain.toegang.model import Handelende, Organisatie, OrganisatieId, Organisatiesoort, Rol
from doorzicht.domain.toegang.rules.rollen import ONDER_UWV
from doorzicht.domain.toegang.tables import OrganisatieTable

_ONDER_UWV = sorted(soort.value for soort in ONDER_UWV)


def organisatie_van(rij: OrganisatieTable) -> Organisatie:
    """A row as the word of the model."""
    return Organisatie(
        OrganisatieId(rij.id),
        Organisatiesoort(rij.soort),
        rij.naam,
        rij.gemeente_code,
        rij.regio_nummer,
        rij.kvk_nummer,
        OrganisatieId(rij.hoofd_id) if rij.hoofd_id else None,
        rij.is_centrumgemeente,
        rij.gesloten_op,
    )


def van_soorten(soorten: Iterable[Organisatiesoort]) -> list[Organisatie]:
    """All of some kinds, by kind and name."""
    rijen = OrganisatieTable.objects.filter(soort__in=[soort.value for soort in soorten])
    return [organisatie_van(rij) for rij in rijen.order_by("soort", "naam")]


def heeft(soort: Organisatiesoort) -> bool:
    """Whether there is any of a kind."""
    return OrganisatieTable.objects.filter(soort=soort.value).exists()


def zoek(
    soorten: Iterable[Organisatiesoort], tekst: str, regio: int | None, hoogstens: int
) -> list[Organisatie]:
    """Those of some kinds whose name holds a text, or whose KVK number or code it is; open ones first."""
    rijen = OrganisatieTable.objects.filter(soort__in=[soort.value for soort in soorten])
    if tekst:
        rijen = rijen.filter(Q(naam__icontains=tekst) | Q(kvk_nummer=tekst) | Q(gemeente_code__iexact=tekst))
    if regio is not None:
        rijen = rijen.filter(regio_nummer=regio)
    return [organisatie_van(rij) for rij in rijen.order_by("gesloten_op", "naam")[:hoogstens]]


def vind(tekst: str) -> list[Organisatie]:
    """Those with exactly this name, code or KVK number."""
    rijen = OrganisatieTable.objects.filter(
        Q(naam__iexact=tekst) | Q(kvk_nummer=tekst) | Q(gemeente_code__iexact=tekst)
    )
    return [organisatie_van(rij) for rij in rijen[:2]]


def haal(organisatie: UUID, *, op_slot: bool = False) -> Organisatie | None:
    """One organisation; `op_slot` until the end of the transaction, for what may be done by one at a time."""
    rijen = OrganisatieTable.objects.select_for_update() if op_slot else OrganisatieTable.objects
    rij = rijen.filter(id=organisatie).first()
    return organisatie_van(rij) if rij else None


def beheerd_door(wie: Handelende) -> QuerySet[OrganisatieTable]:
    """The organisations whose people he manages: the rule `beheert` as a question to the database."""
    eigen = Q(id=wie.organisatie)
    if wie.rol is Rol.BEHEERDER and wie.soort is Organisatiesoort.UWV:
        eigen |= Q(soort__in=_ONDER_UWV)
    return OrganisatieTable.objects.filter(eigen)


def open_beheerde(wie: Handelende, hoogstens: int) -> list[Organisatie]:
    """Those of his that take part."""
    rijen = beheerd_door(wie).filter(gesloten_op__isnull=True).order_by("naam")
    return [organisatie_van(rij) for rij in rijen[:hoogstens]]


def vind_beheerde(wie: Handelende, tekst: str) -> list[Organisatie]:
    """Those of his with exactly this name or KVK number; a number in brackets behind a name tells two apart."""
    naam, nummer = tekst, tekst
    if tekst.endswith(")") and "(" in tekst:
        naam, _, nummer = tekst[:-1].rpartition(" (")
        rijen = beheerd_door(wie).filter(Q(naam__iexact=tekst) | Q(naam__iexact=naam, kvk_nummer=nummer))
    else:
        rijen = beheerd_door(wie).filter(Q(naam__iexact=naam) | Q(kvk_nummer=nummer))
    return [organisatie_van(rij) for rij in rijen.filter(gesloten_op__isnull=True)[:2]]


def maak(organisatie: Organisatie) -> None:
    """A new organisation."""
    OrganisatieTable.objects.create(id=organisatie.id, **_velden(organisatie))


def bewaar(organisatie: Organisatie) -> None:
    """Its name, number, region and closing day as they are now; kind and code never change."""
    velden = _velden(organisatie)
    del velden["soort"], velden["gemeente_code"]
    OrganisatieTable.objects.filter(id=organisatie.id).update(**velden)


def _velden(organisatie: Organisatie) -> dict[str, object]:
    return {
        "soort": organisatie.soort.value,
        "naam": organisatie.naam,
        "gemeente_code": organisatie.gemeente_code,
        "regio_nummer": organisatie.regio_nummer,
        "kvk_nummer": organisatie.kvk_nummer,
        "hoofd_id": organisatie.hoofd,
        "is_centrumgemeente": organisatie.is_centrumgemeente,
        "gesloten_op": organisatie.gesloten_op,
    }


def voeg_ontbrekende_toe(organisaties: Iterable[Organisatie]) -> None:
    """Add those that are not there yet, in one go; what is there stays as it is."""
    OrganisatieTable.objects.bulk_create(
        (OrganisatieTable(id=organisatie.id, **_velden(organisatie)) for organisatie in organisaties),
        ignore_conflicts=True,
    )


def zet_regios(regio_van: dict[str, int]) -> int:
    """Give every gemeente (by code) its region of today; how many changed."""
    rijen = list(OrganisatieTable.objects.filter(gemeente_code__in=regio_van))
    anders = [rij for rij in rijen if rij.regio_nummer != regio_van[str(rij.gemeente_code)]]
    for rij in anders:
        rij.regio_nummer = regio_van[str(rij.gemeente_code)]
    OrganisatieTable.objects.bulk_update(anders, ["regio_nummer"])
    return len(anders)


def zet_centrumgemeenten(codes: Iterable[str]) -> None:
    """These gemeenten (by code) are the centrumgemeente of their region, in regions that have none yet."""
    gekozen = OrganisatieTable.objects.filter(is_centrumgemeente=True).values("regio_nummer")
    vrij = OrganisatieTable.objects.filter(gemeente_code__in=list(codes)).exclude(regio_nummer__in=gekozen)
    vrij.update(is_centrumgemeente=True)


def kies_centrumgemeente(gemeente: Organisatie) -> None:
    """This one for its region, instead of another."""
    daar = OrganisatieTable.objects.filter(soort="gemeente", regio_nummer=gemeente.regio_nummer)
    daar.filter(is_centrumgemeente=True).update(is_centrumgemeente=False)
    daar.filter(id=gemeente.id).update(is_centrumgemeente=True)
