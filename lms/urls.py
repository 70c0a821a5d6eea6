"""Composition only: which app answers which address."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.views import serve as wagtail_serve

from lms.comfort import choose_comfort
from lms.views import choose_language, media, privacy

urlpatterns = [
    path("quan-tri/", include("lms.members.admin_urls")),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("", include("lms.members.urls")),
    path("", include("lms.office.urls")),
    path("", include("quizzes.urls")),
    path("", include("lessons.urls")),
    path("dai/", include("lessons.desk_urls")),
    path("dai/", include("lessons.bulletin_urls")),
    path("dai/", include("lessons.recording_urls")),
    path("loa/", include("lessons.loudspeaker_urls")),
    path("api/phat-thanh/", include("lessons.radio_api_urls")),
    path("ngon-ngu/<slug:code>/", choose_language, name="set_language"),
    path("doc/<slug:name>/<slug:value>/", choose_comfort, name="choose_comfort"),
    path("quyen-rieng-tu/", privacy, name="privacy"),
    path("tro-giup/", TemplateView.as_view(template_name="lms/help.html"), name="help"),
    path("robots.txt", TemplateView.as_view(template_name="lms/robots.txt", content_type="text/plain")),
]

if settings.LMS_SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", media, name="media")]

urlpatterns += [
    path("", wagtail_serve, {"path": ""}, name="home"),
    path("", include(wagtail_urls)),
]
