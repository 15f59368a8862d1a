"""Events: what happened, told after commit to the rooms that asked."""
