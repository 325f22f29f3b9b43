"""Arguments that several commands take."""

from __future__ import annotations

from typing import Any

import click

from doorzicht.foundation.errors import Weigering
from doorzicht.foundation.kwartaal import Kwartaal


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
