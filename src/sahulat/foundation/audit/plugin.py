"""Lets the access room tell the audit of denied acts."""

from sahulat.foundation.access.public import on_denial
from sahulat.foundation.audit.models.looks import record_denial

on_denial(record_denial)
