"""Small sound files, made of their headers alone: silence in between."""

from __future__ import annotations

import struct

from django.core.files.uploadedfile import SimpleUploadedFile

_FRAME = b"\xff\xfb\x90\x00" + bytes(413)  # MPEG 1, layer III, 128 kbit/s, 44,100 samples: 1152 of them a frame


def mp3(seconds: float = 20, *, tag: bytes = b"") -> bytes:
    """`tag` is the content of an ID3v2 tag in front."""
    size = len(tag)
    head = b"ID3\x04\x00\x00" + bytes(size >> shift & 127 for shift in (21, 14, 7, 0)) + tag if tag else b""
    return head + _FRAME * round(seconds * 44100 / 1152)


def ogg(seconds: float = 20, *, codec: bytes = b"\x01vorbis") -> bytes:
    """First the page that names the codec, then one that ends at that time."""
    packet = codec + struct.pack("<IBIiiiBB", 0, 1, 44100, 0, 64000, 0, 0xB8, 1)
    return _page(packet, number=0, kind=2) + _page(bytes(200), number=1, kind=4, samples=round(seconds * 44100))


def _page(packet: bytes, *, number: int, kind: int, samples: int = 0) -> bytes:
    return struct.pack("<4sBBqIIIBB", b"OggS", 0, kind, samples, 7, number, 0, 1, len(packet)) + packet


def upload(content: bytes | None = None, name: str = "doc.mp3") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, mp3() if content is None else content)
