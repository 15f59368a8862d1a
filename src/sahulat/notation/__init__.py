"""In what do services speak? BPMN and FEEL in plain Python, each usable on its own."""
