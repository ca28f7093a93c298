### Improvement projects, and news for the group.

projects-head = <b>Improvement projects</b>
projects-none = <b>Improvement projects</b>
    There are none yet. To put down the first one, tap the button.
projects-from-group = Came out of the group: { $count } of { $all }. They have comments, polls or surveys behind them.
projects-done = Done, of these: { $count }.
project-line = <b>{ $reference }</b> · { $title } { $state ->
        [under-way] Under way.
        [done] Done.
        [stopped] Stopped.
       *[planned] Planned.
    }
project-line-owner = { $owner }.
project-head = <b>{ $reference }</b> · <b>{ $title }</b>
project-why = <b>Why:</b> { $why }
project-voices = { $count ->
        [one] 1 comment is behind it.
       *[other] { $count } comments are behind it.
    }
project-nothing-behind = Nothing is linked to it yet. Link what it came from, and people hear what comes of it.
project-owner = Who: { $owner }
project-no-owner = nobody yet
project-since = { $state ->
        [planned] Planned, on this list since { $day }.
        [under-way] Under way, on this list since { $day }.
       *[other] On this list since { $day }.
    }
project-ended = { $state ->
        [stopped] Stopped on { $day }.
       *[done] Done on { $day }.
    }
project-result = { $state ->
        [stopped] <b>Why it was stopped:</b> { $result }
       *[done] <b>What came of it:</b> { $result }
    }

button-project = { $reference } · { $title }
button-project-topic = { $title } ({ $count })
button-project-page = More ({ $page } of { $pages })
button-project-new = New project
button-project-all = All projects
button-project-begin = Under way
button-project-done = Done…
button-project-stop = Stop…
button-project-change = Change it
button-project-title = Change the title
button-project-why = Change why
button-project-who = Change who
button-project-link = Link to what it came from
button-project-these = Use these words

project-ask-title = <b>A new improvement project</b>
    What do you want to make better? Give it a short title of up to { $most } letters.
project-ask-new-title = <b>{ $reference }</b> · { $title }

    What shall it be called now? Type the new title.
project-comes-from = It comes from: { $words }
project-ask-why = Why is it needed? Type it in up to { $most } letters.
project-ask-why-from = You can also use the words that it comes from, or skip this.
    If they could tell who said them, please type your own:

    { $words }
project-ask-who = Who will see to it?
    You see people with a role and core members. I do not tell them about it, so please do.
project-ask-name = Who will see to it? Type a name of up to { $most } letters.
project-preview = <b>This is what I will keep:</b>

    { $title }
project-kept = Kept.
project-change = <b>{ $reference }</b> · { $title }

    What do you want to change?
project-ask-link = <b>{ $reference }</b> · { $title }

    What did it come from? Tap a topic, poll or survey. Or type the number of a comment, such as F17.
    The open comments are then in hand, and the people who made them hear that.
project-link-none = There is no topic with open comments, and no closed poll or survey.
project-linked = Linked.
project-ask-words = <b>{ $reference }</b> · { $title }

    { $state ->
        [stopped] Why is it stopped? Type the reason in your own words.
       *[done] What came of it? Type the result in your own words.
    }
project-end-preview = <b>{ $reference }</b> · { $title }

    { $state ->
        [stopped] This project is stopped. This is what I will keep:
       *[done] This project is done. This is what I will keep:
    }
project-end-told = { $count ->
        [0] I tell everybody who answered what it came from.
        [one] 1 comment is behind it. I tell everybody whose voice is in it.
       *[other] { $count } comments are behind it. I tell everybody whose voice is in it.
    }
project-end-nobody = No comment, poll or survey is behind it, so I tell nobody.
button-project-end = { $told ->
        [yes] Keep it and tell people
       *[no] Keep it
    }
project-is-ended = { $state ->
        [stopped] It is stopped, with your reason.
       *[done] It is done. Thank you.
    }
project-problem = { $problem ->
    [title] It has no title yet. Please type a short one.
    [why] Please say why it is needed. Type it in your own words.
    [owner] This person cannot see to it any more. Please go back and choose somebody else.
    [words] Please say what came of it, in your own words.
    [ended] This project has ended. To see what came of it, type /projects.
   *[gone] That project is not there any more.
    }

news-ask-words = <b>News for the group</b>
    What do you want to tell members? Type it in up to { $most } letters.
    You see it as they will before anything is sent.
news-ask-audience = Who do you want to tell?
news-head = <b>News from { $group }</b>
    { $day }
news-for-part = This is only for: { $part }.
news-answer = To tell the practice something about this, just write it here.
news-goes-to = Goes to: { $audience ->
        [core] core members
        [wider] wider members
       *[all] everyone
    }.
news-goes-to-part = Goes only to: { $part }.
news-preview-silent = { $count ->
        [one] 1 member does not want messages, and will not get it.
       *[other] { $count } members do not want messages, and will not get it.
    }
news-changed-since = The news has changed since. Please look at it again before you send it.
news-sent-before = That was sent already.
news-stopped = Stopped. Nobody else gets it.
news-progress-head = <b>Your news</b>, sent on { $day }

    { $words }
news-progress-so-far = Sent to { $sent } of { $total } so far.
news-progress-as-of = This is how it was at { $time }.
news-progress-long-ago = It was sent too long ago to say who got it.
button-news-how-far = How far is it?
announcement-problem = { $problem ->
    [empty] There is nothing to send yet. Please type what you want to tell members.
   *[gone] That announcement is not there any more.
    }
