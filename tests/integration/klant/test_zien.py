"""Who sees which klanten: a list, a search and a dossier hold one's own klanten and nobody else."""

from __future__ import annotations

import os
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from doorzicht.domain.doelgroepregister.model import Grond
from doorzicht.domain.doelgroepregister.tables import RegisterpersoonTable, RegistratieTable
from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Filter, Volgorde
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import DOELEN_VAN, Doel, Handelende, Organisatiesoort, Rol, Veldgroep
from doorzicht.domain.toegang.tables import BreekglasTable, LogregelTable, OrganisatieTable
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.crypto import load_keyring
from tests.handelenden import ENSCHEDE, HENGELO, ZWOLLE, handelende, klant_bij, organisatie

pytestmark = pytest.mark.django_db
BSN = "123456782"


def bij(soort: Organisatiesoort, gemeente: str | None = None) -> OrganisatieTable:
    return organisatie(soort, gemeente=gemeente)


def breek_glas(wie: Handelende, klant: UUID) -> None:
    nu = timezone.now()
    BreekglasTable.objects.create(
        gebruiker=wie.gebruiker,
        organisatie=wie.organisatie,
        klant=klant,
        reden="spoed",
        toelichting="balie",
        op=nu - timedelta(minutes=1),
        tot=nu + timedelta(minutes=59),
        beoordelen_voor=date(2030, 1, 1),
    )


@pytest.fixture
def mensen(kaart: None) -> dict[str, UUID]:
    """One klant with each kind of organisation; the names tell with whom and where they live."""
    gemeente, uwv = bij(Organisatiesoort.GEMEENTE), bij(Organisatiesoort.UWV)
    gemaakt = {
        "Anna Enschede": klant_bij(gemeente, bsn=BSN, telefoonnummer="0612345678"),
        "Bart Hengelo": klant_bij(bij(Organisatiesoort.GEMEENTE, HENGELO), woont_in=HENGELO),
        "Cor Uwv Twente": klant_bij(uwv, woont_in=HENGELO),
        "Dina Uwv Zwolle": klant_bij(uwv, woont_in=ZWOLLE),
        "Eva Uwv Nergens": klant_bij(uwv, woont_in=None),
        "Fons Enschede weg": klant_bij(gemeente),
    }
    for naam, klant in gemaakt.items():
        KlantTable.objects.filter(id=klant).update(naam=naam)
    InschrijvingTable.objects.filter(klant=gemaakt["Fons Enschede weg"]).update(tot=date(2021, 1, 1))
    return gemaakt


@pytest.mark.parametrize(
    ("soort", "gemeente", "eigen"),
    [
        (Organisatiesoort.GEMEENTE, ENSCHEDE, ["Anna Enschede"]),
        (Organisatiesoort.GEMEENTE, HENGELO, ["Bart Hengelo"]),
        (Organisatiesoort.UWV_KANTOOR, None, ["Cor Uwv Twente"]),
        (Organisatiesoort.UWV, None, ["Eva Uwv Nergens"]),
    ],
)
def test_a_list_holds_the_klanten_of_ones_own_organisation_and_region(mensen, soort, gemeente, eigen):
    wie = handelende(Rol.KLANTMANAGER, bij(soort, gemeente))
    gevonden = klanten.lijst(wie, Filter())
    assert [regel.naam for regel in gevonden.regels] == eigen
    assert gevonden.totaal == len(eigen)


@pytest.mark.parametrize(
    "soort", [Organisatiesoort.GEMEENTE, Organisatiesoort.UWV_KANTOOR, Organisatiesoort.UWV]
)
def test_the_fast_list_holds_exactly_whom_the_policy_of_each_row_shows(mensen, soort):
    wie = handelende(Rol.KLANTMANAGER, bij(soort))
    with toegang.transactie(wie, "klant.lijst"):
        een_voor_een = set(KlantTable.objects.values_list("id", flat=True))
    assert {regel.id for regel in klanten.lijst(wie, Filter()).regels} == een_voor_een


def test_a_list_goes_by_pages_that_hold_everybody_once(enschede):
    bij_ons = bij(Organisatiesoort.GEMEENTE)
    for nummer in range(7):
        klant_bij(bij_ons, naam=f"Naam {nummer}")
    paginas = [klanten.lijst(enschede, Filter(), nummer, per_pagina=3) for nummer in (1, 2, 3, 4)]
    assert [[regel.naam for regel in pagina.regels] for pagina in paginas] == [
        ["Naam 0", "Naam 1", "Naam 2"],
        ["Naam 3", "Naam 4", "Naam 5"],
        ["Naam 6"],
        [],
    ]
    assert paginas[0].totaal == 7
    assert paginas[0].paginas == 3


def test_a_list_can_be_narrowed_and_put_in_another_order(enschede):
    bij_ons = bij(Organisatiesoort.GEMEENTE)
    oud, nieuw = klant_bij(bij_ons, naam="Aal"), klant_bij(bij_ons, naam="Zus", woont_in=HENGELO)
    InschrijvingTable.objects.filter(klant=nieuw).update(van=date(2022, 1, 1))
    nieuwste = klanten.lijst(enschede, Filter(volgorde=Volgorde.NIEUWSTE))
    assert [regel.id for regel in nieuwste.regels] == [nieuw, oud]
    in_hengelo = klanten.lijst(enschede, Filter(gemeente=HENGELO))
    assert [regel.id for regel in in_hengelo.regels] == [nieuw]


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ("anna", ["Anna Enschede"]),
        ("ENSCHEDE an", ["Anna Enschede"]),
        ("bart", []),
        ("%", []),
        ("weg", []),
        (BSN, ["Anna Enschede"]),
        ("1234.56.782", ["Anna Enschede"]),
        ("111222333", []),
        ("", []),
    ],
)
def test_a_search_finds_own_klanten_by_words_or_by_a_whole_bsn(mensen, enschede, vraag, gevonden):
    assert [regel.naam for regel in klanten.zoek(enschede, vraag).regels] == gevonden


def test_a_bsn_of_somebody_elsewhere_finds_as_little_as_one_of_nobody(mensen, hengelo):
    assert klanten.zoek(hengelo, BSN) == klanten.zoek(hengelo, "111222333")


def test_a_search_for_a_bsn_that_is_none_says_so_and_repeats_nothing(enschede):
    with pytest.raises(Weigering) as fout:
        klanten.zoek(enschede, "123456789")
    assert "123456789" not in str(fout.value)


def test_a_dossier_holds_the_groups_of_fields_and_the_periods(mensen, enschede):
    dossier = klanten.dossier(enschede, mensen["Anna Enschede"])
    assert dossier.velden[Veldgroep.IDENTITEIT]["naam"] == "Anna Enschede"
    assert dossier.velden[Veldgroep.CONTACT]["telefoonnummer"] == "0612345678"
    assert dossier.velden[Veldgroep.WERK]["uren_per_week"] is None
    assert [periode.wat for periode in dossier.inschrijvingen] == ["Gemeente Enschede"]
    assert [periode.wat for periode in dossier.woonplaatsen] == [ENSCHEDE]
    assert not dossier.in_nood


def test_a_dossier_tells_of_the_register_to_who_serves_this_klant(mensen, enschede, hengelo):
    ring = load_keyring(settings.SLEUTELBESTAND, os.environ)
    persoon = RegisterpersoonTable.objects.create(bsn_index=ring.index(BSN.encode()), bsn_versleuteld=b"x")
    RegistratieTable.objects.create(persoon=persoon, grond=Grond.WSW.code, van=date(2019, 1, 1))
    anna = mensen["Anna Enschede"]
    dossier = klanten.dossier(enschede, anna)
    assert [(periode.wat, periode.van) for periode in dossier.register] == [
        (Grond.WSW.omschrijving, date(2019, 1, 1))
    ]
    assert "register" in LogregelTable.objects.get().velden
    assert klanten.dossier(hengelo, mensen["Bart Hengelo"]).register == ()
    breek_glas(hengelo, anna)
    assert klanten.dossier(hengelo, anna).register is None


@pytest.mark.parametrize("naam", ["Bart Hengelo", "Cor Uwv Twente", "Fons Enschede weg", "niemand"])
def test_somebody_elsewhere_is_as_absent_as_nobody_and_leaves_no_line(mensen, enschede, naam):
    with pytest.raises(toegang.NietGevonden):
        klanten.dossier(enschede, mensen.get(naam, uuid4()))
    assert not LogregelTable.objects.exists()


def test_broken_glass_opens_the_front_of_a_dossier_only_and_is_logged_as_such(mensen, enschede):
    klant = mensen["Bart Hengelo"]
    breek_glas(enschede, klant)
    dossier = klanten.dossier(enschede, klant)
    assert set(dossier.velden) == {Veldgroep.IDENTITEIT, Veldgroep.CONTACT}
    assert dossier.in_nood
    with pytest.raises(toegang.GeenToegang):
        klanten.wijzig(enschede, klant, {"telefoonnummer": "0600000000"}, dossier.versie)
    with pytest.raises(toegang.GeenToegang):
        klanten.geschiedenis(enschede, klant)
    assert list(LogregelTable.objects.values_list("klant", "breekglas")) == [(klant, True)]


def test_a_klant_sees_his_own_dossier_and_no_other(mensen):
    anna, bart = mensen["Anna Enschede"], mensen["Bart Hengelo"]
    wie = handelende(Rol.KLANT, bij(Organisatiesoort.GEMEENTE), "anna", klant=anna)
    assert klanten.dossier(wie, anna).velden[Veldgroep.IDENTITEIT]["naam"] == "Anna Enschede"
    with pytest.raises(toegang.NietGevonden):
        klanten.dossier(wie, bart)


@pytest.mark.parametrize(
    ("rol", "soort", "doel"),
    [
        (rol, soort, doel)
        for rol, soort in [
            (Rol.ADVISEUR, Organisatiesoort.WSP),
            (Rol.TEAMLEIDER, Organisatiesoort.WSP),
            (Rol.BEHEERDER, Organisatiesoort.GEMEENTE),
            (Rol.STATISTICUS, Organisatiesoort.UWV),
            (Rol.VASTSTELLER, Organisatiesoort.UWV),
            (Rol.PRIVACY_OFFICER, Organisatiesoort.GEMEENTE),
            (Rol.AUDITOR, Organisatiesoort.UWV),
            (Rol.WERKGEVER, Organisatiesoort.WERKGEVER),
            (Rol.INTERMEDIAIR, Organisatiesoort.INTERMEDIAIR),
        ]
        for doel in DOELEN_VAN[rol]
    ]
    + [(Rol.TEAMLEIDER, Organisatiesoort.GEMEENTE, Doel.VERANTWOORDING)],
)
def test_who_serves_no_klanten_sees_none(mensen, rol, soort, doel):
    wie = handelende(rol, bij(soort), doel=doel)
    for vraag in (lambda: klanten.lijst(wie, Filter()), lambda: klanten.zoek(wie, "anna")):
        with pytest.raises(toegang.GeenToegang):
            vraag()
    with pytest.raises((toegang.GeenToegang, toegang.NietGevonden)):
        klanten.dossier(wie, mensen["Anna Enschede"])
    assert not LogregelTable.objects.exists()


def test_every_row_that_was_shown_is_in_the_log_and_no_other(mensen, enschede):
    klanten.lijst(enschede, Filter())
    klanten.zoek(enschede, "anna")
    klanten.zoek(enschede, "bart")
    anna = mensen["Anna Enschede"]
    klanten.dossier(enschede, anna)
    gezien = list(LogregelTable.objects.order_by("id").values_list("klant", "handeling", "wijze"))
    assert gezien == [
        (anna, "klant.lijst", "lijst"),
        (anna, "klant.zoek", "zoek"),
        (anna, "klant.dossier", "pagina"),
    ]
