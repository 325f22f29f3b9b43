"""In which periods and on what ground somebody is in the register, for who serves him.

Runs inside an act: the caller has logged the look, and the database guards whose rows these are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from doorzicht.domain.doelgroepregister.model import Grond
from doorzicht.infra.prepared import prepared

_GRONDEN = {grond.code: grond for grond in Grond}
_VRAAG = """
SELECT r.grond, r.van, r.tot FROM doelgroepregister_persoon p
JOIN doelgroepregister_registratie r ON r.persoon_id = p.id
WHERE p.bsn_index = %s ORDER BY r.van DESC
"""


def registraties(index: bytes) -> Sequence[tuple[Grond, date, date | None]]:
    """The ground, the first day and the first day out, the latest first; none for who was never in."""
    with prepared() as cursor:
        cursor.execute(_VRAAG, [index])
        return [(_GRONDEN[grond], van, tot) for grond, van, tot in cursor.fetchall()]
