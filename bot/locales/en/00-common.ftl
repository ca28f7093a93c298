### Words used everywhere. Reading age 9 to 11: short sentences, active voice, no exclamation marks.

date-pattern = EEEE d MMMM
short-date-pattern = EEE d MMM
full-date-pattern = EEEE d MMMM y
day-pattern = d MMMM y
month-pattern = MMMM y
time-pattern = h:mma
time-pattern-hour = ha
date-and-time = { $day }, { $time }

button-back = Back
button-cancel = Cancel
button-done = Done
button-yes = Yes
button-no = No
button-not-now = Not now
button-help = What can I do here?

flow-cancelled = Cancelled. Nothing was sent. Type /help to see what you can do.
flow-nothing = There is nothing to go on with here. Type /help to see what you can do.
flow-moved-on = You have answered that question already. Here is where you are now.
flow-done = That is done. Type /help to see what you can do now.
flow-tap-please = Please tap one of the buttons.
flow-still-here = You were in the middle of something. Here it is.

not-text = I can only read text and buttons. I did not keep what you sent. Please type it, or type /help.
not-text-file = I did not expect a file here, so I did not keep it. Type /help to see what you can do.
not-text-edited = You changed an older message. I still have what you sent first. To change an answer, tap the button again, or type /help.
old-button = This button is too old to use. Type /help to see what you can do now.
unknown-command = I do not know that command. Type /help to see what you can do.
plain-message = I did not keep that message. The practice cannot see it.
    If it is about your own health, please contact the practice.
    Type /help to see what you can do here, and whom to call if it is urgent.
too-long = That is too long. Please use at most { $most } letters.
something-broke = Sorry, something went wrong on our side. What you gave before is kept. Please try again in a minute.
group-chat = I work in private chats only, to keep what people say private. Please message me directly. I am leaving this group now.
refused = That is not possible.
no-such-reference = I cannot find { $reference }. Type /help to see what you can do.
already-decided = Somebody has decided that already.
nobody-to-ask = Nobody would get this. There are no members in that part of the group who can be messaged.
slow-down = You are sending a lot of messages. Please wait a moment.
own-words = { $words }
heading = <b>{ $words }</b>
