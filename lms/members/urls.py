from django.urls import path

from .views import SignInView, SignOutView

app_name = "members"

urlpatterns = [
    path("dang-nhap/", SignInView.as_view(), name="sign_in"),
    path("dang-xuat/", SignOutView.as_view(), name="sign_out"),
]
