from wagtail import hooks

from .unit_viewsets import UnitNameViewSet


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[UnitNameViewSet]:
    return [UnitNameViewSet()]
