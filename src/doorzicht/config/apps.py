"""The one Django app that holds every term's tables."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DoorzichtConfig(AppConfig):
    """Label `doorzicht`; the tables are gathered in config.models."""

    name = "doorzicht.config"
    label = "doorzicht"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Whatever way the tables came up to date, their guards follow. The tables are known only from here on."""
        guards = import_module("doorzicht.config.rijbeveiliging")
        post_migrate.connect(guards.bring_in_line, sender=self)
