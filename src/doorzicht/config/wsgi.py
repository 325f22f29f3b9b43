"""The web program for gunicorn: sees to it that the embedded PostgreSQL runs, then serves pages."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorzicht.config.settings")
os.environ["DOORZICHT_VOOR"] = "paginas"

from django.core.wsgi import get_wsgi_application

from doorzicht.config.start import ensure_database
from doorzicht.infra import log

log.configure(os.environ, default="info")
ensure_database()
application = get_wsgi_application()
