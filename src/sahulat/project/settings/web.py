"""How the web side is put together: middleware in their order, templates, static files, cookies, headers."""

from urllib.parse import urlsplit

from sahulat.project.configuration import ROOT, Configuration

_LOOPBACK = ("localhost", "127.0.0.1", "::1")

MIDDLEWARE = [
    "sahulat.project.middleware.RequestIdentity",
    "sahulat.project.middleware.Compression",
    "sahulat.project.middleware.SecurityHeaders",
    "sahulat.project.reading.WithoutNul",
    "sahulat.foundation.files.web.FilesHost",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sahulat.project.reading.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "sahulat.project.middleware.StartingAnew",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "sahulat.platform.accounts.web.ActorMiddleware",
    "sahulat.project.demo.web.PhoneMiddleware",
    "sahulat.foundation.access.web.DefaultDeny",
    "sahulat.foundation.ui.web.RefusalMiddleware",
]


def templates(configuration: Configuration) -> list[dict[str, object]]:
    """Templates live in the rooms; pages of no room (503) in project."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [ROOT / "src" / "sahulat" / "project" / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.template.context_processors.i18n",
                ],
                "string_if_invalid": "",
            },
        }
    ]


def hosts(configuration: Configuration) -> list[str]:
    """The names that this installation answers to: its own and its files'; this machine's if it is for no other.

    What asks this machine itself how it is (/healthz, /metrics) may do so by any name: see RequestIdentity.
    """
    own = urlsplit(configuration.origin).hostname or ""
    names = [own, urlsplit(configuration.files_origin).hostname or ""]
    local = own in _LOOPBACK or own.endswith(".localhost")
    return [*names, *_LOOPBACK, "[::1]"] if local else names
