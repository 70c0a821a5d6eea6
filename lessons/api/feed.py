"""The approved texts as RSS 2.0, for programs that read nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime
from urllib.parse import quote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import recordings
from lessons.models import Recording, Station
from lessons.radio.textfile import as_text

from .access import KEY
from .texts import Text, address

TYPE = "application/rss+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
TITLE, ABOUT = "Bài phát thanh của {station}", "Các bài đã được xã duyệt phát"
ElementTree.register_namespace("atom", ATOM)


def rss(station: Station, texts: Sequence[Text], *, cut: int = 0, key: str = "") -> bytes:
    """`key` goes along in the addresses, where the reader gave it in the address of the feed."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    _add(channel, "title", TITLE.format(station=station.name))
    _add(channel, "link", f"{settings.LMS_PUBLIC_URL}/")
    _add(channel, "description", ABOUT)
    _add(channel, "language", "vi")
    _add(channel, "generator", settings.LMS_SITE_NAME)
    itself = settings.LMS_PUBLIC_URL + reverse("radio_api:rss")
    SubElement(channel, f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=itself)
    for text in texts:
        _item(SubElement(channel, "item"), text, cut, key)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _item(item: Element, text: Text, cut: int, key: str) -> None:
    one = text.approval
    script = text.cuts[cut].script if cut else text.script
    _add(item, "title", one.title)
    _add(item, "link", _keyed(address("file", one.pk, "txt", cut=cut), key))
    _add(item, "description", as_text(script).replace("\r\n", "\n"))
    if one.version and one.version.app_title:
        _add(item, "category", one.version.app_title)
    _add(item, "guid", f"urn:phat-thanh:{one.station_id}:{one.pk}").set("isPermaLink", "false")
    _add(item, "pubDate", format_datetime(timezone.localtime(one.approved_at)))
    sound = next((row for row in text.recordings if row.cut == cut), None)
    if sound:  # one at most: readers take no more
        kind = recordings.TYPES[Recording.Format(sound.format)]
        url = _keyed(address("recording", one.pk, sound.pk), key)
        SubElement(item, "enclosure", url=url, length=str(sound.size), type=kind)


def _add(parent: Element, name: str, words: str) -> Element:
    """Without the control characters that XML has no way to write."""
    element = SubElement(parent, name)
    element.text = "".join(
        letter for letter in words if (letter >= " " and letter not in "\ufffe\uffff") or letter in "\n\t"
    )
    return element


def _keyed(url: str, key: str) -> str:
    if not key:
        return url
    return f"{url}{'&' if '?' in url else '?'}{KEY}={quote(key)}"
