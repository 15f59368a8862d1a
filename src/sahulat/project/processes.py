"""What a child process needs before it starts, by the kernel's own means (Linux): to die with its parent, and,
for PostgreSQL under root, to be somebody else without an account on the machine."""

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

SERVER_VARIABLE = "SAHULAT_WEB_SERVER"  # by which a web server's workers know its process id

_libc = ctypes.CDLL(None, use_errno=True)
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
_INNER_ID = 1000


def die_with_parent(sign: int = signal.SIGKILL, parent: int | None = None) -> None:
    """Ask the kernel for `sign` when the thread that started this process ends. Call in the child.

    With `parent`, also ends at once when that process has died in between.
    """
    _libc.prctl(_PR_SET_PDEATHSIG, int(sign), 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os._exit(1)


def before_exec(sign: int, *, other_user: bool = False) -> Callable[[], None]:
    """A `preexec_fn`: leave root by a user namespace if asked, then die with the parent.

    In that order, since changing credentials forgets the wish to die. Start the child from the main thread:
    the kernel's signal comes when the *thread* that started it ends.
    """
    parent = os.getpid()

    def run() -> None:
        if other_user:
            enter_user_namespace()
        die_with_parent(sign, parent)

    return run


def enter_user_namespace() -> None:
    """Become uid 1000 in a user namespace of one's own: files stay the caller's, root's powers go.

    Raises OSError where the machine forbids user namespaces.
    """
    uid, gid = os.geteuid(), os.getegid()
    if _libc.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are forbidden here")
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{_INNER_ID} {gid} 1", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{_INNER_ID} {uid} 1", encoding="ascii")


def user_namespaces_work() -> bool:
    """Whether a child may enter a user namespace on this machine; tried, not guessed."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            enter_user_namespace()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def processes_working_in(folder: Path) -> list[int]:
    """Process ids whose working folder is `folder`: PostgreSQL's processes work in their data folder."""
    wanted = os.path.realpath(folder)
    found = []
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if os.path.realpath(os.readlink(f"/proc/{entry.name}/cwd")) == wanted:
                    found.append(int(entry.name))
    return found


def command_of(process: int) -> str:
    """The name of a process's program, or nothing when it is gone."""
    try:
        return Path(f"/proc/{process}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""
