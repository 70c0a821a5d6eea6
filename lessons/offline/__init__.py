"""An app kept on a phone, to be read without a signal (docs/decisions/0014-kept-on-the-phone.md)."""
