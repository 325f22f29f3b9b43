"""Examines a page as it stands in the browser: axe by the tags of WCAG 2.2 AA, and how wide it is."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}

_axe = Axe()


def problems(page: Page) -> list[str]:
    """What axe finds wrong, a line a violation with the first elements it is about; and a page that is too wide."""
    answer = _axe.run(page, options=OPTIONS).response
    found = [
        f"{violation['id']}: {violation['help']}: {[node['html'][:120] for node in violation['nodes'][:3]]}"
        for violation in answer["violations"]
    ]
    return found + too_wide(page)


def too_wide(page: Page) -> list[str]:
    """A page may not scroll sideways."""
    width, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [f"the page is {width} wide in a window of {room}"] if width > room else []
