"""How a klant is changed: only what may be, the version before kept, and nobody's change lost."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.model import Botsing, Samenloop
from doorzicht.domain.klant.rules.velden import VeldenFout
from doorzicht.domain.klant.tables import (
    InschrijvingTable,
    KlantgeschiedenisTable,
    KlantTable,
    WoonplaatsTable,
)
from doorzicht.domain.toegang import service as toegang
from doorzicht.domain.toegang.model import Organisatiesoort, Veldgroep
from doorzicht.domain.toegang.tables import LogregelTable
from tests.handelenden import HENGELO, klant_bij, organisatie

pytestmark = pytest.mark.django_db


@pytest.fixture
def klant(kaart: None):
    return klant_bij(organisatie(Organisatiesoort.GEMEENTE), naam="Anna", telefoonnummer="0611111111")


def fields(klant):
    return KlantTable.objects.values("telefoonnummer", "email", "plaats", "naam", "versie").get(id=klant)


def test_a_change_is_stored_with_a_new_version_a_line_in_the_log_and_the_version_before(klant, enschede):
    versie = klanten.dossier(enschede, klant).versie
    nieuw = klanten.wijzig(enschede, klant, {"telefoonnummer": "06 2222 2222", "email": "a@b.nl"}, versie)
    assert (versie, nieuw) == (1, 2)
    assert fields(klant)["telefoonnummer"] == "06 2222 2222"
    (bewaard,) = KlantgeschiedenisTable.objects.all()
    assert (bewaard.klant, bewaard.tabel, bewaard.soort, bewaard.door) == (
        klant,
        "klant_klant",
        "gewijzigd",
        "k.enschede",
    )
    assert bewaard.oud["telefoonnummer"] == "0611111111"
    assert not {"bsn_versleuteld", "bsn_index"} & set(bewaard.oud)
    assert LogregelTable.objects.filter(wijze="wijziging").get().velden == [Veldgroep.CONTACT.value]


def test_a_change_that_changes_nothing_leaves_no_version_and_no_line(klant, enschede):
    assert klanten.wijzig(enschede, klant, {"telefoonnummer": "0611111111"}, 1) == 1
    assert not KlantgeschiedenisTable.objects.exists()
    assert not LogregelTable.objects.exists()


def test_two_people_who_change_other_fields_both_get_their_change(klant, enschede):
    klanten.wijzig(enschede, klant, {"telefoonnummer": "0622222222", "email": None}, 1)
    klanten.wijzig(enschede, klant, {"telefoonnummer": "0611111111", "email": "a@b.nl"}, 1)
    assert fields(klant) == {
        "telefoonnummer": "0622222222",
        "email": "a@b.nl",
        "plaats": None,
        "naam": "Anna",
        "versie": 3,
    }


def test_two_people_who_change_the_same_field_are_asked_to_choose_and_nothing_is_stored(klant, enschede):
    klanten.wijzig(enschede, klant, {"telefoonnummer": "0622222222"}, 1)
    with pytest.raises(Samenloop) as samen:
        klanten.wijzig(enschede, klant, {"telefoonnummer": "0633333333", "email": "a@b.nl"}, 1)
    assert samen.value.botsingen == (Botsing("telefoonnummer", "0611111111", "0622222222", "0633333333"),)
    assert fields(klant)["email"] is None
    assert LogregelTable.objects.filter(wijze="wijziging").count() == 2  # the other's number was shown
    klanten.wijzig(enschede, klant, {"telefoonnummer": "0633333333", "email": "a@b.nl"}, samen.value.versie)
    assert fields(klant)["telefoonnummer"] == "0633333333"


def test_an_import_counts_as_somebody_else(klant, enschede):
    KlantTable.objects.filter(id=klant).update(telefoonnummer="0699999999")
    with pytest.raises(Samenloop):
        klanten.wijzig(enschede, klant, {"telefoonnummer": "0633333333"}, 1)


@pytest.mark.parametrize("versie", [0, -1, 99])
def test_a_version_that_never_was_overwrites_nothing(klant, enschede, versie):
    with pytest.raises(Samenloop):
        klanten.wijzig(enschede, klant, {"telefoonnummer": "0633333333"}, versie)
    assert fields(klant)["telefoonnummer"] == "0611111111"


@pytest.mark.parametrize(
    "veld",
    ["leeftijd", "bsn_index", "bsn_versleuteld", "versie", "id", "banenafspraak", "medewerker", "x; --"],
)
def test_a_field_that_is_not_for_changing_by_hand_is_refused(klant, enschede, veld):
    with pytest.raises(VeldenFout) as fout:
        klanten.wijzig(enschede, klant, {veld: "1", "email": "a@b.nl"}, 1)
    assert set(fout.value.fouten) == {veld}
    assert fields(klant)["versie"] == 1


def test_a_name_is_changed_and_never_emptied(klant, enschede):
    klanten.wijzig(enschede, klant, {"naam": "Anna de Vries", "geslacht": "V"}, 1)
    with pytest.raises(VeldenFout) as fout:
        klanten.wijzig(enschede, klant, {"naam": " "}, 2)
    assert set(fout.value.fouten) == {"naam"}
    assert fields(klant)["naam"] == "Anna de Vries"


@pytest.mark.parametrize("kolom", ["leeftijd", "bsn_index", "versie", "medewerker"])
def test_the_role_of_the_pages_cannot_change_such_a_field_in_sql_either(klant, enschede, kolom):
    with pytest.raises(Exception, match="permission denied"), toegang.transactie(enschede, "klant.wijzigen"):
        connection.cursor().execute(f'UPDATE klant_klant SET "{kolom}" = NULL WHERE id = %s', [klant])


@pytest.mark.parametrize(
    ("veld", "tekst"),
    [
        ("postcode", "75AB"),
        ("email", "geen adres"),
        ("telefoonnummer", "bel mij"),
        ("uren_per_week", "169"),
        ("uren_per_week", "veel"),
        ("mondeling_nederlands", "9"),
        ("plaats", "x" * 201),
        ("straat", "a\x00b"),
    ],
)
def test_what_cannot_be_read_is_told_per_field_and_not_repeated(klant, enschede, veld, tekst):
    with pytest.raises(VeldenFout) as fout:
        klanten.wijzig(enschede, klant, {veld: tekst, "email": "nee"} | {veld: tekst}, 1)
    assert veld in fout.value.fouten
    assert tekst not in str(fout.value.fouten[veld])


@pytest.mark.parametrize("van_een_ander", [True, False])
def test_somebody_elses_klant_is_as_absent_as_nobody(klant, hengelo, van_een_ander):
    with pytest.raises(toegang.NietGevonden):
        klanten.wijzig(hengelo, klant if van_een_ander else uuid4(), {"email": "a@b.nl"}, 1)
    assert fields(klant)["versie"] == 1


def test_history_tells_of_every_table_what_became_of_what(klant, enschede):
    klanten.wijzig(enschede, klant, {"telefoonnummer": "0622222222"}, 1)
    klanten.wijzig(enschede, klant, {"telefoonnummer": "0633333333"}, 2)
    WoonplaatsTable.objects.filter(klant=klant).update(gemeente_code=HENGELO)
    InschrijvingTable.objects.filter(klant=klant).update(van=date(2019, 1, 1))
    _naam, gevonden = klanten.geschiedenis(enschede, klant)
    assert [(w.tabel, w.door, w.van, w.naar) for w in gevonden] == [
        ("klant_inschrijving", "(beheer)", {"van": "2020-01-01"}, {"van": "2019-01-01"}),
        ("klant_woonplaats", "(beheer)", {"gemeente_code": "GM0153"}, {"gemeente_code": HENGELO}),
        (
            "klant_klant",
            "k.enschede",
            {"telefoonnummer": "0622222222"},
            {"telefoonnummer": "0633333333"},
        ),
        (
            "klant_klant",
            "k.enschede",
            {"telefoonnummer": "0611111111"},
            {"telefoonnummer": "0622222222"},
        ),
    ]


def test_a_bulk_update_does_not_slip_past_history(kaart):
    bij = organisatie(Organisatiesoort.GEMEENTE)
    wie = {klant_bij(bij, naam=f"Naam {nummer}") for nummer in range(5)}
    KlantTable.objects.update(plaats="Enschede")
    assert set(KlantgeschiedenisTable.objects.values_list("klant", flat=True)) == wie


def test_new_keys_for_a_bsn_are_no_change_of_the_klant(klant):
    KlantTable.objects.filter(id=klant).update(bsn_versleuteld=b"anders")
    assert not KlantgeschiedenisTable.objects.exists()
    assert fields(klant)["versie"] == 1


def test_the_history_of_a_klant_goes_with_the_klant(klant, enschede):
    klanten.wijzig(enschede, klant, {"telefoonnummer": "0622222222"}, 1)
    KlantTable.objects.get(id=klant).delete()
    assert not KlantgeschiedenisTable.objects.exists()


def test_the_role_of_the_pages_can_neither_write_history_nor_change_it(klant, enschede):
    klanten.wijzig(enschede, klant, {"telefoonnummer": "0622222222"}, 1)
    for sql in ("DELETE FROM klant_geschiedenis", "UPDATE klant_geschiedenis SET door = 'x'"):
        with (
            pytest.raises(Exception, match="permission denied"),
            toegang.transactie(enschede, "klant.wijzigen"),
        ):
            connection.cursor().execute(sql)


def test_the_history_of_an_imported_klant_tells_what_the_changed_field_became_and_nothing_else(
    klant, enschede
):
    InschrijvingTable.objects.filter(klant_id=klant).update(id=klant)
    WoonplaatsTable.objects.filter(klant_id=klant).update(id=klant)  # an import gives all three one id
    KlantgeschiedenisTable.objects.all()._raw_delete("default")
    klanten.wijzig(enschede, klant, {"telefoonnummer": "0622222222"}, 1)
    naam, (wijziging,) = klanten.geschiedenis(enschede, klant)
    assert naam == "Anna"
    assert (wijziging.van, wijziging.naar) == (
        {"telefoonnummer": "0611111111"},
        {"telefoonnummer": "0622222222"},
    )


@pytest.mark.parametrize(
    ("veld", "onzin", "keuzes"),
    [
        ("rijbewijs", "Q,9", "AM, B, B+"),
        ("opleidingsniveau", "banaan", "VMBO, MBO, HBO of WO"),
        ("vervoer", "raket", "fiets"),
        ("mondeling_nederlands", "7", "0, 1, 2, 3, 4 of 8"),
    ],
)
def test_what_is_in_no_list_is_refused_with_what_can_be_chosen(klant, enschede, veld, onzin, keuzes):
    with pytest.raises(VeldenFout) as fout:
        klanten.wijzig(enschede, klant, {veld: onzin}, 1)
    assert keuzes in fout.value.fouten[veld].doe


def test_what_the_export_brought_stays_when_another_field_is_changed(klant, enschede):
    KlantTable.objects.filter(id=klant).update(opleidingsniveau="LBO", rijbewijs="B,Z")
    was = klanten.om_te_wijzigen(enschede, klant)
    wil = {"opleidingsniveau": "LBO", "rijbewijs": "B,Z", "plaats": "Enschede"}
    klanten.wijzig(enschede, klant, wil, was.versie)
    assert fields(klant)["plaats"] == "Enschede"


@pytest.mark.parametrize("lijst", ["a, be", "B", "t;am"])
def test_a_list_of_known_licences_is_taken(klant, enschede, lijst):
    assert klanten.wijzig(enschede, klant, {"rijbewijs": lijst}, 1) == 2
