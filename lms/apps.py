from django.apps import AppConfig


class LmsConfig(AppConfig):
    """The project itself: composition and commands, no models."""

    name = "lms"
    label = "lms"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save, pre_save
        from wagtail.signals import page_slug_changed, post_page_move

        from .pagecache import receivers
        from .pagecache.current import standing
        from .shared.keepable import register_standing

        pre_save.connect(receivers.on_page_saving, dispatch_uid="pagecache.saving")
        post_save.connect(receivers.on_saved, dispatch_uid="pagecache.saved")
        post_delete.connect(receivers.on_deleted, dispatch_uid="pagecache.deleted")
        post_page_move.connect(receivers.on_page_moved, dispatch_uid="pagecache.moved")
        page_slug_changed.connect(receivers.on_slug_changed, dispatch_uid="pagecache.slug")
        register_standing(standing)
