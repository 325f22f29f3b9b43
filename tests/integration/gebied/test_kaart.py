"""The map that comes with the program answers for a day."""

from datetime import date

from doorzicht.domain.gebied import service as gebieden


def test_twente_has_fourteen_gemeenten_in_the_order_of_the_publication(kaart: None) -> None:
    lijst = gebieden.indeling_op(date(2022, 6, 30))

    assert len(lijst.gemeenten) == 344
    assert len(lijst.regios) == 35
    assert [gemeente.naam for gemeente in lijst.gemeenten_in(9)] == [
        "Almelo",
        "Borne",
        "Dinkelland",
        "Enschede",
        "Haaksbergen",
        "Hellendoorn",
        "Hengelo",
        "Hof van Twente",
        "Losser",
        "Oldenzaal",
        "Rijssen-Holten",
        "Tubbergen",
        "Twenterand",
        "Wierden",
    ]
