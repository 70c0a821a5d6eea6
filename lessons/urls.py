"""Addresses of lessons: short ones, because people type them from paper."""

from django.urls import path

from .views import learning, outputs, reading, search

app_name = "lessons"

urlpatterns = [
    path("viec-hoc/", learning.my_learning, name="my_learning"),
    path("tim/", search.search, name="search"),
    path("b/<str:key>/", reading.short, name="short"),
    path("b/<slug:key>/dang-hoc/", reading.lesson_read, name="lesson_read"),
    path("b/<slug:key>/da-hoc/", reading.lesson_done, name="lesson_done"),
    path("to-roi/<slug:key>.pdf", outputs.leaflet, name="leaflet"),
    path("ap-phich/<slug:key>.pdf", outputs.poster, name="poster"),
    path("phat-thanh/<slug:key>.txt", outputs.script_text, name="script_text"),
    path("phat-thanh/<slug:key>.docx", outputs.script_docx, name="script_docx"),
]
