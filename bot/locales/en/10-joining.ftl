### Joining, the agreement, leaving.

urgent-england = This is not for urgent or personal medical matters. In an emergency, call { $emergency }. For urgent advice, use NHS { $advice } online or call { $advice }.
urgent-new-zealand = This is not for urgent or personal medical matters. In an emergency, call { $emergency }. For health advice, call Healthline on { $advice }.

start-welcome = <b>{ $group }</b>
    This is the patient group of { $practice }. You answer quick polls, say what matters, and hear what changed.

    { $urgent }
start-member = <b>{ $group }</b>
    You are in the group of { $practice }. When there is a question, I will send it here.

    { $urgent }
start-waiting = <b>{ $group }</b>
    You have asked to join. Somebody at the practice will decide soon. I will tell you here.
start-role = The practice has named you as { $roles }. Please join and sign the agreement first. Then your commands appear.
start-choose-practice = Which practice are you with?
start-bad-code = I do not know the code { $code }. { $needed ->
        [yes] Please check it, or ask the practice for a new one.
       *[no] You can go on without it.
    }
start-used-code = The code { $code } has been used, or has run out. { $needed ->
        [yes] Please ask the practice for a new one.
       *[no] You can go on without it.
    }
start-invitation-only = This group is by invitation. If you have a code from the practice, type it here.

role-chair = chair
role-manager = practice manager
role-staff = staff

button-join = Join the group
button-more = Tell me more
button-other-practice = Another practice
button-language = Language

more = <b>What the group does</b>
    A patient group helps the practice get better for everyone. Here it works in your chat, when it suits you.

    <b>What you can do</b>
    • Answer a poll in a few seconds
    • Hear what was decided, and why
    • Take part as little or as much as you like

    <b>What we keep</b>
    Only what you tell us here. Other members cannot see you. You can leave at any time with /leave. Leaving does not affect your care.

    { $urgent }

join-connection = Are you registered as a patient at { $practice }? Or do you care for somebody who is?
join-connection-staff = Are you a patient at { $practice } yourself, or a carer of a patient? Then you also count as a member of the group.
button-patient = Yes, I am a patient here
button-carer = I care for a patient here
button-work-here = No, I work here
button-neither = No
join-neither = This group is for patients of { $practice } and their carers. So you cannot join it. I have kept nothing about your answer.

join-age = Are you aged { $age } or over?
join-too-young = You need to be aged { $age } or over to join. You can still tell the practice what you think: ask at reception. I have kept nothing about your answer.

join-privacy = <b>Your privacy, in short</b>
    • { $practice } looks after what you tell us.
    • We use it only for the patient group.
    • Messages pass through Telegram. So please do not write about your own health here.
    • You can see what we hold with /mydata, and have it erased with /forget.
    • In /settings you can put your name right, or pause: then we keep your details and do nothing with them.

    The whole notice is in the file. Is that all right?
button-privacy-go-on = Yes, go on
privacy-file-name = privacy-notice.txt

join-agreement = The whole agreement (version { $version })
join-agreement-ask = Do you agree?
button-agree = I agree
join-sign = To sign, please type your full name.
# Shown, and kept with the answer word for word.
consent-messages-wording = May we message you?
    We would send you polls, results and reminders in this chat. You can change this at any time in /settings. If you say no, you can still look with /polls.
button-messages-yes = Yes, message me
button-messages-no = No, I will look myself

join-done = <b>You are in.</b> Thank you for joining { $group }.

    When the group asks something, it comes to this chat. You answer with one tap. Type /help to see what else you can do.
join-done-silent = <b>You are in.</b> Thank you for joining { $group }.

    We will not message you. To see what the group is asking, type /polls.
join-done-staff = <b>Thank you.</b> You have signed the agreement. Type /help to see what you can do.
join-wait = Thank you. You have asked to join { $group }. Somebody at the practice will decide soon. I will tell you here.
join-not-now = That is fine. You have not joined. I keep no more than this chat for 7 days. Type /start to come back.
join-restarted = The agreement has changed while you were reading it. Please read the new one.

already-member = You are already in { $group }. Type /help to see what you can do.
invitation-needed = This group is by invitation, and that code cannot be used. Please ask { $practice } for a new one.

request-to-join = <b>{ $name }</b> asks to join { $group }.
    They say: { $connection ->
        [carer] I care for a patient here.
       *[patient] I am a patient here.
    }
button-approve = Approve
button-decline = Decline
request-approved = { $name } is in the group now. I will tell them.
request-declined = { $name } was not let in. I will tell them.
join-approved = <b>You are in.</b> { $practice } has let you into { $group }. Type /help to see what you can do.
join-declined = { $practice } has not let you into { $group } this time. If you think this is a mistake, please ask at reception.

agreement-signed = <b>What you signed</b>
    Version { $version }, on { $day }.
agreement-typed-name = You signed as { $name }.
agreement-not-current = There is a newer version. I will show it to you before the next thing you do.
resign = <b>The agreement has changed.</b> Please read the new version before you go on.
resign-thanks = Thank you. You have signed version { $version }.
resign-send-again = Please send your last message again.

leave-sure = Do you want to leave { $group }? You get no more messages. Leaving does not affect your care.
button-leave-yes = Yes, leave
leave-done = You have left { $group }. Thank you for your time.

    What you said stays in the totals. To have your details erased, type /forget. To come back, type /start.
leave-not-member = You are not in a group, so there is nothing to leave.
forget-sure = <b>Do you want us to erase your details?</b>
    I delete your name, your settings, your profile, what you signed, and every answer and comment that can still be linked to you. Totals that were published stay as they are.

    I cannot take back messages that are already on your phone. I cannot find anonymous comments, or anonymous answers once a poll is closed, because nobody can.
button-erase-yes = Yes, erase
forget-done = Your details are erased from this bot. What stays leads to you no more. Safety copies can hold your details for up to 30 days. If you ever want to come back, type /start.
kept-as-it-was = Nothing has changed.

mydata-coming = I am collecting everything we hold about you. It comes to this chat in two files: one to read, one for a computer.
mydata-visitor = You are not in the group. We hold only your chat number, your language and the step you are at. They are deleted after 7 days.
mydata-ready = Here is everything we hold about you.
privacy-short = <b>Your privacy, in short</b>
    • { $practice } looks after what you tell us.
    • We use it only for the patient group.
    • You can see what we hold with /mydata, and have it erased with /forget.

    The whole notice is in the file.
