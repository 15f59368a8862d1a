"""How is it put together? The one composition root: settings, URLs, servers, command line, demo."""
