"""Reference numbers that never repeat and don't betray their neighbours."""
