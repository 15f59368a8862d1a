"""The ui room's tag library: `{% load ui %}`."""
