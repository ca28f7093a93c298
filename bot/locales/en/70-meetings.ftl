### Meetings as members see them: the list, one meeting, replies, what people need, and the messages about them.

meetings-head = <b>Meetings to come</b>
meetings-none = No meeting is planned now. When there is one, you will find it here.
meetings-none-calls = No meeting is planned now. To call one, tap the button below.
meetings-said = You said: { $reply ->
        [coming] coming
        [online] online
       *[apologies] apologies
    }.
meetings-unsaid = You have not answered yet.
meetings-invited-later = We ask you when it is nearer.
meetings-counts = Coming: { $coming }. Online: { $online }. Apologies: { $apologies }.
meetings-past-head = <b>Past meetings</b>
meetings-past-none = No meeting has been held yet.
button-meetings-one = { $reference } · { $when }
button-meetings-all = All meetings
button-meetings-past = Past meetings
button-meetings-call = Call a meeting

# The top of every message about a meeting.
meeting-head = <b>{ $reference }</b> · { $title }
meeting-time = { $start } to { $end }
meeting-place = Where: { $place }
meeting-link = Online: { $link }

meeting-said-nothing = Can you come? Tap your answer. You can change it until the meeting ends.
meeting-said-coming = <b>You are coming.</b> The chair and the practice see your name. Other members do not.
meeting-said-online = <b>You are joining online.</b> The chair and the practice see your name. Other members do not.
meeting-said-apologies = <b>You sent apologies.</b> You can still take part: read the agenda, say what matters to you.
meeting-kept = Your answer is kept.
meeting-closed = { $reference } is over or was cancelled, so this cannot change any more. To see what comes next, type /meetings.
meeting-no-link = { $reference } has no link to join online. You can come, or send apologies.
meeting-for-others = This meeting is for { $audience ->
        [wider] wider members
       *[core] core members
    }. You can change your part of the group in /settings.
meeting-was-held = This meeting is over.
meeting-is-cancelled = <b>This meeting is cancelled.</b>
meeting-cancelled-why = Why: { $why }
meeting-told = <b>What we discussed and decided</b>
    { $summary }

button-reply-coming = Coming
button-reply-online = Online
button-reply-apologies = Apologies
button-meeting-agenda = Agenda
button-meeting-open = See the meeting
button-meeting-needs = What I need
button-meeting-file = Calendar file
button-meeting-here = I am here
button-meeting-minutes = Minutes
button-meeting-day = On the day
button-meeting-manage = Manage this meeting

button-manage-people = Who is coming
button-manage-agenda = Agenda: decide
button-manage-move = Move
button-manage-reminders = Reminders
button-manage-needs = Access needs
button-manage-cancel = Cancel the meeting

meeting-needs-ask = What do you need to take part? Tap each thing. To take it back, tap it again.
meeting-needs-seen = Only the practice manager sees this.
meeting-you-need = You need: { $needs }.
button-need-travel = Travel costs
button-need-childminding = Childminding
button-need-interpreter = An interpreter
button-need-step-free = Step-free access
button-need-other = Something else
need-travel = travel costs
need-childminding = childminding
need-interpreter = an interpreter
need-step-free = step-free access
need-other = something else
need-with-words = { $need } ({ $words })
need-ask-interpreter = <b>{ $reference }</b> · Which language should the interpreter speak?
    Type it here, or tap Skip. Only the practice manager sees this.
need-ask-other = <b>{ $reference }</b> · What do you need?
    Type it in your own words, in up to 300 letters. Only the practice manager sees this.

meeting-here-ask = <b>{ $reference }</b> · How are you taking part?
    The chair and whoever takes the minutes see your name.
meeting-here-early = You can tap this from 30 minutes before the start.
button-here-room = In the room
button-here-online = Online
meeting-came-room = <b>You are here, in the room.</b>
meeting-came-online = <b>You are here, online.</b>

meeting-file = <b>{ $reference }</b> · { $when }
    Open this file to put the meeting into your calendar.
meeting-calendar-title = { $group }: { $title }
meeting-calendar-text = { $reference }: a meeting of { $group }. You find the agenda in the chat, under /meetings.
meeting-minutes-none = The minutes of { $reference } are not out yet. When they are, you will find them here.

# What goes out.
meeting-invitation = <b>{ $group }</b> invites you to a meeting.
meeting-invitation-ask = Can you come? Tap your answer. If you come or join online, the chair and the practice see your name.

    You do not have to come to take part. You can read the agenda, and say what matters to you.
meeting-moved = <b>This meeting has moved.</b> This is when and where it is now:
meeting-moved-said = You said: { $reply ->
        [coming] coming
        [online] online
       *[apologies] apologies
    }. Is that still right?
meeting-moved-file = The new file takes the place of the one in your calendar.
meeting-cancelled-file = The file takes it out of your calendar. You do not need to do anything else.
meeting-reminder = <b>A meeting is coming up.</b>
