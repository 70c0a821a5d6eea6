"""A quiz on paper with its key, for those who lead a team or write quizzes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from lms.shared.pdf import Variant
from lms.shared.pdf.layouts import VARIANT_BY_SLUG, VARIANT_SLUGS
from quizzes.errors import EmptyQuiz
from quizzes.models import Quiz
from quizzes.paper.access import may_print
from quizzes.paper.mixing import FORMS
from quizzes.printing import sheets
from quizzes.printing.documents import QUIZ_SHEET
from quizzes.views.access import refused
from quizzes.views.delivery import deliver

FORM_NUMBERS = {str(number): number for number in range(1, FORMS + 1)}


@login_required
@require_safe
def quiz_sheet(request: HttpRequest, quiz_key: str) -> HttpResponse:
    """`?ban=` names the variant, `?de=` the form, `?dap-an=0` leaves the key out."""
    if not may_print(request.user):
        raise PermissionDenied
    quiz = get_object_or_404(Quiz, key=quiz_key)
    variant = VARIANT_BY_SLUG.get(request.GET.get("ban", ""))
    number = FORM_NUMBERS.get(request.GET.get("de", "1"))
    if variant not in QUIZ_SHEET.variants or number is None:
        raise Http404
    with_key = request.GET.get("dap-an") != "0"
    try:
        sheet = sheets.quiz_sheet(quiz, number=number, with_key=with_key)
    except ValueError:
        return refused(request, EmptyQuiz())
    name = file_name(quiz, variant, number=number, with_key=with_key)
    return deliver(request, sheet, variant, name, download=False)


def file_name(quiz: Quiz, variant: Variant, *, number: int, with_key: bool) -> str:
    """ASCII: "de-giay-vneid-de-2-chu-to-khong-dap-an.pdf"."""
    form = f"de-{number}" if number > 1 else ""
    parts = ["de-giay", quiz.key, form, VARIANT_SLUGS[variant], "" if with_key else "khong-dap-an"]
    return "-".join(part for part in parts if part) + ".pdf"
