"""At the door: a lesson one step at a time for helping a citizen, and the tally of such visits."""
