"""What the worker of long tasks does with a regrade."""

from __future__ import annotations

from django_tasks import task

from quizzes.models import Regrade

from .work import work


@task(backend="bulk")
def grade_anew(regrade_pk: int) -> None:
    if regrade := Regrade.objects.select_related("version").filter(pk=regrade_pk).first():
        work(regrade=regrade)
