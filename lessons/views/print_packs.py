"""Print packs: ordering, watching, fetching, continuing and deleting them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lessons.models import AppPage, PrintPack
from lessons.printing.bulk import files
from lessons.printing.bulk.ordering import continue_pack, delete_pack, order_pack
from lessons.printing.bulk.places import communes_of, provinces
from lessons.printing.bulk.selectors import PackView, counted, failures, packs_for, shown
from lessons.printing.catalogue import KINDS, SheetKind
from lms.members.models import User
from lms.shared.vietnamese import normalise_line

from .print_pack_forms import PackForm
from .printers import may_print_questions

A_PAGE = 20
NO_COMMUNE = "0"  # in the address: sheets with lines to write on


class SignedIn(HttpRequest):
    """A request after `orders_packs`."""

    user: User


def orders_packs(view: Any) -> Any:
    """For those who may order packs; others are refused, strangers asked to sign in."""
    return login_required(permission_required("lessons.add_printpack", raise_exception=True)(never_cache(view)))


@require_safe
@orders_packs
def print_packs(request: SignedIn) -> HttpResponse:
    page = Paginator(packs_for(request.user), A_PAGE).get_page(request.GET.get("page"))
    numbers = [pack.pk for pack in page.object_list]
    rows = shown(list(counted(PrintPack.objects.filter(pk__in=numbers))))
    return render(request, "lessons/print/packs.html", {"page_obj": page, "packs": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@orders_packs
def print_pack_order(request: SignedIn) -> HttpResponse:
    """First the province is chosen (in the address), then all else."""
    code = normalise_line(request.GET.get("tinh", ""))
    known = provinces()
    chosen = next((name for name in known if name.code == code), None)
    if chosen is None and code != NO_COMMUNE:
        return render(request, "lessons/print/pack_province.html", {"provinces": known, "unknown": code})
    form = PackForm(
        request.POST or None,
        apps=list(AppPage.objects.live().public().order_by("path")),
        kinds=_kinds_for(request.user),
        communes=communes_of(chosen.unit) if chosen else [],
        initial={"title": str(chosen) if chosen else ""},
    )
    if request.method == "POST" and form.is_valid():
        pack = order_pack(by=request.user, title=form.cleaned_data["title"], **form.order())
        messages.success(request, _("Ordered. You may close this page; the pack will be here when you come back."))
        return redirect("lessons:print_pack", pk=pack.pk)
    return render(request, "lessons/print/pack_order.html", {"form": form, "province": chosen})


@require_safe
@orders_packs
def print_pack(request: SignedIn, pk: int) -> HttpResponse:
    view = _view(request, pk)
    context = {"view": view, "pack": view.pack, "failures": failures(view.pack) if view.failed else []}
    return render(request, "lessons/print/pack.html", context)


@require_safe
@orders_packs
def print_pack_zip(request: SignedIn, pk: int) -> HttpResponseBase:
    return _file(request, pk, files.zip_path(pk), "zip", "application/zip")


@require_safe
@orders_packs
def print_pack_pdf(request: SignedIn, pk: int) -> HttpResponseBase:
    return _file(request, pk, files.pdf_path(pk), "pdf", "application/pdf")


@require_POST
@orders_packs
def print_pack_continue(request: SignedIn, pk: int) -> HttpResponse:
    view = _view(request, pk)
    if view.continuable:
        continue_pack(pack=view.pack)
        messages.success(request, _("The pack goes on."))
    return redirect("lessons:print_pack", pk=pk)


@require_POST
@orders_packs
def print_pack_delete(request: SignedIn, pk: int) -> HttpResponse:
    delete_pack(pack=get_object_or_404(packs_for(request.user), pk=pk))
    messages.success(request, _("The pack and its files are deleted."))
    return redirect("lessons:print_packs")


def _view(request: SignedIn, pk: int) -> PackView:
    pack = get_object_or_404(counted(packs_for(request.user)), pk=pk)
    return shown([pack])[0]


def _kinds_for(user: User) -> list[SheetKind]:
    """Sheets that show the key of a quiz are for those who may see quizzes."""
    return [kind for kind in KINDS.values() if not kind.guarded or may_print_questions(user)]


def _file(request: SignedIn, pk: int, path: Path, ending: str, kind: str) -> HttpResponseBase:
    pack = get_object_or_404(packs_for(request.user), pk=pk, state=PrintPack.State.DONE)
    try:
        opened = path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    # Packed inside already: packing it once more on the way would hide its size and take long.
    request.META["HTTP_ACCEPT_ENCODING"] = "identity"
    name = files.download_name(pack, ending)
    headers = {"X-Content-Type-Options": "nosniff"}
    return FileResponse(opened, as_attachment=True, filename=name, content_type=kind, headers=headers)
