"""The station's secret address, below /loa/."""

from django.urls import path

from .views.loudspeaker import pages, taps

app_name = "loudspeaker"

urlpatterns = [
    path("<str:secret>/", pages.today, name="today"),
    path("<str:secret>/tat-ca/", pages.texts, name="texts"),
    path("<str:secret>/ban-tin/<int:pk>/kich-ban.pdf", taps.rundown, name="rundown"),
    path("<str:secret>/ban-tin/<int:pk>/tron-goi.zip", taps.bulletin_zip, name="zip"),
    path("<str:secret>/huy/<int:pk>/", taps.undo, name="undo"),
    path("<str:secret>/<slug:kind>/<slug:key>/", pages.text, name="text"),
    path("<str:secret>/<slug:kind>/<slug:key>/da-phat/", taps.aired, name="aired"),
    path("<str:secret>/<slug:kind>/<slug:key>/ghi-am/<int:pk>/", taps.recording, name="recording"),
    path("<str:secret>/<slug:kind>/<slug:key>/bai.<slug:ending>", taps.text_file, name="file"),
]
