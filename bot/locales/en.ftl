## States of a post

state-draft = 📝 Draft
state-in_review = 👀 In review
state-changes_requested = ✏️ Changes asked for
state-rejected = ⛔️ Rejected
state-approved = ✅ Approved
state-archived = 🗑 Deleted
state-scheduled = 🗓 Scheduled
state-frozen = 🧊 Frozen
state-going_out = 📤 Going out
state-live = ✅ Live
state-partly_live = 🟡 Partly live
state-needs_care = ⚠️ Needs care
state-left_alone = 🤷 Left as it is

## The card of a post

card-title = #{ $number } · { $state }
card-by = { $brand } · by { $author }
card-photo = 🖼 with a photo
card-where = 📍 { $accounts }
card-when = 🕓 { $moment }
card-when-asap = 🕓 As soon as it is approved
card-when-passed = 🕓 { $moment }. That time has passed: please choose a new one.
card-changes-by = { $by } asks for changes:
card-rejected-by = { $by } rejected it:
card-approved-free = Approved: nobody else has to say yes here.
card-approved-alone = Approved right away: there is nobody else who could.
card-approved-by = Approved by { $names }.
card-is-below = #{ $number } · the card has moved down ↓

next-draft = Ready? Send it to review. To change the text, just reply to this card.
next-draft-unfit = Mend what is marked above, then send it to review. To change the text, just reply to this card.
next-no-accounts = There is no connected account to post to yet: please ask an admin to connect one.
next-in-review = { $needed ->
    [one] An editor is asked. You will see the answer here.
   *[other] Editors are asked: { $approvals } of { $needed } have said yes so far.
}
next-changes-requested = Reply to this card with the new text, then send it again.
next-rejected = It will not go out. For another try, just send me a new post.
next-archived = It will not go out. You can still bring it back.

## Each account of an approved post

target-later-part = { $account } (second message)
target-scheduled = 🗓 { $account } · { $moment }
target-frozen = 🧊 { $account } · frozen; it was to go { $moment }
target-publishing = 📤 { $account } · on its way
target-retrying = 🔁 { $account } · did not work yet, next try { $moment }
target-waiting = ⏳ { $account } · waiting until { $moment }
target-held = ⏸ { $account } · its time, { $moment }, has passed. Send it now?
target-published = ✅ { $account } · live since { $moment }
target-handed_over = 🤝 { $account } · handed over
target-unknown = ❓ { $account } · sent, but the answer got lost. Editors are asked to look.
target-left = 🤷 { $account } · may be live; left as it is
target-failed = ❌ { $account } · did not go out
target-cancelled = ↩️ { $account } · taken back
target-removing = 🧹 { $account } · being removed
target-removed = 🧹 { $account } · removed
link-open = open

## Why it failed: whose fault it is, and what to do

failure-invalid = The network will not take it as it is. That is for us here to mend: check the text and picture, and that the bot may post there; then try again.
failure-rejected = The network turned it down by its own rules. Change the post, or post it by hand.
failure-missing = The page or channel is gone. Ask an admin to look at the account.
failure-auth = We were signed out of this account. Ask an admin to connect it again, then try again.
failure-permission = We may not post there any more. Ask an admin to give the bot its rights back, then try again.
failure-rate_limit = The network asks us to slow down. Nobody's fault: it goes on by itself.
failure-quota = The account has used up its posts for now. Nobody's fault: it goes on when there is room.
failure-not_ready = The network is still working on it. Nobody's fault.
failure-network = The network could not be reached. Not your fault; if it was not sent by itself, try again.
failure-timeout = The network took too long to answer. Not your fault; if it was not sent by itself, try again.
failure-outage = The network has trouble of its own. Not your fault; if it was not sent by itself, try again later.
failure-bug = Something broke on our side. Sorry! Try again; if it stays, tell your admin.
failure-words = It said: “{ $words }”

## What preflight finds

finding-empty = There is nothing to read and nothing to see: add a text or a photo.
finding-text_too_long = The text has { NUMBER($length) } characters and only { NUMBER($max) } fit: shorten it by { NUMBER($over) }.
finding-too_many_media = { $max ->
    [one] Only one picture fits.
   *[other] Only { $max } pictures fit.
} Leave out the others.
finding-photo_too_large = The picture has { $sizeMb } MB and at most { $maxMb } MB fit: send a smaller one.
finding-photo_dimensions = The picture is too large or too narrow ({ $size }): send one that is less stretched.
finding-too_many_entities = There is more formatting than fits ({ $count } pieces, { $max } at most): the rest will be plain.
finding-no_media = Instagram takes no text alone: add a photo or a video.
finding-needs_public_address = Instagram cannot fetch pictures from this address: ask your admin to set SITE_URL to one that the internet reaches.
finding-reel_needs_video = A reel needs a video: send one, or make it a post.
finding-too_many_hashtags = There are { $count } hashtags and at most { $max } are taken: leave some out.
finding-many_hashtags = There are { $count } hashtags; more than { $max } help nobody and may be held against the post.
finding-too_many_mentions = There are { $count } mentions and at most { $max } are taken: leave some out.
finding-alt_text_too_long = The description of picture { $item } has { $length } characters and only { $max } fit.
finding-medium_type = Item { $item } is { $mime }, which is not taken: send a photo or a video.
finding-photo_type = Picture { $item } is { $mime } and only JPEG is taken: send it as a photo, not as a file.
finding-photo_ratio = Picture { $item } ({ $width }×{ $height }) is too tall or too wide: between 4:5 and 1.91:1 fits.
finding-photo_small = Picture { $item } is only { $width } pixels wide: below { $min } it is blown up and looks soft.
finding-carousel_crop = Picture { $item } ({ $width }×{ $height }) will be cropped to the form of the first one.
finding-story_without_text = A story is shown without its text of { $length } characters.
finding-video_type = Video { $item } is { $mime }: send MP4 or MOV.
finding-video_too_large = Video { $item } has { $sizeMb } MB and at most { $maxMb } MB fit.
finding-video_too_wide = Video { $item } is { $width } pixels wide and at most { $max } fit.
finding-video_too_short = Video { $item } lasts { $seconds } s and must last at least { $minSeconds } s.
finding-video_too_long = Video { $item } lasts { $seconds } s and at most { $maxSeconds } s fit.
finding-other = It does not fit ({ $code }).

## Buttons

button-submit = 📨 Send to review
button-resubmit = 📨 Send again
button-where = 📍 Where
button-when = 🕓 When
button-new-time = 🕓 New time
button-type-time = ⌨️ Type a time…
button-preview = 👁 Preview
button-edit = ✏️ New text
button-withdraw = ↩️ Take back to edit
button-cancel = ↩️ Take back
button-reopen = 📝 Back to draft
button-restore = ↩️ Bring it back
button-archive = 🗑 Delete
button-send-now = 📤 Send now · { $account }
button-try-again = 🔁 Try again · { $account }
button-held-send = { $count ->
    [one] 📤 Send now
   *[other] 📤 Send all now, 2 min apart
}
button-held-drop = { $count ->
    [one] 🗑 Drop it
   *[other] 🗑 Drop all
}
button-resume = ▶️ Resume…
button-resume-all = 📤 Send them now, 2 min apart
button-resume-choose = 🗂 Let me decide for each
button-resume-shift = ⏩ Each one later by { $span }
button-approve = ✅ Approve
button-request-changes = ✏️ Ask for changes
button-reject = ⛔️ Reject
button-it-is-there = ✅ It is there
button-not-there = 🔁 Not there, send again
button-leave-it = 🤷 Leave it
button-open = Open #{ $number }
button-done = Done
button-back = ‹ Back

menu-where = Where should it go?
menu-when = When should it go? (Times: { $zone })
preset-asap = As soon as approved
preset-now = Now
preset-in-an-hour = In 1 hour
preset-today-evening = Today { $clock }
preset-tomorrow-morning = Tomorrow { $clock }
preset-tomorrow-evening = Tomorrow { $clock }
preset-monday-morning = Monday { $clock }

## The review card

review-open = 👀 #{ $number } · Please review
review-approved = ✅ #{ $number } · Approved
review-changes = ✏️ #{ $number } · Changes asked for
review-rejected = ⛔️ #{ $number } · Rejected
review-superseded = 🔄 #{ $number } · Replaced
review-withdrawn = ↩️ #{ $number } · Taken back
review-count = { $approvals } of { $needed } approvals
review-replaced = There is a newer version: please look at its card.
review-taken-back = { $by } took it back before a decision.
review-later-replaced = A newer version has replaced it since.
review-later-taken-back = { $by } has taken it back since.
decided-approve = ✅ { $by } approved · { $moment }
decided-changes = ✏️ { $by } asked for changes · { $moment }
decided-reject = ⛔️ { $by } rejected · { $moment }

## The card of a lost answer

unknown-title = ❓ #{ $number } · Is it there?
unknown-title-settled = 🔎 #{ $number } · The lost answer
unknown-what = We sent this to { $account } ({ $network }) on { $moment }, and the answer got lost on the way. It may be live, or it may not.
unknown-ask = Please look there and tell us. We never send again on a guess.
unknown-settled = This is settled; nothing is asked any more.
unknown-by-network = The network
unknown-decided-there = ✅ { $by }: it is there · { $moment }
unknown-decided-refused = ❌ { $by }: it is not there, and will not be · { $moment }
unknown-decided-resend = 🔁 { $by }: not there, send again · { $moment }
unknown-decided-leave = 🤷 { $by }: leave it as it is · { $moment }
## The card of what has missed its time

held-title = { $count ->
    [one] ⏸ { $count } post has missed its time
   *[other] ⏸ { $count } posts have missed their time
}
held-title-settled = ⏸ Nothing is held any more
held-more = { $count ->
    [one] … and { $count } more
   *[other] … and { $count } more
}
held-ask = { $count ->
    [one] It is too late for it to go by itself. What shall become of it?
   *[other] It is too late for them to go by themselves. What shall become of them?
}

## Freezing

freeze-title = 🧊 Frozen: nothing more goes out.
freeze-by = { $by }, { $moment }
freeze-leaving = Leaving at that very moment, beyond recall:
freeze-left = Had left already:
freeze-left-none = Nothing had left in the hour before.
freeze-waiting = { $count ->
    [0] Nothing is waiting to go out.
    [one] { $count } post stays here until somebody resumes.
   *[other] { $count } posts stay here until somebody resumes.
}
resume-ask = { $count ->
    [one] { $count } post has missed its time. What shall become of it?
   *[other] { $count } posts have missed their time. What shall become of them?
}
resumed = ▶️ { $by } has resumed: posts go out at their time again.
resumed-all = { $count ->
    [one] { $count } post goes out now.
   *[other] { $count } posts go out now, 2 minutes apart.
} What is too late waits for a person.
resumed-choose = { $count ->
    [one] { $count } post is held: its card asks what to do.
   *[other] { $count } posts are held: their card asks what to do.
}
resumed-shift = { $count ->
    [one] { $count } post goes later by as long as it was frozen.
   *[other] { $count } posts go later by as long as they were frozen.
}

## Questions, answered by a reply

ask-new-text = What should #{ $number } say? Reply with the new text, or with a new photo.
ask-new-text-field = New text
ask-changes = What should change in #{ $number }? Reply to this message; { $author } will read it.
ask-reject = Why is #{ $number } rejected? Reply to this message; { $author } will read it.
ask-reason-field = In a sentence or two
ask-link = Please reply with the link to #{ $number } there, or with a dash (-) if there is none.
ask-link-field = https://…
ask-time = When should #{ $number } go? Reply in your own words: “tomorrow 9:00”, “Fri 18:30”, “25.12 10:00”, “in 45 min”. The clock is that of { $zone }.
ask-held-time = When should the first of them go? The others follow, 2 minutes apart. Reply in your own words: “tomorrow 9:00”, “Fri 18:30”, “in 45 min”. The clock is that of { $zone }.
ask-time-field = tomorrow 9:00
which-hour = What time is meant?
which-day = Which day is meant?
which-year = That day is over this year. Is next year meant?
which-skipped = The clocks go forward that night and skip that time. Which one shall it be?
which-twice = The clocks go back that night and show that time twice. Which one is meant?

## What a tap or a message did

done-submitted = Sent to review
done-approved-alone = Approved: there is nobody else to ask
done-withdraw = Taken back. You can edit it again
done-archive = Deleted. You can bring it back
done-restore = It is a draft again
done-cancel = Taken back. It will not go out
done-reopen = It is a draft again
done-scheduled = { $moment }, { $relative }
done-asap = As soon as it is approved
done-now = It goes out now
done-time = 🕓 #{ $number } goes { $moment }, { $relative }.
done-time-review = Editors are asked about the new time.
done-held-sent = { $count ->
    [one] { $count } post goes out now
   *[other] { $count } posts go out, 2 minutes apart
}
done-held-moved = { $count ->
    [one] 🕓 { $count } post goes { $moment }.
   *[other] 🕓 { $count } posts go from { $moment } on, 2 minutes apart.
}
done-held-dropped = { $count ->
    [one] { $count } post is taken back
   *[other] { $count } posts are taken back
}
done-approved = Approved. Thank you!
done-approved-partly = Thank you! { $approvals } of { $needed }
done-changes-requested = Thank you, the author knows.
done-rejected = Rejected. The author knows why.
done-not-there = It is sent again
done-left-alone = Left as it is
done-it-is-there = Thank you! It counts as live.
done-edited = #{ $number } has the new words. Its card shows them.
done-edited-in-review = #{ $number } has the new words, and editors are asked anew.

did-created = written
did-edit = changed
did-scheduled = given a time
did-submit = sent to review
did-archive = deleted
did-approve = approved
did-request-changes = sent back for changes
did-reject = rejected
did-withdraw = taken back
did-reopen = made a draft again
did-cancel = taken back
did-restore = brought back
somebody = somebody

## Said to the author

told-changes-requested = ✏️ { $editor } asks for changes in #{ $number }:

    “{ $reason }”

    Reply to the card with the new text, then send it again.
told-rejected = ⛔️ { $editor } rejected #{ $number }:

    “{ $reason }”
told-frozen = 🧊 { $by } has frozen everything: nothing goes out until somebody resumes. /freeze shows what had left.
told-resumed = ▶️ { $by } has resumed: posts go out at their time again.

## Settings

settings-title = ⚙️ My settings
settings-language = 🌐 I speak English with you.
settings-clock-desk = 🕓 Times are those of { $place }, as for the whole desk. It is { $clock } there.
settings-clock-own = 🕓 Times in this chat are those of { $place }. It is { $clock } there.
settings-quiet = 🌙 Quiet from { $from } to { $to }
settings-quiet-none = 🌙 No quiet hours
settings-desk-title = ⚙️ { $brand }: how this desk works
settings-approvals = { $count ->
    [0] 👍 Posts go out without anybody’s approval.
    [one] 👍 A post needs { $count } approval.
   *[other] 👍 A post needs { $count } approvals.
}
settings-approvals-note = A new number counts for what is sent to review from now on; what waits already keeps the number that it was sent with.
settings-stuck-all = { $editors ->
    [one] ⚠️ Only { $editors } person may approve here, and { $needed } approvals are needed: posts would wait for ever. Lower the number, or add an editor.
   *[other] ⚠️ Only { $editors } people may approve here, and { $needed } approvals are needed: posts would wait for ever. Lower the number, or add an editor.
}
settings-stuck-editors = ⚠️ What editors write themselves would wait for ever: too few others may approve it. Allow own approvals below, lower the number, or add an editor.
settings-own-yes = ✍️ Editors may approve their own posts.
settings-own-no = ✍️ Nobody approves their own post.
settings-alone-yes = 🧍 While there is only one editor, that editor’s own posts go without a second person.
settings-alone-no = 🧍 Even a single editor’s posts wait for a second person.
settings-move-yes = 🕓 A new time of an approved post has to be approved, too.
settings-move-no = 🕓 A new time needs no new approval.
settings-late = ⏰ What is more than { $span } late waits for a person.
settings-clock-of-desk = 🌍 The desk’s clock is that of { $place }. It is { $clock } there.
settings-language-of-desk = 🌐 In groups I speak { $language }.
settings-moved = Somebody has changed the settings meanwhile. This is how they are now.
settings-in-private = Settings are in a private chat with me: open it and send /settings.
button-clock = 🕓 Clock…
button-clock-desk = 🕓 As the desk
button-quiet-type = 🌙 Other hours…
button-quiet-none = 🔔 None
button-desk-settings = ⚙️ The whole desk…
button-own-approval = Own posts may be approved
button-alone = A single editor’s posts go at once
button-move-approval = A new time needs approval
ask-zone = Which place’s clock? Reply with a city (“Kyiv”, “New York”) or with what it is ahead of UTC (“UTC+2”).
ask-zone-field = Kyiv
ask-quiet = When shall I be quiet? Reply with two times, such as “22:00–8:00”.
which-zone = Which of these?
done-set = Set
done-clock = 🕓 Times are those of { $place } now. It is { $clock } there.

## Quiz posts

quiz-easy = 🟢 Easy
quiz-medium = 🟡 Medium
quiz-hard = 🔴 Hard
quiz-explanation = 💡 { $explanation }
quiz-difficulty = Difficulty: { $difficulty }
ask-quiz-question = ❓ What is the question? (300 characters at most)
ask-quiz-answers = Now the answers, each on a line of its own: 2 to 10, 100 characters each at most.
ask-quiz-correct = Which one is right?
ask-quiz-explanation = What shall people read after they have answered? (200 characters at most)
ask-quiz-difficulty = How hard is it?
button-skip = Skip
button-quiz-none = 🗑 None
button-quiz-edit = ✏️ Edit quiz
button-quiz-question = ❓ Question
button-quiz-answers = 🔢 Answers
button-quiz-correct = ✅ Right answer
button-quiz-explanation = 💡 Explanation
button-quiz-difficulty = 🎚 Difficulty
bad-quiz-question-missing = The question is missing: write it as a text.
bad-quiz-question-long = { $over ->
    [one] The question is { $over } character too long; { $max } fit. Send a shorter one.
   *[other] The question is { $over } characters too long; { $max } fit. Send a shorter one.
}
bad-quiz-answers-few = There should be at least { $limit } answers, each on a line of its own. Send them all again.
bad-quiz-answers-many = These are { $count } answers, and { $limit } fit. Leave some out and send them again.
bad-quiz-answer-missing = Answer { $answer } is empty. Send them all again.
bad-quiz-answer-long = { $over ->
    [one] Answer { $answer } is { $over } character too long; { $max } fit. Send them all again.
   *[other] Answer { $answer } is { $over } characters too long; { $max } fit. Send them all again.
}
bad-quiz-answer-twice = Answer { $answer } is there twice. Send them all again, each once.
bad-quiz-correct-missing = Choose the right answer with one of the buttons, or write its number.
bad-quiz-explanation-long = { $over ->
    [one] The explanation is { $over } character too long; { $max } fit. Send a shorter one.
   *[other] The explanation is { $over } characters too long; { $max } fit. Send a shorter one.
}
bad-quiz-unknown-difficulty = Choose how hard it is with one of the buttons.

## One account of a post

target-copy = { $account } (copy { $copy })
button-targets = 🎯 Targets…
button-reopen-target = ▶️ Send it after all
button-repeat = 🔂 Publish once more…
button-repeat-now = 🔂 Once more, now · { $copy }
repeat-twice = It will be there twice: in { $account } it is live already.
repeat-removed = { $account } will get it once more.
ask-repeat-time = When should #{ $number } go once more to { $account }? Reply in your own words: “tomorrow 9:00”, “Fri 18:30”, “in 45 min”. The clock is that of { $zone }.
done-cancel-target = Taken back. It will not go there
done-reopen-target = It will go there after all
done-repeat = It goes out once more now
done-repeat-at = It goes out once more { $moment }
did-cancel-target = taken back from one account
did-reopen-target = sent after all to one account
did-repeat = published once more
did-returned = returned to review

## Approvals that are missing

review-stuck = ⚠️ Nobody else can approve it: it needs { $needed }, and here it can get { $possible }. An admin can add an editor, or change the rules under /settings; after that { $author } takes it back and sends it again.
decided-lost = ↩️ { $by } approved · { $moment } · does not decide here any more
next-lost = ↩️ { $name } does not decide here any more, so that approval does not count: editors are asked anew.
refused-admins_only = That is for admins to do. Ask one of them.
refused-bad_setting = This cannot be set. Choose one of the buttons.
refused-bad_zone = I do not know that place. Write the nearest large city (“Kyiv”, “New York”), or what it is ahead of UTC (“UTC+2”).
refused-bad_quiet_hours = I do not understand those hours. Write two times, such as “22:00–8:00”.
refused-last_admin = The desk would be without an admin. Make somebody else an admin first.
refused-copy_unknown = The answer about the last copy got lost: it may be live already. Look there and say so on its card first; then it can go once more.
refused-copy_waits = The last copy is still on its way. Wait for it, or take it back first.
refused-bad_quiz = The quiz does not fit as it is. Check the question, the answers and the right one.

## Refusals

refused-not_member = This desk is for its team. Ask your admin to let you in.
refused-not_found = It is not here any more.
refused-post_moved = #{ $number } has moved on: { $what } by { $by }, { $moment }. The card shows how it is now.
refused-not_allowed = That is for editors to do. Ask one of them.
refused-own_post = It is your own post: somebody else has to approve it.
refused-already_approved = You have approved it already. It waits for somebody else.
refused-empty_post = A post needs a text or a photo.
refused-no_targets = Choose at least one account.
refused-unfit_target = { $account }: { $finding }
refused-past_time = That time has passed: choose a later one.
refused-bad_time = I do not understand that time. Write it like “tomorrow 9:00”, “Fri 18:30”, “25.12 10:00” or “in 45 min”, or choose one of the buttons.
refused-far_time = That is more than two years ahead: check the year.
refused-going_out = #{ $number } is going out right now: wait a moment and look again.
refused-has_left = #{ $number } has gone out already: there is nothing left to take back.
refused-text_too_long = The text is too long: shorten it and send it again.
refused-media_too_large = This file is larger than the 20 MB that Telegram gives to bots: send a smaller one.
refused-unsupported = I cannot take this yet: send a text, or a photo with or without a caption.
refused-reason_needed = Please say why in words, as a reply to my question.
refused-stale = This button is from an earlier moment. The card shows how it is now.
refused-decided = { $by } has decided already, { $moment }. The card shows how it is now.
refused-not_approved = It is not approved any more, so it cannot go out.
refused-bad_link = That is not a link to the post. Reply with one like https://t.me/channel/12, or with a dash (-).

trouble-ours = Something went wrong on our side. Nothing was lost; please try again in a moment.
trouble-disk-full = There is no room left to keep files. Please tell your admin; what you wrote is still in this chat.

## Messages

unsupported = I cannot take this yet. What works now: a text, or a photo with or without a caption. Your message stays here in the chat.
unknown-command = I do not know this command. /help says what I can do.
album-one-by-one = I cannot keep an album together yet, so each photo of it is a draft of its own. Delete those that you do not need.
reply-to-what = I am not waiting for a reply to that message any more. To change a post, open it with /drafts and reply to its card; for a new post, write without replying.
edited-too-late = #{ $number } has moved on, so your correction above did not reach it. Reply to its card with the new text.
outsider = Hello! This is the private desk of a team. If you belong to it, ask its admin to add you.
outsider-tap = This is for the members of the desk.

## Commands

command-new = write a post
command-quiz = make a quiz
command-drafts = my drafts
command-review = what waits for an editor
command-queue = what goes out next
command-status = how the desk is doing
command-freeze = stop everything that has not left
command-settings = set things for me
command-help = how this works

start-author = Hello, { $name }! This is the desk of { $brand }.

    Write me a text or send a photo, and it becomes a draft. Editors look at it, and it goes out at its time. That is all there is to it.

    Try it: just write something.
start-editor = Hello, { $name }! This is the desk of { $brand }.

    Posts that wait for a yes come with a card: approve, ask for changes, or reject. /review lists them all. You can write posts too: just send me a text or a photo.
help = Write me a text or send a photo: it becomes a draft, with a card that shows where and when it goes and what comes next.

    • Reply to the card to change the text or the photo.
    • Correct your own message, and a draft follows.
    • Under “When” you can also type the time: “tomorrow 9:00”, “Fri 18:30”, “in 45 min”.
    • Editors approve; what they saw is exactly what goes out.
    • If an answer of a network is lost, we ask. Nothing goes out twice on a guess.

    /new – write a post
    /quiz – make a quiz
    /drafts – my drafts
    /review – what waits for an editor
    /queue – what goes out next
    /status – how the desk is doing
    /freeze – stop everything that has not left
    /settings – set things for me
new = Send me the text or a photo; it becomes a draft at once.
new-in-private = Posts are written in a private chat with me: open it and send me a text or a photo.
drafts-title = { $count ->
    [one] Your draft
   *[other] Your drafts
}
drafts-none = You have no drafts. Send me a text or a photo to begin one.
review-title = { $count ->
    [one] { $count } post waits for an editor
   *[other] { $count } posts wait for an editor
}
review-none = Nothing waits for an editor. ☕️
queue-title = Next to go out
queue-none = Nothing is planned. Approved posts show up here until they are live.
queue-when = { $moment }, { $relative }
queue-held = ⏸ its time, { $moment }, has passed
list-photo = 🖼 photo
status-title = { $brand }, right now
status-frozen = 🧊 Everything is frozen: nothing goes out.
status-drafts = { $count ->
    [one] 📝 { $count } draft
   *[other] 📝 { $count } drafts
}
status-in-review = 👀 { $count } in review
status-scheduled = 🗓 { $count } on the way
status-live-today = { $count ->
    [one] ✅ { $count } post went live in the last 24 hours
   *[other] ✅ { $count } posts went live in the last 24 hours
}
status-need-care = { $count ->
    [one] ⚠️ { $count } post needs care
   *[other] ⚠️ { $count } posts need care
}
status-all-well = 👌 Nothing needs care
status-no-accounts = No account is connected yet.
account-connected = 🟢 { $name }
account-token_expired = 🟠 { $name } · has to be connected again
account-disconnected = 🔴 { $name } · disconnected
account-off = ⚪️ { $name } · switched off
