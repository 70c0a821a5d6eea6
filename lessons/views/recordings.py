"""Recordings: handed out as sound files, and put beside a version by a station."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.broadcast import recordings
from lessons.broadcast.approval import standing
from lessons.broadcast.errors import AlreadyWithdrawn
from lessons.broadcast.stations import CHANGE
from lessons.models import Approval, Recording, ScriptVersion, Station
from lms.members.models import User
from lms.shared.sound_uploads import ACCEPTED, BadRecording, megabytes

from .desk.access import SignedIn, desk_context, desk_page, station_asked


class RecordingForm(forms.Form):
    upload = forms.FileField(
        label=gettext_lazy("Sound file"),
        allow_empty_file=True,  # refused below, in words that say what to do
        help_text=gettext_lazy("MP3 or OGG, %(most)s MB at most. It takes the place of an earlier one."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    cut = forms.TypedChoiceField(
        label=gettext_lazy("What is read in it"), choices=recordings.cut_choices, coerce=int, initial=recordings.WHOLE
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = megabytes(settings.LMS_RADIO_RECORDING_MAX_BYTES)
        self.fields["upload"].help_text = str(self.fields["upload"].help_text) % {"most": most}

    def add(self, *, version: ScriptVersion, station: Station | None, by: User) -> Recording | None:
        """None, with what is wrong told in the form, where the recording was refused."""
        try:
            return recordings.add(
                version=version,
                station=station,
                upload=self.cleaned_data["upload"],
                cut=self.cleaned_data["cut"],
                by=by,
                now=timezone.now(),
            )
        except AlreadyWithdrawn:
            self.add_error(None, _("This version is withdrawn. It takes no recording any more."))
        except BadRecording as error:
            self.add_error("upload", recordings.words_for(error))
        return None


def sound_file(recording: Recording) -> HttpResponseBase:
    """The file to save, with its type; never run, never sniffed."""
    try:
        content = recording.file.open("rb")
    except OSError as error:  # somebody took it out of the folder
        raise Http404 from error
    version = recording.version
    name = "-".join(filter(None, [version.script_key, str(version.number), str(recording.cut or "")]))
    kind = recordings.TYPES[Recording.Format(recording.format)]
    response = FileResponse(content, as_attachment=True, filename=f"{name}.{recording.format}", content_type=kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def station_recordings(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """Those of one approved text, the station's own and the province's; staff of the station add theirs."""
    station = station_asked(request, pk)
    approval = _approved(station, key)
    may_add = request.user.has_perm(CHANGE)
    if request.method == "POST":
        station_asked(request, pk, CHANGE)
    form = RecordingForm(request.POST or None, request.FILES or None)
    version = cast(ScriptVersion, approval.version)
    if form.is_valid() and form.add(version=version, station=station, by=request.user):
        messages.success(request, _("The recording stands beside the text."))
        return redirect(request.path)
    rows = [row for row in version.recordings.all() if row.station_id in (None, station.pk)]
    offered = {row.pk for row in recordings.for_approvals([approval])[approval.pk]}
    context = desk_context(
        request,
        station,
        approval=approval,
        form=form if may_add else None,
        recordings=[(row, row.pk in offered) for row in rows],
    )
    return render(request, "lessons/withdrawal/recordings.html", context, status=422 if form.errors else 200)


@desk_page  # type: ignore[arg-type]  # a file is no HttpResponse to the types
@require_safe
def station_recording(request: SignedIn, pk: int, key: str, recording: int) -> HttpResponseBase:
    station = station_asked(request, pk)
    rows = Recording.objects.filter(version__script_key=key).select_related("version")
    row = get_object_or_404(rows, pk=recording)
    if row.station_id not in (None, station.pk):
        raise Http404
    return sound_file(row)


@desk_page
@require_POST
def remove_recording(request: SignedIn, pk: int, key: str, recording: int) -> HttpResponse:
    station = station_asked(request, pk, CHANGE)
    row = get_object_or_404(Recording, version__script_key=key, station=station, pk=recording)
    recordings.remove(recording=row)
    messages.success(request, _("The recording is removed."))
    return redirect("recording:recordings", pk=station.pk, key=key)


def _approved(station: Station, key: str) -> Approval:
    """Only what the commune approved is recorded."""
    approval = standing(station).filter(version__script_key=key).first()
    if approval is None:
        raise Http404
    return approval
