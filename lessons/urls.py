"""Addresses of lessons: short ones, because people type them from paper."""

from django.urls import path

from .views import (
    door,
    learning,
    offline,
    outputs,
    practice,
    print_packs,
    progress,
    reading,
    screen_reports,
    search,
    studio,
    tally,
)

app_name = "lessons"

urlpatterns = [
    path("sw.js", offline.worker, name="worker"),
    path("ung-dung.webmanifest", offline.manifest, name="manifest"),
    path("tren-may/", offline.kept, name="kept"),
    path("b/<slug:key>/giu-may/", offline.pack, name="pack"),
    path("viec-hoc/", learning.my_learning, name="my_learning"),
    path("tim/", search.search, name="search"),
    path("b/<str:key>/", reading.short, name="short"),
    path("b/<slug:key>/bai-hoc/", reading.lesson_page, name="lesson"),
    path("b/<slug:key>/tai-cua/", door.at_the_door, name="door"),
    path("b/<slug:key>/dang-hoc/", progress.lesson_read, name="lesson_read"),
    path("b/<slug:key>/da-hoc/", reading.lesson_done, name="lesson_done"),
    path("b/<slug:key>/da-xem-thay-doi/", reading.changes_seen, name="changes_seen"),
    path("b/<slug:key>/bam-thu/", practice.practice, name="practice"),
    path("b/<slug:key>/man-hinh-khac/<str:step_key>/", screen_reports.screen_differs, name="screen_differs"),
    path("nhat-ky/", tally.tally, name="tally"),
    path("nhat-ky/<slug:key>/", tally.tally_app, name="tally_app"),
    path("ban-in/goi/", print_packs.print_packs, name="print_packs"),
    path("ban-in/goi/moi/", print_packs.print_pack_order, name="print_pack_order"),
    path("ban-in/goi/<int:pk>/", print_packs.print_pack, name="print_pack"),
    path("ban-in/goi/<int:pk>/goi.zip", print_packs.print_pack_zip, name="print_pack_zip"),
    path("ban-in/goi/<int:pk>/goi.pdf", print_packs.print_pack_pdf, name="print_pack_pdf"),
    path("ban-in/goi/<int:pk>/tiep-tuc/", print_packs.print_pack_continue, name="print_pack_continue"),
    path("ban-in/goi/<int:pk>/xoa/", print_packs.print_pack_delete, name="print_pack_delete"),
    path("ban-in/<slug:key>/", studio.studio, name="studio"),
    path("ban-in/<slug:key>/zalo/", studio.zalo, name="zalo"),
    path("ban-in/<slug:key>/chia-se.png", outputs.share_picture, name="share_picture"),
    path("ban-in/<slug:key>/<slug:slug>.pdf", outputs.sheet, name="sheet"),
    path("ban-in/<slug:key>/<slug:slug>-<int:page>.png", outputs.sheet_picture, name="sheet_picture"),
    path("to-roi/<slug:key>.pdf", outputs.leaflet, name="leaflet"),
    path("ap-phich/<slug:key>.pdf", outputs.poster, name="poster"),
    path("phat-thanh/<slug:key>.txt", outputs.script_text, name="script_text"),
    path("phat-thanh/<slug:key>.docx", outputs.script_docx, name="script_docx"),
    path("phat-thanh/<slug:key>.pdf", outputs.script_pdf, name="script_pdf"),
    path("phat-thanh/<slug:key>.ssml", outputs.script_ssml, name="script_ssml"),
]
