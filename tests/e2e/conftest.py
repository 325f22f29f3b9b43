"""A real browser before a real site: imported, frozen and published by the doors a person would use.

The site is made once for all stories and taken away after them. Where no Chromium is found every story is
skipped, and the last lines of the run say so.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from doorzicht.config.demo import verloop
from doorzicht.domain.publicatie import service as publicatie
from doorzicht.domain.publicatie.model import Beleid, Bescherming
from doorzicht.foundation.kwartaal import Kwartaal

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
RECTIFIED = (Kwartaal(2022, 1), 9)
HIDDEN = (Kwartaal(2022, 1), 10)
FIRST = "test_lege_site.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The story of a site without figures goes first; without a browser no story can be told."""
    stories = [item for item in items if item.path.parent == Path(__file__).parent]
    items[:] = [item for item in items if item not in stories]
    items += sorted(stories, key=lambda item: item.path.name != FIRST)
    for item in stories:
        item.add_marker(pytest.mark.django_db)
        if CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="no Chromium on the PATH"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Say loudly, and after everything else, that the pages were not seen by a browser."""
    yield
    if CHROMIUM is None:
        terminalreporter.write_sep("!", "E2E SKIPPED: NO CHROMIUM FOUND", red=True, bold=True)
        terminalreporter.write_line(
            "No page was opened in a browser and nothing was checked with axe. "
            f"Install one of {', '.join(NAMES)} and run the tests again."
        )


@dataclass(frozen=True)
class Site:
    """A running site, and where to reach it."""

    url: str
    uit: Path


@pytest.fixture(scope="package")
def empty_site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The site as it is right after set-up: a map, no figures."""
    var = tmp_path_factory.mktemp("site")
    own = override_settings(ARCHIEF=var / "archief", PEILINGEN=var / "peilingen", UITGAVEN=var / "uitgaven")
    with django_db_blocker.unblock(), own:
        verloop.zet_kaart_klaar()
        server = LiveServer("localhost")
        try:
            yield Site(server.url, var / "uitgaven")
        finally:
            server.stop()
            _send_away_the_threads_of_the_server()
            call_command("flush", verbosity=0, interactive=False)


def _send_away_the_threads_of_the_server() -> None:
    """A thread that served the browser may hold its connection a moment longer, and so the test database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="package")
def site(empty_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The demo, published; with a rectified uitgave and one in which cells are hidden."""
    files = tmp_path_factory.mktemp("demo")
    verloop.maak_bestanden(files)
    verloop.lees_in(files, lambda stap: None)
    verloop.publiceer(empty_site.uit, lambda stap: None)
    for (kwartaal, regio), beleid in ((RECTIFIED, Beleid.AFGEROND_5), (HIDDEN, Beleid.ONDERDRUKT)):
        publicatie.publiceer_regios(
            kwartaal,
            [regio],
            Bescherming(beleid),
            maker=verloop.MAKER,
            vaststeller=verloop.VASTSTELLER,
            uit=None,
            voortgang=lambda gedaan, totaal: None,
            ander_beleid=True,
        )
    return empty_site


@pytest.fixture(scope="module")
def browser(empty_site: Site) -> Iterator[Browser]:
    """One Chromium a story."""
    # The browser keeps an event loop in this thread, and the fixtures of Django run in it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor on a wide screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()
