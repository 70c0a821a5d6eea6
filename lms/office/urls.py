from django.urls import path

from . import airing_views, papers, views

app_name = "office"

urlpatterns = [
    path("to-cua-toi/", views.my_teams, name="my_teams"),
    path("to-cua-toi/<int:pk>/", views.team, name="team"),
    path("to-cua-toi/<int:pk>/dong-in/", views.imprint, name="imprint"),
    path("to-cua-toi/<int:pk>/giay-ghi-nhan.pdf", papers.team_pdf, name="team_pdf"),
    path("theo-doi/phat-thanh/", airing_views.airings, name="airings"),
    path("theo-doi/phat-thanh/<int:pk>/", airing_views.station_airings, name="station_airings"),
    path("to-cua-toi/<int:pk>/xac-nhan/<int:certificate_pk>/", papers.confirm_paper, name="confirm_paper"),
]
