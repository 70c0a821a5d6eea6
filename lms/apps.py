from django.apps import AppConfig


class LmsConfig(AppConfig):
    """The project itself: composition and commands, no models."""

    name = "lms"
    label = "lms"
