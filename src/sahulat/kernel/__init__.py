"""What is true without a computer? Money, periods, ids, identifiers, text, refusals, clock: plain Python."""
