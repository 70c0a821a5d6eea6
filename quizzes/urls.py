"""Addresses of quizzes and certificates; `bai` and `nop` and the like are what people read in the address bar."""

from django.urls import path

from .views import badges, certificates, practice, questions, renewal, results, taking
from .views.paper import choosing, confirming, keying, sheet

app_name = "quizzes"

urlpatterns = [
    path("lam-bai/<slug:quiz_key>/", taking.start, name="start"),
    path("lam-bai/<slug:quiz_key>/de-giay.pdf", sheet.quiz_sheet, name="quiz_sheet"),
    path("nhap-bai-giay/", choosing.quizzes, name="paper_quizzes"),
    path("lam-bai/<slug:quiz_key>/nhap-bai-giay/", choosing.start, name="paper_start"),
    path(
        "lam-bai/<slug:quiz_key>/nhap-bai-giay/to-<int:team_pk>/xac-nhan/",
        confirming.confirm_page,
        name="paper_confirm",
    ),
    path("lam-bai/<slug:quiz_key>/nhap-bai-giay/to-<int:team_pk>/<str:code>/", keying.class_page, name="paper_class"),
    path(
        "lam-bai/<slug:quiz_key>/nhap-bai-giay/to-<int:team_pk>/<str:code>/<int:member_pk>/",
        keying.member_page,
        name="paper_member",
    ),
    path(
        "lam-bai/<slug:quiz_key>/nhap-bai-giay/to-<int:team_pk>/<str:code>/<int:member_pk>/bo/",
        keying.take_away,
        name="paper_take_away",
    ),
    path("lam-bai/bai/<int:attempt_pk>/tong-quan/", taking.overview, name="overview"),
    path("lam-bai/bai/<int:attempt_pk>/nop/", taking.submit, name="submit"),
    path("lam-bai/bai/<int:attempt_pk>/ket-qua/", results.result, name="result"),
    path("lam-bai/bai/<int:attempt_pk>/<int:position>/", questions.question, name="question"),
    path("luyen-tap/<slug:quiz_key>/", practice.sheet, name="practice"),
    path("luyen-tap/<slug:quiz_key>/gui/", practice.send, name="practice_sent"),
    path("gia-han/<int:pk>/", renewal.renew, name="renew"),
    path("kt/", certificates.check, name="check"),
    path("kt/<str:code>/", certificates.check, name="check_code"),
    path("kt/<str:code>/huy-hieu.json", badges.credential, name="badge"),
    path("giay-ghi-nhan/<str:code>/huy-hieu.png", badges.picture, name="badge_picture"),
    path("huy-hieu/<slug:issuer>/thu-hoi-<int:number>.json", badges.revoked, name="badge_status"),
    path(".well-known/did.json", badges.did, name="badge_did"),
    path("giay-ghi-nhan/<str:code>/pdf/", certificates.pdf, name="certificate_pdf"),
]
