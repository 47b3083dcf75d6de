"""Looks at a page as axe-core does, in the sizes that people have."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SIZES: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
STILL = 300  # milliseconds until what opens, fades or slides has done so
LOOKS = 4
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def violations(page: Page) -> list[str]:
    """What axe-core finds, of whatever impact, and finds again: what is still being drawn is not there to stay."""
    found: list[str] = []
    for _ in range(LOOKS):
        page.wait_for_timeout(STILL)
        rules = Axe().run(page, options=RULES).response["violations"]
        found = [f"{rule['id']}: {node['html'][:200]}" for rule in rules for node in rule["nodes"]]
        if not found:
            break
    return found
