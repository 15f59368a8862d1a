"""How the web side is put together: middleware in their order, templates, static files, cookies, headers."""

from urllib.parse import urlsplit

from sahulat.project.configuration import ROOT, Configuration

MIDDLEWARE = [
    "sahulat.project.middleware.RequestIdentity",
    "sahulat.project.middleware.Compression",
    "sahulat.project.middleware.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sahulat.foundation.files.web.FilesHost",
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
    """The names that this installation answers to: its own and its files'."""
    names = [urlsplit(origin).hostname or "" for origin in (configuration.origin, configuration.files_origin)]
    return [*names, "localhost", "127.0.0.1", "[::1]", "files.localhost"]
