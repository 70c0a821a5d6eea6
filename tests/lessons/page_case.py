"""Wagtail's assertions about pages, made to sign in as our members do."""

from __future__ import annotations

from unittest import mock

from wagtail.test.utils import WagtailPageTestCase

from tests.factories.members import UserFactory
from tests.lessons.editor import editor_data

# Wagtail takes the first backend of the settings, which here only counts failed tries.
SIGN_IN = mock.patch("wagtail.test.utils.page_tests.AUTH_BACKEND", "lms.members.backends.PhoneOrUsernameBackend")


class PageTestCase(WagtailPageTestCase):
    """`self.editor` may do everything. Wagtail's own test users have e-mail addresses, ours have none."""

    def setUp(self) -> None:
        super().setUp()
        SIGN_IN.start()
        self.addCleanup(SIGN_IN.stop)
        self.editor = UserFactory(is_superuser=True)
        self.client.force_login(self.editor)

    def assertEditable(self, page):
        self.assertPageIsEditable(page, post_data=self.data_of(page), user=self.editor)

    def assertPreviewable(self, page):
        self.assertPageIsPreviewable(page, post_data=self.data_of(page), user=self.editor)

    def data_of(self, page):
        self.client.force_login(self.editor)
        data = editor_data(self.client, page)
        data["action-publish"] = ""
        return data
