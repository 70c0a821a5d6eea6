from django.urls import path, reverse_lazy
from django.views.generic import RedirectView

from .views import SignInView, SignOutView

app_name = "members"

urlpatterns = [
    path("dang-nhap/", SignInView.as_view(), name="sign_in"),
    path("dang-xuat/", SignOutView.as_view(), name="sign_out"),
    # Wagtail's door to private pages, which would ask differently and know nothing of borrowed phones.
    path("_util/login/", RedirectView.as_view(url=reverse_lazy("members:sign_in"), query_string=True)),
]
