"""Statistics of a quiz by the published definitions of Moodle's quiz statistics report. Pure.

`report.calculate(Responses)` gives every figure, `words.judge` what they say of a question. What a member earns who
knows nothing comes from the question's kind (`quizzes.kinds`). Ratios are fractions of 1 (Moodle shows them times
100); marks are marks.

Formulas: docs.moodle.org/dev/Quiz_statistics_calculations, and .../Quiz_item_analysis_calculations_in_practice.
"""
