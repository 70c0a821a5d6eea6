from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import ExternalLinkChooserForm
from wagtail.admin.views.pages.search import SearchView
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from .screens.viewsets import ScreenViewSet

register_snippet(ScreenViewSet)

# Wagtail's search counts what it found and would call it "None".
SearchView.verbose_name_plural = Page._meta.verbose_name_plural

# Wagtail gives this field no label, so Django makes an English one that no catalogue reaches.
ExternalLinkChooserForm.base_fields["link_text"].label = _("Words of the link")
