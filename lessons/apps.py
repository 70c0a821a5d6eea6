from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class LessonsConfig(AppConfig):
    name = "lessons"
    verbose_name = _("Lessons")

    def ready(self) -> None:
        from wagtail.signals import page_published, page_unpublished

        from lms.shared.keepable import register_keepable
        from quizzes.links import (
            register_changes,
            register_editions,
            register_milestone_choices,
            register_parts_of_app,
            register_step_choices,
            register_step_url,
            register_step_urls,
        )

        from . import links, own_data, own_radio, receivers
        from .offline.pages import pages_of

        page_published.connect(receivers.on_page_published, dispatch_uid="lessons.editions.page")
        page_unpublished.connect(receivers.on_page_unpublished, dispatch_uid="lessons.versions.page")
        post_save.connect(receivers.on_screen_saved, sender="shared.Screen", dispatch_uid="lessons.editions.screen")
        post_save.connect(
            receivers.on_edition_made, sender="lessons.LessonEdition", dispatch_uid="lessons.screen_reports"
        )
        own_data.register()
        own_radio.register()
        register_keepable(pages_of)
        register_step_url(links.step_url)
        register_step_urls(links.step_urls)
        register_step_choices(links.step_choices)
        register_editions(links.editions_of)
        register_changes(links.changed_steps)
        register_milestone_choices(links.milestone_choices)
        register_parts_of_app(links.parts_of_app)
