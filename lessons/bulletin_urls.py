"""Bulletins and the log of a station, below /dai/."""

from django.urls import path

from .views.bulletins import composing, lists, log

app_name = "bulletin"

urlpatterns = [
    path("<int:station>/ban-tin/", lists.listing, name="list"),
    path("<int:station>/ban-tin/hom-nay/", lists.today, name="today"),
    path("<int:station>/ban-tin/moi/", lists.new, name="new"),
    path("<int:station>/ban-tin/<int:pk>/", composing.compose, name="compose"),
    path("<int:station>/ban-tin/<int:pk>/sua/", lists.change, name="change"),
    path("<int:station>/ban-tin/<int:pk>/xoa/", lists.delete, name="delete"),
    path("<int:station>/ban-tin/<int:pk>/them/", composing.add, name="add"),
    path("<int:station>/ban-tin/<int:pk>/muc/<int:item_pk>/", composing.item, name="item"),
    path("<int:station>/ban-tin/<int:pk>/kich-ban.pdf", composing.rundown, name="rundown"),
    path("<int:station>/ban-tin/<int:pk>/tron-goi.zip", composing.whole_zip, name="zip"),
    path("<int:station>/so-phat/", log.log, name="log"),
    path("<int:station>/so-phat/ghi/", log.log_add, name="log_add"),
    path("<int:station>/so-phat/<int:pk>/huy/", log.call_off, name="log_call_off"),
    path("<int:station>/so-phat/so-phat-song.pdf", log.log_pdf, name="log_pdf"),
]
