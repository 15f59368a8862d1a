"""Addresses of the accounts room, below /en/ and /ur/."""

from sahulat.foundation.access.public import EVERYONE, SIGNED_IN, route
from sahulat.platform.accounts.permissions import OWN
from sahulat.platform.accounts.web import pages, sessions

app_name = "accounts"

urlpatterns = [
    route("sign-in/", pages.sign_in, permission=EVERYONE, name="sign-in"),
    route("sign-in/password/", pages.password_sign_in, permission=EVERYONE, name="password-sign-in"),
    route("sign-in/code/<uuid:code_id>/", pages.sign_in_code, permission=EVERYONE, name="sign-in-code"),
    route("sign-up/", pages.sign_up, permission=EVERYONE, name="sign-up"),
    route("sign-up/code/<uuid:code_id>/", pages.sign_up_code, permission=EVERYONE, name="sign-up-code"),
    route("sign-out/", sessions.sign_out, permission=SIGNED_IN, name="sign-out"),
    route("account/security/", sessions.security, permission=OWN, name="security"),
    route("account/security/end/", sessions.end, permission=OWN, name="end-sessions"),
    route("account/password/", sessions.password, permission=OWN, name="password"),
    route("account/post/", sessions.post, permission=SIGNED_IN, name="post"),
    route("account/confirm/code/", sessions.step_up_code, permission=SIGNED_IN, name="step-up-code"),
]
