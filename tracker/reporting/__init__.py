"""How a reader's report of a mistake is taken in, and what keeps machines from writing them."""
