### What was agreed: who does it, by when, and whether it is done.

actions-head = <b>What was agreed</b>
    { $count ->
        [one] 1 action is open.
       *[other] { $count } actions are open.
    }
actions-overdue = { $count ->
        [one] 1 of them is overdue.
       *[other] { $count } of them are overdue.
    }
actions-none = <b>What was agreed</b>
    No actions are open now. To add one, tap the button.
actions-lately = <b>Done lately</b>
actions-lately-none = <b>Done lately</b>
    Nothing yet. When an action is done or dropped, you will find it here.

action-line = <b>{ $reference }</b> · { $text } { $named ->
        [no] By { $day }.
       *[yes] { $owner }, by { $day }.
    }
action-line-overdue = <b>{ $reference }</b> · { $text } { $named ->
        [no] By { $day }. Overdue.
       *[yes] { $owner }, by { $day }. Overdue.
    }
action-line-settled = <b>{ $reference }</b> · { $text } { $named ->
        [no] { $state ->
            [dropped] Dropped on { $day }.
           *[done] Done on { $day }.
        }
       *[yes] { $owner }. { $state ->
            [dropped] Dropped on { $day }.
           *[done] Done on { $day }.
        }
    }
action-former-member = Former member
action-head = <b>{ $reference }</b> · { $text }
action-owner = Who: { $owner }
action-due = By: { $day }
action-due-overdue = By: { $day }. This is overdue.
action-from = Agreed at: { $meeting }
action-ended = { $state ->
        [dropped] Dropped on { $day }.
       *[done] Done on { $day }.
    }
action-result = { $state ->
        [dropped] Why: { $result }
       *[done] What came of it: { $result }
    }

button-action = { $reference } · { $text }
button-action-page = More ({ $page } of { $pages })
button-action-new = New action
button-action-lately = Done lately
button-action-all = All actions
button-action-meeting = Back to { $meeting }
button-action-drop = Drop it
button-action-date = Change the date
button-action-is-done = It is done
button-action-cannot = It cannot be done

action-ask-text = <b>A new action</b>
    What will be done? Type it in up to 500 letters.
action-ask-text-from = <b>A new action from { $meeting }</b>
    What will be done? Type it in up to 500 letters.
action-ask-who = Who will do it?
    You see people with a role and core members. I tell them about it, and remind them in time.
button-action-me = Me
button-action-else = Somebody else
button-action-more = More names
action-ask-name = Who will do it? Type a name of up to { $most } letters.
    I cannot message this person. So please tell them yourself.
action-ask-when = By when? Tap a day, or type a date, such as “3 June”.
button-action-weeks = { $count ->
        [one] In 1 week: { $day }
       *[other] In { $count } weeks: { $day }
    }
button-action-before-meeting = Before the next meeting: { $day }
action-preview = <b>This is what I will keep:</b>

    { $text }

    Who: { $owner }
    By: { $day }
button-action-keep = Keep it
action-kept = Kept. { $line }
action-kept-told = If { $owner } wants messages from the group, I tell them now.

action-ask-result = <b>{ $reference }</b> · { $text }

    What came of it? Type it in your own words, or tap Skip.
action-ask-reason = <b>{ $reference }</b> · { $text }

    Why will this not be done? Type the reason in your own words.
action-kept-ended = { $state ->
        [dropped] <b>{ $reference }</b> is dropped, with your reason.
       *[done] <b>{ $reference }</b> is done. Thank you.
    }
action-chair-told = I am telling the chair.

action-given = <b>An action for you</b>
action-moved = <b>Your action has a new date</b>
action-next = When it is done, tap the button.
action-due-soon = { $days ->
        [0] <b>Your action is due today</b>
        [one] <b>Your action is due tomorrow</b>
       *[other] <b>Your action is due in { $days } days</b>
    }
action-overdue = { $days ->
        [one] <b>This action was due yesterday</b>
       *[other] <b>This action was due { $days } days ago</b>
    }
action-overdue-ask = Is it done? You can also change the date.
action-overdue-ask-owner = Is it done? If it cannot be done, please say so. That helps too.
action-ended-by-owner = { $state ->
        [dropped] <b>An action cannot be done</b>
       *[done] <b>An action is done</b>
    }
action-ended-for-owner = { $state ->
        [dropped] <b>Your action was dropped</b>
       *[done] <b>Your action was marked as done</b>
    }
    You need do nothing more.

action-problem = { $problem ->
    [settled] Somebody has settled this action already. To see what came of it, type /actions or ask the chair.
    [reason] Please say why it will not be done. Type the reason in your own words.
    [owner] This person cannot be given an action any more. Please go back and choose somebody else.
    [text] There is nothing to do in it yet. Please type what will be done.
   *[other] This action cannot be kept as it is.
}
