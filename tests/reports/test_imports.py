"""Heavy libraries are loaded by the command that draws or writes, not by whoever imports the room."""

import subprocess
import sys


def test_importing_the_room_loads_no_heavy_library() -> None:
    program = (
        "import sys; import bot.reports.charts, bot.reports.answers, bot.reports.invitations, bot.reports.my_data; "
        "print({'typst', 'xlsxwriter', 'segno'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
