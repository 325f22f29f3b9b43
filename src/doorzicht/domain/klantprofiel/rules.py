"""How the Sonar export tells of a profile, and when a profile counts.

UWV's values of the column Klantprofiel are known only as `NNB`; the others here are ours: Ja, Nee, Concept and dates.
`NNB` and Nee mean that there is no profile; an empty cell, `Onbekend` or `??` says nothing and changes nothing.
"""

from __future__ import annotations

from datetime import date

from doorzicht.foundation.cellen import Cel, lees_datum, lees_tekst
from doorzicht.foundation.errors import Weigering

JA, GEEN, CONCEPT = "ja", "geen", "concept"
_WOORDEN = {
    "ja": JA,
    "j": JA,
    "nee": GEEN,
    "n": GEEN,
    "nnb": GEEN,
    "n.n.b.": GEEN,
    "geen": GEEN,
    "concept": CONCEPT,
}


def lees_profiel(cel: Cel, laatste: date) -> str | None:
    """`ja`, `geen`, `concept`, a day as 2022-06-30 on which the profile was vastgesteld, or None: not known."""
    woord = cel.strip().lower() if isinstance(cel, str) else ""
    if woord in _WOORDEN:
        return _WOORDEN[woord]
    if lees_tekst(cel) is None:
        return None
    try:
        dag = lees_datum(cel, laatste)
    except Weigering as weigering:
        raise Weigering(weigering.wat, "Schrijf Ja, Nee, NNB of de datum van vaststelling.") from weigering
    return dag.isoformat() if dag else None


def telt_als_profiel(vastgesteld: date | None, ingetrokken: date | None, peildatum: date) -> bool:
    """A profile counts when it was vastgesteld on or before the peildatum and not ingetrokken by then."""
    return (
        vastgesteld is not None
        and vastgesteld <= peildatum
        and (ingetrokken is None or ingetrokken > peildatum)
    )
