"""Dates as Dutch readers write them."""

from datetime import date

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def voluit(dag: date) -> str:
    """30 juni 2022."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
