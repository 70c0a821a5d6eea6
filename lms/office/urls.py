from django.urls import path

from . import views

app_name = "office"

urlpatterns = [
    path("to-cua-toi/", views.my_teams, name="my_teams"),
    path("to-cua-toi/<int:pk>/", views.team, name="team"),
    path("to-cua-toi/<int:pk>/dong-in/", views.imprint, name="imprint"),
]
