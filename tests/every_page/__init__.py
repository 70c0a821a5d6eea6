"""One page of every type, over the starter course and people made up for it: for checkers of whole pages.

`build()` makes what the pages show, and gives their addresses. `python -m tests.every_page FOLDER` writes them all as
files, and fails where a page template of ours was drawn by none of them: a new type of page is one more line here.
"""
