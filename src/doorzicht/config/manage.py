"""Django's own management command, for whoever develops: `python -m doorzicht.config.manage makemigrations`."""

import os
import sys

from django.core.management import execute_from_command_line

from doorzicht.config.start import ensure_database


def main() -> None:
    """Run a management command with the embedded database up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorzicht.config.settings")
    ensure_database()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
