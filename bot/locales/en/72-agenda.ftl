### Agendas: what a meeting is about, what members suggest and say to it, and what the chair makes of it.

agenda-standard-welcome = Welcome
agenda-standard-apologies = Apologies
agenda-standard-minutes = Minutes of the last meeting
agenda-standard-matters = Matters arising: what was agreed before
agenda-standard-reports = Reports
agenda-standard-other-business = Any other business
agenda-standard-introductions = Who we are
agenda-standard-purpose = What the group is for
agenda-standard-how-often = How often we meet
agenda-standard-next-agenda = What to talk about next time
agenda-minutes-of = Minutes of the last meeting ({ $reference })

agenda-head = <b>Agenda</b>
agenda-head-open = <b>Agenda so far</b>
    It goes out on { $when }. You can still suggest an item.
agenda-line = { $number }. { $title }
agenda-bullet = • { $title }
agenda-voices = { $matters ->
        [0] Nobody has said yet that this matters
        [one] 1 says this matters
       *[other] { $matters } say this matters
    }, { $comments ->
        [0] no comments
        [one] 1 comment
       *[other] { $comments } comments
    }.
agenda-late = This was suggested after the agenda went out.
agenda-undecided = <b>Suggested, and not decided yet</b>
agenda-how = You can take part without coming. Tap an item to say that it matters to you, or to say something about it.
agenda-none = No meeting is planned now. When there is one, you will find its agenda here.
button-agenda-see = See the agenda
button-agenda-suggest = Suggest an item
button-agenda-numbered = { $number }. { $title }
button-agenda-decide = { $count ->
        [0] Change the agenda
        [one] Change the agenda (1 to decide)
       *[other] Change the agenda ({ $count } to decide)
    }
button-agenda-later = Next page ({ $page } of { $pages })
button-agenda-earlier = Page before ({ $page } of { $pages })

agenda-item-head = <b>{ $reference }</b> · From the agenda

    <b>{ $title }</b>
agenda-item-accepted = This is item { $number } of the agenda.
agenda-item-waits = The chair has not decided yet if it goes on the agenda.
agenda-item-declined = This is not on the agenda. The chair can still put it on.
agenda-part = With it: { $title }
agenda-parts-more = And { $count } more with it.
agenda-comment = A member says: { $words }
agenda-comment-own = You say: { $words }
agenda-comments-none = Nobody has said anything about it yet.
agenda-unseen = Nobody sees who says what.
agenda-you-matter = You have said that this matters to you. Nobody sees who says what.
agenda-matter-kept = Thank you. It counts.
agenda-matter-taken-back = It does not count any more.
agenda-comment-kept = Thank you. The chair and the members can now read what you said.
agenda-comment-taken-back = I have deleted what you said.
button-agenda-matter = This matters to me
button-agenda-unmatter = It does not matter to me any more
button-agenda-say = Say something
button-agenda-change = Change what I said
button-agenda-unsay = Take back what I said

agenda-ask-text = <b>{ $reference }</b> · What do you want us to talk about? Type it in up to 300 letters.

    The chair and the members see your words. Nobody sees who suggested it.
    Please leave out names, and anything about your own health.
agenda-sure = <b>{ $reference }</b> · Do you want to suggest this for the agenda?

    <b>{ $words }</b>

    The chair and the members see your words. Nobody sees who suggested it.
agenda-kept = <b>{ $reference }</b> · Thank you. I have passed on your suggestion. You will hear here what the chair decides.
agenda-kept-silent = <b>{ $reference }</b> · Thank you. I have passed on your suggestion. To see what the chair decides, type /agenda.
agenda-ask-comment = <b>{ $reference }</b> · { $title }

    What do you want to say about it? Type it in up to 700 letters.

    The chair and the members see your words, and the meeting hears them. Nobody sees who said it.
    Please leave out names, and anything about your own health.

agenda-problem = { $problem ->
    [no-meeting] No meeting is planned that you could suggest this for. When there is one, you will find it under /meetings.
    [started] This meeting has begun, so its agenda takes no more items. You can say it at the meeting, or suggest it for the next one.
    [empty] There is nothing in it to read. Please type a few words.
    [many] You have suggested 10 items for this meeting. Please leave some room for others. You can say what you think about what is there.
    [gone] This item is not on the agenda any more. Type /agenda to see what is.
    [decided] Somebody has decided about this item already. Here is how things stand now.
    [no-merge] These 2 items cannot be merged. Please choose another one.
    [published] The agenda of this meeting has gone out already.
    [not-invited] The invitations to this meeting have not gone out yet. You can send the agenda when they have.
    [not-counted] This is for patients and carers of the group. As a member of staff you can say it at the meeting.
   *[other] That cannot be done with this agenda. Type /agenda to see it.
}

order-waiting = <b>{ $count ->
        [one] 1 suggestion waits
       *[other] { $count } suggestions wait
    } for your decision</b>
order-at = { $title }
order-none-waiting = No suggestion waits for your decision.
order-line-marked = <b>{ $number }. { $title }</b>
order-goes-out = The agenda goes out on { $when }.
order-went-out = The agenda went out on { $when }. What you change now shows under /agenda.
button-order-accept = Accept
button-order-decline = Decline
button-order-merge = Merge with…
button-order-next = The next suggestion
button-order-change = Change the order
button-order-declined = Declined items ({ $count })
button-order-restore = Accept: { $title }
button-order-add = Add an item
button-order-send = Send the agenda now
button-order-up = Move up
button-order-down = Move down
button-order-another = Move another item
order-which = <b>{ $reference }</b> · Which item do you want to move?
order-moving = <b>{ $reference }</b> · Move the item in bold.
order-declined = <b>{ $reference }</b> · You can still put these on the agenda. Tap one to accept it.
order-merge-ask = <b>{ $reference }</b> · Which item is this part of?

    <b>{ $title }</b>

    What members say to it will count for the item that you tap.
order-ask-reason = <b>{ $reference }</b> · You decline this item:

    <b>{ $title }</b>

    Why? Type the reason in up to 300 letters. Whoever suggested it will read it. You can also skip this.
order-ask-add = <b>{ $reference }</b> · What is the item? Type it in up to 300 letters. It goes on the agenda at once.
order-send-sure = Send the agenda of { $reference } to { $count ->
        [one] 1 person
       *[other] { $count } people
    } now?
order-still-waiting = { $count ->
        [one] 1 suggestion still waits for your decision.
       *[other] { $count } suggestions still wait for your decision.
    }
order-accepted = It is on the agenda.
order-declined-kept = Declined. You can still accept it later.
order-merged = Merged. What members say to it counts for the other item.
order-added = <b>{ $reference }</b> · It is on the agenda.
order-sent = The agenda is on its way.

agenda-suggested = <b>{ $reference }</b> · A member suggests this for the agenda:

    <b>{ $title }</b>
agenda-suggested-ask = Do you want to talk about it? Whoever suggested it hears what you decide.
agenda-accepted = <b>{ $reference }</b> · Your suggestion is on the agenda:

    <b>{ $title }</b>

    The meeting is on { $when }.
agenda-declined = <b>{ $reference }</b> · Your suggestion is not on the agenda this time:

    <b>{ $title }</b>
agenda-declined-why = The chair says: { $reason }
agenda-declined-next = The chair can still put it on. Then I will tell you here.
agenda-merged = <b>{ $reference }</b> · Your suggestion:

    <b>{ $title }</b>

    It is now part of this one:

    <b>{ $into }</b>

    What members say to yours counts for it.
agenda-part-accepted = <b>{ $reference }</b> · Your suggestion is part of another one, and that is on the agenda now:

    <b>{ $into }</b>

    The meeting is on { $when }.
agenda-part-declined = <b>{ $reference }</b> · Your suggestion is part of another one, and that is not on the agenda this time:

    <b>{ $into }</b>
agenda-decided-next = To see what others say about it, look at the agenda.
agenda-published = <b>This is what we will talk about</b>
agenda-goes-on = The agenda goes on. To read all of it, tap “See the agenda”.
agenda-published-next = You can take part without coming. Tap “See the agenda”, and say what matters to you.
