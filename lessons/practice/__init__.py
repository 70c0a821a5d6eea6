"""Practice: the screens of a lesson, gone through by pressing the right place. Drawn from the lesson's own steps."""
