### The file that answers /mydata.

mydata-title = What { $group } holds about you
mydata-intro = This is everything { $practice } holds about you in this bot. If something is wrong, please tell reception. To have it erased, type /forget in the chat.
mydata-none = none
mydata-numbered = { $what } { $number }
mydata-person = You
mydata-membership = Your membership
mydata-roles = Your roles
mydata-profile = Your profile
mydata-agreements = Agreement you signed
mydata-consents = What you allowed
mydata-consultations = Question you were asked
mydata-meetings = What you said about meetings
mydata-voices = What you told the practice
mydata-projects = Improvement project you see to
mydata-put-down = Improvement project you put down
mydata-announcements = News you sent
mydata-drafts = Draft of questions you kept
mydata-plans = Questions you planned to send
mydata-roles-over-time = Role you were given
mydata-written = What you wrote for the group
mydata-on-record = What the record says you did
mydata-messages = Message we sent or tried to send
mydata-field-telegram-id = Your number at Telegram
mydata-field-language = Language
mydata-field-unreachable = Why we cannot reach you
mydata-field-last-seen = Last here
mydata-field-name = Name
mydata-field-said = What you said
mydata-field-state = State
mydata-field-connection = Patient, carer or staff
mydata-field-group = Core or wider member
mydata-field-reminders = Reminders
mydata-field-may-message = We may message you
mydata-field-joined-at = Joined
mydata-field-left-at = Left
mydata-field-invited-by = The invitation you came by
mydata-field-version = Version
mydata-field-signed-at = Signed
mydata-field-typed-name = Name you typed
mydata-field-sha256 = Fingerprint of the text (it proves which words you saw)
mydata-field-purpose = For
mydata-field-given = Did you say yes?
mydata-field-at = When
mydata-field-wording = The words you were shown
mydata-field-method = How
mydata-field-reference = Reference
mydata-field-question = Question
mydata-field-attribution = Named, confidential or anonymous
mydata-field-answered = Did you answer?
mydata-field-your-answer = Your answer, where it can still be linked to you
mydata-field-kind = What it was about
mydata-field-topic = Topic
mydata-field-said-on = When
mydata-field-reason = The practice's reason
mydata-field-title = Title
mydata-field-why = Why
mydata-field-text = Text
mydata-field-saved-at = Kept
mydata-field-first-at = First to be sent
mydata-field-every = How often
mydata-field-digest = Digests
mydata-field-alias = The made-up name the record has for you
mydata-field-role = Role
mydata-field-source = Given by
mydata-field-ended-at = Ended
mydata-field-what = What
mydata-field-replies = What the practice wrote to you
mydata-word = { $word ->
    [active] in the group
    [waiting] waiting to be let in
    [declined] not let in
    [left] left the group
    [paused] paused
    [chair] chair
    [manager] practice manager
    [staff] practice staff
    [core] core member
    [wider] wider member
    [messages] messages from the group
    [profile] keeping your profile
    [profile-ethnicity] keeping your ethnic group
    [profile-health] keeping details about your health
    [chat] in this chat
    [new] not read yet
    [acknowledged] read
    [in-hand] in hand
    [done] done
    [cannot] cannot be done
    [planned] planned
    [under-way] under way
    [stopped] stopped
   *[other] { $word }
}
