from wagtail.snippets.models import register_snippet

from .screens.viewsets import ScreenViewSet

register_snippet(ScreenViewSet)
