### The evidence pack, its signatures, and the measures of success.

command-report = The year's report
command-success = What the group has achieved

success-head = <b>What { $group } has achieved</b>
    The last 12 months, and the 12 months before.
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
   *[other] From { $count ->
        [one] 1 month
       *[other] { $count } months
    }.
}
success-before-of = { $said } from { $count ->
    [one] 1 month
   *[other] { $count } months
}
success-before = Before: { $said }.
success-changed = Before: { $said }. { $way ->
    [up] Up by { $change }{ $unit ->
        [point] { " " }point
        [points] { " " }points
       *[plain] { "" }
    }.
    [down] Down by { $change }{ $unit ->
        [point] { " " }point
        [points] { " " }points
       *[plain] { "" }
    }.
   *[same] No change.
}
success-source = <i>{ $measure ->
    [projects] Projects that are done and have comments of members behind them.
    [turnout] Polls and surveys of members. Paper and phone answers are not in it.
    [joined] Patients and carers who signed the agreement.
    [loop] The inbox: comments that were answered or have ended. Only reading one does not count.
    [fft] The test's own surveys. It asks any patient, and is no poll of members.
    [useful] What members tapped after a meeting.
    [complaints] Typed in by the practice, each month.
   *[morale] Typed in by the practice each month, from 0 to 10. This is the average.
}</i>
success-foot = We show a score from 10 answers on, so that nobody can be found out.
button-success-put = { $measure ->
    [complaints] Record complaints
   *[morale] Record staff morale
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

report-head = <b>The report { $year }</b>
    { $practice }
report-part = { $written ->
    [yes] ✓ { $name }
   *[no] To write: { $name }
}
report-part-name = { $part ->
    [steps] steps for those not heard
    [priority-1] priority 1
    [priority-2] priority 2
    [priority-3] priority 3
    [publicity] publicity
   *[last-year] progress on last year
}
report-signed = Signed. { $line }
report-unsigned = Nobody has signed it yet.
report-missing = { $count ->
    [one] It can be signed when 1 more part is written.
   *[other] It can be signed when { $count } more parts are written.
}
button-report-write = { $written ->
    [yes] Change: { $name }
   *[no] Write: { $name }
}
button-report-pdf = Make the PDF
button-report-sign = { $side ->
    [practice] Sign for the practice
   *[group] Sign for the group
}
button-report-sign-yes = Yes, sign it
button-report-look = Look at the report
button-report-other = The report { $year }
button-report-choose = { $chosen ->
    [yes] ✓ Chosen: { $title }
   *[no] { $title }
}
report-ask = { $part ->
    [steps] What did you do to hear those who are not in the group? Type it in one message.
    [publicity] How did you tell patients what came of it? Type it in one message.
    [last-year] What became of last year's priorities? Type it in one message.
   *[other] A priority of the year. Type what you did, what came of it and how patients heard of it, in one message.
}
report-ask-choose = You can also choose what it is about. These have most voices behind them. We put their actions and result in by ourselves.
report-ask-none = There is no project, topic or action with voices behind it yet. You can link voices to one with /projects or /inbox.
report-chosen = It is about: <b>{ $title }</b>. Tap it again to take it out.
report-before = <b>{ $name } of last year:</b> { $words }
report-now = It says now:
    { $words }
report-kept = Kept.{ $void ->
    [yes] { " " }The report was signed before. As it has changed, both sides need to sign again.
   *[no] { "" }
}
report-void = The report was signed before. As it has changed, both sides need to sign again.
report-was-first = Somebody else has changed this since you looked at it. Here is how it stands now. What you typed was not kept.
report-sign-sure = This is the report { $year } as you would sign it. { $side ->
    [practice] Do you sign it for the practice?
   *[group] Do you sign it for the group?
} Your name and today's date will stand under it.
report-thanks = Thank you. { $both ->
    [yes] Both sides have signed.
   *[no] We ask the other side to sign too.
}
report-sign-asked = The report { $year } of { $practice } is ready and signed. { $side ->
    [practice] Please look at it and sign it for the practice.
   *[group] Please look at it and sign it for the group.
}
report-signature = { $side ->
    [practice] For the practice
   *[group] For the group
}: { $name }, { $day }
report-ready = Here is the report { $year }.
report-signatures = Signatures
report-not-signed = { $side ->
    [practice] For the practice
   *[group] For the group
}: not signed yet
report-title = Patient group report { $year }
report-period = { $first } to { $last }
report-chapter-group = The practice and its group
report-chapter-profile = Practice and group { $measure ->
    [age] by age
    [sex] by sex
   *[ethnicity] by ethnic group
}
report-no-list = The practice's list is not available yet.
report-head-of = { $column ->
    [band] People
    [list] List
    [group] Group
    [of-list] List, %
    [of-group] Group, %
    [members] Members
   *[gap] Points
}
report-not-stated = Not stated (of all)
report-no-figure = –
report-gap = { $side ->
    [lower] −{ $gap }
    [higher] +{ $gap }
   *[same] 0
}
report-chapter-steps = Steps taken for those not heard
report-chapter-sources = Sources of feedback
report-sources-note = Polls and surveys here were answered by members of the group. They do not say what all patients think. The Friends and Family Test asks any patient and is counted by itself.
report-chapter-priority = Priority { $number }
report-chapter-done = You said, we did
report-chapter-projects = Improvements that came out of the group
report-chapter-publicity = Publicity
report-chapter-last-year = Progress on last year's priorities
report-row-practice = Practice
report-row-code = Practice code
report-row-group = Group
report-row-engagement = How people take part
report-engagement = In a chat (polls, surveys, comments), at meetings, on paper and by phone.
report-row-members = Members on { $day }
report-members = { $count } in all, of whom { $core } are core members, who meet.
report-row-nudges = Reminders
report-nudges = { $count ->
    [one] 1 reminder to a part of the group that had said little.
   *[other] { $count } reminders to parts of the group that had said little.
}
report-row-meetings = Meetings held
report-row-invited = Invitations: { $source }
report-invited = { $count ->
    [one] 1 code
   *[other] { $count } codes
}
report-row-comments = Comments
report-comments = { $count }.{ $rate ->
    [-1] { "" }
   *[other] { " " }{ $heard } have an answer or an end ({ $rate }%).
}
report-row-polls = Polls closed
report-row-surveys = Surveys closed
report-asked = { $count ->
    [0] None.
   *[other] { $count }. { $answered } of { $asked } people asked answered ({ $percent }%). How answers came: { $methods }.
}
report-outcome = { $kind ->
    [cannot] We cannot: { $words }
   *[done] We did: { $words }
}{ $voices ->
    [0] { "" }
    [one] { " " }(1 comment)
   *[other] { " " }({ $voices } comments)
}
report-row-tests = Friends and Family Test
report-tests = { $months ->
    [0] Not sent this year.
    [one] { $count } answers in 1 month. { $responses }. How answers came: { $methods }.
   *[other] { $count } answers in { $months } months. { $responses }. How answers came: { $methods }.
}{ $small ->
    [0] { "" }
   *[other] { " " }A month with fewer than 5 answers is in the total alone.
}
report-row-about = What it is about
report-row-why = Why
report-row-voices = Who asked for it
report-voices = { $count ->
    [0] No comment of a member.
    [one] 1 comment of a member.
   *[other] { $count } comments of members.
}{ $polls ->
    [0] { "" }
    [one] { " " }The poll or survey { $references }.
   *[other] { " " }The polls and surveys { $references }.
}
report-row-actions = Actions
report-row-state = State
report-row-result = Result
report-stands = { $title } ({ $state })
report-project = Why: { $why } · State: { $state } · { $has ->
    [yes] Result: { $result } ·{ " " }
   *[no] { "" }
}{ $voices ->
    [one] 1 comment stands behind it.
   *[other] { $voices } comments stand behind it.
}
report-none-yet = Nothing yet.
report-not-written = Not written yet.
report-problem = { $problem ->
    [long] This is too long. Please use { $most } letters at most.
    [missing] Parts of the report are still missing.
    [changed] The report has changed since you saw it. Here it is again.
    [gone] This is not there any more. Please choose something else.
    [alone] You have signed it already. Somebody else has to sign for the other side.
   *[signed] It is signed for this side already.
}
