"""What a browser calls itself, in words that its owner recognises in a list. Names of products, so untranslated."""

from __future__ import annotations

# The first that matches counts: Edge and Opera also say Chrome, Chrome also says Safari, Android also says Linux.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("KAIOS", "KaiOS"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Browser and system, as in "Firefox, Android"; an empty string when neither is known."""
    found = [next((word for mark, word in kinds if mark in user_agent), "") for kinds in (BROWSERS, SYSTEMS)]
    return ", ".join(word for word in found if word)
