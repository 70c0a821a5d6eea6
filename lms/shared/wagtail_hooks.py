from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import ExternalLinkChooserForm
from wagtail.snippets.models import register_snippet

from .screens.viewsets import ScreenViewSet

register_snippet(ScreenViewSet)

# Wagtail gives this field no label, so Django makes an English one that no catalogue reaches.
ExternalLinkChooserForm.base_fields["link_text"].label = _("Words of the link")
