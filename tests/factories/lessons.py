"""Pages and their blocks. The page factories put each page below its parent and publish it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Page, Site

from lessons.models import AppPage, CoursePage, LessonPage, PosterPage, RadioScriptPage

from .screens import ScreenFactory


class PageFactory(DjangoModelFactory):
    """Adds the page below `parent` in the tree, as the editor does, and publishes it."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        parent = kwargs.pop("parent")
        page = parent.add_child(instance=model_class(*args, **kwargs))
        page.save_revision().publish()
        return model_class.objects.get(pk=page.pk)


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def step(key: str = "mo-kho", *, screen: Any = None, **values: Any) -> dict[str, Any]:
    """A step block as stored; `screen` defaults to a new drawn screen with the target `cai`."""
    return block(
        "step",
        {
            "key": key,
            "title": f"Bước {key}",
            "text": "<p>Mở kho ứng dụng có sẵn trên máy.</p>",
            "screen": (screen or ScreenFactory()).pk,
            "target": "cai",
            "tip": "",
            "warning": "",
            "stop": "",
            "say": "Bà con mở kho ứng dụng có sẵn trên máy.",
            "short": "Mở kho ứng dụng.",
            "leaflet": True,
            **values,
        },
    )


class CoursePageFactory(PageFactory):
    class Meta:
        model = CoursePage

    parent = factory.LazyFunction(lambda: Page.objects.filter(depth=1).first())
    title = "Phổ cập kỹ năng số cộng đồng"
    slug = "khoa-hoc"
    key = factory.Sequence(lambda n: f"khoa-{n}")
    intro = "<p>Học từng bước ngắn trước khi đi gõ cửa.</p>"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        page = super()._create(model_class, *args, **kwargs)
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": page}
        )
        Site.clear_site_root_paths_cache()
        return page


class AppPageFactory(PageFactory):
    class Meta:
        model = AppPage

    parent = factory.LazyFunction(lambda: CoursePage.objects.first() or CoursePageFactory())
    title = factory.Sequence(lambda n: f"Ứng dụng mẫu {n}")
    slug = factory.Sequence(lambda n: f"ung-dung-{n}")
    key = factory.Sequence(lambda n: f"ung-dung-{n}")
    summary = "Cài đúng chỗ, giữ máy an toàn."
    what = "<p>Ứng dụng định danh điện tử.</p>"
    runner = "Bộ Công an"
    install = "CH Play hoặc App Store"
    state = AppPage.State.IN_USE
    state_on = dt.date(2026, 11, 16)
    warnings = factory.LazyFunction(lambda: [block("warning", "Chỉ cài từ CH Play hoặc App Store.")])
    sources = factory.LazyFunction(lambda: [block("source", {"title": "Nghị định 69/2024/NĐ-CP", "url": ""})])
    checked_on = dt.date(2026, 11, 16)
    checked_by = "Ban biên soạn"
    check_expires = dt.date(2027, 5, 16)
    leaflet_title = "Cài đúng chỗ, giữ máy an toàn"
    leaflet_lede = "Sáu bước, làm được ở nhà."


class LessonPageFactory(PageFactory):
    class Meta:
        model = LessonPage

    parent = factory.LazyFunction(AppPageFactory)
    title = factory.Sequence(lambda n: f"Bài học mẫu {n}")
    slug = factory.Sequence(lambda n: f"bai-{n}")
    key = factory.Sequence(lambda n: f"bai-{n}")
    summary = "Mở kho, tìm, cài."
    body = factory.LazyFunction(lambda: [step("mo-kho"), step("tim"), step("cai-dat")])


class PosterPageFactory(PageFactory):
    class Meta:
        model = PosterPage

    parent = factory.LazyFunction(AppPageFactory)
    title = "Áp phích mẫu"
    slug = factory.Sequence(lambda n: f"ap-phich-{n}")
    key = factory.Sequence(lambda n: f"ap-phich-{n}")
    title_lines = "Cài đúng chỗ,\ngiữ máy an toàn"
    screen = factory.SubFactory(ScreenFactory)
    target = "cai"
    columns = factory.LazyFunction(
        lambda: [block("written", {"heading": "Nên làm", "lines": ["Mở kho ứng dụng.", "Đọc tên nhà phát hành."]})]
    )
    foot = "Chưa rõ thì hỏi tổ công nghệ số cộng đồng."


class RadioScriptPageFactory(PageFactory):
    class Meta:
        model = RadioScriptPage

    parent = factory.LazyFunction(AppPageFactory)
    title = "Cài ứng dụng đúng chỗ"
    slug = factory.Sequence(lambda n: f"phat-thanh-{n}")
    key = factory.Sequence(lambda n: f"phat-thanh-{n}")
    rate = 180
    cues = factory.LazyFunction(
        lambda: [
            block("music_in", {"seconds": 8}),
            block("greeting", {"lines": ["Kính thưa quý vị và bà con, đây là mục kỹ năng số."]}),
            block("content", {"lines": ["Nhiều bà con cài ứng dụng từ đường dẫn lạ."]}),
            block("warning", {"lines": ["Không đọc mã OTP cho ai."]}),
            block("repeat", {"lines": ["Xin nhắc lại, chỉ cài từ kho ứng dụng."]}),
            block("closing", {"lines": ["Cảm ơn quý vị và bà con đã lắng nghe."]}),
        ]
    )
