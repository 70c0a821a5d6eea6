from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from .imprint_viewsets import SheetImprintViewSet
from .remit_viewsets import RemitViewSet
from .unit_viewsets import UnitNameViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ModelViewSet]:
    return [UnitNameViewSet(), SheetImprintViewSet(), RemitViewSet()]
