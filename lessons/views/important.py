"""Before an important change is published, or approved, the trainer sees how many people must learn again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Revision, TaskState

from lessons import approval
from lessons.important import announcement_of, asks_first, is_newest, is_out
from lessons.models import LessonPage
from lessons.models.editions import Importance


class ConfirmPublishView(WagtailAdminTemplateMixin, TemplateView):
    """Shows one revision of a lesson, and publishes it once, however often the button is pressed."""

    template_name = "lessons/admin/important.html"
    page_title = gettext_lazy("An important change")
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_allowed():
            raise PermissionDenied
        return self._moved_on(self.lesson) or super().dispatch(request, *args, **kwargs)

    @cached_property
    def lesson(self) -> LessonPage:
        return get_object_or_404(LessonPage, id=self.kwargs["pk"])  # as in `offers`

    @cached_property
    def revision(self) -> Revision:
        return get_object_or_404(self.lesson.revisions, pk=self.kwargs["revision_pk"])

    @cached_property
    def draft(self) -> LessonPage:
        page: LessonPage = self.revision.as_object()
        return page

    @property
    def token(self) -> str:
        """Saving anew while typing changes a revision in place; what was seen must be what is published."""
        return str(self.revision.created_at.isoformat())

    def is_allowed(self) -> bool:
        return bool(self.lesson.permissions_for_user(self.request.user).can_publish())

    def publish(self, revision: Revision) -> None:
        action = PublishPageRevisionAction(revision, user=self.request.user)
        action.execute(skip_permission_checks=True)

    def get_page_subtitle(self) -> str:
        return self.draft.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = {"url": self.edit_url, "label": self.draft.title}
        return [*super().get_breadcrumbs_items(), edit, {"url": "", "label": self.page_title}]

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.lesson.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = announcement_of(self.draft, timezone.localdate())
        extra = {"about": about, "draft": self.draft, "edit_url": self.edit_url, "token": self.token}
        return super().get_context_data(**kwargs) | extra

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.POST.get("seen") != self.token:
            messages.warning(request, _("The lesson was changed while you looked. This is how it stands now."))
            return self.render_to_response(self.get_context_data(), status=409)
        try:
            with transaction.atomic():
                lesson = LessonPage.objects.select_for_update(of=("self",)).get(pk=self.lesson.pk)
                if response := self._moved_on(lesson):
                    return response
                self.publish(self._as_minor() if "minor" in request.POST else self.revision)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.edit_url)
        return self._published()

    def _as_minor(self) -> Revision:
        self.draft.change_importance, self.draft.change_from = Importance.MINOR, None
        return self.draft.save_revision(user=self.request.user, log_action=True)

    def _moved_on(self, lesson: LessonPage) -> HttpResponse | None:
        """Where to go when there is nothing to confirm any more."""
        lock = lesson.get_lock()
        if is_out(lesson, self.revision):
            messages.info(self.request, _("“%(title)s” has been published already.") % {"title": lesson.title})
            return redirect("wagtailadmin_explore", lesson.get_parent().pk)
        if lock and lock.for_user(self.request.user):
            messages.error(self.request, _("The page could not be published, as it is locked."))
        elif not is_newest(lesson, self.revision):
            messages.warning(self.request, _("Somebody has saved the lesson since. Look at it, then publish it."))
        elif not asks_first(self.draft):
            messages.info(self.request, _("The change is not marked important any more. You can publish it."))
        else:
            return None
        return redirect(self.edit_url)

    def _published(self) -> HttpResponseBase:
        lesson = LessonPage.objects.get(pk=self.lesson.pk)
        for tell in hooks.get_hooks("after_publish_page"):
            if response := tell(self.request, lesson):
                return response
        words = _("“%(title)s” is published.") if lesson.live else _("“%(title)s” will be published on its day.")
        buttons = [messages.button(self.edit_url, _("Edit"))]
        messages.success(self.request, words % {"title": lesson.title}, buttons=buttons)
        return redirect("wagtailadmin_explore", lesson.get_parent().pk)


class ConfirmApprovalView(ConfirmPublishView):
    """The same for one who approves; they need not be allowed to publish by themselves."""

    @cached_property
    def task_state(self) -> TaskState:
        state = get_object_or_404(TaskState, pk=self.kwargs["state_pk"], workflow_state__object_id=str(self.lesson.pk))
        return state.specific

    def is_allowed(self) -> bool:
        actions = self.task_state.task.specific.get_actions(self.lesson, self.request.user)
        return any(name == "approve" for name, _label, _modal in actions)

    def publish(self, revision: Revision) -> None:
        comment = self.request.session.pop(approval.COMMENTS, {}).get(str(self.task_state.pk), "")
        with approval.seen():
            self.task_state.task.specific.on_action(self.task_state, self.request.user, "approve", comment=comment)

    def _moved_on(self, lesson: LessonPage) -> HttpResponse | None:
        response = super()._moved_on(lesson)
        if response is None and lesson.current_workflow_task_state != self.task_state:
            messages.info(self.request, _("The page no longer waits for your approval."))
            return redirect(self.edit_url)
        return response
