"""Open Badges 3.0: a certificate as a credential that anyone can check, signed by this site.

Only views, addresses and commands use this package; nothing it makes is stored.
"""
