"""A ground is one of nine, by its code; beschut werk is not one."""

import pytest

from doorzicht.domain.doelgroepregister.model import Grond
from doorzicht.domain.doelgroepregister.rules import lees_grond
from doorzicht.foundation.errors import Weigering


@pytest.mark.parametrize(
    ("cel", "code"),
    [
        ("wajong", "wajong"),
        ("WSW", "wsw"),
        ("vso pro", "vso-pro"),
        (" Participatiewet_Jobcoach ", "participatiewet-jobcoach"),
    ],
)
def test_a_ground_is_recognised_in_any_case(cel: str, code: str) -> None:
    assert lees_grond(cel) == code


@pytest.mark.parametrize("cel", ["", None, "bijstand", "Beschut werk", 7])
def test_another_word_is_refused_with_what_to_do(cel: object) -> None:
    with pytest.raises(Weigering) as geweigerd:
        lees_grond(cel)

    assert geweigerd.value.doe


def test_only_jonggehandicapt_counts_for_the_quotum_alone() -> None:
    assert [grond.code for grond in Grond if not grond.telt_voor_banenafspraak] == ["jonggehandicapt"]
