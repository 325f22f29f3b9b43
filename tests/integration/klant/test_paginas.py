"""The pages about klanten: what they show, what they refuse, and that nothing typed is lost."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from doorzicht.domain.klant.model import WIJZIGBAAR
from doorzicht.domain.klant.tables import InschrijvingTable, KlantTable, OverdrachtTable
from doorzicht.domain.toegang.model import Organisatiesoort, Rol
from doorzicht.domain.toegang.tables import LogregelTable
from tests.handelenden import ENSCHEDE, HENGELO, klant_bij, organisatie

BSN, ANDER_BSN = "123456782", "111222333"


@pytest.fixture
def browser(aangemeld) -> Client:
    """A klantmanager of Enschede, logged in."""
    return aangemeld(Rol.KLANTMANAGER, organisatie(Organisatiesoort.GEMEENTE), "k.enschede")


@pytest.fixture
def anna(kaart: None) -> UUID:
    return klant_bij(
        organisatie(Organisatiesoort.GEMEENTE), bsn=BSN, naam="Anna de Vries", telefoonnummer="0612345678"
    )


@pytest.fixture
def elders(kaart: None) -> UUID:
    hengelo = organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO)
    return klant_bij(hengelo, woont_in=HENGELO, bsn=ANDER_BSN, naam="Bart Bakker")


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def whole_form(**anders: str) -> dict[str, str]:
    return (
        dict.fromkeys(WIJZIGBAAR, "")
        | {"versie": "1", "telefoonnummer": "0612345678", "naam": "Anna de Vries"}
        | anders
    )


def test_the_list_shows_ones_own_klanten_and_leads_to_their_dossier(browser, anna, elders):
    page = browser.get("/werk/klanten/")
    assert page.status_code == 200
    assert "Anna de Vries" in text(page)
    assert "Bart Bakker" not in text(page)
    assert reverse("klant", args=[anna]) in page.content.decode()
    assert page["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "vraag", ["?pagina=0", "?pagina=x", "?pagina=99999999999", "?volgorde=x&gemeente=%00GM"]
)
def test_a_strange_page_or_order_is_no_error(browser, anna, vraag):
    assert browser.get(f"/werk/klanten/{vraag}").status_code == 200


def test_the_list_goes_by_pages_without_a_script(browser, kaart):
    for nummer in range(30):
        klant_bij(organisatie(Organisatiesoort.GEMEENTE), naam=f"Naam {nummer:02d}")
    first = browser.get("/werk/klanten/")
    assert "Naam 24" in text(first)
    assert "Naam 25" not in text(first)
    second = browser.get("/werk/klanten/?volgorde=naam&pagina=2")
    assert 'href="?volgorde=naam&amp;pagina=2"' in first.content.decode()
    assert "Naam 25" in text(second)
    assert "Pagina 2 van 2" in text(second)


def test_a_search_is_sent_and_finds_by_name_and_by_bsn(browser, anna, elders):
    for vraag in ("vries", BSN):
        page = browser.post("/werk/klanten/zoeken/", {"vraag": vraag})
        assert "1 klant gevonden" in text(page)
        assert "Anna de Vries" in text(page)


def test_a_search_for_somebody_elsewhere_is_as_empty_as_one_for_nobody(browser, anna, elders):
    pages = [browser.post("/werk/klanten/zoeken/", {"vraag": bsn}) for bsn in (ANDER_BSN, "799899999")]
    first, second = (text(page).replace(ANDER_BSN, "").replace("799899999", "") for page in pages)
    assert first == second
    assert "0 klanten gevonden" in first


def test_a_bsn_that_is_none_is_answered_with_a_reason(browser, kaart):
    page = browser.post("/werk/klanten/zoeken/", {"vraag": "123456789"})
    assert page.status_code == 400
    assert "Dit BSN klopt niet" in text(page)


def test_what_is_asked_in_the_address_is_not_searched_for(browser, anna):
    assert "Anna" not in text(browser.get("/werk/klanten/zoeken/?vraag=vries"))


def test_a_dossier_shows_who_it_is_and_who_is_responsible(browser, anna):
    page = text(browser.get(f"/werk/klanten/{anna}/"))
    assert "Anna de Vries" in page
    assert "0612345678" in page
    assert "Gemeente Enschede is verantwoordelijk sinds 1 januari 2020" in page


@pytest.mark.parametrize(("taal", "woorden"), [("", ("goed", "vrouw")), ("/en", ("good", "female"))])
def test_a_dossier_is_read_in_words_and_names_its_number(browser, kaart, taal, woorden):
    klant = klant_bij(
        organisatie(Organisatiesoort.GEMEENTE),
        mondeling_nederlands=3,
        geslacht="v",
        telefoonnummer="600000018",
    )
    page = browser.get(f"{taal}/werk/klanten/{klant}/")
    assert str(klant) in text(page)
    for waarde in (*woorden, "0600000018"):
        assert f"<dd>{waarde}</dd>" in page.content.decode()


@pytest.mark.parametrize("deel", ["", "wijzigen/", "geschiedenis/", "wie-keek/"])
def test_somebody_elses_klant_gets_the_page_of_nobody_of_the_same_size(browser, elders, deel):
    pages = [browser.get(f"/werk/klanten/{klant}/{deel}") for klant in (elders, uuid4())]
    assert [page.status_code for page in pages] == [404, 404]
    assert len(pages[0].content) == len(pages[1].content)
    assert not LogregelTable.objects.exists()


def test_somebody_elses_klant_cannot_be_changed(browser, elders):
    for klant in (elders, uuid4()):
        assert browser.post(f"/werk/klanten/{klant}/wijzigen/", whole_form(email="a@b.nl")).status_code == 404
    assert KlantTable.objects.get(id=elders).email is None


def test_a_change_is_stored_and_its_history_and_who_looked_are_shown(browser, anna):
    answer = browser.post(f"/werk/klanten/{anna}/wijzigen/", whole_form(telefoonnummer="0687654321"))
    assert (answer.status_code, answer["Location"]) == (302, f"/werk/klanten/{anna}/?klaar=ja")
    assert "Opgeslagen" in text(browser.get(answer["Location"]))
    history = text(browser.get(reverse("klant-geschiedenis", args=[anna])))
    assert "Telefoonnummer" in history
    assert "0612345678" in history
    assert "door k.enschede" in history
    looked = text(browser.get(reverse("klant-wie-keek", args=[anna])))
    assert "Bij een wijziging" in looked
    assert looked.count("k.enschede Klantmanager") == 4


def test_what_was_typed_stays_when_something_is_wrong(browser, anna):
    page = browser.post(
        f"/werk/klanten/{anna}/wijzigen/", whole_form(postcode="75AB", plaats="Enschede", email="fout")
    )
    assert page.status_code == 400
    body = page.content.decode()
    assert 'value="75AB"' in body
    assert 'value="Enschede"' in body
    assert "Dit is geen postcode" in text(page)
    assert body.count('aria-invalid="true"') == 2
    assert KlantTable.objects.get(id=anna).plaats is None


def test_two_people_on_one_field_are_asked_which_one_holds(browser, anna):
    KlantTable.objects.filter(id=anna).update(telefoonnummer="0600000000")
    page = browser.post(f"/werk/klanten/{anna}/wijzigen/", whole_form(telefoonnummer="0687654321"))
    assert page.status_code == 409
    assert "Wat de ander opsloeg: 0600000000" in text(page)
    assert "Wat jij typte: 0687654321" in text(page)
    (versie,) = re.findall(r'name="versie" value="(\d+)"', page.content.decode())
    for keuze, uitkomst in (("ander", "0600000000"), ("eigen", "0687654321")):
        form = whole_form(telefoonnummer="0687654321", versie=versie) | {"keuze-telefoonnummer": keuze}
        assert browser.post(f"/werk/klanten/{anna}/wijzigen/", form).status_code == 302
        assert KlantTable.objects.get(id=anna).telefoonnummer == uitkomst


@pytest.mark.parametrize("extra", ["leeftijd", "bsn_index", "banenafspraak", "id", "medewerker", "klant_id"])
def test_a_field_that_the_form_does_not_show_changes_nothing(browser, anna, extra):
    before = KlantTable.objects.filter(id=anna).values().get()
    answer = browser.post(f"/werk/klanten/{anna}/wijzigen/", whole_form() | {extra: "1"})
    assert answer.status_code == 302
    assert KlantTable.objects.filter(id=anna).values().get() == before


@pytest.mark.parametrize("versie", ["", "x", "-1", "1; --", "9" * 30])
def test_a_version_that_is_none_overwrites_nothing(browser, anna, versie):
    answer = browser.post(
        f"/werk/klanten/{anna}/wijzigen/", whole_form(telefoonnummer="06999999999", versie=versie)
    )
    assert answer.status_code == 409
    assert KlantTable.objects.get(id=anna).telefoonnummer == "0612345678"


def test_a_doubled_field_is_refused(browser, anna):
    assert browser.get("/werk/klanten/?pagina=1&pagina=2").status_code == 400
    answer = browser.post(f"/werk/klanten/{anna}/wijzigen/", whole_form() | {"email": ["a@b.nl", "c@d.nl"]})
    assert answer.status_code == 400
    assert KlantTable.objects.get(id=anna).email is None


def registration(**anders: str) -> dict[str, str]:
    return {"bsn": BSN, "naam": "Nieuw Mens", "gemeente": ENSCHEDE} | anders


def test_registering_somebody_new_somebody_elsewhere_and_somebody_of_before_answers_the_same(
    browser, elders, kaart
):
    vroeger = klant_bij(
        organisatie(Organisatiesoort.GEMEENTE, gemeente=HENGELO), woont_in=HENGELO, bsn="900000004"
    )
    InschrijvingTable.objects.filter(klant=vroeger).update(tot="2021-01-01")
    answers = [
        browser.post("/werk/klanten/inschrijven/", registration(bsn=bsn))
        for bsn in (BSN, ANDER_BSN, "900000004")
    ]
    assert len({(answer.status_code, answer["Location"], answer.content) for answer in answers}) == 1
    assert answers[0]["Location"] == "/werk/klanten/inschrijven/ontvangen/"
    assert "Inschrijving ontvangen" in text(browser.get(answers[0]["Location"]))
    assert OverdrachtTable.objects.get().klant_id == elders


def test_registering_ones_own_klant_leads_to_his_dossier(browser, anna):
    answer = browser.post("/werk/klanten/inschrijven/", registration())
    assert answer["Location"] == f"/werk/klanten/{anna}/"


def test_a_registration_that_is_wrong_keeps_what_was_typed(browser, kaart):
    page = browser.post("/werk/klanten/inschrijven/", registration(bsn="123456789", postcode="x"))
    assert page.status_code == 400
    assert "Dit BSN klopt niet" in text(page)
    assert 'value="Nieuw Mens"' in page.content.decode()
    assert not KlantTable.objects.exists()


@pytest.mark.parametrize(
    "adres",
    [
        "/werk/klanten/",
        "/werk/klanten/zoeken/",
        "/werk/klanten/inschrijven/",
        "/werk/klanten/inschrijven/ontvangen/",
        "/werk/klanten/uitvoer/",
    ],
)
def test_who_serves_no_klanten_gets_none_of_these_pages(aangemeld, adres):
    client = aangemeld(Rol.BEHEERDER, organisatie(Organisatiesoort.GEMEENTE), "f.beheer")
    assert client.get(adres).status_code == 403


@pytest.mark.parametrize(
    ("adres", "hoogstens"),
    [
        ("/werk/klanten/", 15),
        ("/werk/klanten/{klant}/", 17),
        ("/werk/klanten/{klant}/geschiedenis/", 13),
        ("/werk/klanten/{klant}/wie-keek/", 13),
        ("/werk/klanten/{klant}/wijzigen/", 14),
    ],
)
def test_a_page_asks_as_many_questions_for_forty_klanten_as_for_one(
    browser, anna, adres, hoogstens, django_assert_max_num_queries
):
    adres = adres.format(klant=anna)
    browser.get(adres)
    with django_assert_max_num_queries(hoogstens) as few:
        browser.get(adres)
    for _ in range(39):
        klant_bij(organisatie(Organisatiesoort.GEMEENTE))
    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get(adres)


def test_without_a_log_no_page_shows_anything(browser, anna):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE toegang_logregel RENAME TO toegang_logregel_weg")
    dossier = f"/werk/klanten/{anna}/"
    pages = [browser.get(adres) for adres in ("/werk/klanten/", dossier, f"{dossier}geschiedenis/")]
    pages += [browser.get(f"{dossier}{deel}/") for deel in ("wie-keek", "wijzigen")]
    pages += [browser.post("/werk/klanten/zoeken/", {"vraag": vraag}) for vraag in ("anna", BSN)]
    pages.append(browser.post(f"{dossier}wijzigen/", whole_form(email="a@b.nl")))
    assert [page.status_code for page in pages] == [503] * len(pages)
    assert not any("Anna" in page.content.decode() for page in pages)
    assert KlantTable.objects.get(id=anna).email is None


@pytest.mark.parametrize("deel", ["wijzigen/", "geschiedenis/", "wie-keek/", "rechten/"])
def test_every_page_about_a_klant_says_his_name_and_the_log_knows(browser, anna, deel):
    assert "Anna" in text(browser.get(f"/werk/klanten/{anna}/{deel}"))
    regel = LogregelTable.objects.order_by("-op").first()
    assert "identiteit" in regel.velden


def test_a_page_past_the_last_is_the_last(browser, anna):
    pagina = text(browser.get("/werk/klanten/?pagina=9999"))
    assert "Anna" in pagina
    assert "Pagina 1 van 1" in pagina


def test_who_does_not_choose_between_two_values_is_asked_again(browser, anna):
    gestuurd = whole_form(telefoonnummer="0633333333") | {"gevraagd-telefoonnummer": "ja"}
    pagina = browser.post(f"/werk/klanten/{anna}/wijzigen/", gestuurd)
    assert pagina.status_code == 409
    assert "Wat de ander opsloeg:" in pagina.content.decode()
    assert KlantTable.objects.get(id=anna).telefoonnummer != "0633333333"
    browser.post(f"/werk/klanten/{anna}/wijzigen/", gestuurd | {"keuze-telefoonnummer": "eigen"})
    assert KlantTable.objects.get(id=anna).telefoonnummer == "0633333333"
