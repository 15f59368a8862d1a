"""The pure part of the confined room: processes and their bounds."""
