"""The rules: from statements to a stance, its shifts and its silences. Standard library only."""
