"""Scripts that follow a lesson: what it gives for each part, and which parts were rewritten. Knows no models."""
