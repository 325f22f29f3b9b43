"""The base of every error that a person may read.

A refusal says what is wrong, where, and what to do about it, in plain Dutch.
Nothing here knows a framework; the command line and the pages turn a refusal into their own form.
"""

from dataclasses import dataclass


@dataclass
class Weigering(Exception):
    """The system understood the question and refuses it, with a reason that may be shown.

    `wat` is what is wrong, `doe` is what the reader can do, `waar` is a place (file, row, column) or empty.
    None of them may hold personal data: they end up on screens, in reports and in logs.
    """

    wat: str
    doe: str = ""
    waar: str = ""

    def __str__(self) -> str:
        return " ".join(deel for deel in (f"{self.waar}:" if self.waar else "", self.wat, self.doe) if deel)
