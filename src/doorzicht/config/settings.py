"""Settings of doorzicht; every one that comes from the environment is described in docs/instellingen.md.

Without any setting the program runs by itself on this machine: an embedded PostgreSQL, files under var/,
pages on 127.0.0.1 only. A server needs DATABASE_URL, DOORZICHT_GEHEIM and DOORZICHT_HOSTS.
"""

from __future__ import annotations

import os
import re
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from doorzicht.foundation.errors import Weigering
from doorzicht.infra.files import read_or_create_secret
from doorzicht.infra.postgres import ROLE, WEB_ROLE, django_database

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent
VAR = Path(os.environ.get("DOORZICHT_VAR", PROJECT / "var")).resolve()
DATABASE_URL = os.environ.get("DATABASE_URL", "")
IS_EMBEDDED = not DATABASE_URL
DEMO = os.environ.get("DOORZICHT_DEMO", "ja" if IS_EMBEDDED else "nee") == "ja"
PORT = int(os.environ.get("DOORZICHT_PORT", "8000"))

DEBUG = False
ALLOWED_HOSTS = os.environ.get("DOORZICHT_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
SECRET_KEY = os.environ.get("DOORZICHT_GEHEIM") or (
    read_or_create_secret(VAR / "geheim", secrets.token_urlsafe(50)) if IS_EMBEDDED else ""
)


def _server_database(url: str) -> dict[str, Any]:
    try:
        delen = conninfo_to_dict(url)
    except ProgrammingError as fout:
        raise Weigering(
            "DATABASE_URL is geen adres van een PostgreSQL-database.",
            "Schrijf het als postgresql://naam@adres/database.",
        ) from fout
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": delen.pop("dbname", "doorzicht"),
        "USER": delen.pop("user", ""),
        "PASSWORD": delen.pop("password", ""),
        "HOST": delen.pop("host", ""),
        "PORT": delen.pop("port", ""),
        "OPTIONS": delen,
    }


DATABASE_URL_WEB = os.environ.get("DOORZICHT_DATABASE_WEB", "")
FOR_PAGES = os.environ.get("DOORZICHT_VOOR") == "paginas"
"""This process serves pages: it reaches the database as the role that owns nothing. wsgi.py says so."""

_SERVERS = {False: DATABASE_URL, True: DATABASE_URL_WEB or DATABASE_URL}
DATABASES = {
    "default": django_database(VAR, for_pages=FOR_PAGES)
    if IS_EMBEDDED
    else _server_database(_SERVERS[FOR_PAGES])
}
if (
    FOR_PAGES
):  # a worker keeps its connection and what it prepared on it; a new one costs more than most pages
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
DATABASE_OWNER = ROLE if IS_EMBEDDED else _server_database(DATABASE_URL)["USER"]
DATABASE_WEB = WEB_ROLE if IS_EMBEDDED else _server_database(_SERVERS[True])["USER"]
"""The two roles in the database: the owner migrates and runs the commands, the other one serves pages."""

INSTALLED_APPS = [
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "csp",
    "doorzicht.config.apps.DoorzichtConfig",
]
MIDDLEWARE = [
    "doorzicht.web.middleware.HeadMiddleware",
    "doorzicht.web.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "doorzicht.web.access.AccessMiddleware",
    "doorzicht.web.middleware.WrongMethodMiddleware",
]
ROOT_URLCONF = "doorzicht.config.urls"
WSGI_APPLICATION = "doorzicht.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates", *sorted((PACKAGE / "domain").glob("*/templates"))],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "doorzicht.web.context.frame",
            ],
            "string_if_invalid": "",
        },
    }
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}


def proxy_header(name: str) -> tuple[str, str] | None:
    """The header in which a proxy says that a visitor came by https; none is believed when no proxy is named."""
    if not name:
        return None
    if not re.fullmatch(r"X(-[A-Za-z0-9]+)+", name):
        raise Weigering(
            f"DOORZICHT_PROXY is geen header van een proxy: {name}.", "Geef een naam zoals X-Forwarded-Proto."
        )
    return f"HTTP_{name.upper().replace('-', '_')}", "https"


PROXIES = int(os.environ.get("DOORZICHT_PROXY_AANTAL", "0"))
"""How many proxies of our own stand before this program: so many addresses at the end of X-Forwarded-For are true."""

SECURE_PROXY_SSL_HEADER = proxy_header(os.environ.get("DOORZICHT_PROXY", ""))
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
APPEND_SLASH = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# The prefix __Host- makes a browser refuse a cookie that is not Secure, or was set by another host or for a path.
SESSIE_COOKIE = "__Host-sessie"
SESSIE_STIL = timedelta(minutes=int(os.environ.get("DOORZICHT_SESSIE_STIL", "30")))
SESSIE_HOOGSTENS = timedelta(hours=int(os.environ.get("DOORZICHT_SESSIE_HOOGSTENS", "12")))
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "doorzicht.web.errors.csrf_failed"
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("account", "naam", "email")},
    },
]

SLEUTELBESTAND = Path(os.environ.get("DOORZICHT_SLEUTELBESTAND", VAR / "sleutels.json"))
LOGBOEKKOP = Path(os.environ.get("DOORZICHT_LOGBOEKKOP", VAR / "logboek.kop"))
"""The head of the sealed log, outside the database; on a server it stands on another machine's disk."""

ALARM_DOSSIERS = int(os.environ.get("DOORZICHT_ALARM_DOSSIERS", "50"))
ALARM_LIJST = int(os.environ.get("DOORZICHT_ALARM_LIJST", "500"))
ALARM_AFWIJZINGEN = int(os.environ.get("DOORZICHT_ALARM_AFWIJZINGEN", "10"))
"""How many dossiers one person may open, and how often he may be refused, in an hour before somebody has to look."""

INSCHRIJVEN_UUR = int(os.environ.get("DOORZICHT_INSCHRIJVEN_UUR", "20"))
INSCHRIJVEN_DAG = int(os.environ.get("DOORZICHT_INSCHRIJVEN_DAG", "60"))
ALARM_ELDERS = int(os.environ.get("DOORZICHT_ALARM_ELDERS", "10"))
"""How many people one person may register, and how many of somebody else in a day before there is an alarm."""

PROFIELTELLING = os.environ.get("DOORZICHT_PROFIELTELLING", "vastgesteld")
JADATUM = os.environ.get("DOORZICHT_JADATUM", "inschrijfdatum")
MAX_INVOER_MB = os.environ.get("DOORZICHT_MAX_INVOER_MB", "500")
UITGAVEN = VAR / "uitgaven"
ARCHIEF = VAR / "archief"
PEILINGEN = VAR / "peilingen"
UITGEVER = os.environ.get("DOORZICHT_UITGEVER", "doorzicht")
BRONCODE = os.environ.get("DOORZICHT_BRONCODE", "")
"""Where the source code of this installation is to be had; the footer links to it."""

CONTACT = os.environ.get("DOORZICHT_CONTACT", "")
"""An e-mail address for questions, the accessibility statement and security.txt; without one the pages name none."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"regels": {"class": "doorzicht.infra.log.StandardHandler"}},
    "root": {"handlers": ["regels"], "level": "WARNING"},
    "loggers": {name: {"handlers": [], "propagate": True} for name in ("django", "django.server")},
}
"""Django's own lines name addresses and print tracebacks; ours tell the status, the name of the page, and the place."""
