"""Parts of a file, as players of sound ask for them: iPhones play nothing that cannot be had in parts."""

from __future__ import annotations

import re
from contextlib import closing
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

_ONE_RANGE = re.compile(r"bytes=([0-9]{1,12})-([0-9]{0,12})")
_PACKED = re.compile(r"\bgzip\b")  # what is packed on its way has other bytes than the file


def in_parts(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """`response`, or the part of its file that was asked for. More than one part, or the last bytes alone, are answered
    with the whole, as HTTP allows. For files that never change under their name: If-Range is not looked at."""
    if not isinstance(response, FileResponse) or response.status_code != 200:
        return response
    asked = _ONE_RANGE.fullmatch(request.META.get("HTTP_RANGE", ""))
    response.headers["Accept-Ranges"] = "bytes"
    if asked is None or _PACKED.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
        return response
    size = int(response.headers["Content-Length"])
    first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    file: Any = response.file_to_stream
    with closing(file):  # the file alone: a response that is closed ends the whole request
        if last < first:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        file.seek(first)
        part = file.read(last - first + 1)
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    return HttpResponse(part, status=206, headers={**headers, "Content-Range": f"bytes {first}-{last}/{size}"})
