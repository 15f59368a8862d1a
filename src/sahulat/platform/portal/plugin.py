"""What the portal registers with lower rooms: its menu entries."""
