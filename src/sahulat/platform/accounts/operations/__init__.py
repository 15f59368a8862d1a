"""What changes accounts and sessions."""

from sahulat.platform.accounts.operations.codes import (
    NoCodesThere,
    NoPhone,
    WrongCode,
    request_code,
    request_sign_up,
    request_step_up_code,
)
from sahulat.platform.accounts.operations.erasing import forget_account
from sahulat.platform.accounts.operations.forgetting import forget_what_ran_out
from sahulat.platform.accounts.operations.limits import TooManyTries
from sahulat.platform.accounts.operations.passwords import WrongPassword, set_password
from sahulat.platform.accounts.operations.sessions import (
    NotYourPost,
    choose_post,
    end_session,
    sign_out,
    sign_out_everywhere,
)
from sahulat.platform.accounts.operations.signing_in import (
    NoDemo,
    WrongSignIn,
    open_account,
    sign_in_by_code,
    sign_in_by_password,
    sign_in_for_demo,
    sign_up,
)
from sahulat.platform.accounts.operations.stepping_up import StepUpNeeded, WrongSecret, step_up, verify_step_up

__all__ = [
    "NoCodesThere",
    "NoDemo",
    "NoPhone",
    "NotYourPost",
    "StepUpNeeded",
    "TooManyTries",
    "WrongCode",
    "WrongPassword",
    "WrongSecret",
    "WrongSignIn",
    "choose_post",
    "end_session",
    "forget_account",
    "forget_what_ran_out",
    "open_account",
    "request_code",
    "request_sign_up",
    "request_step_up_code",
    "set_password",
    "sign_in_by_code",
    "sign_in_by_password",
    "sign_in_for_demo",
    "sign_out",
    "sign_out_everywhere",
    "sign_up",
    "step_up",
    "verify_step_up",
]
