"""Addresses for machines, below /api/phat-thanh/. Each is described in api/openapi.yaml."""

from django.urls import path, re_path

from .api import views

app_name = "radio_api"

urlpatterns = [
    path("texts", views.texts, name="texts"),
    path("texts/<int:pk>", views.text, name="text"),
    re_path(r"^texts/(?P<pk>[0-9]{1,18})\.(?P<kind>txt|docx|pdf)$", views.file, name="file"),
    path("texts/<int:pk>/recordings/<int:recording>", views.recording, name="recording"),
    path("bulletin", views.bulletin, name="bulletin"),
    path("rss.xml", views.rss, name="rss"),
    path("openapi.json", views.openapi, name="openapi"),
    re_path(r"^(?P<rest>.*)$", views.nothing_here),
]
