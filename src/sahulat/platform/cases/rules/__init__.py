"""Pure parts of the cases room: counting days and cases, reading journeys."""
