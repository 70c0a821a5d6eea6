"""News for the apps above. Sent inside the transaction that made them true, so receivers write in the same one.

`attempt_closed(sender=Attempt, attempt, now)`, sent again when a regrade raises its mark over a threshold;
`certificate_changed(sender=Certificate, certificate, kind, now)`, where `kind` is a `CertificateEvent.Kind`.
"""

from django.dispatch import Signal

attempt_closed = Signal()
certificate_changed = Signal()
