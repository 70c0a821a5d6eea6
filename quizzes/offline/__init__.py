"""Practice quizzes on a phone without a signal: their keys go along, the phone grades at once, the server again later.

See docs/decisions/0015-practice-in-flight-mode.md.
"""
