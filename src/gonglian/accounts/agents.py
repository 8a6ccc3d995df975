"""What a browser calls itself, in words a reader knows."""

from __future__ import annotations

# the first that occurs; browsers name others whose kind they are, so the particular ones stand first
BROWSERS = (
    ("MicroMessenger", "微信"), ("QQBrowser", "QQ 浏览器"), ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("HarmonyOS", "鸿蒙"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def agent_words(agent: str) -> str:
    """Browser and system, as "Edge · Windows"; the first forty signs of one we don't know."""
    known = [next((word for sign, word in signs if sign in agent), "") for signs in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, known)) or agent[:40]
