"""The report as PDF: typst refuses what fails PDF/UA-1 or PDF/A-2a; here what it cannot know."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate

from doorzicht.domain.publicatie.model import UitgaveInhoud
from doorzicht.domain.publicatie.render.rapport import maak_pdf
from tests import uitgaven


def elementen(knoop: pikepdf.Object, soort: str) -> Iterator[pikepdf.Object]:
    kinderen = knoop.get("/K", pikepdf.Array())
    for kind in kinderen if isinstance(kinderen, pikepdf.Array) else [kinderen]:
        if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
            if soort == kind.S:
                yield kind
            yield from elementen(kind, soort)


def tabelkenmerken(cel: pikepdf.Object) -> pikepdf.Object:
    return next(kenmerk for kenmerk in cel.A if kenmerk.O == "/Table")


@pytest.fixture(scope="module")
def rapport() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(maak_pdf(uitgaven.twente()))) as pdf:
        yield pdf


@pytest.mark.parametrize("naam", uitgaven.VOORBEELDEN)
def test_pdfua_finds_nothing(naam: str, tmp_path: Path):
    bestand = tmp_path / "rapport.pdf"
    bestand.write_bytes(maak_pdf(uitgaven.VOORBEELDEN[naam]()))
    assert list(validate(bestand).findings) == []


def test_the_report_says_what_it_is(rapport: pikepdf.Pdf):
    assert str(rapport.Root.Lang) == "nl-NL"
    assert str(rapport.docinfo.Title) == "Transparantie van klantprofielen, tweede kwartaal 2022, Twente"
    with rapport.open_metadata() as gegevens:
        assert gegevens["pdfaid:part"] == "2"
        assert gegevens["pdfaid:conformance"] == "A"
        assert gegevens["pdfuaid:part"] == "1"
        assert gegevens["xmp:CreateDate"].startswith("2022-09-15")


def test_a_gemeente_is_the_heading_of_its_row(rapport: pikepdf.Pdf):
    tabel = next(elementen(rapport.Root.StructTreeRoot, "/Table"))
    romp = next(elementen(tabel, "/TBody"))
    rijen = list(elementen(romp, "/TR"))
    regio, almelo = elementen(rijen[0], "/TH")
    assert [tabelkenmerken(cel).Scope for cel in (regio, almelo)] == ["/Row", "/Row"]
    assert tabelkenmerken(regio).RowSpan == 14
    (borne,) = elementen(rijen[1], "/TH")
    for cel in elementen(rijen[1], "/TD"):
        koppen = [str(kop) for kop in tabelkenmerken(cel).Headers]
        assert koppen[-2:] == [str(regio.ID), str(borne.ID)]


def test_every_heading_that_a_cell_names_is_in_the_tree_of_names(rapport: pikepdf.Pdf):
    boom = rapport.Root.StructTreeRoot
    namen = [str(naam) for naam in list(boom.IDTree.Names)[::2]]
    genoemd = {str(kop) for cel in elementen(boom, "/TD") for kop in tabelkenmerken(cel).Headers}
    assert namen == sorted(set(namen))
    assert genoemd <= set(namen)


def test_every_picture_is_told_in_words(rapport: pikepdf.Pdf):
    platen = list(elementen(rapport.Root.StructTreeRoot, "/Figure"))
    assert len(platen) == 3
    assert all(len(str(plaat.Alt)) > 100 for plaat in platen)


def met_gemeenten(aantal: int) -> UitgaveInhoud:
    """Twente with another number of rows."""
    inhoud = uitgaven.twente()
    regels = (inhoud.tabel.regels * 3)[:aantal]
    return replace(inhoud, tabel=replace(inhoud.tabel, regels=regels))


@pytest.mark.parametrize("aantal", [1, 6, 7, 14, 16, 24, 30])
def test_a_picture_is_at_most_one_a_page(aantal: int):
    with pikepdf.open(BytesIO(maak_pdf(met_gemeenten(aantal)))) as pdf:
        bladen = [plaat.Pg.objgen for plaat in elementen(pdf.Root.StructTreeRoot, "/Figure")]
        assert len(bladen) == 3
        assert len(bladen) == len(set(bladen))


@pytest.mark.parametrize("aantal", [1, 6, 7, 14, 15, 16, 24])
def test_texts_fill_what_tables_and_pictures_leave_of_a_page(aantal: int):
    with pikepdf.open(BytesIO(maak_pdf(met_gemeenten(aantal)))) as pdf:
        assert len(pdf.pages) <= (5 if aantal <= 6 else 6)


def test_without_a_trend_there_is_no_empty_picture():
    with pikepdf.open(BytesIO(maak_pdf(uitgaven.eerste_kwartaal()))) as pdf:
        assert len(list(elementen(pdf.Root.StructTreeRoot, "/Figure"))) == 2
