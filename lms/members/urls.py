from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

from . import urls_own, views_sessions
from .views import SignInView, SignOutView

app_name = "members"

urlpatterns = [
    path("dang-nhap/", SignInView.as_view(), name="sign_in"),
    path("dang-xuat/", SignOutView.as_view(), name="sign_out"),
    path("toi/dang-nhap/", views_sessions.my_sign_in, name="my_sign_in"),
    path("toi/dang-xuat-moi-noi/", views_sessions.sign_out_everywhere, name="sign_out_everywhere"),
    path("toi/chuyen-may/", views_sessions.carry, name="carry"),
    path("chuyen-may/", views_sessions.type_code, name="type_code"),
    path("chuyen-may/<str:code>/", views_sessions.carried, name="carried"),
    *urls_own.urlpatterns,
    # Wagtail's door to private pages, which would ask differently and know nothing of borrowed phones.
    path("_util/login/", RedirectView.as_view(url=reverse_lazy("members:sign_in"), query_string=True)),
]
