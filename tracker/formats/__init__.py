"""How days and moments are written where Django writes them: Django asks here, then its own."""
