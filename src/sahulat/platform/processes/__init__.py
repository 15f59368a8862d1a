"""Processes: runs a service's BPMN model and keeps the tasks that it opens."""
