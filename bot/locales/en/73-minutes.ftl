### On the day of a meeting and after it: who came, notes, minutes, and what everybody hears.

day-present = In the room: { $room }. Online: { $online }. Took part by chat: { $chat }.
day-apologies = Apologies: { $count }.
day-quorum = { $reached ->
        [yes] Enough people are here to decide: { $present } present, { $quorum } needed.
       *[no] Not enough people are here yet to decide: { $present } present, { $quorum } needed.
    }
day-useful = Useful: { $yes } yes, { $partly } partly, { $no } no.
day-useful-few = { $count ->
        [one] 1 member has said whether it was useful.
       *[other] { $count } members have said whether it was useful.
    } You see what they said when 5 have answered.
day-told = Everybody has heard what was discussed and decided.
button-day-came = Who came
button-day-notes = Notes
button-day-minutes = Minutes
button-day-actions = Actions
button-day-tell = Tell everybody
button-day-accept = Accept the minutes of { $reference }
day-is-over = { $reference } is over. Next: who came, the notes, what was decided.

came-head = <b>{ $reference }</b> · Who came?

    Tap a name until it says how they came.
came-nobody = Nobody is on the list yet.
came-not-listed = Somebody is not on the list? They can tap “I am here” under /meetings. Then they count too.
came-guest = { $name }: { $came ->
        [room] in the room
        [online] online
       *[none] not noted
    }
button-came-more = Next page
button-came-before = Page before

notes-head = <b>{ $reference }</b> · Notes

    Tap an item, and type what was said and decided.
notes-none = There is nothing on the agenda yet.
notes-item = { $number }. { $title }{ $noted ->
        [yes] { " " }· has notes
       *[no] { "" }
    }
note-head = <b>{ $reference }</b> · { $title }
note-ask = Type what was said and decided here. You can use up to { $most } letters.
note-there = <b>The notes now:</b>
    { $notes }
note-ask-instead = Type new notes to put in their place. Or add to them.
note-ask-add = Type what comes below these notes.
note-ask-which = What should stay there? Tap a button, or type the notes anew.
note-mine = <b>You typed:</b>
    { $notes }
note-kept = The notes are kept.
button-note-add = Add to these notes
button-note-instead = Write them anew
button-note-mine-add = Put mine below
button-note-mine-instead = Put mine in their place

minutes-head = <b>{ $reference }</b> · Minutes
minutes-status = { $status ->
        [early] You can write the minutes when the meeting has begun.
        [draft] Here is a draft. Members cannot see it yet. Read it, and then publish it.
        [published] Members can read this draft. The next meeting can accept it, or change it.
        [accepted] A meeting has accepted these minutes. Nobody can change them any more.
       *[none] There are no minutes yet. How do you want to write them?
    }
button-minutes-compose = Write them from the notes
button-minutes-type = Type them
button-minutes-file = Send a file
button-minutes-read = Read them
button-minutes-publish = Publish to members
button-minutes-keep = Keep these minutes
minutes-ask-type = Type the minutes here. You can send several messages.
minutes-ask-more = I have { $count ->
        [one] 1 letter
       *[other] { $count } letters
    } so far. Go on typing, or tap Done.
minutes-ask-file = Please send the minutes here as a file. It can be a Word file (.docx), a .pdf or a .txt file, of up to 5 MB.
minutes-replaces = It takes the place of the minutes that are there now.
minutes-published-now = Published. Members hear of it now.
minutes-kept = The minutes are kept. Members cannot see them yet.

minutes-state = { $state ->
        [accepted] A later meeting has accepted these minutes.
       *[draft] These minutes are a draft. The next meeting can still change them.
    }
minutes-out = { $state ->
        [accepted] The minutes of { $reference } are out. A later meeting has accepted them.
       *[draft] The minutes of { $reference } are out. They are a draft until the next meeting accepts them.
    }
button-read-minutes = Read the minutes

accept-sure = Accept the minutes of { $reference }? After that, nobody can change them.
button-accept = Accept them
button-accept-changed = Accept with changes
accept-how = To change the minutes, write them anew. Then go back to { $reference }, and accept them there.
accept-done = The minutes of { $reference } are accepted.

minutes-title = Minutes of { $reference }: { $title }
minutes-when = Date: { $when }
minutes-place = Place: { $place }
minutes-online = Online: { $link }
minutes-present = Present: { $room } in the room, { $online } online.
minutes-by-chat = { $count ->
        [one] 1 member took part by chat.
       *[other] { $count } members took part by chat.
    }
minutes-apologies = Apologies: { $count }
minutes-quorum = { $reached ->
        [yes] The meeting was quorate: { $present } present, { $quorum } needed.
       *[no] The meeting was not quorate: { $present } present, { $quorum } needed.
    }
minutes-item = { $number }. { $title }
minutes-matters = { $count ->
        [one] 1 member said by chat that this matters.
       *[other] { $count } members said by chat that this matters.
    }
minutes-voice = One says: “{ $comment }”
minutes-no-notes = Nothing was noted.
minutes-actions = What was agreed
minutes-action = { $reference } · { $text } { $owner }, by { $day }.
minutes-owner-member = A member of the group
minutes-next = Next meeting: { $reference }, { $when }

summary-head-of = <b>What we discussed and decided</b>
summary-for = <b>{ $reference }</b> · Tell everybody
summary-ask = What did you discuss and decide? Type it in up to { $most } letters.
    Every member gets it, also those who do not come to meetings. Please name no members.
summary-told = I am telling every member who wants messages.
summary-useful = <b>Was this useful?</b> Nobody sees who said what.
summary-said = You said: { $answer ->
        [yes] yes
        [partly] partly
       *[no] no
    }. Thank you. You can change it.
button-useful-yes = Yes
button-useful-partly = Partly
button-useful-no = No

minutes-problem = { $problem ->
        [wrong-type] I cannot use that file. Please send a Word file (.docx), a .pdf or a .txt file.
        [too-large] That file is too big. Please send one of up to 5 MB.
        [empty] There is nothing in that file. Please send the right one.
        [macros] That file has a program (a macro) in it. Please save it as .docx without macros, or as .pdf.
        [not-fetched] I could not get that file from Telegram. Please send it again.
        [too-long] These minutes are too long for me. Please send them as a file.
        [long] That is more than 2,000 letters for this item. Please make it shorter.
        [nothing] There is nothing to read in that. Please type it again.
        [changed] Somebody else has changed this in the meantime. Please look at it, and then go on.
        [gone] That item is not on the agenda any more.
        [accepted] A meeting has accepted these minutes. Nobody can change them any more.
        [none] There are no minutes yet.
        [early] That comes when the meeting has begun.
        [late] That meeting was more than 60 days ago. You can still change its minutes until they are accepted.
        [told] Everybody has heard of this meeting already.
        [not-told] There is nothing to say to this yet.
       *[members] This question is for members of the group.
    }
