"""`doorzicht importeer`: what a person sees, what a machine gets, and the files that come back to be mended."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from doorzicht.config.cli.importeren import importeer
from doorzicht.domain.doelgroepregister import service as doelgroepregister
from doorzicht.domain.klant.model import SONAR_KOLOMMEN
from doorzicht.domain.klant.tables import KlantTable
from doorzicht.domain.klantprofiel import service as klantprofielen
from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.invoer import Uitslag
from doorzicht.infra.spreadsheets.reading_refused import refused_as_csv
from tests.invoerbestanden import bsns, register_rij, schrijf_register, schrijf_sonar, sonar_rij

A, B, C = (bsn for bsn, _ in zip(bsns(), range(3), strict=False))


@pytest.fixture
def vraag(kaart: None, monkeypatch: pytest.MonkeyPatch):
    """Call a command. The test's own database is there and up to date already."""
    monkeypatch.setattr("doorzicht.config.cli.importeren.migrate", lambda: None)

    def roep(*woorden: object) -> Result:
        return CliRunner().invoke(importeer, [str(woord) for woord in woorden])

    return roep


def test_a_register_comes_in_and_says_so(vraag, tmp_path: Path) -> None:
    uit = vraag("register", schrijf_register(tmp_path / "r.csv", [register_rij(A)]))

    assert uit.exit_code == 0
    assert (
        "Rijen: 1, waarvan 1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 geweigerd.\nAlles is opgeslagen."
        in uit.output
    )


def test_a_complete_register_says_how_many_it_ended(vraag, tmp_path: Path) -> None:
    vraag("register", schrijf_register(tmp_path / "r.csv", [register_rij(A), register_rij(B)]))

    uit = vraag(
        "register", schrijf_register(tmp_path / "s.csv", [register_rij(A)]), "--volledig-per", "2022-06-30"
    )

    assert uit.exit_code == 0
    assert "Niet in het bestand, en daarom beëindigd: 1." in uit.output


def test_a_trial_shows_the_report_and_ends_in_1_when_a_row_is_wrong(vraag, tmp_path: Path) -> None:
    pad = schrijf_sonar(tmp_path / "s.csv", [sonar_rij(A), sonar_rij(B, Gemeente="Hengello")])

    uit = vraag("sonar", pad, "--proef", "--rapport", tmp_path / "rapport.csv")

    assert uit.exit_code == 1
    assert "Hengello" in uit.output
    assert "er is niets opgeslagen" in uit.output
    rapport = list(
        csv.DictReader(io.StringIO((tmp_path / "rapport.csv").read_text("utf-8-sig")), delimiter=";")
    )
    assert [(rij["rij"], rij["kolom"], rij["gelezen"]) for rij in rapport] == [("3", "Gemeente", "Hengello")]
    assert KlantTable.objects.count() == 0


def test_refused_rows_come_back_to_be_mended_and_brought_again(vraag, tmp_path: Path) -> None:
    rijen = [sonar_rij(A), sonar_rij(B, Gemeente="Hengello", Telefoonnummer="+31612345678"), sonar_rij(C)]
    pad = schrijf_sonar(tmp_path / "s.csv", rijen)

    assert vraag("sonar", pad, "--sla-fouten-over").exit_code == 0
    geweigerd = tmp_path / "s-geweigerd.csv"
    assert stat.S_IMODE(geweigerd.stat().st_mode) == 0o600
    tekst = geweigerd.read_text("utf-8-sig")
    assert "Gemeente: ‘Hengello’ kennen we niet" in tekst
    assert "'+31612345678" in tekst

    geweigerd.write_text(tekst.replace("Hengello", "Hengelo", 1), "utf-8")
    assert vraag("sonar", geweigerd).exit_code == 0
    assert KlantTable.objects.count() == 3
    assert KlantTable.objects.get(telefoonnummer__startswith="+").telefoonnummer == "+31612345678"


def test_a_machine_gets_one_json_document(vraag, tmp_path: Path) -> None:
    pad = schrijf_sonar(tmp_path / "s.csv", [sonar_rij(A), sonar_rij("1")])

    document = json.loads(vraag("sonar", pad, "--json").stdout)

    assert (document["nieuw"], document["geweigerd"], document["opgeslagen"]) == (1, 1, False)
    assert document["meldingen"][0] == {
        "rij": 3,
        "kolom": "BSN",
        "gelezen": "(niet getoond)",
        "reden": "Dit is geen BSN.",
        "doe": "Een BSN heeft negen cijfers (voorloopnullen mogen weg zijn).",
    }


def test_a_file_that_is_no_export_is_a_refusal(vraag, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_bytes(b"%PDF-1.7")

    assert isinstance(vraag("sonar", tmp_path / "s.csv").exception, Weigering)


def test_no_cell_of_what_goes_out_starts_a_formula(vraag, tmp_path: Path) -> None:
    gevaarlijk = ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"]
    rijen = [sonar_rij(A, Gemeente=cel, Volledige_Naam=cel, Plaats=cel) | {"BSN": cel} for cel in gevaarlijk]
    pad = schrijf_sonar(tmp_path / "s.csv", rijen)

    vraag("sonar", pad, "--sla-fouten-over", "--rapport", tmp_path / "r.csv")

    for naam in ("r.csv", "s-geweigerd.csv"):
        tekst = (tmp_path / naam).read_text("utf-8-sig")
        cellen = [cel for rij in csv.reader(io.StringIO(tekst, newline=""), delimiter=";") for cel in rij]
        assert len(cellen) > 20
        assert not [cel for cel in cellen if cel.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_no_file_that_stands_there_is_written_over(vraag, tmp_path: Path) -> None:
    pad = schrijf_sonar(tmp_path / "s.csv", [sonar_rij(A), sonar_rij(B, Gemeente="Hengello")])
    (tmp_path / "staat-er.csv").write_text("van een ander")
    (tmp_path / "link.csv").symlink_to(pad)
    (tmp_path / "hard.csv").hardlink_to(pad)
    (tmp_path / "wees.csv").symlink_to(tmp_path / "nergens.csv")
    inhoud = pad.read_bytes()

    for keuze in ("--rapport", "--geweigerd"):
        for naam, zegt in (
            ("s.csv", "dat je inleest"),
            ("../" + tmp_path.name + "/s.csv", "dat je inleest"),
            ("link.csv", "dat je inleest"),
            ("hard.csv", "dat je inleest"),
            ("staat-er.csv", "bestaat al"),
            ("wees.csv", "bestaat al"),
        ):
            uit = vraag("sonar", pad, "--sla-fouten-over", keuze, tmp_path / naam)
            assert isinstance(uit.exception, Weigering)
            assert zegt in str(uit.exception)
    uit = vraag("sonar", pad, "--rapport", tmp_path / "x.csv", "--geweigerd", tmp_path / "x.csv")
    assert isinstance(uit.exception, Weigering)

    assert pad.read_bytes() == inhoud
    assert (tmp_path / "staat-er.csv").read_text() == "van een ander"
    assert KlantTable.objects.count() == 0


@pytest.mark.parametrize("keuze", ["--rapport", "--geweigerd"])
def test_no_empty_file_is_left_behind_when_the_file_is_refused(vraag, tmp_path: Path, keuze: str) -> None:
    pad = tmp_path / "s.csv"
    pad.write_text("dit;is;geen;export\n")

    uit = vraag("sonar", pad, "--sla-fouten-over", keuze, tmp_path / "nieuw.csv")

    assert isinstance(uit.exception, Weigering)
    assert [bestand.name for bestand in tmp_path.iterdir()] == ["s.csv"]


def test_no_file_of_refused_rows_is_left_when_no_row_was_refused(vraag, tmp_path: Path) -> None:
    pad = schrijf_sonar(tmp_path / "s.csv", [sonar_rij(A)])

    assert vraag("sonar", pad, "--sla-fouten-over", "--geweigerd", tmp_path / "g.csv").exit_code == 0
    assert [bestand.name for bestand in tmp_path.iterdir()] == ["s.csv"]


def test_a_report_that_cannot_be_written_is_said_before_anything_comes_in(vraag, tmp_path: Path) -> None:
    pad = schrijf_sonar(tmp_path / "s.csv", [sonar_rij(A)])

    uit = vraag("sonar", pad, "--rapport", pad / "r.csv")

    assert isinstance(uit.exception, Weigering)
    assert "niet te maken" in str(uit.exception)
    assert KlantTable.objects.count() == 0


def test_a_file_that_appears_during_the_import_is_not_written_over(
    vraag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pad = schrijf_sonar(tmp_path / "s.csv", [sonar_rij(A), sonar_rij(B, Gemeente="Hengello")])
    lees = klantprofielen.importeer_sonar_export

    def terwijl_een_ander_schrijft(*gegeven: Any) -> Uitslag:
        for naam in ("r.csv", "s-geweigerd.csv"):
            (tmp_path / naam).unlink(missing_ok=True)
            (tmp_path / naam).write_text("van een ander")
        return lees(*gegeven)

    monkeypatch.setattr(klantprofielen, "importeer_sonar_export", terwijl_een_ander_schrijft)
    assert vraag("sonar", pad, "--sla-fouten-over", "--rapport", tmp_path / "r.csv").exit_code == 0

    assert (tmp_path / "r.csv").read_text() == "van een ander"
    assert (tmp_path / "s-geweigerd.csv").read_text() == "van een ander"
    assert (tmp_path / "s-geweigerd-2.csv").exists()


def test_refused_rows_of_a_second_time_stand_beside_those_of_the_first(vraag, tmp_path: Path) -> None:
    pad = schrijf_sonar(tmp_path / "s.csv", [sonar_rij(A), sonar_rij(B, Gemeente="Hengello")])

    for _ in range(3):
        assert vraag("sonar", pad, "--sla-fouten-over").exit_code == 0

    namen = {bestand.name for bestand in tmp_path.glob("s-geweigerd*")}
    assert namen == {"s-geweigerd.csv", "s-geweigerd-2.csv", "s-geweigerd-3.csv"}


def test_refused_rows_are_not_taken_from_another_file(tmp_path: Path) -> None:
    pad = schrijf_register(tmp_path / "r.csv", [register_rij(A)])

    with pytest.raises(Weigering, match="veranderde na het lezen"):
        refused_as_csv(pad, doelgroepregister.KOP, (), "0" * 64)


@pytest.mark.parametrize("stap", [1, 5, -3, 11, 20])
def test_a_report_of_shifted_columns_tells_of_nobody(vraag, tmp_path: Path, stap: int) -> None:
    persoon = {
        "Volledige Naam": "Pietje Puk",
        "Telefoonnummer": "06-12345678",
        "E-mailadres": "p.puk@voorbeeld.invalid",
        "Postcode": "7551 ZZ",
        "Plaats": "Verzonnendorp",
        "Straatnaam": "Verzonnenlaan",
        "Medewerker Naam": "Truus Puk",
    }
    kolommen = list(SONAR_KOLOMMEN)
    geschoven = kolommen[stap:] + kolommen[:stap]
    rijen = [
        dict(zip(kolommen, (rij[naam] for naam in geschoven), strict=True))
        for rij in (sonar_rij(bsn) | persoon for bsn in (A, B))
    ]
    pad = schrijf_sonar(tmp_path / "s.csv", rijen)

    uit = vraag("sonar", pad, "--json", "--rapport", tmp_path / "r.csv")

    assert uit.exit_code == 1
    for tekst in (uit.output, (tmp_path / "r.csv").read_text("utf-8-sig")):
        assert not [deel for waarde in (*persoon.values(), A, B) for deel in waarde.split() if deel in tekst]
