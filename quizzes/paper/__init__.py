"""Quizzes on paper: which questions a sheet with a code asks, keying in what was written on it, confirming it."""
