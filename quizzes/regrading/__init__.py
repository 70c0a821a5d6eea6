"""Earlier answers graded by a corrected key. A dry run first; what it says is what is then done.

plan          whether an answer fits the corrected key, and what it then earns; pure
reading       the answers concerned, read in windows, each with what becomes of it
dry_run       the same counted and grouped, nothing written
certificates  whom it would give a certificate
doubts        which certificates rest on an attempt that no longer passes
keys          the corrected key for an attempt that is written down later
service       begins a regrade; two that are asked for at once are one
work          does it in batches, from where it was cut short
report        what a regrade did
"""
