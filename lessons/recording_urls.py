"""Addresses of a station's recordings, below /dai/."""

from django.urls import path

from .views import recordings

app_name = "recording"

urlpatterns = [
    path("<int:pk>/bai/<slug:key>/ghi-am/", recordings.station_recordings, name="recordings"),
    path("<int:pk>/bai/<slug:key>/ghi-am/<int:recording>/", recordings.station_recording, name="recording"),
    path("<int:pk>/bai/<slug:key>/ghi-am/<int:recording>/xoa/", recordings.remove_recording, name="remove"),
]
