from django.urls import path

from . import airing_views, papers, sign_in, tallies, views

app_name = "office"

urlpatterns = [
    path("to-cua-toi/", views.my_teams, name="my_teams"),
    path("to-cua-toi/<int:pk>/", views.team, name="team"),
    path("to-cua-toi/<int:pk>/dong-in/", views.imprint, name="imprint"),
    path("to-cua-toi/<int:pk>/the-dang-nhap/", sign_in.cards, name="cards"),
    path("thanh-vien/<int:member_pk>/ma-pin/", sign_in.reset_pin, name="reset_pin"),
    path("to-cua-toi/<int:pk>/giay-ghi-nhan.pdf", papers.team_pdf, name="team_pdf"),
    path("theo-doi/phat-thanh/", airing_views.airings, name="airings"),
    path("theo-doi/phat-thanh/<int:pk>/", airing_views.station_airings, name="station_airings"),
    path("to-cua-toi/<int:pk>/xac-nhan/<int:certificate_pk>/", papers.confirm_paper, name="confirm_paper"),
    path("to-cua-toi/<int:pk>/nhat-ky/", tallies.team_tally, name="team_tally"),
    path("theo-doi/nhat-ky/", tallies.communes_tally, name="communes_tally"),
    path("theo-doi/nhat-ky/<int:pk>/", tallies.commune_tally, name="commune_tally"),
]
