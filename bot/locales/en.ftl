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
state-taking_down = 🧹 Being taken down
state-taken_down = 🧹 Taken down

## The card of a post

card-title = #{ $number } · { $state }
card-by = { $brand } · by { $author }
media-photos = { $count ->
    [one] 🖼 { $count } photo
   *[other] 🖼 { $count } photos
}
media-videos = { $count ->
    [one] 🎬 { $count } video
   *[other] 🎬 { $count } videos
}
media-animations = { $count ->
    [one] 🎞 { $count } animation
   *[other] 🎞 { $count } animations
}
media-documents = { $count ->
    [one] 📎 { $count } file
   *[other] 📎 { $count } files
}
card-where = 📍 { $accounts }
card-when = 🕓 { $moment }
card-when-asap = 🕓 As soon as it is approved
card-when-passed = 🕓 { $moment }. That time has passed: please choose a new one.
card-own-text = ✍️ { $network } gets a text of its own: “{ $words }”
card-options = ⚙️ { $network }: { $options }
card-left-out = ➖ Left out: { $account }. { $finding }
card-changes-by = { $by } asks for changes:
card-rejected-by = { $by } rejected it:
card-approved-free = Approved: nobody else has to say yes here.
card-approved-alone = Approved right away: there is nobody else who could.
card-approved-by = Approved by { $names }.
card-is-below = #{ $number } · the card has moved down ↓

next-draft = Ready? Send it to review. To change the text, just reply to this card.
next-draft-unfit = Mend what is marked above, then send it to review. To change the text, just reply to this card.
next-quiz = Ready? Send it to review. To change something, press “Edit quiz”.
next-quiz-unfit = Mend what is marked above with “Edit quiz”, then send it to review.
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
target-account-held = 🔑 { $account } · waits until the account is connected again; it was to go { $moment }
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
target-kept = ⚠️ { $account } · still live: it could not be taken down. Delete it there by hand, or try again.
target-removing-again = 🧹 { $account } · could not be taken down yet, next try { $moment }

## Taking down and correcting what is live

correction-waiting = ✏️ { $account } · the correction is on its way
correction-frozen = 🧊 { $account } · frozen; its correction waits
correction-again = 🔁 { $account } · the correction did not work yet, next try { $moment }
correction-published = ✏️ { $account } · corrected { $moment }
correction-failed = ❌ { $account } · the correction did not work, so it says what it said before
correction-unknown = ❓ { $account } · the answer to the correction got lost. Making it again does no harm.
live-editable = ✏️ { $account } · already live: once approved, it is changed there
live-fixed = 📌 { $account } · stays as it is: { $network } does not let posts be changed
live-reshaped = 📌 { $account } · stays as it is, for the number or kind of messages would change. If it must be different, take it down and post anew.
button-take-down = 🧹 Take down…
button-take-down-one = 🧹 { $account }
button-take-down-all = 🧹 Everywhere
button-take-down-sure = 🧹 Yes, take it down
button-correct-again = 🔁 Correct it again · { $account }
take-down-which = What should be taken down?
take-down-sure = { $accounts }: people will not see it there any more. It cannot be put back.
done-unpublish = It is being taken down
did-unpublish = taken down
refused-nothing_live = Nothing of it is live any more.
refused-cannot_remove = { $network } does not let tools delete. Open its app and delete the post there.
refused-cannot_edit = { $network } does not let tools change what is live. Change it in its app, or make a new post.
refused-edit_reshaped = { $account }: what is live has another number or kind of messages, so it cannot be changed in place. Take it down and post it anew.
refused-first_gone = Its first message is not there any more, and this one makes no sense alone. Make a new post instead.
refused-token_beyond = A token cannot do more than you may. Choose a role up to yours.
refused-too_many_tokens = You have { $max } tokens, as many as one person may have. Revoke one that nobody uses first.

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
failure-item = Item { $item }: { $text }
failure-meta-unreachable = Instagram could not fetch the file from this desk. That is for us here to mend: ask an admin whether SITE_URL can be reached from the internet, then try again.
failure-meta-download-slow = Instagram took too long to fetch the file from this desk. Try again; if it stays, ask an admin to look at the connection.
failure-meta-processing = Instagram broke off while it worked on the file. Not your fault: try again, and if it stays, send the file anew.
failure-meta-expired = What was prepared at Instagram has expired unused. Nobody's fault: try again, and it is prepared anew.
failure-meta-ratio = Instagram does not take the form of this picture. Crop it or add a border with the buttons of a draft, then send it again.
failure-meta-too-large = Instagram found the file too large. Send a smaller one.
failure-meta-photo-format = Instagram could not read the picture. Send it anew, as a photo.
failure-meta-video-format = Instagram does not take this video. Send it as MP4 (H.264 with AAC sound), 3 seconds to 15 minutes long.
failure-meta-caption = Instagram found the text too long or with too many hashtags or mentions. Shorten it, then send it again.
failure-meta-link = Instagram would not take a link in it. Take the link out or write it differently.
failure-meta-spam = Instagram took it for spam and did not publish it. Wait some hours, change the text, and try again.
failure-meta-blocked = Instagram has blocked this action for a while by its rules. It is tried again; the Instagram app says what it objects to.
failure-meta-duplicate = Instagram says that the same has been posted just now. Change the text, or leave it.
failure-meta-daily-limit = The account has made all the posts that Instagram allows in 24 hours. Nobody's fault: it goes on when there is room.
failure-meta-restricted = Instagram has restricted this account. Its owner has to open the Instagram app and follow what it says, then try again.
failure-meta-permission = Our token may not do this at Instagram. Ask an admin to connect the account again (/accounts) with the permission to publish.
failure-meta-window = Instagram allows answers only within 24 hours of the person's last message, and those are over. A person may still answer in the Instagram app.
failure-meta-gone = Instagram does not know it any more, or does not show it to us. Ask an admin to test the account (/accounts).
failure-meta-signed-out = Instagram does not know our token any more. Ask an admin to connect the account again (/accounts), then try again.
failure-meta-token-expired = Our token for Instagram has expired. Ask an admin to connect the account again (/accounts), then try again.
failure-meta-password = The password of the Instagram account was changed, which signed us out. Ask an admin to connect it again (/accounts).
failure-meta-app-removed = Somebody has removed our app in the settings of the Instagram account. Ask an admin to connect it again (/accounts).

## What preflight finds

finding-empty = There is nothing to read and nothing to see: add a text or a photo.
finding-text_too_long = The text has { NUMBER($length) } characters and only { NUMBER($max) } fit: shorten it by { NUMBER($over) }.
finding-too_many_media = { $max ->
    [one] Only one picture fits.
   *[other] Only { $max } pictures fit.
} Take the others out under “Media…”.
finding-photo_dimensions = Picture { $item } is too large or too narrow ({ $size }): send one that is less stretched.
finding-too_many_entities = There is more formatting than fits ({ $count } pieces, { $max } at most): the rest will be plain.
finding-file_too_large = File { $item } has { $sizeMb } MB and at most { $maxMb } MB fit: send a smaller one, or put a link to it into the text.
finding-video_codec = Video { $item } is { $codec }, which not every Telegram app can play: H.264 in MP4 plays everywhere.
finding-several_messages = This goes out as { $count } messages, one right after the other.
finding-quiz_question = The quiz question has { $length } characters: write between 1 and { $max }.
finding-quiz_answers = The quiz has { $count } answers: give between { $min } and { $max }.
finding-quiz_answer = Answer { $item } of the quiz has { $length } characters: write between 1 and { $max }.
finding-quiz_correct = The quiz has no right answer: choose one.
finding-quiz_explanation = The explanation of the quiz has { $length } characters and only { $max } fit: shorten it by { $over }.
finding-quiz_explanation_lines = The explanation of the quiz has { $count } lines and at most { $max } fit: join some of them.
finding-no_media = Instagram takes no text alone: add a photo or a video.
finding-needs_public_address = Instagram cannot fetch pictures from this address: ask your admin to set SITE_URL to one that the internet reaches.
finding-reel_needs_video = A reel needs a video: send one, or make it a post.
finding-too_many_hashtags = There are { $count } hashtags and at most { $max } are taken: leave some out.
finding-many_hashtags = There are { $count } hashtags; more than { $max } help nobody and may be held against the post.
finding-too_many_mentions = There are { $count } mentions and at most { $max } are taken: leave some out.
finding-alt_text_too_long = The description of picture { $item } has { $length } characters and only { $max } fit.
finding-medium_type = Item { $item } ({ $mime }) is not taken: only photos and videos are.
finding-photo_ratio = Picture { $item } ({ $width }×{ $height }) is too tall or too wide: the feed takes 4:5 to 1.91:1. Crop it, add a border, or send another one.
finding-photo_small = Picture { $item } is only { $width } pixels wide: below { $min } it is blown up and looks soft.
finding-carousel_crop = Picture { $item } ({ $width }×{ $height }) will be cropped to the form of the first one: a border keeps it whole.
finding-story_without_text = A story is shown without its text of { $length } characters.
finding-video_type = Video { $item } is { $mime }: send MP4 or MOV.
finding-video_too_large = Video { $item } has { $sizeMb } MB and at most { $maxMb } MB fit.
finding-video_too_wide = Video { $item } is { $width } pixels wide and at most { $max } fit.
finding-video_too_short = Video { $item } lasts { $seconds } s and must last at least { $minSeconds } s.
finding-video_too_long = Video { $item } lasts { $seconds } s and at most { $maxSeconds } s fit.
finding-options_unread = What was chosen for this network cannot be read any more, so it goes the usual way: look at “{ button-networks }” and choose again.
finding-more = { $count ->
    [one] … and { $count } more
   *[other] … and { $count } more
}
finding-other = It does not fit ({ $code }).

## Previews

preview-of = 👁 { $accounts }
preview-not-shown = 👁 This cannot be shown yet. { $finding }
preview-failed = 👁 Telegram will not show this here. It said: “{ $words }”

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
button-media = 🗂 Media…
button-media-remove = ✖️ Take out
button-duplicate = 📄 Copy into a new draft
button-batch-only = 🔁 Replace all instead
button-batch-undo = ↩️ Undo
button-find-more = More ›
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
menu-media = Tap a number to move it or take it out. Nothing changes until Done.
menu-when = When should it go? (Times: { $zone })
preset-asap = As soon as approved
preset-now = Now
preset-in-an-hour = In 1 hour
preset-today-evening = Today { $clock }
preset-tomorrow-morning = Tomorrow { $clock }
preset-tomorrow-evening = Tomorrow { $clock }
preset-monday-morning = Monday { $clock }

## What each network gets of its own

button-networks = 🎛 Networks…
button-own-text = ✍️ Own text…
button-common-text = ↩️ The common text
button-describe = 🖼 Describe picture { $item }
button-fix-crop = ✂️ Crop · { $name }
button-fix-pad = 🖼 Add a border · { $name }
button-fix-shorten = ✂️ Shorten · { $name }
button-fix-split = 📄 Split · { $name }
button-fix-drop = ➖ Without { $name }
done-fix-crop = Cropped. The preview shows it
done-fix-pad = With a border. The preview shows it
done-fix-shorten = Shortened for this network only
done-fix-split = It goes as several messages
done-fix-drop = Left out
ask-own-text = What should #{ $number } say on { $network }? Reply with the text; the other networks keep theirs.
ask-describe = What can be seen on picture { $item } of #{ $number }? Reply in a sentence, for people who cannot see it. A dash (-) takes the words away.
ask-describe-field = A cup of coffee on a wooden table
done-own-text = #{ $number } has a text of its own on { $network }. Its card shows it.
done-described = Thank you, the picture is described.
option-on = on
option-off = off
option-telegram-split = Split a long text
option-telegram-silent = Without a sound
option-telegram-linkPreview-below = Link preview below
option-telegram-linkPreview-above = Link preview above
option-telegram-linkPreview-off = No link preview
option-telegram-captionAbove = Caption above the picture
option-telegram-spoiler = Cover pictures until tapped
option-instagram-kind-feed = Post
option-instagram-kind-reel = Reel
option-instagram-kind-story = Story
option-instagram-shareToFeed = Show a reel in the feed too
option-instagram-fit-none = Pictures as they are
option-instagram-fit-crop = Crop to fit
option-instagram-fit-pad = Add borders

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
unknown-what = We sent this to { $account } on { $moment }, and the answer got lost on the way. It may be live, or it may not.
unknown-ask = Please look there and tell us. We never send again on a guess.
unknown-looked-not-yet = 🔎 The network did not show it when we looked ({ $moment }). That proves nothing yet; we go on looking.
unknown-looked-cannot-tell = 🔎 We looked there ({ $moment }) and could not tell whether it is the one; we go on looking.
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

## The card of an account whose queue stands still

account-title = 🔑 { $account } stands still
account-title-settled = ✅ { $account } works again
account-why-auth = { $network } does not accept our access to this account any more. It was nobody’s mistake here: access runs out, or ends with a new password or when somebody withdraws it.
account-why-permission = { $network } does not let us publish there any more: somebody has taken that right away, or the account has been restricted.
account-waits = { $count ->
    [one] { $count } post waits for it, due { $moment }. Nothing is lost, and nothing else is tried there.
   *[other] { $count } posts wait for it, the first due { $moment }. Nothing is lost, and nothing else is tried there.
}
account-waits-none = Nothing waits for it at the moment, and nothing is tried there.
account-next-connect = Next: an admin connects it again with /accounts. What has missed its time is asked about then; the rest goes by itself.
account-next-rights = Next: let the bot back in and give it the right to publish, then tap the button. What has missed its time is asked about then; the rest goes by itself.
button-release-account = 🔄 It works again
done-account-released = { $count ->
    [0] It goes on
    [one] It goes on; { $count } post missed its time and is held
   *[other] It goes on; { $count } posts missed their time and are held
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

ask-new-text = What should #{ $number } say? Reply with the new text; a photo, video or file is added.
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
done-media = The media are in the new order
done-duplicate = #{ $number } is a new draft, a copy of #{ $of }
done-added = Added to #{ $number }, behind what was there. Its card shows it.
done-added-in-review = Added to #{ $number }, behind what was there, and editors are asked anew.
done-batch-only = 🔁 #{ $number } has only what you sent now; all other media are out.
done-batch-undone = ↩️ It is out of #{ $number } again.

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
told-group-lost = ⚠️ { $brand }: I cannot write to the editors' group any more. Either I was taken out of it, or it is gone. For now I ask each editor in private. Add me to that group again and I will ask there as before.
told-group-back = 👋 I am back: posts of { $brand } are reviewed here again.
told-live = ✅ #{ $number } is live:
told-partly-live = ⚠️ #{ $number }: { $live } of { $all } are live:
told-not-live = ⚠️ #{ $number }: not all went well.
told-outcomes = How { $count } of your posts went:

## After a restore from a backup

told-restored = 🗄 { $brand }: the desk was brought back from a backup. What happened between { $from } and { $to } ({ $zone }) is not in it, though it may have gone out. Nothing that was on its way then goes by itself: look at the accounts, then decide on the card that follows. Who was removed or connected since is not known either: /accounts.
held-title-restored = { $count ->
    [one] ⏸ { $count } post is held after a restore
   *[other] ⏸ { $count } posts are held after a restore
}
held-ask-restored = The desk was brought back from a backup, so these may be live already. Look at the accounts first; drop what is there.
button-held-keep = 🕓 None is live: keep the planned times
done-held-kept = { $count ->
    [one] { $count } post goes at its time
   *[other] { $count } posts go at their times
}
target-doubted = ⏸ { $account } · may be live already: the desk was brought back from a backup. It was to go { $moment }. Send it?
queue-doubted = ⏸ { $moment }, may be live already

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

tokens-title = 🔑 My API tokens for { $brand }
tokens-about = A program that has a token asks the desk in your name: it may do what you may, and no more than the token is for.
token-role-author = as an author
token-role-editor = as an editor
token-role-admin = as an admin
token-scope-read = look
token-scope-write = write drafts
token-scope-publish = publish and take down
token-scope-manage = manage people, accounts and settings
token-used = { $prefix } used { $when }
token-unused = { $prefix } never used yet
token-new-title = 🔑 A new token
token-new-about = What may it do in your name? Give it only what its program needs.
token-made = 🔑 Your new token
token-made-once = Copy it to where it is needed, then delete this message: I cannot show it again, and whoever reads it can use it.
token-made-address = The API is at { $address }.
token-revoke-sure = Revoke “{ $name }”? Programs that use it stop working at once.
ask-token-name = What is the token for? Answer with a name that you will recognise, such as “Weekly report”.
ask-token-name-field = Weekly report
done-token-revoked = Revoked. Nobody can use it any more.
button-tokens = 🔑 API tokens…
button-token-new = ➕ New token…
button-token-make = Make it…
button-token-revoke = 🚫 { $name }
button-token-revoke-sure = 🚫 Revoke it
button-token-hide = 🗑 I have copied it: delete this

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
refused-bad_name = A brand needs a name of at most 60 characters. Write a shorter one.
refused-invitation_used = Somebody has used this invitation already: each lets in one person. Ask whoever sent it for another.
refused-invitation_expired = This invitation is too old: it worked for 24 hours. Ask whoever sent it for a new one.
refused-invitation_revoked = This invitation was taken back. Ask whoever sent it whether that was meant.
refused-group_taken = In that group I ask the editors of another brand. Choose another group.
refused-group_not_there = That is no group that you and I are both in. Add me to your editors’ group, then choose it again.
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
refused-own_post = You wrote this version yourself: somebody else has to approve it.
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
refused-media_over = This file is larger than { $megabytes } MB, which is the most I can take: send a smaller version.
refused-media_damaged =
    { $item ->
        [0] This file is damaged or was cut off on its way.
       *[other] File { $item } of this post is damaged.
    } If it opens on your device, send it again.
refused-media_type = This file is called { $said }, but inside it is { $is }. Send the picture or video itself, or give the file its true name.
refused-media_dimensions = This is too large for me to open: at most 100 megapixels for a picture, 8192 pixels a side and 4 hours for a video. Send a smaller version.
refused-media_codec = I cannot read the way this video is stored. Send it as a video instead of as a file, so that Telegram converts it, or export it as MP4 (H.264).
refused-upload_gone = This link has been used already or is too old. Ask the bot for a new one.
refused-too_many_media = A post takes 20 photos, videos and files at most. What is over was not added: send it as a post of its own, or take others out first (“Media…” on the card).
refused-reason_needed = Please say why in words, as a reply to my question.
refused-text_needed = Please answer in words.
refused-stale = This button is from an earlier moment. The card shows how it is now.
refused-decided = { $by } has decided already, { $moment }. The card shows how it is now.
refused-not_approved = It is not approved any more, so it cannot go out.
refused-idempotency_key_reused = Something else was asked for under the same key. Use a new one.
refused-request_running = The same request is still being carried out. Try again in a moment.
refused-media_address = I do not fetch files from that address: it is not public. Send the file itself.
refused-media_unreachable = The file could not be fetched from that address. Check that it opens without signing in, or send the file itself.
refused-bad_entities = The formatting does not fit the text. Send the text again.
refused-no_account = There is no such account here. Look at /accounts.
refused-no_member = Nobody like that works here any more. Look at the team.
refused-bad_link = That is not a link to the post. Reply with one like https://t.me/channel/12, or with a dash (-).
refused-credentials = The network does not accept our access to this account. An admin can connect it again with /accounts.
refused-account_held = Nothing goes to this account until it is connected again. Its card says how; then everything that missed its time is asked about.

trouble-ours = Something went wrong on our side. Nothing was lost; please try again in a moment.
trouble-store-away = One moment: the database of this desk is away. What you do is kept and goes on by itself as soon as it is back.
trouble-store-tap = One moment: the database is away. Your tap counts as soon as it is back.
tap-takes-long = One moment: this takes a little longer.
trouble-store-given-up = The database of this desk has been away for five minutes, and I could not take this. It is not your fault. Please tell your admin, and do it once more when the desk is back; what you wrote is still in this chat.
trouble-network-away = The network could not be reached just now. Not your fault, and nothing is lost: please try again in a minute.
trouble-network-busy = The network asks us to slow down. Nobody’s fault, and nothing is lost: please try again in { $seconds } s.
trouble-network-closed = The network does not let us in there any more. Not your fault: ask an admin to look at the account (/accounts).
trouble-network-refused = The network would not take it: “{ $words }”. Change the post, or ask your admin.
trouble-disk-full = There is no room left to keep files. Please tell your admin; what you wrote is still in this chat.

## Messages

what-works = What works: a text, photos, videos, animations and files, alone or as an album, with or without a caption. Your message stays here in the chat.
unsupported-sound = A post cannot be made of sound alone. Write what it says, or send a video.
unsupported-video-note = A round video message cannot go into a post. Send it as an ordinary video.
unsupported-sticker = A sticker cannot go into a post. Send a picture, or an emoji in the text.
unsupported-poll = A poll cannot go into a post. Write the question as a text.
unsupported-place = A place or a contact cannot go into a post. Write the address as a text, or with a link to the map.
unsupported-story = A story cannot be taken over. Send its photo or video itself.
unsupported-other = I cannot make a post of this.
album-too-late = #{ $number } has moved on before this part of the album came, so it was not added. Send it as a reply to its card.
too-large-upload = This file is larger than the 20 MB that Telegram gives to bots. Upload it here instead; the link works once, for an hour: { $url }
unknown-command = I do not know this command. /help says what I can do.
reply-to-what = I am not waiting for a reply to that message any more. To change a post, open it with /drafts and reply to its card; for a new post, write without replying.
edited-too-late = #{ $number } has moved on, so your correction above did not reach it. Reply to its card with the new text.
outsider = Hello! This is the private desk of a team. If you belong to it, ask its admin to add you.
outsider-tap = This is for the members of the desk.

## Accounts

command-accounts = connected accounts (admins)
accounts-title = Accounts of { $brand }
accounts-next = Choose one to test it, switch it off, or connect it again.
accounts-none = Nothing is connected yet. Where should posts go?
accounts-admins-only = Accounts are for admins to look after. Ask one of them.
accounts-in-private = Accounts are looked after in a private chat with me: open it and write /accounts there.
account-way-connected = Posts go to it at their time.
account-way-token_expired = Its token has expired: connect it again.
account-way-disconnected = Nothing goes to it. Paste a new token to connect it again.
account-way-off = Nothing goes to it until it is switched on; what is planned waits.
account-way-held = It accepts us no more, so its posts wait: connect it again.
account-works = ✅ @{ $username } answers.
account-quota = { $used } of { $total } posts used in 24 h.
account-drop-ask = Disconnect { $name }? Its token is forgotten, and nothing goes there any more. What is live stays. To come back, paste a new token.
account-kind-business = business account
account-kind-creator = creator account
account-connected-new = ✅ @{ $username }, { $kind } – connected to { $brand }. New posts can go there.
account-connected-again = ✅ @{ $username }, { $kind } – connected to { $brand } again.
account-reconnected = ✅ Connected again. Posts go there at their time.
account-reconnected-held = { $count ->
    [one] ✅ Connected again. { $count } post has missed its time: a card asks what to do with it.
   *[other] ✅ Connected again. { $count } posts have missed their time: a card asks what to do with them.
}
button-account-add = ➕ Add { $network }
button-account-test = 🩺 Test
button-account-off = ⚪️ Switch off
button-account-on = 🟢 Switch on
button-account-paste = 🔑 Connect again…
button-account-drop = 🔌 Disconnect…
button-account-dropped = 🔌 Yes, disconnect
done-account-on = Switched on
done-account-off = Switched off
done-account-disconnect = Disconnected
ask-token-instagram = Paste the Instagram token here, as a reply. How to get one:

    1. At developers.facebook.com open your app, then Instagram → API setup with Instagram login.
    2. Under “Generate access tokens” add the account (business or creator), press Generate token and allow everything.
    3. Copy the token (it begins with IGAA) and paste it here.

    I delete your message at once and keep the token sealed.
ask-token-field = IGAA…
token-not-deleted = I could not delete your message with the token: please delete it yourself, now.
token-in-group = That was an access token, which nobody else should see. If others have seen it, make a new one. To connect an account, write /accounts in a private chat with me.
token-of-other = That was an access token, so I keep nothing of it. Accounts are for admins to connect.
token-unasked = That looks like an access token, so it is no post, and I have kept nothing of it. To connect an account, press the button and paste it once more.
credentials-no_token = That is no token: a token is one long word that begins with IGAA. Copy it whole and paste it again, as a reply to my question.
credentials-token_of_facebook = That is a token of Facebook (it begins with EAA), which Instagram does not take. Make one under Instagram → API setup with Instagram login; it begins with IGAA. Then paste that.
credentials-token_of_basic_display = That is a token of Instagram Basic Display, which Meta ended in 2024. Make a new one under Instagram → API setup with Instagram login, and paste that.
credentials-token_of_app = That is the token of an app, not of an account. Under Instagram → API setup with Instagram login press Generate token beside the account, and paste what it shows.
credentials-token_expired = That token has expired. Press Generate token once more and paste the new one.
credentials-token_refused = Instagram does not know that token: it was taken back, or not copied whole. Copy it once more, or generate a new one, and paste it.
credentials-token_without_account = That token belongs to a Facebook login without an Instagram account of its own. Generate one under Instagram → API setup with Instagram login, and paste that.
credentials-account_personal = That is a personal account, and Instagram lets programs publish to professional ones only. In the Instagram app switch to a business or creator account (Settings → Account type), then generate a new token and paste it.
credentials-permission_missing = That token may not publish. Generate a new one, allow everything that is asked (instagram_business_content_publish is what is missing), and paste it.
credentials-other_account = That token opens another account, @{ $username }. To connect that one too, add it in /accounts; for this one, sign in to the right account, generate a token and paste it.
credentials-no_answer = Instagram could not be asked just now. Not your fault: paste the token again in a minute.

## Team

command-team = who works here, invitations
command-client = switch between brands
role-author = author
role-editor = editor
role-admin = admin
team-title = 👥 Team of { $brand }
team-line = { $name } · { $role } · since { $date }
team-invitations = Open invitations
team-invitation = { $role } · by { $by } · until { $moment }
team-next = Choose somebody to change their role or remove them, or invite a new person.
team-in-private = The team is looked after in a private chat with me: open it and write /team there.
team-member = Choose what { $name } may do for { $brand }.
team-remove-ask = Remove { $name } from { $brand }? They see and do nothing here from then on. What only their approval let go and has not left returns to review; what is live stays. If they are in the editors’ group, take them out of it, too.
team-role-set = { $name }: { $role }
team-removed = { $name } does not work for { $brand } any more.
button-invite-author = ➕ Invite an author
button-invite-editor = ➕ Invite an editor
button-invite-admin = ➕ Invite an admin
button-invitation-revoke = ✖️ Take back: { $role }, until { $clock }
button-team-remove = 🗑 Remove
button-team-removed = Yes, remove
invitation = This link lets one person into { $brand }, role: { $role }. It works once, until { $moment }. Send it to that person only.

    { $link }
invitation-revoked = Taken back: the link lets nobody in any more.
joined = You have joined { $brand }, role: { $role }.
joined-already = You work for { $brand } already, role: { $role }. The link is still open for the person it is meant for.
told-joined-author = 👋 { $name } has joined { $brand } as an author.
told-joined-editor = { $group ->
    [yes] 👋 { $name } has joined { $brand } as an editor. Posts are reviewed in the editors’ group: add them there, if they are not in it yet.
   *[other] 👋 { $name } has joined { $brand } as an editor.
}
told-joined-admin = { $group ->
    [yes] 👋 { $name } has joined { $brand } as an admin. Posts are reviewed in the editors’ group: add them there, if they are not in it yet.
   *[other] 👋 { $name } has joined { $brand } as an admin.
}

## Several brands

client-title = Which brand do you speak for in this chat?
client-title-one = Here you work for { $brand }.
client-chosen = From now on this chat is about { $brand }.
client-in-private = Brands are switched in a private chat with me: open it and write /client there.
client-ask-name = What is the new brand called? Reply with its name.
client-name-field = Daily Bean
client-ask-new-name = What is { $brand } to be called from now on? Reply with the new name.
client-renamed = The brand is called { $brand } from now on.
button-client = { $brand } · { $role }
button-client-new = ➕ New brand…
button-client-rename = ✏️ Rename { $brand }…

## Setting up

setup-ask-name = Hello, { $name }! This desk is yours to set up; it takes a few minutes, and you may stop and come back at any time.

    First: what is the brand called whose accounts you run? Write its name.
setup-title = 🛠 Setting up { $brand }
setup-title-done = ✅ { $brand } is set up
setup-name = Name
setup-zone = Time zone
setup-language = Language in groups
setup-group = Editors’ group
setup-account = First account
setup-team = Team
setup-later = later
setup-each-private = each in private
setup-about-zone = Whose clock do posts follow? Choose a place, or look for another city.
setup-about-language = In which language shall I write where several people read along? In private everybody has their own.
setup-about-group = Where do editors look at posts? Best in a Telegram group: add me to it, as an ordinary member. Of what is written there I see only commands and replies to me; leave Telegram’s privacy mode as it is. If I am in the group already, write /start there.

    Without a group each editor gets the posts in private.
setup-about-account = Where do posts go? Connect a channel or an account.
setup-about-team = Who writes and who approves? Invite them: each gets a link of their own.
setup-all-done = Everything is in place. Send me a text or a photo, and it becomes your first draft. /team, /accounts and /settings change all of this later, /client adds another brand.
setup-some-later = You can start: send me a text or a photo, and it becomes your first draft. What you left for later is behind the buttons below; /start brings them back.
button-setup-search = 🔎 Another city
button-setup-skip = Later ›
button-setup-each = Each editor in private ›
button-setup-add-group = ➕ Add me to a group
button-setup-open-accounts = 🔗 Accounts
button-setup-open-team = 👥 Team

## The editors' group

group-offer = You added me to “{ $group }”. Whose editors shall I ask there? As a member I see only commands and replies to me, and need no more.
group-offer-none = All right, I ask nobody there. Write /start in that group whenever you want it otherwise.
group-bound = ✅ Posts of { $brand } are reviewed in that group from now on.
group-kept = All right, nothing changes there.
group-taken-ask = In that group I ask the editors of another brand, { $other }. Give it to { $brand }? The editors of { $other } are asked one by one then.
button-group-none = Nobody’s
button-group-keep = No, leave it as it is
button-group-take = Yes, give it to { $brand }
told-group-bound = 👋 Posts of { $brand } are reviewed here from now on. /help tells how.
## Connecting a Telegram channel or group

button-chat-add = ➕ Add a Telegram channel or group
button-chat-channel = 📢 Choose a channel
button-chat-group = 👥 Choose a group
button-chat-cancel = ✖️ Cancel
button-chat-check = 🔄 Check again
button-chat-connect = ✅ Connect to { $brand }
button-chat-not = Not now
button-chat-again = 🔑 Connect again
chat-which = Where should { $brand } publish? Press a button below and choose the channel or group; you have to be an administrator there. In a channel Telegram makes me an administrator who may post, edit and delete messages.

    If I am an administrator of the channel already, choose it all the same.
chat-left = Nothing was connected. You find it again under /accounts.
chat-looking = Looking at what I may do in “{ $title }”…
chat-connected-new = ✅ “{ $title }” is connected to { $brand }. New posts can go there.
chat-connected-again = ✅ “{ $title }” is connected to { $brand } again.
chat-ask = I am an administrator of “{ $title }” now. Shall I publish there? Nothing goes there until you say so.
chat-right-there = to be in the group: open it → Add members → choose me
chat-right-admin = to be an administrator: channel → Administrators → Add administrator → choose me
chat-right-post = Post messages: channel → Administrators → me → Post messages
chat-right-edit = Edit messages: channel → Administrators → me → Edit messages of others
chat-right-delete = Delete messages: channel → Administrators → me → Delete messages of others
chat-right-write = Send messages: group → Permissions → Send messages (or make me an administrator)
chat-right-media = Send photos, videos and files: group → Permissions → Send media (or make me an administrator)
done-chat-still = Something is still missing.
refused-chat_closed = I am not in that channel or group, so I cannot look. Add me there (in a channel as an administrator), then check again.
refused-chat_rights = “{ $title }”: I still need there

    { $rights }
refused-chat_admins_only = “{ $title }” can only be connected by one of its administrators. Ask one of them, or become one.
refused-chat_taken = Another desk here publishes to that channel or group already, and a channel belongs to one only.
chat-taken-by = That channel or group belongs to { $brand } already, and a channel belongs to one brand only. Disconnect it there first.
credentials-chat_no_answer = Telegram could not be asked just now. Not your fault: try again in a minute.
account-chat-works = ✅ I may do everything there that I need to.
account-lacks = What is missing there:
account-still-stands = Its queue still stands still: press “{ $button }”.
account-drop-ask-chat = Disconnect { $name }? Nothing goes there any more. What is live stays. To come back, connect it again here.
account-way-held-chat = I may not publish there, so its posts wait: give me my rights back, and they go on by themselves. If they do not, press the button.
account-way-disconnected-chat = Nothing goes to it. To come back, connect it again.

## Access to an account that ends

account-until = access until { $moment }, renewed by itself before that
account-until-unknown = Until when its access lasts, the network says with the first renewal, a day after connecting.
account-why-expired = Its access has ended, and the network would not renew it. It was nobody’s mistake here: access lasts for some weeks, and it also ends with a new password or when somebody withdraws it.
account-title-ends = ⏳ { $account }: access ends { $moment }
account-why-ends = I have tried to renew it and go on trying, but the network has not done it yet. Nothing is lost so far.
account-takes-along = { $count ->
    [one] { $count } post is planned for later and would wait: { $moment }.
   *[other] { $count } posts are planned for later and would wait, the first one { $moment }.
}
account-next-ends = Next: make a new token and connect it again with the button; nothing else changes.
finding-access_ends = Our access there lasts until { $day }, and the post is planned for later. It is renewed by itself before that; admins are told if it is not.
## How the whole path is doing, for admins

command-health = does everything work? (admins)
health-title = { $brand }: does everything work?
health-beat = 💓 The last heartbeat went through { $seconds } s ago.
health-beat-late = 🚨 The last heartbeat went through { $ago }: nothing goes out. Whoever runs the desk looks whether a worker process is running, and into its log.
health-beat-none = 🚨 No heartbeat has gone through yet: whoever runs the desk looks whether a worker process is running, and into its log.
health-parts = 🗄 The database, the alarm clock and Telegram answer.
health-migrations = 🚨 The database is older than this program: whoever runs the desk restarts it, which brings the database up to date.
health-telegram = 🟠 A part of the desk cannot reach Telegram. Whoever runs it looks at its connection; it goes on by itself.
health-alarm = 🟠 The alarm clock (Agenda) is away. Posts still go out in time; whoever runs the desk looks at its store.
health-frozen = 🧊 Everything answers, but this desk is frozen: /freeze lets it go on.
health-queue = { $waiting ->
    [0] 📭 Nothing is on its way.
    [one] 📬 { $waiting } publication is on its way; nothing waits past its time.
   *[other] 📬 { $waiting } publications are on their way; nothing waits past its time.
}
health-queue-kept = 📬 On the way: { $waiting }. Past their time: { $kept }, kept by a freeze, a limit, a retry or their account. /login opens the page that says which.
health-queue-slow = 📬 On the way: { $waiting }. Due but not gone: { $due }, the oldest for { $span }. /login opens the page that says what is in the way.
health-care-none = 👌 No lost answers, nothing held, nothing failed.
health-care = ⚠️ Lost answers: { $unknown } · held: { $held } · failed: { $failed }. Decide on their cards, or see all of them behind /login.
health-accounts-well = { $count ->
    [0] ⚪️ No account is connected yet: /accounts.
    [one] 🟢 { $count } account works.
   *[other] 🟢 { $count } accounts work.
}
health-accounts = 🔑 To be connected again under /accounts: { $names }.
health-accounts-soon = ⏳ { $name } has to be connected again by { $moment }: /accounts.
button-jobs = 🗂 What waits, and why
alert-heartbeat = 🚨 The desk has stopped: for { $minutes } min nothing has gone through, so no post goes out. Whoever runs it looks whether a worker process is running, and into its log. Nothing is lost: what is late by then waits for your word.
alert-heartbeat-over = ✅ The desk works again. What is late now waits for your word on its card.
alert-unknown = { $count ->
    [one] ❓ The answer about { $count } publication has been lost for half an hour: nobody knows whether it is live. Please look there and decide on its card; /login shows it, too.
   *[other] ❓ The answers about { $count } publications have been lost for half an hour: nobody knows whether they are live. Please look there and decide on their cards; /login shows all of them.
}
alert-unknown-over = ✅ No answer is lost any more: everything has been decided.

## Logging in to the web pages

command-login = open the pages for admins
login-in-private = A login link is for your eyes only: ask me for it in our private chat.
login-link = Here is your link to the desk’s pages for admins. It works once, within five minutes; the session then lasts 12 hours. Nobody else should get it: { $url }
login-no-pages = This desk has no web pages that you could open: whoever runs it sets SITE_URL first.

## Commands

command-new = write a post
command-quiz = make a quiz
command-drafts = my drafts
command-find = look for a post
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

    • Send anything, albums too: what comes together is one draft.
    • Reply to the card with a text to change it, or with photos and videos to add them.
    • Correct your own message, and a draft follows.
    • Under “When” you can also type the time: “tomorrow 9:00”, “Fri 18:30”, “in 45 min”.
    • Editors approve; what they saw is exactly what goes out.
    • If an answer of a network is lost, we ask. Nothing goes out twice on a guess.

    /new – write a post
    /quiz – make a quiz
    /drafts – my drafts
    /find – look for a post by its words
    /review – what waits for an editor
    /queue – what goes out next
    /status – how the desk is doing
    /accounts – connected accounts (admins)
    /team – who works here, invitations
    /client – switch between brands
    /freeze – stop everything that has not left
    /settings – set things for me
    /health – does everything work (admins)
    /login – web pages (admins)
new = Send me a text, photos, videos or files; they become a draft at once.
new-in-private = Posts are written in a private chat with me: open it and send me a text or a photo.
drafts-title = { $count ->
    [one] Your draft
   *[other] Your drafts
}
drafts-none = You have no drafts. Send me a text or a photo to begin one.
find = Write what to look for behind the command: /find coffee roaster. All words must occur; #123 finds that post.
find-title = 🔎 { $words }
find-none = Nothing was found for “{ $words }”. Fewer words, or only their beginnings, find more.
find-again = Your /find message is gone. Please look for it once more.
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
account-stands = 🔑 { $name } · stands still: connect it again
account-off = ⚪️ { $name } · switched off
