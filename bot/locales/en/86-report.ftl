### The evidence pack, its signatures, and the measures of success.

command-report = The year's report
command-success = What the group has achieved

success-head = <b>What { $group } has achieved</b>
    The last 12 months. In brackets: the 12 months before.
success-name = { $measure ->
    [projects] Improvements that came out of the group
    [turnout] Turnout
    [joined] Requests to join
    [loop] Comments that got an answer
    [fft] Friends and Family Test, very good or good
    [useful] Meetings found useful
    [complaints] Complaints
   *[morale] Staff morale
}
success-line = <b>{ $name }:</b> { $said }.
success-none = not known yet
success-value = { $value }
success-share = { $value }%
success-of = { $measure ->
    [turnout] Of { $count } people asked, over all that closed.
    [loop] Of { $count } comments.
    [fft] Of { $count } answers.
    [useful] Of { $count } answers after meetings.
   *[other] From { $count } months.
}
success-before = ({ $value })
success-before-share = ({ $value }%)
success-source = <i>{ $measure ->
    [projects] Projects that are done and have comments of members behind them.
    [turnout] Polls and surveys of members. Paper and phone answers are not in it.
    [joined] Patients and carers who signed the agreement.
    [loop] The inbox: acknowledged, answered or ended.
    [fft] The test's own surveys. It asks any patient, and is no poll of members.
    [useful] What members tapped after a meeting.
    [complaints] Typed in by the practice, each month.
   *[morale] Typed in by the practice each month, from 0 to 10. This is the average.
}</i>
success-foot = We show a percentage from 10 answers on.
button-success-put = { $measure ->
    [complaints] Put down complaints
   *[morale] Put down staff morale
}
success-month = { $measure ->
    [complaints] The complaints of which month?
   *[morale] Staff morale in which month?
}
success-figure = { $measure ->
    [complaints] How many complaints did the practice get in { $month }? Type a whole number.
   *[morale] How was staff morale in { $month }, from 0 to 10? Type a number, for example 7.5.
}
success-kept = Thank you. We kept it for { $month }.
success-stopped = You stopped. Nothing was changed.
figure-problem = { $measure ->
    [complaints] Please type a whole number, for example 3.
   *[morale] Please type a number from 0 to 10, for example 7.5.
}
