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
