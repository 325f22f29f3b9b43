"""Periods as PostgreSQL sees them, for constraints on tables with the columns `van` and `tot`."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db.models import F, Func, Q


def daterange() -> Func:
    """The half-open period [van, tot) of a row."""
    return Func(F("van"), F("tot"), RangeBoundary(), function="daterange", output_field=DateRangeField())


def ends_after_start() -> Q:
    """A period without an end, or with one after its start."""
    return Q(tot__isnull=True) | Q(tot__gt=F("van"))


def is_closed() -> Q:
    """A period of which the end is known."""
    return Q(tot__isnull=False)


def is_open() -> Q:
    """A period of which no end is known: an owner has at most one, which an ordinary index guards fast."""
    return Q(tot__isnull=True)
