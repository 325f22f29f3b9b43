"""Numbers as Dutch readers write them, and the one way in which percentages are rounded."""

from __future__ import annotations


def duizendtal(getal: int) -> str:
    """1010 becomes 1.010: the Dutch thousands point."""
    return f"{getal:,}".replace(",", ".")


def procent(deel: int, geheel: int) -> int | None:
    """`deel` of `geheel` in whole percents, a half rounded up; None when there is no whole.

    8.613 of 11.649 = 73,9 -> 74. Whole-number arithmetic, so that every engine gives the same.
    """
    if geheel <= 0:
        return None
    return (200 * deel + geheel) // (2 * geheel)
