"""How does any serious system work? One Django app per technical service, knowing nothing of government."""
