"""Pure parts of the ui room: the menu's registry, day tiles, attributes."""
