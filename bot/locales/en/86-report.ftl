### The evidence pack, its signatures, and the measures of success.

command-report = The year's report
command-success = What the group has achieved
