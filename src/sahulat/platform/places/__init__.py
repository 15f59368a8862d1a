"""Places: the country's units with their history, and the calendars that deadlines are counted on."""
