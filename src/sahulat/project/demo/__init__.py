"""The demo country: invented people, offices and cases, a clock to push, a phone to read, actors who keep working."""
