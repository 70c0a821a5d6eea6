"""What `manage.py up` does: composes the apps into a running course on one machine."""
