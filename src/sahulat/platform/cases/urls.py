"""Addresses of the cases room, below /en/ and /ur/."""

from sahulat.foundation.access.public import route
from sahulat.platform.cases.permissions import (
    ACT_ON_TASK,
    APPLY,
    CHANGE_OWN_CASE,
    DESK,
    SEE_CASE_AT_DESK,
    SEE_OWN_CASE,
)
from sahulat.platform.cases.web import deciding, desk, own, task

app_name = "cases"

urlpatterns = [
    route("applications/", own.applications, permission=APPLY, name="applications"),
    route("applications/<str:reference>/", own.case_page, permission=SEE_OWN_CASE, name="case"),
    route("applications/<str:reference>/received/", own.receipt, permission=SEE_OWN_CASE, name="receipt"),
    route("applications/<str:reference>/mend/", own.mend, permission=CHANGE_OWN_CASE, name="mend"),
    route("applications/<str:reference>/withdraw/", own.withdraw, permission=CHANGE_OWN_CASE, name="withdraw"),
    route("desk/", desk.inbox_page, permission=DESK, name="inbox"),
    route("desk/tasks/<uuid:task_id>/", task.task_page, permission=SEE_CASE_AT_DESK, name="task"),
    route(
        "desk/tasks/<uuid:task_id>/numbers/<slug:field>/",
        task.identifier,
        permission=SEE_CASE_AT_DESK,
        name="identifier",
    ),
    route("desk/tasks/<uuid:task_id>/note/", deciding.note, permission=ACT_ON_TASK, name="note"),
    route("desk/tasks/<uuid:task_id>/query-back/", deciding.send_back, permission=ACT_ON_TASK, name="send-back"),
    route("desk/tasks/<uuid:task_id>/forward/", deciding.forward, permission=ACT_ON_TASK, name="forward"),
    route("desk/tasks/<uuid:task_id>/refuse/", deciding.refuse, permission=ACT_ON_TASK, name="refuse"),
    route("desk/tasks/<uuid:task_id>/prepare/", deciding.prepare, permission=ACT_ON_TASK, name="prepare"),
    route("desk/tasks/<uuid:task_id>/approve/", deciding.approve, permission=ACT_ON_TASK, name="approve"),
    route("desk/tasks/<uuid:task_id>/pages/<int:page>.png", deciding.picture, permission=ACT_ON_TASK, name="picture"),
]
