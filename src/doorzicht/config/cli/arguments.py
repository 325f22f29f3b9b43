"""Arguments that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.kwartaal import Kwartaal

F = TypeVar("F", bound=Callable[..., Any])
_JA = {"j", "ja"}


def ja_option(vraag: str) -> Callable[[F], F]:
    """Ask in Dutch whether to go on; --ja answers beforehand. No, and no answer, is no."""

    def vraag_het(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value or ctx.resilient_parsing:
            return
        antwoord = click.prompt(f"{vraag} [j/N]", default="", show_default=False, err=True)
        if antwoord.strip().lower() not in _JA:
            raise click.Abort

    return click.option(
        "--ja",
        is_flag=True,
        callback=vraag_het,
        expose_value=False,
        help="Vraag niet om bevestiging.",
    )


class KwartaalType(click.ParamType[Kwartaal]):
    """A quarter on the command line; a wrong one is a wrong call."""

    name = "kwartaal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Kwartaal:
        """Read 2022-kw2."""
        if isinstance(value, Kwartaal):
            return value
        try:
            return Kwartaal.parse(str(value))
        except Weigering as weigering:
            self.fail(str(weigering), param, ctx)


kwartaal_argument = click.argument("kwartaal", type=KwartaalType(), metavar="KWARTAAL")
