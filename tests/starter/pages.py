from lessons.models import AppPage


def app_page(key: str) -> AppPage:
    return AppPage.objects.get(key=key)
