"""Cases: applications on their way through offices, with whom, since when, until when."""
