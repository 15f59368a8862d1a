"""Programs that run inside an installation, with Django on its database, and answer with one line of JSON."""
