"""Finished pages for readers who are not signed in, kept once for all workers (docs/decisions/0013-page-cache.md)."""
