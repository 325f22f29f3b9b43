"""The log of the program: events and numbers, never a person.

An event is a name and its numbers: `log.info("peiling.bevroren", kwartaal="2022-kw2", rijen=8613)`.
On the command line the log keeps quiet below a warning; a server sets DOORZICHT_LOG=info and reads JSON lines
on the error channel. A field that could hold a person is dropped before it is written. What others log (Django,
gunicorn) comes through here too: their words, addresses and tracebacks can hold a person, and are left out.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import FilteringBoundLogger

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
PERSONAL = frozenset({"bsn", "naam", "voornaam", "achternaam", "geboortedatum", "postcode", "adres", "email"})
_PACKAGE = Path(__file__).resolve().parent.parent


def configure(environment: Mapping[str, str], default: str = "warning") -> None:
    """Set the log up once, at the start of a program."""
    level = LEVELS.get(environment.get("DOORZICHT_LOG", default), logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="tijd"),
            *_LAST,
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


def place_of(error: BaseException) -> str:
    """The last line of our own code that an error came by, or of another's when it never was in ours."""
    found = ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            found = f"{path.relative_to(_PACKAGE.parent).as_posix()}:{line}"
        elif not found.startswith(_PACKAGE.name):
            found = f"{path.name}:{line}"
    return found


def type_and_place(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Of an error its kind and its place; its message can hold what somebody typed, and so can a traceback."""
    told = event.pop("exc_info", None)
    error = (
        told if isinstance(told, BaseException) else (sys.exc_info() if told is True else told or (0, 0))[1]
    )
    if isinstance(error, BaseException):
        event["fout"], event["plaats"] = type(error).__qualname__, place_of(error)
    return event


class StandardHandler(logging.Handler):
    """Writes what a library logs: who says it, of which page by its name, with which status. Never what was said."""

    def emit(self, record: logging.LogRecord) -> None:
        """A line of the log; of its words only the template, before values fill it."""
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        said = {
            "status": getattr(record, "status_code", None),
            "methode": getattr(request, "method", None) if match else None,
            "route": getattr(match, "view_name", None),
            "tekst": record.msg if record.args and isinstance(record.msg, str) else None,
            "exc_info": record.exc_info or None,
        }
        try:
            _plain().log(
                record.levelno, record.name, **{naam: wat for naam, wat in said.items() if wat is not None}
            )
        except Exception:  # a log that cannot be written may not break what it tells of
            sys.stderr.write('{"event": "log.verloren"}\n')


def take_over(*names: str) -> None:
    """Let these loggers write through us only; for those that set themselves up, such as gunicorn's."""
    for name in names:
        logger = logging.getLogger(name)  # noqa: TID251  to take its own ways out away
        logger.handlers, logger.propagate = [StandardHandler()], False


def _plain() -> Any:
    """A log of its own, which is set up also where `configure` was not called."""
    return structlog.wrap_logger(
        _to_error_channel(),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="tijd"),
            *_LAST,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        context_class=dict,
    )


def _to_error_channel(*_arguments: object) -> structlog.PrintLogger:
    """Standard output is for answers; the channel is looked up anew, for tests and gunicorn replace it."""
    return structlog.PrintLogger(sys.stderr)


_LAST = (drop_personal, type_and_place, structlog.processors.JSONRenderer(ensure_ascii=False))
"""What every line goes through at the end."""
