"""Addresses of one's own data; `lms.members.urls` takes them in."""

from django.urls import path

from . import views_consent, views_own

urlpatterns = [
    path("toi/dong-y/", views_consent.consent, name="consent"),
    path("toi/du-lieu/", views_own.own_data, name="own_data"),
    path("toi/du-lieu/du-lieu-cua-toi.json", views_own.own_file, name="own_file"),
    path("toi/du-lieu/sua/", views_own.correct, name="own_correct"),
    path("toi/du-lieu/rut-dong-y/", views_consent.withdraw, name="withdraw"),
    path("toi/du-lieu/xoa/", views_own.erase, name="erase"),
    path("toi/du-lieu/da-xoa/", views_own.erased, name="erased"),
    path("toi/du-lieu/xem/<slug:name>/", views_own.own_part, name="own_part"),
]
