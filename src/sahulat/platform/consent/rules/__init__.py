"""Words for what was looked at."""
