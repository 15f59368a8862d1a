"""Django's settings, assembled from the typed configuration, by concern."""

import os

from sahulat.project.configuration import ROOT, read_configuration
from sahulat.project.database_addresses import ROLE_VARIABLE
from sahulat.project.logs import logging_settings
from sahulat.project.settings.database import databases
from sahulat.project.settings.rooms import INSTALLED_APPS as INSTALLED_APPS
from sahulat.project.settings.web import MIDDLEWARE as MIDDLEWARE
from sahulat.project.settings.web import hosts, templates
from sahulat.project.state import secret_key

CONFIGURATION = read_configuration(os.environ)

# What rooms may read
SAHULAT_NAME = CONFIGURATION.name
SAHULAT_PREFIX = CONFIGURATION.prefix
SAHULAT_LANGUAGES = CONFIGURATION.languages
SAHULAT_JURISDICTION = CONFIGURATION.jurisdiction
SAHULAT_STATE = CONFIGURATION.state
SAHULAT_DEMO = CONFIGURATION.demo
SAHULAT_ORIGIN = CONFIGURATION.origin
SAHULAT_FILES_ORIGIN = CONFIGURATION.files_origin
SAHULAT_SERVICES = list(CONFIGURATION.services)
SAHULAT_TRUSTED_PROXIES = CONFIGURATION.trusted_proxies
SAHULAT_CALLING_CODES = CONFIGURATION.calling_codes

DEBUG = CONFIGURATION.debug
SECRET_KEY = secret_key(CONFIGURATION)
ROOT_URLCONF = "sahulat.project.urls"
WSGI_APPLICATION = "sahulat.project.wsgi.application"
ALLOWED_HOSTS = hosts(CONFIGURATION)
APPEND_SLASH = True

DATABASES = databases(CONFIGURATION, os.environ.get(ROLE_VARIABLE, "application"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES: dict[str, str] = {}

TEMPLATES = templates(CONFIGURATION)

LANGUAGE_CODE = CONFIGURATION.languages[0]
LANGUAGES = [(code, code) for code in CONFIGURATION.languages]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "src" / "sahulat" / "project" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Karachi"

SECURE = CONFIGURATION.origin.startswith("https://")
# Believed from trusted proxies only: RequestIdentity drops it from whatever else connects.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SESSION_ENGINE = "sahulat.platform.accounts.models.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "form-token"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = SECURE
CSRF_TRUSTED_ORIGINS = [CONFIGURATION.origin]
CSRF_FAILURE_VIEW = "sahulat.foundation.ui.web.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# What is typed; uploads are limited by the files room.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = logging_settings()
