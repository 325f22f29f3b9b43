"""The log of the program: events and numbers, never a person.

An event is a name and its numbers: `log.info("peiling.bevroren", kwartaal="2022-kw2", rijen=8613)`.
On the command line the log keeps quiet below a warning; a server sets DOORZICHT_LOG=info and reads JSON lines
on the error channel. A field that could hold a person is dropped before it is written.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from structlog.typing import FilteringBoundLogger

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
PERSONAL = frozenset({"bsn", "naam", "voornaam", "achternaam", "geboortedatum", "postcode", "adres", "email"})


def configure(environment: Mapping[str, str], default: str = "warning") -> None:
    """Set the log up once, at the start of a program."""
    level = LEVELS.get(environment.get("DOORZICHT_LOG", default), logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="tijd"),
            drop_personal,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_to_error_channel,
        cache_logger_on_first_use=False,
    )


def get_log() -> FilteringBoundLogger:
    """The log; ask it at the top of a module."""
    log: FilteringBoundLogger = structlog.get_logger()
    return log


def drop_personal(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last guard: a field with a personal name leaves only the fact that it was dropped."""
    return {name: "[weggelaten]" if name in PERSONAL else value for name, value in event.items()}


def _to_error_channel(*_arguments: object) -> structlog.PrintLogger:
    """Standard output is for answers; the channel is looked up anew, for tests and gunicorn replace it."""
    return structlog.PrintLogger(sys.stderr)
