### The inbox, topics, and the chain from voice to outcome.

topic-problem = { $problem ->
        [empty] A topic needs a name. Please type one.
        [taken] There is a topic with that name already. Please type another name.
        [ended] That topic takes no more comments. Please choose another one.
        [last] This is the only topic left. Please add another one first.
       *[gone] That topic is not there any more.
    }
chain-problem = { $problem ->
        [ended] That has ended already. Please choose something that still goes on.
        [open] This is still open. You can make something of it when it is closed.
        [circle] One of these came of the other already. They cannot go round in a circle.
        [kind] These two cannot be linked.
        [words] Please say what was done, or why nothing can be. People hear it in your words.
       *[gone] That is not there any more.
    }

### The list of comments.

inbox-head = <b>What people say</b>
inbox-rate = { $count ->
        [one] 1 comment in the last 90 days.
       *[other] { $count } comments in the last 90 days.
    } { $rate }% have an answer or an end.
inbox-rate-none = Nobody has said anything in the last 90 days.
inbox-waiting = { $count ->
        [0] Each has had a first word.
        [one] 1 comment waits for a first word.
       *[other] { $count } comments wait for a first word.
    }
inbox-longest = { $days ->
        [0] The longest wait began today.
        [one] The longest wait is 1 day.
       *[other] The longest wait is { $days } days.
    }
inbox-shown = { $which ->
        [new] <b>New comments: { $count }</b>
        [open] <b>Open comments: { $count }</b>
        [ended] <b>Ended comments: { $count }</b>
       *[all] <b>All comments: { $count }</b>
    }
inbox-shown-topic = Only about: { $topic }
inbox-shown-none = There is nothing here now.
inbox-order-new = Those that wait longest come first.
button-inbox-new = New
button-inbox-open = Open
button-inbox-ended = Ended
button-inbox-all = All
button-inbox-topics = Topics
button-inbox-every-topic = Comments about every topic
button-inbox-voice = { $reference } · { $topic } · { $state }
button-inbox-page = Page { $page } of { $pages }
button-inbox-back = Back to the inbox
inbox-state-word = { $state ->
        [new] new
        [acknowledged] acknowledged
        [in-hand] in hand
        [done] done
       *[cannot] cannot be done
    }

### One comment.

voice-words-erased = (The words were erased. We do not keep them for ever.)
inbox-voice-head = <b>{ $reference }</b> · { $topic }
    <blockquote>{ $words }</blockquote>
inbox-signed = { $sign ->
        [named] Signed by { $name }.
        [gone] Signed by somebody who has left the group.
        [confidential] Signed: confidential. The bot shows nobody who it was.
       *[anonymous] Signed: anonymous. No answer can reach anybody, because no link to a person is kept.
    }
inbox-said = { $days ->
        [0] Said on { $day }, today.
        [one] Said on { $day }, yesterday.
       *[other] Said on { $day }, { $days } days ago.
    }
inbox-unanswered = { $days ->
        [0] Nobody has written back yet.
        [one] Nobody has written back for 1 day.
       *[other] Nobody has written back for { $days } days.
    }
inbox-state = { $state ->
        [new] State: <b>new</b>
        [acknowledged] State: <b>acknowledged</b>
        [in-hand] State: <b>in hand</b>
        [done] State: <b>done</b>
       *[cannot] State: <b>cannot be done</b>
    }
inbox-reason = The reason: { $reason }
inbox-outcome = What came of it: { $outcome }
inbox-answer = You wrote on { $day }:
    <blockquote>{ $words }</blockquote>
inbox-answers-before = { $count ->
        [one] There is 1 answer before that.
       *[other] There are { $count } answers before that.
    }
button-inbox-acknowledge = Acknowledge
button-inbox-in-hand = In hand
button-inbox-reopen = Take it in hand again
button-inbox-done = Done…
button-inbox-cannot = Cannot be done…
button-inbox-answer = Answer…
button-inbox-answers = See all answers
button-inbox-topic = Topic…
button-trace-make = Make something of it…
button-trace-leads = Where it leads
button-trace-from = Where it came from

inbox-kept = { $told ->
        [yes] Kept. I tell the person who said it.
       *[no] Kept. Nobody can be told about it.
    }
inbox-ask-done = <b>{ $reference }</b> · What was done?
    Type it in up to 1,000 letters. The person who said it gets your words. Or keep it without any.
inbox-ask-cannot = <b>{ $reference }</b> · Why can this not be done?
    Type the reason in up to 1,000 letters. The person who said it gets your words.
inbox-ask-answer = <b>{ $reference }</b> · What do you want to answer?
    Type it in up to 1,000 letters. I send it on, and show you nobody’s name.
inbox-ask-agenda = <b>What is it called on the agenda of { $reference }?</b>
    Everybody in the group can read it. So please name nobody. Type it in up to 300 letters, or tap the name of the topic.
inbox-preview = { $act ->
        [done] <b>{ $reference } is done. This is what was done:</b>
        [cannot] <b>{ $reference } cannot be done. This is the reason:</b>
       *[answer] <b>This is your answer to { $reference }:</b>
    }
    <blockquote>{ $words }</blockquote>
inbox-preview-next = { $told ->
        [yes] Shall I send it? It cannot be changed afterwards.
       *[no] Nobody can be told, because it is anonymous. Shall I keep it on record?
    }
button-inbox-bare = Done, without words
button-inbox-send = Send it
button-inbox-keep = Keep it
inbox-sent = { $act ->
        [done] Kept. { $reference } is done now.
        [cannot] Kept. { $reference } cannot be done, and your reason is on record.
       *[answer] Sent. Your answer to { $reference } is on its way.
    }
inbox-choose-topic = <b>{ $reference }</b> · Under which topic does it belong?
    It is under this one now: { $topic }
inbox-moved = Kept. It is under another topic now.
inbox-on-agenda = Kept. It is on the agenda of { $reference } now.

### Topics.

topics-head = <b>Topics</b>
    Comments are gathered under these. Tap one to see what it is about.
button-topics-open = { $title } · { $count } open
button-topics-ended = { $title } · ended
button-topics-new = New topic
button-topics-all = All topics
topic-head = <b>{ $title }</b>
topic-counts = { $open ->
        [0] No comment under it is open
        [one] 1 comment under it is open
       *[other] { $open } comments under it are open
    }, of { $count } in all.
topic-ended = It takes no more comments.
topic-outcome = What came of it last: { $outcome }
button-topic-comments = See the comments
button-topic-outcome = Record what came of it…
button-topic-rename = Change its name
button-topic-end = End this topic
button-topic-reopen = Open it again
topic-ask-add = <b>A new topic</b>
    What is it called? Type a short name, such as “Parking”.
topic-ask-rename = <b>{ $title }</b>
    What shall it be called? Type a short name.
topic-end-sure = <b>End this topic? { $title }</b>
    Nobody can choose it for a new comment then. The comments under it stay.
topic-kept = Kept: { $title }
topic-outcome-kind = <b>{ $title }</b>
    What came of what people said?
button-topic-done = We did something
button-topic-cannot = Nothing can be done
topic-outcome-words = { $kind ->
        [done] <b>{ $title }</b> · What did you do?
       *[cannot] <b>{ $title }</b> · Why can nothing be done?
    }
    Type it in up to 1,000 letters. People get your words.
topic-outcome-preview = { $kind ->
        [done] <b>You said, we did: { $title }</b>
       *[cannot] <b>You said, we cannot: { $title }</b>
    }
    <blockquote>{ $words }</blockquote>
    { $count ->
        [one] 1 open comment ends with this.
       *[other] { $count } open comments end with this.
    } I tell everybody who can be told. It cannot be changed afterwards.
topic-outcome-kept = Kept. I am telling the people who said something about it.

### The chain: where something came from, and where it leads.

trace-head = <b>{ $what ->
        [feedback] Comment
        [poll] Poll
        [survey] Survey
        [agenda] Agenda item
        [action] Action
       *[project] Project
    } { $reference }</b> · { $title }
trace-head-topic = <b>Topic</b> · { $title }
trace-stands = State: { $state }
trace-state = { $state ->
        [new] new
        [acknowledged] acknowledged
        [in-hand] in hand
        [cannot] cannot be done
        [open] open
        [ended] ended
        [closed] closed
        [finished] closed
        [suggested] suggested
        [accepted] on the agenda
        [declined] declined
        [merged] merged
        [dropped] dropped
        [planned] planned
        [under-way] under way
        [stopped] stopped
       *[done] done
    }
trace-outcome = What came of it: { $outcome }
trace-notes = What was noted: { $outcome }
trace-came-from = { $count ->
        [0] <b>It came from nothing else.</b>
        [one] <b>It came from 1 thing:</b>
       *[other] <b>It came from { $count } things:</b>
    }
trace-came-of = { $count ->
        [0] <b>Nothing has come of it yet.</b>
        [one] <b>It leads to 1 thing:</b>
       *[other] <b>It leads to { $count } things:</b>
    }
trace-line = • { $title } · { $state }
button-trace-here = Open { $reference }
button-trace-topic = Open the topic
button-trace-comments = See its comments
button-trace-item = Open the item
button-trace-page = More ({ $page } of { $pages })
button-trace-undo = Undo a link
trace-voices = { $count ->
        [0] No comment is behind it.
        [one] 1 comment is behind it.
       *[other] { $count } comments are behind it.
    }

trace-make = <b>What do you want to make of it?</b>
    { $title }
trace-make-hands = Open comments are in hand from then on. I tell the people who said them.
trace-make-poll = Those who answered hear what came of it at the end.
trace-make-item = Everybody whose voice is in it hears what came of it at the end.
button-trace-agenda = Put it on the agenda
button-trace-action = A new action
button-trace-project = A new project
button-trace-to-agenda = Link it to an agenda item
button-trace-to-action = Link it to an action
button-trace-to-project = Link it to a project
trace-pick = { $what ->
        [agenda] <b>To which agenda item does it belong?</b>
        [action] <b>To which action does it belong?</b>
       *[project] <b>To which project does it belong?</b>
    }
trace-pick-none = { $what ->
        [agenda] No meeting to come has an item that somebody suggested.
        [action] No action is open now.
       *[project] No project goes on now.
    }
trace-linked = Kept. They are linked now.
trace-undo = <b>Which link shall I take away?</b>
    Comments stay in the state that they are in.
trace-unlinked = Kept. That link is gone.

action-ask-heard = People whose comments or answers led to this get your words. So please name nobody.

### What everybody hears whose voice is in something that has ended.

told-head = { $kind ->
        [done] <b>You said, we did</b>
       *[cannot] <b>You said, and this is why we cannot do it</b>
    }
told-said = You said ({ $reference }):
    <blockquote>{ $words }</blockquote>
told-said-more = { $count ->
        [one] And 1 more comment of yours.
       *[other] And { $count } more comments of yours.
    }
told-answered = You answered { $reference }: { $title }
told-words = { $kind ->
        [done] What { $practice } did:
       *[cannot] Why { $practice } cannot do it:
    }
    <blockquote>{ $words }</blockquote>
told-next = Thank you for speaking up. If you want to say more, type /feedback.
