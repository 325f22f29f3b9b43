"""The web program for gunicorn: sees to it that the embedded PostgreSQL runs, then serves pages."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorzicht.config.settings")
os.environ["DOORZICHT_VOOR"] = "paginas"

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from doorzicht.config.loopback import require_this_machine
from doorzicht.config.start import ensure_database
from doorzicht.infra import log

log.configure(os.environ, default="info")
if settings.DEMO:
    require_this_machine(settings.ALLOWED_HOSTS, sys.argv, os.environ)
ensure_database()
application = get_wsgi_application()
log.take_over("gunicorn.error", "gunicorn.access")
