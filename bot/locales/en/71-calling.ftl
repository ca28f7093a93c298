### Calling meetings, moving and cancelling them, and seeing who comes.

meeting-problem = { $problem ->
        [not-understood] I do not understand that. Please type the day and the time, such as “12 May 2027 6:30pm”.
        [no-time] The time is missing. Please type the day and the time, such as “12 May 2027 6:30pm”.
        [half] Is that in the morning, or later in the day? Tap one, or type another time.
        [weekday] The day of the week and the date do not fit. Please type the day and the time again.
        [no-such-day] There is no such day. Please type the day and the time again.
        [no-such-time] The clocks go forward then, so there is no such time. Tap the time below, or type another time.
        [twice] The clocks go back then, so that time comes twice. Tap the one you mean, or type another time.
        [past] That time has passed. Please choose a later one.
        [far] That is more than 2 years away. Please type an earlier day.
        [same] That is how it is already. Change something first, or tap Back.
        [changed] Somebody else has changed this meeting just now. Tap Back to see it as it is.
        [no-title] There is nothing to read in that. Please type the title again.
        [long-title] The title is too long. Please use at most 150 letters.
        [long-place] That is too long. Please use at most 200 letters for the place.
        [link] A link has to start with http:// or https://. Please type it again.
        [long-link] That link is too long. Please use at most 300 letters.
       *[other] That is not possible with this meeting.
    }
meeting-over = { $reference } is over, has begun, or was cancelled. So that is not possible any more. Type /meetings to see what comes next.

calling-title = { $group } meeting
calling-ask-when = <b>When is the meeting?</b>
    Type the day and the time, such as “12 May 2027 6:30pm”.
calling-sure = <b>{ $when }.</b> Is that right?
button-calling-twice = { $when }, { $which ->
        [second] after the clocks go back
       *[first] before the clocks go back
    }
calling-ask-title = What is the meeting called? Type a short title. If you tap Skip, it is called “{ $title }”.
calling-ask-place = Where is it? Type the place, such as “Meeting room, Riverside Surgery”. Tap Skip if there is none.
calling-ask-link = Can people join online? Type the link. It starts with http:// or https://. Tap Skip if there is none.
calling-ask-every = How often does the group meet?
calling-ask-length = How long is the meeting?
calling-ask-audience = Who is invited? The chairs always are.
calling-ask-order = Which items does the agenda start with? You can change them later.
    <b>Usual</b>: welcome, apologies, last minutes, matters arising, reports, any other business.
    <b>First meeting</b>: introductions, what the group is for, how often to meet, the next agenda.
calling-order-usual = Usual
calling-order-first = First meeting
calling-ask-reminders = When do people get a reminder? Tap to turn each on or off.
calling-minutes = { $count } minutes
calling-span-days = { $count ->
        [one] 1 day before
       *[other] { $count } days before
    }
calling-span-hours = { $count ->
        [one] 1 hour before
       *[other] { $count } hours before
    }
calling-span-minutes = { $count ->
        [one] 1 minute before
       *[other] { $count } minutes before
    }
calling-reminders = Reminders: { $spans }.
calling-reminders-none = There are no reminders.
calling-soon = { $days ->
        [0] That is today.
        [1] That is tomorrow.
       *[other] That is in { $days } days.
    }
calling-again = It comes again { $every ->
        [weekly] every week
        [monthly] every month
       *[quarterly] every 3 months
    }. The next ones are on:
    { $dates }
    Their invitations go out later, at most 4 weeks before each.
calling-preview-silent = { $count ->
        [one] 1 member does not want messages, and can find it under /meetings.
       *[other] { $count } members do not want messages, and can find it under /meetings.
    }
button-calling-when = Change the time
button-calling-title = Change the title
button-calling-place = Change the place
button-calling-link = Change the link
button-calling-length = Length: { $count } minutes
button-calling-every = How often: { $every ->
        [weekly] every week
        [monthly] every month
        [quarterly] every 3 months
       *[once] once
    }
button-calling-reminders = Change the reminders
button-calling-order = Agenda: { $order ->
        [first] first meeting
       *[usual] usual
    }
calling-called = <b>{ $reference }</b> is called. The invitation goes to { $count ->
        [one] 1 member
       *[other] { $count } members
    }.
calling-called-series = The next ones are in the list of meetings too. I invite people to each of them in time.
calling-called-next = Members can suggest what to talk about. The agenda goes out on { $when }.

button-moving-time = Change the time
button-moving-place = Change the place
button-moving-link = Change the link
button-moving-series = The meetings of this series
button-moving-none = There is none
button-moving-keep = Keep the change
moving-ask = What do you want to change?
moving-ask-place = Where is it now? Type the place. If there is none any more, tap the button.
moving-ask-link = What is the link now? It starts with http:// or https://. If there is none any more, tap the button.
moving-preview-head = <b>This is how it will be:</b>
moving-tell = Everyone who was invited hears of it. They get a new calendar file too.
moving-tell-later = Nobody is invited yet. The invitation will say it this way.
moving-done = It is changed. Everyone who was invited hears of it.
moving-done-later = It is changed. Nobody is invited yet. The invitation goes out on { $when }.

moving-ask-why = Why is it cancelled? Type the reason: members will read it. Or tap Skip.
moving-cancel-sure = Do you want to cancel { $reference }?
moving-cancel-why = Members will read this reason: { $why }
moving-cancel-tell = Everyone who was invited hears of it.
moving-cancel-nobody = Nobody is invited yet, so nobody hears of it.
moving-cancel-later = Later ones of this series: { $references }. If you cancel them too, no more come.
button-cancel-one = Yes, cancel { $reference }
button-cancel-series = Yes, and all later ones
moving-cancelled = { $series ->
        [series] { $reference } and all later ones of its series are cancelled. Everyone who was invited hears of it.
       *[one] { $reference } is cancelled. Everyone who was invited hears of it.
    } To call another, type /meeting.

moving-guest = { $name }: { $reply ->
        [online] online
       *[coming] coming
    }
moving-more = And { $count } more.
moving-people-private = You see the names of those who come or join online. They know that. Who sends apologies stays private.
moving-needs-total = <b>{ $need }: { $count }</b>
moving-needs-name = { $name }
moving-needs-words = { $name }: { $words }
moving-needs-none = Nobody has asked for anything yet.
moving-needs-private = Only the practice manager sees this list. Please arrange these things before the meeting.
moving-reminder-next = The next reminder goes out on { $when }. Tap to turn reminders on or off.
moving-reminder-none = No more reminders go out. Tap to turn reminders on or off.
moving-series-head = <b>{ $title }</b>
    { $every ->
        [weekly] Every week.
        [monthly] Every month.
       *[quarterly] Every 3 months.
    } These are planned:
moving-series-line = { $reference }: { $when }
moving-series-goes-on = When one is over, I add the next. You can move or cancel each by itself.
moving-series-sure = Do you want no more to be added? Those that are planned stay.
moving-series-stopped = No more are added. Those that are planned stay.
button-series-stop = Add no more
button-series-stop-yes = Yes, add no more
