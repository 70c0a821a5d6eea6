"""How each kind of node is found, filled from pack data, saved and compared."""
