"""“The screen looks different”: what readers tell with one press, and the trainers' list of it. Of the readers nothing
is kept."""
