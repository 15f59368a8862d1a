"""The platform's addresses, and surely those of the pages that show every component."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from sahulat.project import urls
from sahulat.project.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*urls.urlpatterns, *i18n_patterns(path("", include("sahulat.foundation.ui.urls")))]
