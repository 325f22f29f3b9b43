"""What is true of organisations: the form of a KVK number, and which gemeente leads a region.

A KVK number has no public check digit, so only its form can be checked: a wrong digit is found by a person, who looks
it up in the trade register. Never asks that register itself.
"""

from __future__ import annotations

from doorzicht.foundation.errors import Weigering

CENTRUMGEMEENTEN = {
    1: "GM0014", 2: "GM0080", 3: "GM0361", 5: "GM0193", 6: "GM0034", 7: "GM0479", 8: "GM0392", 9: "GM0153",
    10: "GM0363", 11: "GM0200", 12: "GM0402", 13: "GM0546", 14: "GM0344", 15: "GM0307", 16: "GM0228", 17: "GM0222",
    18: "GM0637", 19: "GM0513", 20: "GM0518", 21: "GM0202", 22: "GM0599", 23: "GM0281", 24: "GM0512", 25: "GM0268",
    26: "GM0505", 27: "GM0796", 28: "GM0758", 30: "GM0855", 31: "GM0983", 32: "GM0794", 33: "GM0772",
}  # fmt: skip
"""The gemeente that leads each region, where one city is the obvious one.

No list was found in a source that can be cited, so this is a first setting and a beheerder of UWV changes it. Left
open, because more than one city could be meant: Drenthe (4), Zeeland (29), Midden-Limburg (34), Zuid-Limburg (35).
"""


def lees_kvk_nummer(tekst: str) -> str:
    """Eight digits; spaces and points that people write between them are left out. Raises Weigering."""
    nummer = "".join(teken for teken in tekst if teken not in " .-")
    if len(nummer) != 8 or not (nummer.isascii() and nummer.isdecimal()):
        raise Weigering("Een KVK-nummer heeft acht cijfers.", "Zoek het op in het handelsregister.")
    if nummer == "00000000":
        raise Weigering("Dit KVK-nummer bestaat niet.", "Zoek het op in het handelsregister.")
    return nummer


def lees_naam(tekst: str) -> str:
    """A name of an organisation in one line; raises Weigering when there is none or it is a whole text."""
    naam = " ".join(tekst.split())
    if not 2 <= len(naam) <= 120 or not any(teken.isalnum() for teken in naam):
        raise Weigering(
            "Een naam heeft 2 tot 120 tekens.", "Vul de naam in die in het handelsregister staat."
        )
    return naam
