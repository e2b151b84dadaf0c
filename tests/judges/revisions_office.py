"""Opens a DOCX in LibreOffice twice, accepts and rejects all its revisions, and saves what comes of it.

    /usr/bin/python3 revisions_office.py FOLDER MARKED.docx ACCEPTED.docx REJECTED.docx

Needs python3-uno; FOLDER holds LibreOffice's profile.
"""

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def properties(**values):
    """UNO's named values."""
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def connect(pipe: str):
    """LibreOffice's context, once it listens."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # not listening yet
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not listen")


def settle(context, desktop, marked: Path, command: str, into: Path) -> None:
    """One of the two commands over a fresh copy of the document."""
    document = desktop.loadComponentFromURL(marked.resolve().as_uri(), "_blank", 0, properties(Hidden=True))
    dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
    document.storeToURL(into.resolve().as_uri(), properties(FilterName="MS Word 2007 XML"))
    document.close(True)


def main() -> None:
    """Command line."""
    folder, marked, accepted, rejected = map(Path, sys.argv[1:])
    pipe = f"vanthu-{time.time_ns()}"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         f"--accept=pipe,name={pipe};urp;"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        context = connect(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        settle(context, desktop, marked, ".uno:AcceptAllTrackedChanges", accepted)
        settle(context, desktop, marked, ".uno:RejectAllTrackedChanges", rejected)
        try:
            desktop.terminate()
        except Exception:  # it may be gone before it answers
            pass
        office.wait(30)
    finally:
        office.kill()


if __name__ == "__main__":
    main()
