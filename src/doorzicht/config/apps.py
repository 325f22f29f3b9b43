"""The one Django app that holds every term's tables."""

from django.apps import AppConfig


class DoorzichtConfig(AppConfig):
    """Label `doorzicht`; the tables are gathered in config.models."""

    name = "doorzicht.config"
    label = "doorzicht"
    default_auto_field = "django.db.models.BigAutoField"
