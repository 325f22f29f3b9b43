"""From files to an uitgave: frozen once, signed twice, the same bytes ever after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from doorzicht.domain.klant.tables import KlantTable, WoonplaatsTable
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.domain.klantprofiel.model import Klantbezwaar, Verwerking
from doorzicht.domain.publicatie import service as publicatie
from doorzicht.domain.publicatie.model import Beleid, Bescherming, Status, Uitgave, VerkeerdeStatus, VierOgen
from doorzicht.domain.publicatie.tables import UitgaveTable
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.kwartaal import Kwartaal
from tests.integration.publicatie.kleine_wereld import DOOR, Mens, breng_in, bsns

KWARTAAL = Kwartaal(2022, 2)
TWENTE = 9
ZOALS = Bescherming(Beleid.ZOALS_GEPUBLICEERD)
NAMEN = {
    "index.html",
    "rapport.pdf",
    "tabel.xlsx",
    "tabel.ods",
    "tabel.csv",
    "tabel.csv-metadata.json",
    "uitgave.json",
}


@pytest.fixture
def wereld(kaart: None, settings: Settings, tmp_path: Path) -> list[Mens]:
    """Eight people around Almelo; only five of them count on 30 June 2022."""
    settings.PEILINGEN = tmp_path / "peilingen"
    settings.ARCHIEF = tmp_path / "archief"
    nummer = bsns()
    mensen = [
        Mens(next(nummer), profiel="15-05-2022"),
        Mens(next(nummer), profiel="30-06-2022"),  # on the day itself
        Mens(next(nummer), profiel="01-07-2022"),  # a day late
        Mens(next(nummer), organisatie="Gemeente Almelo", profiel="01-01-2022"),
        Mens(next(nummer), gemeente="Wierden", organisatie="Gemeente Wierden"),
        Mens(next(nummer), in_register=None),  # not in the register: does not count
        Mens(next(nummer), ingeschreven="01-07-2022"),  # came a day late
        Mens(next(nummer), gemeente="NNB"),  # counts, but in no table
    ]
    breng_in(mensen, tmp_path)
    return mensen


def zet_uit(bescherming: Bescherming = ZOALS, uit: Path | None = None) -> Uitgave:
    return publicatie.publiceer_regios(
        KWARTAAL,
        [TWENTE],
        bescherming,
        maker=DOOR,
        vaststeller="vaststeller",
        uit=uit,
        voortgang=lambda gedaan, totaal: None,
    )[0]


def test_the_table_counts_who_is_in_the_register_and_in_sonar_on_the_peildatum(wereld: list[Mens]) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    inhoud = zet_uit().inhoud

    almelo, wierden = (regel for regel in inhoud.tabel.regels if regel.gemeente in {"Almelo", "Wierden"})
    assert almelo.cijfers.cellen() == (1, 0, 2, 1, 4)
    assert wierden.cijfers.cellen() == (0, 1, 0, 0, 1)
    assert inhoud.tabel.totaal.cellen() == (1, 1, 2, 1, 5)
    assert len(inhoud.tabel.regels) == 14
    assert inhoud.zonder_gemeente == 1
    assert (
        inhoud.doelgroepregister == 6
    )  # the five above and who came to Sonar a day late; one has no gemeente
    assert inhoud.bekend_procent == 83  # 5 / 6


def test_the_same_records_give_the_same_peiling_and_the_same_bytes(
    wereld: list[Mens], tmp_path: Path
) -> None:
    eerste = publicatie.peil(KWARTAAL, DOOR)
    zet_uit(uit=tmp_path / "een")
    tweede = publicatie.peil(KWARTAAL, "iemand anders")
    zet_uit(uit=tmp_path / "twee")

    assert tweede == eerste
    een, twee = (
        {
            bestand.name: bestand.read_bytes()
            for bestand in (tmp_path / map_ / "2022-kw2" / "09-twente").iterdir()
        }
        for map_ in ("een", "twee")
    )
    assert een == twee
    assert set(een) == NAMEN
    assert json.loads(een["uitgave.json"])["peilingHash"] == eerste.hash


def test_who_objected_to_being_counted_and_was_put_in_the_right_is_left_out_from_then_on(
    wereld: list[Mens],
) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    eerder = zet_uit().inhoud
    nu = timezone.now()
    wierden = KlantTable.objects.get(
        id__in=WoonplaatsTable.objects.filter(gemeente_code="GM0189").values("klant")
    )
    bezwaar = Klantbezwaar.maken(wierden.id, Verwerking.CIJFERS, "Ik wil dit niet.", nu)
    klantprofielen.leg_bezwaar_vast(bezwaar)
    assert publicatie.peil(KWARTAAL, DOOR).hash == eerder.peiling_hash  # asked, not yet decided

    klantprofielen.werk_bezwaar_bij(bezwaar.inwilligen("k.wierden", nu, "Je hebt gelijk."))
    publicatie.peil(KWARTAAL, DOOR)
    later = zet_uit().inhoud
    assert (eerder.tabel.totaal.cellen(), later.tabel.totaal.cellen()) == ((1, 1, 2, 1, 5), (1, 0, 2, 1, 4))
    assert (eerder.doelgroepregister, later.doelgroepregister) == (6, 5)
    assert len(eerder.toelichting) == 1
    assert "gelijk kreeg, telt vanaf dat moment niet mee" in later.toelichting[1]
    assert not any(teken.isdigit() for teken in later.toelichting[1])


def test_changed_records_lead_to_a_new_version_beside_the_old_one(wereld: list[Mens], tmp_path: Path) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    oud = zet_uit()
    breng_in(
        [Mens(wereld[4].bsn, gemeente="Wierden", organisatie="Gemeente Wierden", profiel="01-06-2022")],
        tmp_path,
    )
    publicatie.peil(KWARTAAL, DOOR)
    nieuw = zet_uit()

    assert (oud.versie, nieuw.versie) == (1, 2)
    assert [(v.versie, v.status) for v in publicatie.versies(KWARTAAL, TWENTE)] == [
        (2, Status.GEPUBLICEERD),
        (1, Status.GERECTIFICEERD),
    ]
    eerste = publicatie.uitgave(KWARTAAL, TWENTE, 1)
    assert eerste is not None
    assert eerste.inhoud == oud.inhoud
    assert publicatie.uitgave(KWARTAAL, TWENTE) == nieuw


def test_another_protection_gives_files_and_leaves_the_site_alone(wereld: list[Mens], tmp_path: Path) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    zet_uit(ZOALS, tmp_path / "een")
    rond = zet_uit(Bescherming(Beleid.AFGEROND_5), tmp_path / "rond")
    zet_uit(ZOALS, tmp_path / "twee")

    pad = Path("2022-kw2", "09-twente", "uitgave.json")
    assert rond.status is Status.VASTGESTELD
    assert (tmp_path / "een" / pad).read_bytes() == (tmp_path / "twee" / pad).read_bytes()
    assert json.loads((tmp_path / "rond" / pad).read_text())["totaal"]["totaal"] == 5
    assert [versie.versie for versie in publicatie.versies(KWARTAAL, TWENTE)] == [1]
    assert publicatie.geldende_bescherming(KWARTAAL) == ZOALS


def test_a_second_protection_that_gives_people_away_is_refused(wereld: list[Mens]) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    zet_uit(Bescherming(Beleid.AFGEROND_5))

    for bescherming in (ZOALS, Bescherming(Beleid.ONDERDRUKT, 3)):
        with pytest.raises(Weigering, match="al uit met afgerond-5"):
            zet_uit(bescherming)
        with pytest.raises(Weigering, match="al uit met afgerond-5"):
            publicatie.maak(KWARTAAL, 10, bescherming, DOOR)
    assert zet_uit(Bescherming(Beleid.AFGEROND_5)).versie == 1
    assert publicatie.maak(KWARTAAL, TWENTE, ZOALS, DOOR, ander_beleid=True).versie == 2


def test_a_bare_region_does_not_open_the_door_for_another_one(wereld: list[Mens]) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    zet_uit(ZOALS)

    with pytest.raises(Weigering, match="zoals-gepubliceerd"):
        publicatie.maak(KWARTAAL, 15, Bescherming(Beleid.ONDERDRUKT, 10), DOOR)


def test_the_country_speaks_with_the_protection_of_most_regions(wereld: list[Mens]) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    for regio in (TWENTE, 10, 11):
        bescherming = Bescherming(Beleid.AFGEROND_5) if regio == 11 else ZOALS
        publicatie.publiceer_regios(
            KWARTAAL,
            [regio],
            bescherming,
            maker=DOOR,
            vaststeller="vaststeller",
            uit=None,
            voortgang=lambda gedaan, totaal: None,
            ander_beleid=True,
        )

    beeld = publicatie.land(KWARTAAL)
    assert beeld is not None
    assert beeld.doelgroepregister == 7  # bare; rounded it would be 5
    assert publicatie.geldende_bescherming(KWARTAAL) == ZOALS


def test_the_second_signature_is_of_a_second_person(wereld: list[Mens]) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    publicatie.maak(KWARTAAL, TWENTE, ZOALS, DOOR)
    publicatie.controleer(KWARTAAL, TWENTE, ZOALS, DOOR)

    for zelfde in (DOOR, f" {DOOR.upper()} ", "", "  "):
        with pytest.raises(VierOgen):
            publicatie.stel_vast(KWARTAAL, TWENTE, ZOALS, zelfde)
        with pytest.raises(Error, match="publicatie_vier_ogen"), transaction.atomic():
            UitgaveTable.objects.update(status="vastgesteld", vastgesteld_door=zelfde)


def test_no_step_can_be_left_out(wereld: list[Mens]) -> None:
    publicatie.peil(KWARTAAL, DOOR)

    with pytest.raises(Weigering, match="nog niet gemaakt"):
        publicatie.publiceer(KWARTAAL, TWENTE, ZOALS)
    publicatie.maak(KWARTAAL, TWENTE, ZOALS, DOOR)
    with pytest.raises(VerkeerdeStatus):
        publicatie.publiceer(KWARTAAL, TWENTE, ZOALS)
    with pytest.raises(Error, match="publicatie_status_en_stappen"), transaction.atomic():
        UitgaveTable.objects.update(status="gepubliceerd", gepubliceerd_op=timezone.now())
    assert publicatie.uitgave(KWARTAAL, TWENTE) is None


@pytest.mark.parametrize("poging", ["inhoud", "status", "weg"])
def test_what_is_out_cannot_be_changed_even_in_the_database(wereld: list[Mens], poging: str) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    zet_uit()

    rijen = UitgaveTable.objects.filter(kwartaal=str(KWARTAAL))
    pogingen = {
        "inhoud": lambda: rijen.update(inhoud={}),
        "status": lambda: rijen.update(status="concept"),
        "weg": rijen.delete,
    }
    with pytest.raises(Error, match="verandert niet meer"), transaction.atomic():
        pogingen[poging]()


@pytest.mark.parametrize("tabel", ["publicatie_peiling", "publicatie_beslissing", "publicatie_uitgave"])
def test_what_is_frozen_decided_or_out_cannot_be_emptied(wereld: list[Mens], tabel: str) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    zet_uit()

    pogingen = [f"DELETE FROM {tabel}"]
    if tabel != "publicatie_uitgave":
        pogingen.append(f"UPDATE {tabel} SET {'bevroren_door' if 'peiling' in tabel else 'beleid'} = 'x'")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER publicatie_niet_leeg")
        for poging in (*pogingen, f"TRUNCATE {tabel} CASCADE"):
            with pytest.raises(Error, match="verandert niet meer"), transaction.atomic():
                cursor.execute(poging)


def test_rows_that_changed_after_freezing_are_not_counted(
    wereld: list[Mens], settings: Settings, tmp_path: Path
) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    ander = tmp_path / "ander"
    settings.PEILINGEN, bevroren = ander, settings.PEILINGEN
    publicatie.peil(KWARTAAL.vorige(), DOOR)
    doel, bron = next(bevroren.iterdir()), next(ander.iterdir())
    doel.write_bytes(bron.read_bytes())
    settings.PEILINGEN = bevroren

    with pytest.raises(Weigering, match="veranderd na het peilen"):
        zet_uit()


def test_a_quarter_that_is_not_over_or_not_known_is_refused(kaart: None) -> None:
    with pytest.raises(Weigering, match="nog niet voorbij"):
        publicatie.peil(Kwartaal(2098, 1), DOOR)
    with pytest.raises(Weigering, match="geen mensen bekend"):
        publicatie.peil(Kwartaal(2012, 1), DOOR)
    with pytest.raises(Weigering, match="nog niet gepeild"):
        zet_uit()


def test_a_peiling_holds_no_bsn_and_no_index_of_one(wereld: list[Mens], settings: Settings) -> None:
    publicatie.peil(KWARTAAL, DOOR)
    bestand = next(Path(settings.PEILINGEN).iterdir()).read_bytes()

    assert not any(mens.bsn.encode() in bestand for mens in wereld)
    assert not any(int(mens.bsn).to_bytes(4, "little") in bestand for mens in wereld)
