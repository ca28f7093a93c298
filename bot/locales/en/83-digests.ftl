### Digests: the week, the month, and the public page.

digest-choose = <b>Digests</b>
    Which one do you want to see?
    { $weekday ->
        [monday] The week goes to the chair and you every Monday.
        [tuesday] The week goes to the chair and you every Tuesday.
        [wednesday] The week goes to the chair and you every Wednesday.
        [thursday] The week goes to the chair and you every Thursday.
        [friday] The week goes to the chair and you every Friday.
        [saturday] The week goes to the chair and you every Saturday.
        [sunday] The week goes to the chair and you every Sunday.
       *[never] The week goes to nobody by itself.
    } { $day ->
        [0] The month goes to nobody by itself.
       *[other] The month goes to members who want it, on day { $day } of each month.
    }
button-digest-week = The week
button-digest-month = The month, as members get it
button-digest-public = The public page
button-digest-stop = Stop these
button-digest-start = Get these again
button-digest-inbox = What people said
button-digest-actions = What was agreed
button-digest-results = Results
button-digest-polls = See what is open

digest-week-head = <b>The week at { $group }</b>
    { $from } to { $to }
digest-week-empty = Nothing new this week, and nothing waits for you.
digest-said-head = <b>What people said</b>
digest-said-new = { $count ->
        [0] No new comments.
        [one] 1 new comment, about: { $topics }.
       *[other] { $count } new comments, about: { $topics }.
    }
digest-topic = { $topic } ({ $count })
digest-said-waiting = { $count ->
        [one] 1 comment waits
       *[other] { $count } comments wait
    } for a first answer. { $days ->
        [0] The oldest came today.
        [one] The oldest has waited 1 day.
       *[other] The oldest has waited { $days } days.
    }
digest-said-rate = In the last 90 days, { $heard } of { $count } comments got an answer ({ $rate }%).
digest-asked-head = <b>Polls and surveys</b>
digest-running = { $reference } { $title } { $answered } of { $asked } have answered ({ $percent }%). It closes { $closes }.
digest-owed = { $reference } { $title } This is closed. Please tell people what came of it.
digest-actions-head = <b>What was agreed</b>
digest-actions = { $count ->
        [one] 1 action is open.
       *[other] { $count } actions are open.
    } { $overdue ->
        [0] None is overdue.
        [one] 1 is overdue:
       *[other] { $overdue } are overdue:
    }
digest-meeting-head = <b>Next meeting</b>
digest-meeting = { $reference } { $title }
    { $when }
digest-group-head = <b>The group</b>
digest-group = { $members ->
        [one] 1 member
       *[other] { $members } members
    }. New this week: { $joined }. Left: { $left }.
digest-group-unreachable = { $count ->
        [one] 1 member
       *[other] { $count } members
    } cannot be reached. They have blocked the bot or left Telegram.
digest-projects = { $count ->
        [one] 1 improvement project is under way.
       *[other] { $count } improvement projects are under way.
    }
digest-more = And { $count } more.

digest-chart-title = Comments, week by week
digest-chart-subtitle = How many came, and how many of them got an answer
digest-chart-week = Week of { $day }
digest-chart-answered = { $count } answered
digest-chart-footer = { $count ->
        [one] 1 comment in 8 weeks
       *[other] { $count } comments in 8 weeks
    }

digest-month-head = <b>News from { $group }</b>
digest-month-empty = It was a quiet month. Nothing is open now. To tell the practice something, just write it here.
digest-news-head = <b>You said, we did</b>
digest-news-done = You said: { $said }
    We did: { $words }
digest-news-cannot = You said: { $said }
    We cannot, because: { $words }
digest-open-head = <b>Open now</b>
digest-open = { $reference } { $title } It closes { $closes }.
digest-next-head = <b>What is next</b>
digest-month-speak = To tell the practice something, just write it here.
digest-stopped = You will not get the monthly news any more. Polls and meetings still come. You can change it back in /settings.
digest-started = You get the monthly news again.
settings-digest = Monthly news: { $wanted ->
        [yes] on
       *[no] off
    }.
button-digest-on = Turn monthly news on
button-digest-off = Turn monthly news off

digest-public-ready = <b>The public page</b>
    Here are the words to copy, and 2 files: a web page, and a page to print for the waiting room.
    I add no names of members, and no comments of patients. What the practice wrote is in it: please read it first.
digest-public-warning = Please check these words before you show them to everybody. They may name somebody: { $references }.
digest-public-title = { $group }: what changed because of you
digest-public-intro = { $group } is the patient group of { $practice }. This is what came of what people told us.
digest-public-none = There is nothing to report yet. Be the first to tell us what matters to you.
digest-public-numbers-head = The group in numbers
digest-public-members = { $count } patients and carers are in the group.
digest-public-turnout = { $title } { $answered } of { $asked } members answered ({ $percent }%).
digest-public-open-head = What we are asking now
digest-public-open = { $title } (until { $closes })
digest-public-meeting-head = Next meeting
digest-public-meeting = { $title }, { $when }
digest-public-join-head = Join in
digest-public-join = Everybody who is registered at { $practice } can take part, and so can their carers. On your phone, open { $link } and press Start.
digest-public-day = As of { $day }
digest-public-said = You said
digest-public-did = We did
digest-public-cannot = We cannot, because
digest-web-name = news-for-the-website.html
digest-print-name = news-for-the-waiting-room.pdf
