"""Footnote's own colours and logo, from public/: the page and the chat look like one house."""

import json

from markupsafe import Markup

from settings import ROOT

PUBLIC = ROOT / "public"


def theme_css() -> Markup:
    """The chat's variables, for light and for dark; a colour is "hue saturation% lightness%"."""
    schemes = json.loads((PUBLIC / "theme.json").read_text(encoding="utf-8"))["variables"]
    light, dark = (_variables(schemes[name]) for name in ("light", "dark"))
    return Markup(f":root {{\n{light}\n}}\n@media (prefers-color-scheme: dark) {{\n:root {{\n{dark}\n}}\n}}")  # noqa: S704 - our own file


def logo() -> Markup:
    """The logo as inline SVG; it stands on its own ground, so it serves light and dark alike."""
    return Markup((PUBLIC / "favicon.svg").read_text(encoding="utf-8").strip())  # noqa: S704 - our own file


def _variables(scheme: dict[str, str]) -> str:
    return "\n".join(f"  {name}: {value};" for name, value in scheme.items())
