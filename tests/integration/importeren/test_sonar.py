"""A Sonar export comes in: what is stored, what a second file changes, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.conf import settings as instellingen
from django.utils import timezone

from doorzicht.domain.klant import service as klanten
from doorzicht.domain.klant.tables import (
    InschrijvingTable,
    KlantgeschiedenisTable,
    KlantTable,
    WoonplaatsTable,
)
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.klantprofiel.model import Profieltelling
from doorzicht.domain.klantprofiel.tables import KlantprofielTable
from doorzicht.domain.toegang.model import Organisatiesoort
from doorzicht.domain.toegang.tables import InvoerTable
from doorzicht.foundation.errors import Weigering
from doorzicht.infra.crypto import load_keyring
from tests.invoerbestanden import bsns, context_van, sonar_rij

A, B, C = (bsn for bsn, _ in zip(bsns(), range(3), strict=False))
PER = date(2022, 6, 30)


def periodes(tabel: type, veld: str) -> list[tuple[object, date, date | None]]:
    return list(tabel.objects.order_by("van").values_list(veld, "van", "tot"))


def organisaties() -> list[tuple[object, date, date | None]]:
    return periodes(InschrijvingTable, "organisatie__naam")


def woonplaatsen() -> list[tuple[object, date, date | None]]:
    return periodes(WoonplaatsTable, "gemeente_code")


def test_a_klant_is_stored_with_unknown_as_unknown(lees_sonar) -> None:
    uitslag = lees_sonar(
        [
            sonar_rij(
                A,
                Opleidingsniveau="vmbo",
                Beroepssector="99999",
                Rijbewijs="be, A,b",
                Vervoer="Scooter",
                Banenafspraak="2",
                Geslacht="Onbekend",
                Leeftijd="??",
                Participatieladder="NNB",
            )
        ]
    )

    klant = KlantTable.objects.get()
    assert (uitslag.nieuw, uitslag.gewijzigd, uitslag.ongewijzigd, uitslag.geweigerd) == (1, 0, 0, 0)
    assert (klant.opleidingsniveau, klant.rijbewijs, klant.vervoer) == ("VMBO", "A,B,BE", "SCOOTER")
    assert klant.banenafspraak is False
    assert (klant.beroepssector, klant.geslacht, klant.leeftijd, klant.participatieladder) == (None,) * 4
    assert klant.datum_melding == date(2020, 2, 1)


def test_what_an_export_changes_is_kept_as_it_was_with_who_brought_it_in(lees_sonar) -> None:
    lees_sonar([sonar_rij(A, Telefoonnummer="0611111111")])
    assert not KlantgeschiedenisTable.objects.exists()

    lees_sonar([sonar_rij(A, Telefoonnummer="0622222222")])

    bewaard = KlantgeschiedenisTable.objects.get(tabel="klant_klant")
    assert (bewaard.door, bewaard.oud["telefoonnummer"]) == ("test", "0611111111")


def test_the_bsn_is_sealed_and_found_back_by_its_index(lees_sonar) -> None:
    lees_sonar([sonar_rij(A)])

    klant, ring = KlantTable.objects.get(), load_keyring(instellingen.SLEUTELBESTAND, {})
    assert A.encode() not in bytes(klant.bsn_versleuteld)
    assert bytes(klant.bsn_index) == ring.index(A.encode())
    context = context_van("klant_klant", UUID(str(klant.id)))
    assert ring.open(bytes(klant.bsn_versleuteld), context) == A.encode()


@pytest.mark.parametrize("geschreven", ["7998.00.004", " 799800004 ", "799800004"])
def test_the_same_bsn_in_another_form_is_the_same_klant(lees_sonar, geschreven: str) -> None:
    assert A == "799800004"
    lees_sonar([sonar_rij(A)])

    uitslag = lees_sonar([sonar_rij(geschreven)])

    assert (uitslag.nieuw, uitslag.ongewijzigd) == (0, 1)


def test_the_same_file_twice_changes_nothing(lees_sonar, opgeslagen) -> None:
    rijen = [
        sonar_rij(A, Klantprofiel="Ja", Toestemming="JA"),
        sonar_rij(B, Klantprofiel="1-2-2021", Gemeente="Hengelo (O)"),
        sonar_rij(C, Gemeente="NNB", Organisatie_Naam="", GSD_Kantoor="Borne"),
    ]
    lees_sonar(rijen, extra=("Toestemming",))
    voor = opgeslagen()

    uitslag = lees_sonar(rijen, extra=("Toestemming",))

    assert (uitslag.nieuw, uitslag.gewijzigd, uitslag.ongewijzigd) == (0, 0, 3)
    assert opgeslagen() == voor


def test_a_trial_stores_nothing_and_counts_the_same(lees_sonar, opgeslagen) -> None:
    lees_sonar([sonar_rij(A)])
    voor = opgeslagen()
    rijen = [sonar_rij(A, Leeftijd="31"), sonar_rij(B), sonar_rij("123")]

    proef = lees_sonar(rijen, proef=True)

    assert not proef.opgeslagen
    assert (proef.nieuw, proef.gewijzigd, proef.ongewijzigd, proef.geweigerd) == (1, 1, 0, 1)
    assert opgeslagen() == voor
    assert InvoerTable.objects.count() == 1


def test_one_wrong_row_and_nothing_is_stored_unless_errors_are_skipped(lees_sonar) -> None:
    rijen = [sonar_rij(A), sonar_rij(B, Gemeente="Hengello")]

    alles_of_niets = lees_sonar(rijen)
    assert not alles_of_niets.opgeslagen
    assert KlantTable.objects.count() == 0

    overgeslagen = lees_sonar(rijen, sla_fouten_over=True)
    assert overgeslagen.opgeslagen
    assert KlantTable.objects.count() == 1


def test_a_nearly_right_gemeente_gets_a_proposal(lees_sonar) -> None:
    (melding,) = lees_sonar([sonar_rij(A), sonar_rij(B, Gemeente="Hengello")]).meldingen

    assert str(melding) == (
        "Rij 3, kolom Gemeente: ‘Hengello’ kennen we niet. Bedoel je Hengelo (GM0164)? "
        "Pas de cel aan en lees het bestand opnieuw in."
    )


@pytest.mark.parametrize(
    ("anders", "kolom", "reden"),
    [
        ({"BSN": "799800007"}, "BSN", "elfproef"),
        ({"BSN": ""}, "BSN", "ontbreekt"),
        ({"BSN": "onbekend"}, "BSN", "ontbreekt"),
        ({"BSN": "12.5"}, "BSN", "geen BSN"),
        ({"Inschrijfdatum": ""}, "Inschrijfdatum", "ontbreekt"),
        ({"Inschrijfdatum": "01-01-1899"}, "Inschrijfdatum", "vóór 1900"),
        ({"Inschrijfdatum": "01-01-2199"}, "Inschrijfdatum", "toekomst"),
        ({"Datum melding": "ooit"}, "Datum melding", "geen datum"),
        ({"Gemeente": "Verweggistan"}, "Gemeente", "kennen we niet"),
        ({"Gemeente": "GM9999"}, "Gemeente", "kennen we niet"),
        ({"Organisatie Naam": "Bakkerij"}, "Organisatie Naam", "welke organisatie"),
        ({"Leeftijd": "oud"}, "Leeftijd", "geen getal"),
        ({"Beschikbare uren/wk": "400"}, "Beschikbare uren/wk", "kan niet kloppen"),
        ({"Klantprofiel": "soms"}, "Klantprofiel", "geen datum"),
        ({"Sonar": "misschien"}, "Sonar", "ja of nee"),
        ({"Volledige Naam": "x" * 1001}, "Volledige Naam", "te lang"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_by_row_and_column(
    lees_sonar, anders: dict[str, str], kolom: str, reden: str
) -> None:
    uitslag = lees_sonar([sonar_rij(A), sonar_rij(B) | anders])

    (melding,) = uitslag.meldingen
    assert (melding.rij, melding.kolom) == (3, kolom)
    assert reden in melding.reden
    assert melding.doe
    assert (uitslag.nieuw, uitslag.geweigerd) == (1, 1)


def test_every_wrong_cell_of_a_row_is_told_at_once(lees_sonar) -> None:
    uitslag = lees_sonar([sonar_rij("1", Leeftijd="x", Gemeente="y", Sonar="z")])

    assert [melding.kolom for melding in uitslag.meldingen] == ["BSN", "Gemeente", "Leeftijd", "Sonar"]
    assert uitslag.geweigerd == 1


def test_a_bsn_twice_in_a_file_refuses_both_rows(lees_sonar) -> None:
    uitslag = lees_sonar([sonar_rij(A), sonar_rij(B), sonar_rij(f"{A[:3]}.{A[3:]}")])

    assert [(melding.rij, melding.kolom) for melding in uitslag.meldingen] == [(2, "BSN"), (4, "BSN")]


def test_a_report_never_shows_who_somebody_is(lees_sonar) -> None:
    uitslag = lees_sonar(
        [
            sonar_rij("111222334", Volledige_Naam="Jansen" * 200),
            sonar_rij(A, Gemeente="799800004 Jansen", Organisatie_Naam="x 0612345678"),
        ]
    )

    getoond = " ".join(f"{m.gelezen} {m.reden} {m.doe}" for m in uitslag.meldingen)
    assert uitslag.geweigerd == 2
    for persoonlijk in ("111222334", "799800004", "0612345678"):
        assert persoonlijk not in getoond
    assert "JansenJansen" not in getoond


def test_another_gemeente_holds_from_the_day_of_the_file(lees_sonar) -> None:
    lees_sonar([sonar_rij(A)], per=date(2022, 3, 31))
    uitslag = lees_sonar([sonar_rij(A, Gemeente="GM0147")], per=PER)

    assert uitslag.gewijzigd == 1
    assert woonplaatsen() == [("GM0141", date(2020, 3, 15), PER), ("GM0147", PER, None)]


def test_an_unknown_gemeente_leaves_the_known_one(lees_sonar) -> None:
    lees_sonar([sonar_rij(A)])
    lees_sonar([sonar_rij(A, Gemeente="NNB")])

    assert woonplaatsen() == [("GM0141", date(2020, 3, 15), None)]


def test_a_gemeente_that_becomes_known_holds_from_the_start(lees_sonar) -> None:
    lees_sonar([sonar_rij(A, Gemeente="")])
    uitslag = lees_sonar([sonar_rij(A)])

    assert uitslag.gewijzigd == 1
    assert woonplaatsen() == [("GM0141", date(2020, 3, 15), None)]


@pytest.mark.parametrize(
    ("inschrijfdatum", "vanaf"),
    [
        ("01-02-2022", date(2022, 2, 1)),
        ("15-03-2020", PER),
    ],  # its own date; none later, then that of the file
)
def test_another_organisation_ends_the_one_before(lees_sonar, inschrijfdatum: str, vanaf: date) -> None:
    lees_sonar([sonar_rij(A)])
    rij = sonar_rij(A, Organisatie_Naam="Gemeente Almelo", Inschrijfdatum=inschrijfdatum)

    assert lees_sonar([rij], per=PER).gewijzigd == 1
    assert lees_sonar([rij], per=PER + timedelta(days=1)).ongewijzigd == 1
    assert organisaties() == [("UWV", date(2020, 3, 15), vanaf), ("Gemeente Almelo", vanaf, None)]


def test_a_file_that_is_older_than_what_is_known_is_refused(lees_sonar) -> None:
    lees_sonar([sonar_rij(A)], per=date(2022, 3, 31))
    lees_sonar([sonar_rij(A, Gemeente="Borne")], per=PER)

    uitslag = lees_sonar([sonar_rij(A)], per=date(2022, 5, 1))

    assert "na deze datum" in uitslag.meldingen[0].reden
    assert not uitslag.opgeslagen


def test_an_earlier_inschrijfdatum_mends_the_start_and_the_first_woonplaats(lees_sonar) -> None:
    lees_sonar([sonar_rij(A)])
    lees_sonar([sonar_rij(A, Inschrijfdatum="01-01-2019")])

    assert organisaties() == [("UWV", date(2019, 1, 1), None)]
    assert woonplaatsen() == [("GM0141", date(2019, 1, 1), None)]


def test_who_is_not_in_a_complete_file_is_no_longer_registered(lees_sonar) -> None:
    lees_sonar([sonar_rij(A), sonar_rij(B), sonar_rij(C, Organisatie_Naam="Gemeente Borne")])

    uitslag = lees_sonar([sonar_rij(A)], volledig_per=PER)

    assert uitslag.beeindigd == 1  # B; C is of an organisation that is not in the file
    assert len(klanten.stand(PER)) == 2
    assert len(klanten.stand(PER - timedelta(days=1))) == 3
    with pytest.raises(Weigering, match="overgeslagen rij"):
        lees_sonar([sonar_rij(A)], volledig_per=PER, sla_fouten_over=True)


def test_a_file_cannot_be_of_a_day_to_come(lees_sonar) -> None:
    with pytest.raises(Weigering, match="toekomst"):
        lees_sonar([sonar_rij(A)], per=date(2199, 1, 1))


def test_who_comes_back_is_registered_anew(lees_sonar) -> None:
    lees_sonar([sonar_rij(A), sonar_rij(B)])
    lees_sonar([sonar_rij(A)], volledig_per=date(2021, 1, 1))
    rijen = [sonar_rij(A), sonar_rij(B)]

    assert lees_sonar(rijen, per=PER).gewijzigd == 1
    assert lees_sonar(rijen, per=PER + timedelta(days=5)).ongewijzigd == 2
    assert len(klanten.stand(PER - timedelta(days=1))) == 1
    assert len(klanten.stand(PER)) == 2


def profielen() -> list[tuple[str, date | None, date | None]]:
    return list(
        KlantprofielTable.objects.order_by("vastgesteld_op", "id").values_list(
            "status", "vastgesteld_op", "ingetrokken_op"
        )
    )


def test_a_profile_is_vastgesteld_withdrawn_and_made_again(lees_sonar) -> None:
    lees_sonar([sonar_rij(A)], per=date(2022, 1, 1))
    assert profielen() == []

    lees_sonar([sonar_rij(A, Klantprofiel="Ja")], per=date(2022, 2, 1))
    assert profielen() == [("vastgesteld", date(2022, 2, 1), None)]

    lees_sonar([sonar_rij(A, Klantprofiel="")], per=date(2022, 3, 1))
    assert profielen() == [("vastgesteld", date(2022, 2, 1), None)]  # unknown says nothing

    lees_sonar([sonar_rij(A, Klantprofiel="NNB")], per=date(2022, 4, 1))
    assert profielen() == [("ingetrokken", date(2022, 2, 1), date(2022, 4, 1))]

    terug = sonar_rij(A, Klantprofiel="01-03-2022")
    lees_sonar([terug], per=PER)
    assert lees_sonar([terug], per=PER + timedelta(days=1)).ongewijzigd == 1
    assert profielen() == [
        ("ingetrokken", date(2022, 2, 1), date(2022, 4, 1)),
        ("vastgesteld", date(2022, 4, 1), None),  # not before the withdrawal
    ]


@pytest.mark.parametrize(
    ("jadatum", "vanaf"), [("inschrijfdatum", date(2020, 3, 15)), ("bestandsdatum", PER)]
)
def test_ja_of_a_new_klant_counts_from_the_day_of_the_setting(
    lees_sonar, settings, jadatum: str, vanaf: date
) -> None:
    settings.JADATUM = jadatum
    lees_sonar([sonar_rij(A, Klantprofiel="Ja")], per=PER)

    assert profielen() == [("vastgesteld", vanaf, None)]


def test_another_day_of_vaststelling_mends_the_day(lees_sonar) -> None:
    lees_sonar([sonar_rij(A, Klantprofiel="concept")])
    assert profielen() == [("concept", None, None)]

    for dag in ("01-02-2021", "01-03-2021"):
        lees_sonar([sonar_rij(A, Klantprofiel=dag)])
    assert profielen() == [("vastgesteld", date(2021, 3, 1), None)]


def test_who_has_a_profile_by_what_counts_as_one(lees_sonar, settings) -> None:
    rijen = [
        sonar_rij(A, Klantprofiel="30-06-2022", Toestemming="Nee"),
        sonar_rij(B, Klantprofiel="30-06-2022", Toestemming="JA"),
        sonar_rij(C, Klantprofiel="01-07-2022", Toestemming="Ja"),
    ]
    lees_sonar(rijen, extra=("Toestemming",))

    assert len(klantprofielen.met_profiel(PER)) == 2
    settings.PROFIELTELLING = Profieltelling.GEDEELD.code
    assert len(klantprofielen.met_profiel(PER)) == 1


def test_the_stand_of_a_day(lees_sonar) -> None:
    lees_sonar([sonar_rij(A), sonar_rij(B, Organisatie_Naam="Gemeente Borne", Gemeente="NNB")])

    stand = klanten.stand(PER)

    assert klanten.stand(date(2020, 3, 14)) == []
    assert sorted((code or "", soort) for _, _, code, soort in stand) == [
        ("", Organisatiesoort.GEMEENTE),
        ("GM0141", Organisatiesoort.UWV),
    ]
    assert all(len(index) == 32 for _, index, _, _ in stand)


def test_an_import_is_recorded_with_who_when_which_bytes_and_how_many(lees_sonar) -> None:
    uitslag = lees_sonar([sonar_rij(A)], synthetisch=True)

    invoer = InvoerTable.objects.get()
    assert (invoer.soort, invoer.door, invoer.nieuw, invoer.synthetisch) == ("sonar", "test", 1, True)
    assert invoer.bestand_sha256 == uitslag.bestand_sha256
    assert timezone.now() - invoer.op < timedelta(minutes=1)


EERDER, LATER = date(2022, 4, 15), date(2022, 5, 15)


@pytest.mark.parametrize("profiel", ["Ja", "01-05-2021"])
def test_an_older_file_does_not_bring_a_withdrawn_profile_back(lees_sonar, opgeslagen, profiel):
    oud = [sonar_rij(A, Klantprofiel=profiel)]
    assert lees_sonar(oud, per=EERDER).opgeslagen
    assert lees_sonar([sonar_rij(A, Klantprofiel="Nee")], per=LATER).opgeslagen
    stand = opgeslagen()

    uitslag = lees_sonar(oud, per=EERDER)

    assert not uitslag.opgeslagen
    assert [(m.kolom, m.reden) for m in uitslag.meldingen] == [
        ("Klantprofiel", "Wat we van dit profiel weten, is van na de dag van dit bestand.")
    ]
    assert opgeslagen() == stand
    assert klantprofielen.met_profiel(date(2022, 6, 30)) == set()


def test_an_older_file_does_not_withdraw_a_later_profile(lees_sonar, opgeslagen):
    assert lees_sonar([sonar_rij(A, Klantprofiel="01-05-2022")], per=LATER).opgeslagen
    stand = opgeslagen()

    assert not lees_sonar([sonar_rij(A, Klantprofiel="NNB")], per=EERDER).opgeslagen
    assert opgeslagen() == stand
