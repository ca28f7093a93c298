### Comments: how people send them, and the gate before them.

voice-problem = { $problem ->
        [many] You have sent 10 comments today. That is all I can take in one day. Please send this one tomorrow: your words stay here.
        [state] It cannot go into that state from where it is now. Please look at it again.
        [reason] Please say why it cannot be done. The person who said it gets your reason.
        [empty] There is nothing in it yet. Please type your answer.
        [anonymous] This comment is anonymous. No link to a person is kept, so no answer can reach anybody.
        [left] The person who said this has left the group. So no answer can reach them.
        [topic] That topic takes no more comments. Please tap Back and choose another one.
       *[gone] That comment is not there any more.
    }
somebody-was-first = Somebody else has changed { $reference } since you looked at it. Here is how it stands now.
topic-other = Something else
default-topics = Getting an appointment
    Phoning the practice
    Reception
    Prescriptions
    The website and apps
    The building
    Being kept informed
    How people are treated
    Something else

speak-ask = <b>What do you want to tell { $practice }?</b>
    Type it in up to 1,500 letters. I show it to you again before anybody else can read it.

    Please leave out names, and anything about your own health.
speak-shall-i = <b>Shall I pass this on to the practice?</b>
speak-shall-i-next = It goes to { $practice } only if you say so. Until then it is in this chat and nowhere else. Next, you choose how to sign it.
speak-words-only = I can only pass on words. I did not keep what you sent with them.
speak-too-long = <b>That is { $over ->
        [one] 1 letter
       *[other] { $over } letters
    } too long to pass on.</b>
    There is room for 1,500 letters, and most emoji count as 2. Nothing is lost: your message is still here above. Please send a shorter one, or send it in parts.
speak-not-now = That is fine. I have passed on nothing and kept nothing. If you change your mind, write to me again.
speak-cancelled = Cancelled. I have passed on nothing and kept nothing. If you change your mind, write to me again.
speak-gone = Your words are not here any more, because this message is too old. I kept no copy of them. If you still want the practice to hear them, please write them again.
button-speak-pass = Pass it on
button-speak-not-urgent = It is not urgent: pass it on
button-speak-service = It is about the service: pass it on

speak-covered = I have covered { $parts }. It could show who somebody is.
speak-covered-ask = <b>Shall I take something out first?</b>
button-speak-out = Take those parts out
button-speak-keep = Keep my words
speak-part-phone = a phone number
speak-part-nhs-number = an NHS number
speak-part-nhi-number = an NHI number
speak-part-email = an email address
speak-part-postcode = a postcode
speak-part-birth-date = a date of birth
speak-part-staff-name = the name of somebody who works here
speak-part-patient-name = a name
speak-taken-out-phone = [phone number]
speak-taken-out-nhs-number = [NHS number]
speak-taken-out-nhi-number = [NHI number]
speak-taken-out-email = [email address]
speak-taken-out-postcode = [postcode]
speak-taken-out-birth-date = [date of birth]
speak-taken-out-staff-name = [member of staff]
speak-taken-out-patient-name = [name]

speak-sign = <b>How do you want to sign it?</b>
speak-sign-named = <b>Named</b>: { $practice } sees your name, { $name }, with your words.
speak-sign-confidential = <b>Confidential</b>: I show nobody who you are. I keep a hidden link, so that the practice can answer you.
speak-sign-anonymous = <b>Anonymous</b>: I keep no link to you at all, so no answer can ever reach you.
button-speak-named = Named: with my name
button-speak-confidential = Confidential: an answer, no name
button-speak-anonymous = Anonymous: no name, no answer

speak-topic = <b>What is it about?</b>
    Tap what fits best.
button-speak-more-topics = More topics
button-speak-topics-before = The topics before

speak-last = <b>One last look. Shall I send it?</b>
speak-last-signed = { $sign ->
        [named] Signed with your name: { $name }.
        [confidential] Signed: confidential. { $practice } can answer you and does not see who you are.
       *[anonymous] Signed: anonymous. No link to you is kept, and no answer can come.
    }
speak-last-topic = Topic: { $topic }.
button-speak-send = Send to the practice

speak-sent = <b>Thank you. This is { $reference }.</b>
    { $practice } can read it now. I tell you here when somebody has read it, and what comes of it.
speak-sent-anonymous = <b>Thank you. I have taken your comment.</b>
    { $today ->
        [yes] { $practice } sees it today, after 6am.
       *[no] { $practice } sees it tomorrow.
    } I have kept no link to you. So no answer can come, and nobody can find it for you again.
speak-sent-already = That comment has been sent already. I have not sent it twice.

### What the gate says. It sends people to whoever can help, and never gives advice.

gate-urgent = <b>This sounds urgent. Please do not wait for an answer here.</b> Nobody at the practice reads this chat straight away.
gate-care = You do not have to go through this alone, and it helps to talk to somebody.
gate-call-england = You can call Samaritans on { $listening }, day or night. It is free.
gate-call-new-zealand = You can call or text { $listening }, day or night, to talk to a trained counsellor. It is free.
gate-clinical = <b>The group cannot help with anybody's own health.</b> Nobody here gives medical advice. Please contact { $practice } about it.
gate-complaint = <b>This may be a complaint about the care of one person.</b> The group is not the place for that, because it cannot look into it.
gate-complaint-to-england = Please write to the practice manager at { $practice }, or to your Integrated Care Board. If their answer does not settle it, you can go to the Parliamentary and Health Service Ombudsman.
gate-complaint-to-new-zealand = Please tell { $practice } first. The free advocacy service can help you: call { $advocacy }. You can also go to the Health and Disability Commissioner: call { $commissioner }.
gate-complaint-or = If it is about how the service works for everybody, I can pass it on.

### Hearing back.

button-voices-own = What I have said
voices-own-head = <b>What you have said</b>
    Tap a comment to see it whole, with the answers.
voices-own-none = <b>What you have said</b>
    There is nothing here yet. What you say anonymously is never here, because no link to you is kept.
voices-own-line = <b>{ $reference }</b> · { $day } · { $stands }
    { $words }
voices-own-button = { $reference }: { $words }
voices-own-one = <b>{ $reference }</b> · You said this on { $day }.
voices-own-about = { $sign ->
        [named] Signed with your name.
       *[confidential] Signed: confidential.
    } Topic: { $topic }.
voices-own-outcome = What came of it:
voices-own-replied = The practice wrote to you on { $day }:
voices-own-silent = The practice has not written to you about it yet.
button-voices-later = Next page ({ $page } of { $pages })
button-voices-earlier = Page before ({ $page } of { $pages })
voice-stands = { $state ->
        [new] not read yet
        [acknowledged] read
        [in-hand] in hand
        [done] done
       *[cannot] cannot be done
    }
voice-stands-whole = { $state ->
        [new] The practice has not read it yet.
        [acknowledged] The practice has read it.
        [in-hand] The practice is working on it.
        [done] It is done.
       *[cannot] The practice cannot do this.
    }
voice-reason = The reason: { $reason }
voice-next = { $state ->
        [new] You hear from me when somebody has read it.
        [acknowledged] Next, the practice decides what to do about it. You hear from me then.
        [in-hand] You hear from me when it is done, or if it cannot be done.
       *[ended] Nothing more happens with this comment. If you want to say more, write to me again.
    }
voice-state-head = <b>{ $reference }</b> · About what you told the practice:
voice-reply-head = <b>{ $reference }</b> · { $practice } has answered what you told them:
voice-reply-answer = They write:
voice-reply-next = If you want to say more about it, write to me. I ask you before I pass it on.
voice-new = <b>{ $count ->
        [one] 1 comment waits
       *[other] { $count } comments wait
    } to be read.</b>
    People hear from me as soon as you have read what they said.
button-voice-inbox = Open the inbox
