"""What checking a badge found, in words for the person who asked."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .verify import Verdict

VERDICTS: dict[Verdict, Promise] = {
    Verdict.VALID: _("This badge is genuine and in force."),
    Verdict.UNREADABLE: _("This file holds no badge that can be read."),
    Verdict.JWT: _("This badge is a signed token (VC-JWT). Only badges with a proof inside can be checked here."),
    Verdict.UNKNOWN_CONTEXT: _("This badge uses a vocabulary that is not kept here, so it is not checked."),
    Verdict.BAD_PROOF: _("This badge has no signature that can be checked here."),
    Verdict.CHANGED: _("This badge was changed after it was signed. Do not trust it."),
    Verdict.OTHER_ISSUER: _("This badge was issued by somebody else, not by this site."),
    Verdict.NOT_YET: _("This badge is genuine but not valid yet."),
    Verdict.EXPIRED: _("This badge is genuine, but its last day is past."),
    Verdict.REVOKED: _("This badge was withdrawn. It is no longer valid, whatever date it carries."),
    Verdict.NO_LIST: _("The signature is genuine, but the list of withdrawn badges could not be had."),
    Verdict.BAD_LIST: _("The signature is genuine, but the list of withdrawn badges is not the right one."),
    Verdict.LIST_LENGTH: _("The signature is genuine, but the list of withdrawn badges has the wrong length."),
}
