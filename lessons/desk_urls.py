"""Addresses of the station desk, below /dai/."""

from django.urls import path

from .views.desk import details, notices, review, secrets, stations, texts

app_name = "desk"

urlpatterns = [
    path("", stations.my_stations, name="stations"),
    path("moi/", stations.new_station, name="new_station"),
    path("<int:pk>/", texts.desk, name="desk"),
    path("<int:pk>/bai/<slug:key>/", review.review, name="review"),
    path("<int:pk>/bai/<slug:key>/thoi-duyet/", review.call_off, name="call_off"),
    path("<int:pk>/thong-bao/", notices.notices, name="notices"),
    path("<int:pk>/thong-bao/moi/", notices.new_notice, name="new_notice"),
    path("<int:pk>/thong-bao/<int:notice_pk>/", notices.notice, name="notice"),
    path("<int:pk>/thong-tin/", details.details, name="details"),
    path("<int:pk>/phat-thanh-vien/", details.announcers, name="announcers"),
    path("<int:pk>/phat-thanh-vien/<int:announcer_pk>/", details.announcer, name="announcer"),
    path("<int:pk>/duong-dan/", secrets.secrets, name="secrets"),
    path("<int:pk>/duong-dan/<int:secret_pk>/thu-hoi/", secrets.revoke, name="revoke"),
]
