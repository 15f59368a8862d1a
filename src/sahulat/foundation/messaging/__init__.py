"""Messages to addresses, kept, delivered once, knowing nobody."""
