"""Names of the arbeidsmarktregio's that fit on a tile of the map on a phone: at most seven characters.

Shown only where the longer name does not fit; the full name is what a screen reader reads and what the list has.
"""

from __future__ import annotations

AFKORTINGEN: dict[int, str] = {
    1: "Gron.",
    2: "Friesl.",
    3: "NH-N.",
    4: "Drenthe",
    5: "Zwolle",
    6: "Flevol.",
    7: "Zaan.",
    8: "Kenn.",
    9: "Twente",
    10: "A’dam",
    11: "Steden.",
    12: "Gooi",
    13: "H-Rijn.",
    14: "M-Utr.",
    15: "Amersf.",
    16: "FoodV.",
    17: "Achter.",
    18: "ZH-C.",
    19: "M-Holl.",
    20: "Haagl.",
    21: "M-Geld.",
    22: "Rijnm.",
    23: "Rivier.",
    24: "Gorin.",
    25: "Nijm.",
    26: "Drecht.",
    27: "NO-Br.",
    28: "W-Br.",
    29: "Zeeland",
    30: "M-Br.",
    31: "N-Limb.",
    32: "Helm.",
    33: "ZO-Br.",
    34: "M-Limb.",
    35: "Z-Limb.",
}
