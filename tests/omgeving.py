"""The surroundings of the tests, set before the settings are read: never what a person has under var/."""

import os
from pathlib import Path

VAR = Path(__file__).resolve().parent.parent / "var" / "test"
os.environ["DOORZICHT_VAR"] = str(VAR)
os.environ["DOORZICHT_SLEUTELBESTAND"] = str(VAR / "sleutels.json")
os.environ["DOORZICHT_DEMO"] = "ja"
