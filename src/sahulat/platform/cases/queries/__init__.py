"""What can be read of cases. Only functions that say so authorise: operations and views ask first."""
