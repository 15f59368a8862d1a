"""Checks of the whole system; a room's own tests live inside the room."""
