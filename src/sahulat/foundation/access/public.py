"""What other rooms may use of access."""

from sahulat.foundation.access.permissions.acts import (
    AuthoriseForgotten,
    Denial,
    DenialRecorder,
    RegisteredOperation,
    authorise,
    on_denial,
    operation,
    registered_operations,
)
from sahulat.foundation.access.permissions.asking import (
    EVERYONE,
    SIGNED_IN,
    SYSTEM,
    Forbidden,
    Permission,
    SignInNeeded,
    everything,
    nothing,
)
from sahulat.foundation.access.rules.crash_points import crash_point
from sahulat.foundation.access.web import DefaultDeny, SahulatRequest, route

__all__ = [
    "EVERYONE",
    "SIGNED_IN",
    "SYSTEM",
    "AuthoriseForgotten",
    "DefaultDeny",
    "Denial",
    "DenialRecorder",
    "Forbidden",
    "Permission",
    "RegisteredOperation",
    "SahulatRequest",
    "SignInNeeded",
    "authorise",
    "crash_point",
    "everything",
    "nothing",
    "on_denial",
    "operation",
    "registered_operations",
    "route",
]
