## Стани поста

state-draft = 📝 Чернетка
state-in_review = 👀 На перевірці
state-changes_requested = ✏️ Просять змін
state-rejected = ⛔️ Відхилено
state-approved = ✅ Схвалено
state-archived = 🗑 Видалено
state-scheduled = 🗓 Заплановано
state-frozen = 🧊 Заморожено
state-going_out = 📤 Виходить
state-live = ✅ Опубліковано
state-partly_live = 🟡 Опубліковано частково
state-needs_care = ⚠️ Потрібна увага
state-left_alone = 🤷 Залишено як є
state-taking_down = 🧹 Прибираємо
state-taken_down = 🧹 Прибрано

## Картка поста

card-title = #{ $number } · { $state }
card-by = { $brand } · пише { $author }
media-photos = { $count ->
    [one] 🖼 { $count } фото
   *[other] 🖼 { $count } фото
}
media-videos = { $count ->
    [one] 🎬 { $count } відео
   *[other] 🎬 { $count } відео
}
media-animations = { $count ->
    [one] 🎞 { $count } анімація
    [few] 🎞 { $count } анімації
   *[other] 🎞 { $count } анімацій
}
media-documents = { $count ->
    [one] 📎 { $count } файл
    [few] 📎 { $count } файли
   *[other] 📎 { $count } файлів
}
card-where = 📍 { $accounts }
card-when = 🕓 { $moment }
card-when-asap = 🕓 Одразу після схвалення
card-when-passed = 🕓 { $moment }. Цей час уже минув: виберіть, будь ласка, інший.
card-own-text = ✍️ { $network } має власний текст: «{ $words }»
card-options = ⚙️ { $network }: { $options }
card-left-out = ➖ Пропущено: { $account }. { $finding }
card-changes-by = { $by } просить змін:
card-rejected-by = Відхилено ({ $by }):
card-approved-free = Схвалено: тут нічия згода не потрібна.
card-approved-alone = Схвалено одразу: більше нікому перевірити.
card-approved-by = Схвалили: { $names }.
card-is-below = #{ $number } · картка тепер нижче ↓

next-draft = Готово? Надішліть на перевірку. Щоб змінити текст, просто дайте відповідь на цю картку.
next-draft-unfit = Виправте позначене вище й надішліть на перевірку. Щоб змінити текст, просто дайте відповідь на цю картку.
next-quiz = Готово? Надішліть на перевірку. Щоб щось змінити, натисніть «Змінити вікторину».
next-quiz-unfit = Виправте позначене вище: «Змінити вікторину». Потім надішліть на перевірку.
next-no-accounts = Ще не підключено жодного акаунта, куди публікувати: попросіть адміністратора підключити.
next-in-review = { $needed ->
    [one] Запитали редактора. Відповідь буде тут.
    [few] Запитали редакторів: погодилися { $approvals } з { $needed }.
    [many] Запитали редакторів: погодилися { $approvals } з { $needed }.
   *[other] Запитали редакторів: погодилися { $approvals } з { $needed }.
}
next-changes-requested = Дайте відповідь на цю картку новим текстом і надішліть її ще раз.
next-rejected = Цей пост не вийде. Щоб спробувати ще раз, просто надішліть мені новий.
next-archived = Цей пост не вийде. Його ще можна повернути.

## Кожен акаунт схваленого поста

target-later-part = { $account } (друге повідомлення)
target-scheduled = 🗓 { $account } · { $moment }
target-frozen = 🧊 { $account } · заморожено; мало вийти { $moment }
target-account-held = 🔑 { $account } · чекає, доки акаунт підключать знову; мало вийти { $moment }
target-publishing = 📤 { $account } · виходить
target-retrying = 🔁 { $account } · поки не вдалося, наступна спроба { $moment }
target-waiting = ⏳ { $account } · чекає до { $moment }
target-held = ⏸ { $account } · час ({ $moment }) минув. Надіслати зараз?
target-published = ✅ { $account } · опубліковано { $moment }
target-handed_over = 🤝 { $account } · передано
target-unknown = ❓ { $account } · надіслано, але відповідь загубилася. Редакторів попросили глянути.
target-left = 🤷 { $account } · можливо, опубліковано; залишено як є
target-failed = ❌ { $account } · не вийшло
target-cancelled = ↩️ { $account } · відкликано
target-removing = 🧹 { $account } · видаляється
target-removed = 🧹 { $account } · видалено
link-open = відкрити
target-kept = ⚠️ { $account } · досі опубліковано: прибрати не вдалося. Видаліть там вручну або спробуйте ще раз.
target-removing-again = 🧹 { $account } · прибрати ще не вдалося, наступна спроба { $moment }

## Прибирання й виправлення опублікованого

correction-waiting = ✏️ { $account } · виправлення в дорозі
correction-frozen = 🧊 { $account } · заморожено; виправлення чекає
correction-again = 🔁 { $account } · виправити ще не вдалося, наступна спроба { $moment }
correction-published = ✏️ { $account } · виправлено { $moment }
correction-failed = ❌ { $account } · виправити не вдалося, там усе, як було
correction-unknown = ❓ { $account } · відповідь на виправлення загубилася. Виправити ще раз не зашкодить.
live-editable = ✏️ { $account } · уже опубліковано: після схвалення там буде змінено
live-fixed = 📌 { $account } · лишається, як є: { $network } не дозволяє змінювати пости
live-reshaped = 📌 { $account } · лишається, як є, бо змінилася б кількість або вид повідомлень. Якщо має бути інакше, приберіть і опублікуйте наново.
button-take-down = 🧹 Прибрати…
button-take-down-one = 🧹 { $account }
button-take-down-all = 🧹 Звідусіль
button-take-down-sure = 🧹 Так, прибрати
button-correct-again = 🔁 Виправити ще раз · { $account }
take-down-which = Що прибрати?
take-down-sure = { $accounts }: люди цього там більше не побачать. Повернути не можна.
done-unpublish = Прибираємо
did-unpublish = прибрано
refused-nothing_live = Від цього вже нічого не опубліковано.
refused-cannot_remove = { $network } не дозволяє програмам видаляти. Відкрийте застосунок і видаліть пост там.
refused-cannot_edit = { $network } не дозволяє програмам змінювати опубліковане. Змініть у застосунку або зробіть новий пост.
refused-edit_reshaped = { $account }: опубліковано іншу кількість або вид повідомлень, тому змінити на місці не можна. Приберіть і опублікуйте наново.
refused-first_gone = Першого повідомлення там уже немає, а це саме по собі не має сенсу. Зробіть новий пост.
refused-token_beyond = Токен не може більше, ніж можете ви. Виберіть роль не вищу за свою.
refused-too_many_tokens = У вас уже { $max } токенів, більше одній людині не можна. Спершу відкличте той, яким ніхто не користується.

## Чому не вийшло: чия це справа й що робити

failure-invalid = Мережа не приймає це в такому вигляді. Виправляти нам: перевірте текст і картинку та чи може бот тут публікувати, тоді спробуйте ще раз.
failure-rejected = Мережа відмовила за власними правилами. Змініть пост або опублікуйте його вручну.
failure-missing = Сторінки чи каналу вже немає. Попросіть адміністратора перевірити акаунт.
failure-auth = Нас від’єднали від цього акаунта. Попросіть адміністратора підключити його знову, тоді спробуйте ще раз.
failure-permission = Нам більше не можна тут публікувати. Попросіть адміністратора повернути боту права, тоді спробуйте ще раз.
failure-rate_limit = Мережа просить не поспішати. Ніхто не винен: далі піде саме.
failure-quota = Акаунт поки вичерпав свої публікації. Ніхто не винен: піде далі, щойно буде місце.
failure-not_ready = Мережа ще обробляє пост. Ніхто не винен.
failure-network = Мережа недоступна. Це не через вас; якщо пост не вийде сам, спробуйте ще раз.
failure-timeout = Мережа надто довго не відповідала. Це не через вас; якщо пост не вийде сам, спробуйте ще раз.
failure-outage = У мережі збій. Це не через вас; якщо пост не вийде сам, спробуйте пізніше.
failure-bug = Щось зламалося в нас. Вибачте! Спробуйте ще раз; якщо не допоможе, скажіть адміністратору.
failure-words = Відповідь мережі: «{ $words }»
failure-item = Елемент { $item }: { $text }
failure-meta-unreachable = Instagram не зміг завантажити файл із цього столу. Це треба виправити нам: запитайте адміністратора, чи SITE_URL доступний з інтернету, і спробуйте ще раз.
failure-meta-download-slow = Instagram надто довго завантажував файл із цього столу. Спробуйте ще раз; якщо повториться, попросіть адміністратора перевірити з’єднання.
failure-meta-processing = Instagram перервав обробку файлу. Ви не винні: спробуйте ще раз, а якщо повториться, надішліть файл заново.
failure-meta-expired = Підготовлене в Instagram застаріло невикористаним. Ніхто не винен: спробуйте ще раз, і воно підготується заново.
failure-meta-ratio = Instagram не приймає таку форму фото. Обріжте його або додайте поля кнопками чернетки й надішліть знову.
failure-meta-too-large = Для Instagram файл завеликий. Надішліть менший.
failure-meta-photo-format = Instagram не зміг прочитати фото. Надішліть його заново, саме як фото.
failure-meta-video-format = Instagram не приймає це відео. Надішліть MP4 (H.264 зі звуком AAC), від 3 секунд до 15 хвилин.
failure-meta-caption = Для Instagram текст задовгий або має забагато хештегів чи згадок. Скоротіть і надішліть знову.
failure-meta-link = Instagram не приймає посилання в тексті. Приберіть його або напишіть інакше.
failure-meta-spam = Instagram вважає це спамом і не опублікував. Зачекайте кілька годин, змініть текст і спробуйте ще раз.
failure-meta-blocked = Instagram за своїми правилами тимчасово заблокував цю дію. Спробуємо ще; що саме не так, скаже застосунок Instagram.
failure-meta-duplicate = Instagram каже, що таке саме щойно опубліковано. Змініть текст або залиште як є.
failure-meta-daily-limit = Акаунт уже має всі пости, які Instagram дозволяє за 24 години. Ніхто не винен: піде далі, коли буде місце.
failure-meta-restricted = Instagram обмежив цей акаунт. Власник має відкрити застосунок Instagram і виконати, що він каже, а потім спробуйте ще раз.
failure-meta-permission = Наш токен не має на це права в Instagram. Попросіть адміністратора підключити акаунт знову (/accounts) з дозволом на публікацію.
failure-meta-window = Instagram дозволяє відповідати лише 24 години після останнього повідомлення людини, і вони минули. У застосунку Instagram відповісти ще може людина.
failure-meta-gone = Instagram цього більше не знає або не показує нам. Попросіть адміністратора перевірити акаунт (/accounts).
failure-meta-signed-out = Instagram більше не визнає наш токен. Попросіть адміністратора підключити акаунт знову (/accounts), потім спробуйте ще раз.
failure-meta-token-expired = Строк нашого токена для Instagram минув. Попросіть адміністратора підключити акаунт знову (/accounts), потім спробуйте ще раз.
failure-meta-password = Пароль акаунта Instagram змінено, і це завершило наш сеанс. Попросіть адміністратора підключити його знову (/accounts).
failure-meta-app-removed = Хтось прибрав наш застосунок у налаштуваннях акаунта Instagram. Попросіть адміністратора підключити його знову (/accounts).

## Що знайшла перевірка

finding-empty = Тут нічого читати й нема на що дивитися: додайте текст або фото.
finding-text_too_long = { $over ->
    [one] У тексті { NUMBER($length) } символів, а вміщується { NUMBER($max) }: скоротіть на { NUMBER($over) } символ.
    [few] У тексті { NUMBER($length) } символів, а вміщується { NUMBER($max) }: скоротіть на { NUMBER($over) } символи.
    [many] У тексті { NUMBER($length) } символів, а вміщується { NUMBER($max) }: скоротіть на { NUMBER($over) } символів.
   *[other] У тексті { NUMBER($length) } символів, а вміщується { NUMBER($max) }: скоротіть на { NUMBER($over) } символу.
}
finding-too_many_media = { $max ->
    [one] Вміщується лише одна картинка.
    [few] Вміщується лише { $max } картинки.
    [many] Вміщується лише { $max } картинок.
   *[other] Вміщується лише { $max } картинки.
} Зайві приберіть через «Медіа…».
finding-photo_dimensions = Картинка { $item } завелика або завузька ({ $size }): надішліть менш витягнуту.
finding-too_many_entities = Форматування більше, ніж вміщується ({ $count }, можна { $max }): решта буде звичайним текстом.
finding-file_too_large = Файл { $item } важить { $sizeMb } МБ, а вміщується до { $maxMb } МБ: надішліть менший або додайте посилання на нього в текст.
finding-video_codec = Відео { $item } у форматі { $codec }, його відтворюють не всі застосунки Telegram: H.264 у MP4 працює всюди.
finding-several_messages = Повідомлень буде { $count }, одне за одним.
finding-quiz_question = Запитання вікторини має { $length } символів: напишіть від 1 до { $max }.
finding-quiz_answers = Відповідей у вікторині: { $count }. Дайте від { $min } до { $max }.
finding-quiz_answer = Відповідь { $item } у вікторині має { $length } символів: напишіть від 1 до { $max }.
finding-quiz_correct = У вікторини немає правильної відповіді: виберіть її.
finding-quiz_explanation = Пояснення до вікторини має { $length } символів, а вміщується { $max }: приберіть { $over }.
finding-quiz_explanation_lines = Рядків у поясненні до вікторини: { $count }, а можна до { $max }. З'єднайте деякі з них.
finding-no_media = Instagram не бере самого тексту: додайте фото чи відео.
finding-needs_public_address = Instagram не може забрати картинки з цієї адреси: попросіть адміністратора вказати в SITE_URL адресу, доступну з інтернету.
finding-reel_needs_video = Для reels потрібне відео: надішліть його або зробіть звичайний пост.
finding-too_many_hashtags = Хештегів { $count }, а можна не більше { $max }: приберіть зайві.
finding-many_hashtags = Хештегів { $count }; понад { $max } нікому не допомагають і можуть зашкодити посту.
finding-too_many_mentions = Згадок { $count }, а можна не більше { $max }: приберіть зайві.
finding-alt_text_too_long = Опис картинки { $item } має { $length } символів, а вміщується { $max }.
finding-medium_type = Елемент { $item } ({ $mime }) не беруть: лише фото й відео.
finding-photo_ratio = Фото { $item } ({ $width }×{ $height }) зависоке або зашироке: стрічка бере від 4:5 до 1.91:1. Обріжте його, додайте поля або надішліть інше.
finding-photo_small = Картинка { $item } завширшки лише { $width } пікселів: менші за { $min } розтягують, і вони нечіткі.
finding-carousel_crop = Фото { $item } ({ $width }×{ $height }) буде обрізано за формою першого: поля збережуть його цілим.
finding-story_without_text = Історію покажуть без її тексту ({ $length } символів).
finding-video_type = Відео { $item } має тип { $mime }: надішліть MP4 або MOV.
finding-video_too_large = Відео { $item } важить { $sizeMb } МБ, а вміщується до { $maxMb } МБ.
finding-video_too_wide = Відео { $item } завширшки { $width } пікселів, а можна до { $max }.
finding-video_too_short = Відео { $item } триває { $seconds } с, а має тривати щонайменше { $minSeconds } с.
finding-video_too_long = Відео { $item } триває { $seconds } с, а можна до { $maxSeconds } с.
finding-options_unread = Те, що було вибрано для цієї мережі, більше не читається, тож пост піде звичайним способом: відкрийте «{ button-networks }» і виберіть знову.
finding-more = { $count ->
    [one] … і ще { $count }
    [few] … і ще { $count }
   *[many] … і ще { $count }
}
finding-other = Не підходить ({ $code }).

## Попередній перегляд

preview-of = 👁 { $accounts }
preview-not-shown = 👁 Це ще не можна показати. { $finding }
preview-failed = 👁 Telegram не показує цього тут. Його відповідь: «{ $words }»

## Кнопки

button-submit = 📨 На перевірку
button-resubmit = 📨 Надіслати ще раз
button-where = 📍 Куди
button-when = 🕓 Коли
button-new-time = 🕓 Новий час
button-type-time = ⌨️ Написати час…
button-preview = 👁 Як вийде
button-edit = ✏️ Новий текст
button-withdraw = ↩️ Забрати на доробку
button-cancel = ↩️ Відкликати
button-reopen = 📝 Знову в чернетки
button-restore = ↩️ Повернути
button-archive = 🗑 Видалити
button-media = 🗂 Медіа…
button-media-remove = ✖️ Прибрати
button-duplicate = 📄 Копія в нову чернетку
button-batch-only = 🔁 Краще замінити все
button-batch-undo = ↩️ Скасувати
button-find-more = Ще ›
button-send-now = 📤 Надіслати зараз · { $account }
button-try-again = 🔁 Спробувати ще раз · { $account }
button-held-send = { $count ->
    [1] 📤 Надіслати зараз
    [one] 📤 Надіслати всі, через кожні 2 хв
    [few] 📤 Надіслати всі, через кожні 2 хв
    [many] 📤 Надіслати всі, через кожні 2 хв
   *[other] 📤 Надіслати всі, через кожні 2 хв
}
button-held-drop = { $count ->
    [1] 🗑 Прибрати
    [one] 🗑 Прибрати всі
    [few] 🗑 Прибрати всі
    [many] 🗑 Прибрати всі
   *[other] 🗑 Прибрати всі
}
button-resume = ▶️ Відновити…
button-resume-all = 📤 Надіслати зараз, через кожні 2 хв
button-resume-choose = 🗂 Вирішу про кожен
button-resume-shift = ⏩ Кожен пізніше на { $span }
button-approve = ✅ Схвалити
button-request-changes = ✏️ Просити змін
button-reject = ⛔️ Відхилити
button-it-is-there = ✅ Воно там є
button-not-there = 🔁 Немає, надіслати ще раз
button-leave-it = 🤷 Залишити як є
button-open = Відкрити #{ $number }
button-done = Готово
button-back = ‹ Назад

menu-where = Куди публікувати?
menu-media = Торкніться номера, щоб пересунути чи прибрати. Доки не натиснете «Готово», нічого не зміниться.
menu-when = Коли публікувати? (Час: { $zone })
preset-asap = Одразу після схвалення
preset-now = Зараз
preset-in-an-hour = За годину
preset-today-evening = Сьогодні о { $clock }
preset-tomorrow-morning = Завтра о { $clock }
preset-tomorrow-evening = Завтра о { $clock }
preset-monday-morning = У понеділок о { $clock }

## Окремо для кожної мережі

button-networks = 🎛 Мережі…
button-own-text = ✍️ Власний текст…
button-common-text = ↩️ Спільний текст
button-describe = 🖼 Описати фото { $item }
button-fix-crop = ✂️ Обрізати · { $name }
button-fix-pad = 🖼 Додати поля · { $name }
button-fix-shorten = ✂️ Скоротити · { $name }
button-fix-split = 📄 Розділити · { $name }
button-fix-drop = ➖ Без { $name }
done-fix-crop = Обрізано. Перегляд покаже, як саме
done-fix-pad = Додано поля. Перегляд покаже, як саме
done-fix-shorten = Скорочено лише для цієї мережі
done-fix-split = Вийде кількома повідомленнями
done-fix-drop = Пропущено
ask-own-text = Який текст має бути в #{ $number } для { $network }? Дайте відповідь із текстом; в інших мережах нічого не зміниться.
ask-describe = Що видно на фото { $item } у #{ $number }? Дайте відповідь одним реченням для тих, хто його не бачить. Риска (-) прибере опис.
ask-describe-field = Чашка кави на дерев’яному столі
done-own-text = #{ $number } має власний текст для { $network }. Він є на картці.
done-described = Дякую, фото описано.
option-on = так
option-off = ні
option-telegram-split = Розділити довгий текст
option-telegram-silent = Без звуку
option-telegram-linkPreview-below = Перегляд посилання знизу
option-telegram-linkPreview-above = Перегляд посилання зверху
option-telegram-linkPreview-off = Без перегляду посилання
option-telegram-captionAbove = Підпис над фото
option-telegram-spoiler = Приховати фото до дотику
option-instagram-kind-feed = Допис
option-instagram-kind-reel = Reels
option-instagram-kind-story = Історія
option-instagram-shareToFeed = Показати Reels і у стрічці
option-instagram-fit-none = Фото як є
option-instagram-fit-crop = Обрізати
option-instagram-fit-pad = Додати поля

## Картка перевірки

review-open = 👀 #{ $number } · Перевірте, будь ласка
review-approved = ✅ #{ $number } · Схвалено
review-changes = ✏️ #{ $number } · Просять змін
review-rejected = ⛔️ #{ $number } · Відхилено
review-superseded = 🔄 #{ $number } · Замінено
review-withdrawn = ↩️ #{ $number } · Забрано
review-count = Схвалень: { $approvals } з { $needed }
review-replaced = Є новіша версія: дивіться її картку.
review-taken-back = Забрано до рішення ({ $by }).
review-later-replaced = Відтоді його замінила новіша версія.
review-later-taken-back = Відтоді його відкликано ({ $by }).
decided-approve = ✅ { $by }: схвалено · { $moment }
decided-changes = ✏️ { $by }: потрібні зміни · { $moment }
decided-reject = ⛔️ { $by }: відхилено · { $moment }

## Картка загубленої відповіді

unknown-title = ❓ #{ $number } · Чи воно там?
unknown-title-settled = 🔎 #{ $number } · Загублена відповідь
unknown-what = Ми надіслали це: { $account }, { $moment }, але відповідь загубилася дорогою. Пост міг вийти, а міг і ні.
unknown-ask = Гляньте, будь ласка, там і скажіть нам. Навмання ми вдруге не надсилаємо.
unknown-looked-not-yet = 🔎 Ми дивилися ({ $moment }): мережа цього ще не показує. Це нічого не доводить, дивимося далі.
unknown-looked-cannot-tell = 🔎 Ми дивилися ({ $moment }) і не змогли сказати, чи це саме він; дивимося далі.
unknown-settled = Це вже вирішено, питати нема про що.
unknown-by-network = Мережа
unknown-decided-there = ✅ { $by }: пост на місці · { $moment }
unknown-decided-refused = ❌ { $by }: поста немає й не буде · { $moment }
unknown-decided-resend = 🔁 { $by }: немає, надіслати ще раз · { $moment }
unknown-decided-leave = 🤷 { $by }: залишити як є · { $moment }
## Картка того, що проґавило свій час

held-title = { $count ->
    [one] ⏸ { $count } пост не вийшов вчасно
    [few] ⏸ { $count } пости не вийшли вчасно
    [many] ⏸ { $count } постів не вийшли вчасно
   *[other] ⏸ { $count } поста не вийшли вчасно
}
held-title-settled = ⏸ Більше нічого не затримано
held-more = { $count ->
    [one] … і ще { $count }
    [few] … і ще { $count }
    [many] … і ще { $count }
   *[other] … і ще { $count }
}
held-ask = { $count ->
    [1] Сам він уже не вийде: запізно. Що з ним зробити?
    [one] Самі вони вже не вийдуть: запізно. Що з ними зробити?
    [few] Самі вони вже не вийдуть: запізно. Що з ними зробити?
    [many] Самі вони вже не вийдуть: запізно. Що з ними зробити?
   *[other] Самі вони вже не вийдуть: запізно. Що з ними зробити?
}

## Картка акаунта, черга якого стоїть

account-title = 🔑 { $account } стоїть
account-title-settled = ✅ { $account } знову працює
account-why-auth = { $network } більше не приймає нашого доступу до цього акаунта. Тут ніхто не винен: доступ спливає, зникає з новим паролем або коли його відкликають.
account-why-permission = { $network } більше не дозволяє нам там публікувати: хтось забрав це право або акаунт обмежено.
account-waits = { $count ->
    [one] На нього чекає { $count } пост, найраніший мав вийти { $moment }. Нічого не загублено, і більше там нічого не пробуємо.
    [few] На нього чекають { $count } пости, перший мав вийти { $moment }. Нічого не загублено, і більше там нічого не пробуємо.
    [many] На нього чекають { $count } постів, перший мав вийти { $moment }. Нічого не загублено, і більше там нічого не пробуємо.
   *[other] На нього чекають { $count } поста, перший мав вийти { $moment }. Нічого не загублено, і більше там нічого не пробуємо.
}
account-waits-none = Зараз на нього нічого не чекає, і нічого там не пробуємо.
account-next-connect = Далі: адміністратор підключає його знову: /accounts. Тоді спитаємо про те, що не вийшло вчасно; решта піде сама.
account-next-rights = Далі: поверніть бота й дайте йому право публікувати, тоді натисніть кнопку. Спитаємо про те, що не вийшло вчасно; решта піде сама.
button-release-account = 🔄 Знову працює
done-account-released = { $count ->
    [0] Працює далі
    [one] Працює далі; { $count } пост не вийшов вчасно й чекає на рішення
    [few] Працює далі; { $count } пости не вийшли вчасно й чекають на рішення
    [many] Працює далі; { $count } постів не вийшли вчасно й чекають на рішення
   *[other] Працює далі; { $count } поста не вийшли вчасно й чекають на рішення
}

## Заморожування

freeze-title = 🧊 Заморожено: більше нічого не вийде.
freeze-by = { $by }, { $moment }
freeze-leaving = Саме тієї миті виходило, уже не спинити:
freeze-left = Уже вийшло:
freeze-left-none = За годину до того нічого не вийшло.
freeze-waiting = { $count ->
    [0] Ніщо не чекає на вихід.
    [one] { $count } пост лишається тут, доки хтось не відновить.
    [few] { $count } пости лишаються тут, доки хтось не відновить.
    [many] { $count } постів лишаються тут, доки хтось не відновить.
   *[other] { $count } поста лишаються тут, доки хтось не відновить.
}
resume-ask = { $count ->
    [one] { $count } пост не вийшов вчасно. Що зробити?
    [few] { $count } пости не вийшли вчасно. Що зробити?
    [many] { $count } постів не вийшли вчасно. Що зробити?
   *[other] { $count } поста не вийшли вчасно. Що зробити?
}
resumed = ▶️ Відновлено ({ $by }): пости знову виходять у свій час.
resumed-all = { $count ->
    [1] Зараз вийде { $count } пост
    [one] Зараз вийде { $count } пост (через кожні 2 хвилини)
    [few] Зараз вийдуть { $count } пости (через кожні 2 хвилини)
    [many] Зараз вийдуть { $count } постів (через кожні 2 хвилини)
   *[other] Зараз вийдуть { $count } поста (через кожні 2 хвилини)
}. Що запізнилося, чекає на людину.
resumed-choose = { $count ->
    [one] { $count } пост затримано: картка питає, що робити.
    [few] { $count } пости затримано: картка питає, що робити.
    [many] { $count } постів затримано: картка питає, що робити.
   *[other] { $count } поста затримано: картка питає, що робити.
}
resumed-shift = { $count ->
    [one] { $count } пост вийде пізніше на стільки, скільки тривало заморожування.
    [few] { $count } пости вийдуть пізніше на стільки, скільки тривало заморожування.
    [many] { $count } постів вийдуть пізніше на стільки, скільки тривало заморожування.
   *[other] { $count } поста вийдуть пізніше на стільки, скільки тривало заморожування.
}

## Запитання, на які відповідають реплаєм

ask-new-text = Що має бути в #{ $number }? Дайте відповідь новим текстом; фото, відео чи файл буде додано.
ask-new-text-field = Новий текст
ask-changes = Що змінити в #{ $number }? Дайте відповідь на це повідомлення, її прочитає { $author }.
ask-reject = Чому відхилено #{ $number }? Дайте відповідь на це повідомлення, її прочитає { $author }.
ask-reason-field = Одним-двома реченнями
ask-link = Дайте у відповідь посилання на #{ $number } там або риску (-), якщо його немає.
ask-link-field = https://…
ask-time = Коли має вийти #{ $number }? Напишіть у відповідь своїми словами: «завтра 9:00», «пт 18:30», «25.12 10:00», «через 45 хв». Годинник: { $zone }.
ask-held-time = Коли має вийти перший? Решта підуть за ним, через кожні 2 хвилини. Напишіть у відповідь своїми словами: «завтра 9:00», «пт 18:30», «через 45 хв». Годинник: { $zone }.
ask-time-field = завтра 9:00
which-hour = О котрій годині?
which-day = Який день?
which-year = Цього року той день уже минув. Наступного?
which-skipped = Тієї ночі годинник переводять уперед, і такого часу немає. Який вибрати?
which-twice = Тієї ночі годинник переводять назад, і такий час буде двічі. Котрий?

## Що зробив дотик чи повідомлення

done-submitted = Надіслано на перевірку
done-approved-alone = Схвалено: більше нікого питати
done-withdraw = Забрано. Можна редагувати
done-archive = Видалено. Можна повернути
done-restore = Це знову чернетка
done-cancel = Відкликано. Пост не вийде
done-reopen = Це знову чернетка
done-scheduled = { $moment }, { $relative }
done-asap = Одразу після схвалення
done-now = Виходить зараз
done-time = 🕓 #{ $number } вийде { $moment }, { $relative }.
done-time-review = Редакторів запитали про новий час.
done-held-sent = { $count ->
    [one] Вийде { $count } пост
    [few] Вийдуть { $count } пости, через кожні 2 хвилини
    [many] Вийдуть { $count } постів, через кожні 2 хвилини
   *[other] Вийдуть { $count } поста, через кожні 2 хвилини
}
done-held-moved = { $count ->
    [one] 🕓 { $count } пост вийде з { $moment }.
    [few] 🕓 { $count } пости вийдуть з { $moment }, через кожні 2 хвилини.
    [many] 🕓 { $count } постів вийдуть з { $moment }, через кожні 2 хвилини.
   *[other] 🕓 { $count } поста вийдуть з { $moment }, через кожні 2 хвилини.
}
done-held-dropped = { $count ->
    [one] Відкликано { $count } пост
    [few] Відкликано { $count } пости
    [many] Відкликано { $count } постів
   *[other] Відкликано { $count } поста
}
done-approved = Схвалено. Дякуємо!
done-approved-partly = Дякуємо! { $approvals } з { $needed }
done-changes-requested = Дякуємо, автор уже знає.
done-rejected = Відхилено. Автор знає чому.
done-not-there = Надсилаємо ще раз
done-left-alone = Залишено як є
done-it-is-there = Дякуємо! Вважаємо опублікованим.
done-edited = У #{ $number } нові слова. Вони на картці.
done-edited-in-review = У #{ $number } нові слова, редакторів запитали ще раз.
done-media = Медіа в новому порядку
done-duplicate = #{ $number } – нова чернетка, копія #{ $of }
done-added = Додано до #{ $number }, після того, що вже було. Це видно на картці.
done-added-in-review = Додано до #{ $number }, після того, що вже було; редакторів запитали ще раз.
done-batch-only = 🔁 У #{ $number } лишилося тільки надіслане щойно; інші медіа прибрано.
done-batch-undone = ↩️ З #{ $number } це знову прибрано.

did-created = написано
did-edit = змінено
did-scheduled = призначено час
did-submit = надіслано на перевірку
did-archive = видалено
did-approve = схвалено
did-request-changes = повернуто на зміни
did-reject = відхилено
did-withdraw = забрано на доробку
did-reopen = повернуто в чернетки
did-cancel = відкликано
did-restore = повернуто
somebody = хтось

## Авторові

told-changes-requested = ✏️ { $editor } просить змін у #{ $number }:

    «{ $reason }»

    Дайте відповідь на картку новим текстом і надішліть її ще раз.
told-rejected = ⛔️ Пост #{ $number } відхилено ({ $editor }):

    «{ $reason }»
told-frozen = 🧊 Усе заморожено ({ $by }): нічого не вийде, доки хтось не відновить. Що вже вийшло, покаже /freeze.
told-resumed = ▶️ Відновлено ({ $by }): пости знову виходять у свій час.
told-group-lost = ⚠️ { $brand }: я більше не можу писати в групу редакторів. Або мене з неї прибрали, або її вже немає. Поки що питаю кожного редактора особисто. Додайте мене до тієї групи знову — і я питатиму там, як раніше.
told-group-back = 👋 Я знову тут: пости { $brand } перевіряємо в цій групі.
told-live = ✅ #{ $number } вийшов:
told-partly-live = ⚠️ #{ $number }: вийшло { $live } з { $all }:
told-not-live = ⚠️ #{ $number }: не все вдалося.
told-outcomes = Як вийшли ваші пости ({ $count }):

## After a restore from a backup

told-restored = 🗄 { $brand }: редакцію відновлено з резервної копії. Того, що сталося з { $from } до { $to } ({ $zone }), у ній немає, хоча воно могло вийти. Ніщо з того, що тоді було в дорозі, саме не вийде: гляньте в акаунти, а тоді вирішіть на картці, що прийде. Кого з того часу вилучили чи під’єднали, теж невідомо: /accounts.
held-title-restored = { $count ->
    [one] ⏸ Після відновлення затримано { $count } пост
    [few] ⏸ Після відновлення затримано { $count } пости
    [many] ⏸ Після відновлення затримано { $count } постів
   *[other] ⏸ Після відновлення затримано { $count } поста
}
held-ask-restored = Редакцію відновлено з резервної копії, тож дещо з цього могло вже вийти. Спершу гляньте в акаунти; те, що там уже є, приберіть звідси.
button-held-keep = 🕓 Нічого не вийшло: лишити заплановане
done-held-kept = { $count ->
    [one] { $count } пост вийде у свій час
    [few] { $count } пости вийдуть у свій час
    [many] { $count } постів вийде у свій час
   *[other] { $count } поста вийде у свій час
}
target-doubted = ⏸ { $account } · можливо, вже вийшло: редакцію відновлено з резервної копії. Мало вийти { $moment }. Надіслати?
queue-doubted = ⏸ { $moment }, можливо, вже вийшло

## Налаштування

settings-title = ⚙️ Мої налаштування
settings-language = 🌐 Я говорю з вами українською.
settings-clock-desk = 🕓 Час – { $place }, як для всього столу. Там зараз { $clock }.
settings-clock-own = 🕓 У цьому чаті час – { $place }. Там зараз { $clock }.
settings-quiet = 🌙 Тиша з { $from } до { $to }
settings-quiet-none = 🌙 Без тихих годин
settings-desk-title = ⚙️ { $brand }: як працює цей стіл
settings-approvals = { $count ->
    [0] 👍 Пости виходять без нічийого схвалення.
    [one] 👍 Посту потрібне { $count } схвалення.
    [few] 👍 Посту потрібні { $count } схвалення.
    [many] 👍 Посту потрібно { $count } схвалень.
   *[other] 👍 Посту потрібно { $count } схвалення.
}
settings-approvals-note = Нове число діє для того, що надішлють на перевірку відтепер; що вже чекає, зберігає число, з яким його надіслали.
settings-stuck-all = { $editors ->
    [one] ⚠️ Схвалювати тут може лише { $editors } людина, а схвалень треба { $needed }: пости чекали б вічно. Зменште число або додайте редактора.
    [few] ⚠️ Схвалювати тут можуть лише { $editors } людини, а схвалень треба { $needed }: пости чекали б вічно. Зменште число або додайте редактора.
    [many] ⚠️ Схвалювати тут можуть лише { $editors } людей, а схвалень треба { $needed }: пости чекали б вічно. Зменште число або додайте редактора.
   *[other] ⚠️ Схвалювати тут можуть лише { $editors } людини, а схвалень треба { $needed }: пости чекали б вічно. Зменште число або додайте редактора.
}
settings-stuck-editors = ⚠️ Те, що редактори пишуть самі, чекало б вічно: замало інших, хто може схвалити. Дозвольте нижче схвалювати своє, зменште число або додайте редактора.
settings-own-yes = ✍️ Редактори можуть схвалювати власні пости.
settings-own-no = ✍️ Власний пост ніхто не схвалює.
settings-alone-yes = 🧍 Поки редактор один, його власні пости виходять без другої людини.
settings-alone-no = 🧍 Навіть пости єдиного редактора чекають на другу людину.
settings-move-yes = 🕓 Новий час схваленого поста теж треба схвалити.
settings-move-no = 🕓 Новий час не потребує нового схвалення.
settings-late = ⏰ Що запізнилося більше ніж на { $span }, чекає на людину.
settings-clock-of-desk = 🌍 Годинник столу – { $place }. Там зараз { $clock }.
settings-language-of-desk = 🌐 Мова в групах: { $language }.
settings-moved = Хтось тим часом змінив налаштування. Ось які вони зараз.
settings-in-private = Налаштування – у приватному чаті зі мною: відкрийте його й надішліть /settings.

tokens-title = 🔑 Мої токени API для { $brand }
tokens-about = Програма з токеном звертається до столу від вашого імені: може те, що й ви, і не більше, ніж дозволяє токен.
token-role-author = як автор
token-role-editor = як редактор
token-role-admin = як адмін
token-scope-read = дивитися
token-scope-write = писати чернетки
token-scope-publish = публікувати й знімати
token-scope-manage = керувати людьми, акаунтами й налаштуваннями
token-used = { $prefix } востаннє: { $when }
token-unused = { $prefix } ще не використано
token-new-title = 🔑 Новий токен
token-new-about = Що він може робити від вашого імені? Дозвольте лише те, що потрібно програмі.
token-made = 🔑 Ваш новий токен
token-made-once = Скопіюйте його туди, де він потрібен, і видаліть це повідомлення: вдруге я його не покажу, а хто його прочитає, зможе ним скористатися.
token-made-address = Адреса API: { $address }.
token-revoke-sure = Відкликати «{ $name }»? Програми з ним одразу перестануть працювати.
ask-token-name = Для чого цей токен? Дайте назву, яку впізнаєте, наприклад «Тижневий звіт».
ask-token-name-field = Тижневий звіт
done-token-revoked = Відкликано. Ним більше ніхто не скористається.
button-tokens = 🔑 Токени API…
button-token-new = ➕ Новий токен…
button-token-make = Створити…
button-token-revoke = 🚫 { $name }
button-token-revoke-sure = 🚫 Відкликати
button-token-hide = 🗑 Скопійовано, видалити

button-clock = 🕓 Годинник…
button-clock-desk = 🕓 Як у столу
button-quiet-type = 🌙 Інші години…
button-quiet-none = 🔔 Без тиші
button-desk-settings = ⚙️ Увесь стіл…
button-own-approval = Власні пости можна схвалювати
button-alone = Пости єдиного редактора – одразу
button-move-approval = Новий час треба схвалити
ask-zone = За яким містом час? Дайте відповідь містом («Київ», «Нью-Йорк») або різницею з UTC («UTC+2»).
ask-zone-field = Київ
ask-quiet = Коли мені мовчати? Дайте у відповідь дві години, як-от «22:00–8:00».
which-zone = Котре з цих?
done-set = Готово
done-clock = 🕓 Тепер час – { $place }. Там зараз { $clock }.

## Вікторини

quiz-easy = 🟢 Легко
quiz-medium = 🟡 Середньо
quiz-hard = 🔴 Складно
quiz-explanation = 💡 { $explanation }
quiz-difficulty = Складність: { $difficulty }
ask-quiz-question = ❓ Яке запитання? (До 300 символів)
ask-quiz-answers = Тепер відповіді, кожна з нового рядка: від 2 до 10, кожна до 100 символів.
ask-quiz-correct = Яка правильна?
ask-quiz-explanation = Що людям прочитати після відповіді? (До 200 символів)
ask-quiz-difficulty = Наскільки складно?
button-skip = Пропустити
button-quiz-none = 🗑 Без цього
button-quiz-edit = ✏️ Змінити вікторину
button-quiz-question = ❓ Запитання
button-quiz-answers = 🔢 Відповіді
button-quiz-correct = ✅ Правильна відповідь
button-quiz-explanation = 💡 Пояснення
button-quiz-difficulty = 🎚 Складність
bad-quiz-question-missing = Бракує запитання: напишіть його текстом.
bad-quiz-question-long = { $over ->
    [one] Запитання довше на { $over } символ; вміщується { $max }. Надішліть коротше.
    [few] Запитання довше на { $over } символи; вміщується { $max }. Надішліть коротше.
    [many] Запитання довше на { $over } символів; вміщується { $max }. Надішліть коротше.
   *[other] Запитання довше на { $over } символу; вміщується { $max }. Надішліть коротше.
}
bad-quiz-answers-few = Має бути щонайменше { $limit } відповіді, кожна з нового рядка. Надішліть усі ще раз.
bad-quiz-answers-many = Відповідей { $count }, а вміщується { $limit }. Приберіть зайві й надішліть ще раз.
bad-quiz-answer-missing = Відповідь { $answer } порожня. Надішліть усі ще раз.
bad-quiz-answer-long = { $over ->
    [one] Відповідь { $answer } довша на { $over } символ; вміщується { $max }. Надішліть усі ще раз.
    [few] Відповідь { $answer } довша на { $over } символи; вміщується { $max }. Надішліть усі ще раз.
    [many] Відповідь { $answer } довша на { $over } символів; вміщується { $max }. Надішліть усі ще раз.
   *[other] Відповідь { $answer } довша на { $over } символу; вміщується { $max }. Надішліть усі ще раз.
}
bad-quiz-answer-twice = Відповідь { $answer } уже є. Надішліть усі ще раз, кожну один раз.
bad-quiz-correct-missing = Виберіть правильну відповідь кнопкою або напишіть її номер.
bad-quiz-explanation-long = { $over ->
    [one] Пояснення довше на { $over } символ; вміщується { $max }. Надішліть коротше.
    [few] Пояснення довше на { $over } символи; вміщується { $max }. Надішліть коротше.
    [many] Пояснення довше на { $over } символів; вміщується { $max }. Надішліть коротше.
   *[other] Пояснення довше на { $over } символу; вміщується { $max }. Надішліть коротше.
}
bad-quiz-unknown-difficulty = Виберіть складність однією з кнопок.

## Один акаунт поста

target-copy = { $account } (копія { $copy })
button-targets = 🎯 Акаунти…
button-reopen-target = ▶️ Усе-таки надіслати
button-repeat = 🔂 Опублікувати ще раз…
button-repeat-now = 🔂 Ще раз, зараз · { $copy }
repeat-twice = Там буде двічі: { $account } це вже має.
repeat-removed = { $account } отримає це ще раз.
ask-repeat-time = Коли #{ $number } має вийти ще раз ({ $account })? Напишіть у відповідь своїми словами: «завтра 9:00», «пт 18:30», «через 45 хв». Годинник: { $zone }.
done-cancel-target = Відкликано. Туди пост не вийде
done-reopen-target = Туди пост усе-таки вийде
done-repeat = Виходить ще раз, зараз
done-repeat-at = Вийде ще раз { $moment }
did-cancel-target = відкликано з одного акаунта
did-reopen-target = усе-таки надіслано в один акаунт
did-repeat = опубліковано ще раз
did-returned = повернуто на перевірку

## Схвалення, яких бракує

review-stuck = ⚠️ Більше схвалити нікому: треба { $needed }, а тут може бути { $possible }. Адміністратор може додати редактора або змінити правила в /settings; тоді { $author } забирає пост і надсилає ще раз.
decided-lost = ↩️ { $by }: схвалено · { $moment } · тут уже не вирішує
next-lost = ↩️ { $name } тут уже не вирішує, тож це схвалення не рахується: редакторів запитали ще раз.
refused-admins_only = Це роблять адміністратори. Попросіть когось із них.
refused-bad_name = Назва бренду – не довша за 60 знаків. Напишіть коротшу.
refused-invitation_used = Цим запрошенням уже хтось скористався: кожне впускає одну людину. Попросіть того, хто надіслав, зробити інше.
refused-invitation_expired = Це запрошення застаріло: воно діяло 24 години. Попросіть того, хто надіслав, зробити нове.
refused-invitation_revoked = Це запрошення відкликали. Запитайте того, хто надіслав, чи так і мало бути.
refused-group_taken = У тій групі я питаю редакторів іншого бренду. Виберіть іншу групу.
refused-group_not_there = Це не група, у якій є і ви, і я. Додайте мене до групи ваших редакторів і виберіть її ще раз.
refused-bad_setting = Так налаштувати не можна. Виберіть одну з кнопок.
refused-bad_zone = Не знаю такого місця. Напишіть найближче велике місто («Київ», «Нью-Йорк») або різницю з UTC («UTC+2»).
refused-bad_quiet_hours = Не розумію цих годин. Напишіть дві, як-от «22:00–8:00».
refused-last_admin = Стіл лишився б без адміністратора. Спершу зробіть адміністратором когось іншого.
refused-copy_unknown = Відповідь про останню копію загубилася: вона вже може бути там. Спершу гляньте й скажіть на її картці; тоді можна ще раз.
refused-copy_waits = Остання копія ще в дорозі. Зачекайте на неї або спершу відкличте.
refused-bad_quiz = Вікторина в такому вигляді не годиться. Перевірте запитання, відповіді й правильну з них.

## Відмови

refused-not_member = Цей стіл для своєї команди. Попросіть адміністратора додати вас.
refused-not_found = Цього тут уже немає.
refused-post_moved = З #{ $number } уже щось сталося: { $what } ({ $by }, { $moment }). На картці видно, як зараз.
refused-not_allowed = Це роблять редактори. Попросіть когось із них.
refused-own_post = Цю версію написали ви: схвалити її має хтось інший.
refused-already_approved = Ви вже схвалили. Чекаємо ще на когось.
refused-empty_post = У пості має бути текст або фото.
refused-no_targets = Виберіть хоча б один акаунт.
refused-unfit_target = { $account }: { $finding }
refused-past_time = Цей час уже минув: виберіть пізніший.
refused-bad_time = Не розумію цього часу. Напишіть, як-от «завтра 9:00», «пт 18:30», «25.12 10:00» чи «через 45 хв», або виберіть одну з кнопок.
refused-far_time = Це більше ніж за два роки: перевірте рік.
refused-going_out = #{ $number } саме виходить: зачекайте хвилинку й гляньте ще раз.
refused-has_left = #{ $number } уже вийшов: забирати нема чого.
refused-text_too_long = Текст задовгий: скоротіть і надішліть ще раз.
refused-media_too_large = Цей файл більший за 20 МБ, які Telegram дає ботам: надішліть менший.
refused-media_over = Файл більший за { $megabytes } МБ, а це найбільше, що я можу взяти: надішліть меншу версію.
refused-media_damaged =
    { $item ->
        [0] Цей файл пошкоджений або обірвався дорогою.
       *[other] Файл { $item } цього поста пошкоджений.
    } Якщо на вашому пристрої він відкривається, надішліть його ще раз.
refused-media_type = Файл називається { $said }, але всередині це { $is }. Надішліть саме зображення чи відео або дайте файлу справжню назву.
refused-media_dimensions = Це завелике, щоб я його відкрив: щонайбільше 100 мегапікселів для зображення, 8192 пікселі на сторону й 4 години для відео. Надішліть меншу версію.
refused-media_codec = Я не можу прочитати, як збережене це відео. Надішліть його як відео, а не як файл, щоб Telegram його перетворив, або експортуйте в MP4 (H.264).
refused-upload_gone = Це посилання вже використане або застаріле. Попросіть у бота нове.
refused-too_many_media = Пост вміщує щонайбільше 20 фото, відео та файлів. Зайве не додано: надішліть його окремим постом або спершу приберіть інші («Медіа…» на картці).
refused-reason_needed = Напишіть, будь ласка, причину словами у відповідь на моє запитання.
refused-text_needed = Будь ласка, напишіть відповідь словами.
refused-stale = Ця кнопка вже застаріла. На картці видно, як зараз.
refused-decided = Це вже вирішено ({ $by }, { $moment }). На картці видно, як зараз.
refused-not_approved = Схвалення вже немає, тож пост не може вийти.
refused-idempotency_key_reused = З цим ключем уже просили про інше. Візьміть новий.
refused-request_running = Такий самий запит ще виконується. Спробуйте за мить.
refused-media_address = Звідти я файлів не беру: ця адреса не публічна. Надішліть сам файл.
refused-media_unreachable = Не вдалося завантажити файл за цією адресою. Перевірте, чи відкривається вона без входу, або надішліть сам файл.
refused-bad_entities = Форматування не пасує до тексту. Надішліть текст ще раз.
refused-no_account = Такого акаунта тут немає. Подивіться /accounts.
refused-no_member = Такої людини в команді вже немає. Подивіться склад команди.
refused-bad_link = Це не посилання на пост. Дайте у відповідь таке, як https://t.me/channel/12, або риску (-).
refused-credentials = Мережа не приймає нашого доступу до цього акаунта. Адміністратор може підключити його знову: /accounts.
refused-account_held = До цього акаунта нічого не йде, доки його не підключать знову. Як саме, каже його картка; тоді спитаємо про все, що не вийшло вчасно.

trouble-ours = Щось пішло не так у нас. Нічого не втрачено; спробуйте, будь ласка, за хвилинку.
trouble-store-away = Хвилинку: база даних редакції зараз недоступна. Те, що ви робите, збережено і піде далі само, щойно вона повернеться.
trouble-store-tap = Хвилинку: база даних недоступна. Ваш дотик спрацює, щойно вона повернеться.
tap-takes-long = Хвилинку: це триває трохи довше.
trouble-store-given-up = База даних редакції недоступна вже п’ять хвилин, і я не зміг цього взяти. Це не ваша вина. Скажіть, будь ласка, адміністратору й повторіть, коли все запрацює; те, що ви написали, лишилося в цьому чаті.
trouble-network-away = Мережа зараз не відповіла. Це не ваша вина, і нічого не втрачено: спробуйте, будь ласка, за хвилину.
trouble-network-busy = Мережа просить не поспішати. Нічиєї вини, і нічого не втрачено: спробуйте, будь ласка, за { $seconds } с.
trouble-network-closed = Мережа нас туди більше не пускає. Це не ваша вина: попросіть адміністратора глянути на акаунт (/accounts).
trouble-network-refused = Мережа цього не взяла: «{ $words }». Змініть пост або спитайте адміністратора.
trouble-disk-full = Немає місця для файлів. Скажіть, будь ласка, адміністратору; те, що ви написали, лишилося в цьому чаті.

## Повідомлення

what-works = Працюють текст, фото, відео, анімації та файли, окремо чи альбомом, з підписом чи без. Ваше повідомлення лишається тут, у чаті.
unsupported-sound = З самого звуку поста не зробити. Напишіть це текстом або надішліть відео.
unsupported-video-note = Кругле відео в пост не піде. Надішліть його звичайним відео.
unsupported-sticker = Наліпка в пост не піде. Надішліть зображення або емодзі в тексті.
unsupported-poll = Опитування в пост не піде. Напишіть питання текстом.
unsupported-place = Місце чи контакт у пост не піде. Напишіть адресу текстом або дайте посилання на мапу.
unsupported-story = Історію перебрати не вийде. Надішліть саме її фото чи відео.
unsupported-other = Поста з цього я не зроблю.
album-too-late = З #{ $number } уже щось сталося, перш ніж надійшла ця частина альбому, тож її не додано. Надішліть її у відповідь на картку.
too-large-upload = Цей файл більший за 20 МБ, які Telegram дає ботам. Завантажте його тут; посилання діє один раз, протягом години: { $url }
unknown-command = Такої команди я не знаю. Що я вмію, скаже /help.
reply-to-what = На відповідь на те повідомлення я вже не чекаю. Щоб змінити пост, відкрийте його через /drafts і дайте відповідь на картку; для нового поста пишіть без відповіді.
edited-too-late = З #{ $number } уже щось сталося, тож ваша правка до нього не дійшла. Дайте новий текст у відповідь на його картку.
outsider = Вітаю! Це закритий стіл однієї команди. Якщо ви з неї, попросіть адміністратора додати вас.
outsider-tap = Це для учасників столу.

## Акаунти

command-accounts = підключені акаунти (для адміністраторів)
accounts-title = Акаунти { $brand }
accounts-next = Виберіть, щоб перевірити, вимкнути чи підключити знову.
accounts-none = Ще нічого не підключено. Куди виходитимуть пости?
accounts-admins-only = Акаунтами опікуються адміністратори. Запитайте когось із них.
accounts-in-private = Акаунтами опікуються в приватному чаті зі мною: відкрийте його й напишіть там /accounts.
account-way-connected = Пости виходять у свій час.
account-way-token_expired = Строк токена минув: підключіть знову.
account-way-disconnected = Сюди нічого не йде. Вставте новий токен, щоб підключити знову.
account-way-off = Сюди нічого не йде, доки не ввімкнете; заплановане чекає.
account-way-held = Нас більше не приймають, тож пости чекають: підключіть знову.
account-works = ✅ @{ $username } відповідає.
account-quota = За 24 год використано { $used } з { $total } постів.
account-drop-ask = Відключити { $name }? Токен буде забуто, і сюди більше нічого не піде. Що вже вийшло, залишиться. Щоб повернути, вставте новий токен.
account-kind-business = бізнес-акаунт
account-kind-creator = акаунт автора
account-connected-new = ✅ @{ $username }, { $kind } – підключено до { $brand }. Нові пости можуть виходити там.
account-connected-again = ✅ @{ $username }, { $kind } – знову підключено до { $brand }.
account-reconnected = ✅ Знову підключено. Пости виходять у свій час.
account-reconnected-held = { $count ->
    [one] ✅ Знову підключено. { $count } пост пропустив свій час: картка запитує, що з ним робити.
    [few] ✅ Знову підключено. { $count } пости пропустили свій час: картка запитує, що з ними робити.
   *[many] ✅ Знову підключено. { $count } постів пропустили свій час: картка запитує, що з ними робити.
}
button-account-add = ➕ Додати { $network }
button-account-test = 🩺 Перевірити
button-account-off = ⚪️ Вимкнути
button-account-on = 🟢 Увімкнути
button-account-paste = 🔑 Підключити знову…
button-account-drop = 🔌 Відключити…
button-account-dropped = 🔌 Так, відключити
done-account-on = Увімкнено
done-account-off = Вимкнено
done-account-disconnect = Відключено
ask-token-instagram = Вставте сюди токен Instagram, відповіддю на це повідомлення. Де його взяти:

    1. На developers.facebook.com відкрийте свій застосунок, далі Instagram → API setup with Instagram login.
    2. У «Generate access tokens» додайте акаунт (бізнес або автора), натисніть Generate token і дозвольте все.
    3. Скопіюйте токен (починається з IGAA) і вставте сюди.

    Ваше повідомлення я одразу видалю, а токен зберігатиму запечатаним.
ask-token-field = IGAA…
token-not-deleted = Я не зміг видалити ваше повідомлення з токеном: будь ласка, видаліть його самі, просто зараз.
token-in-group = Це був токен доступу, якого ніхто інший не має бачити. Якщо його бачили, створіть новий. Щоб підключити акаунт, напишіть /accounts у приватному чаті зі мною.
token-of-other = Це був токен доступу, тож я нічого з нього не зберіг. Акаунти підключають адміністратори.
token-unasked = Це схоже на токен доступу, тож це не пост, і я нічого з нього не зберіг. Щоб підключити акаунт, натисніть кнопку й вставте його ще раз.
credentials-no_token = Це не токен: токен – одне довге слово, що починається з IGAA. Скопіюйте його повністю й вставте ще раз, відповіддю на моє запитання.
credentials-token_of_facebook = Це токен Facebook (починається з EAA), Instagram його не приймає. Створіть токен в Instagram → API setup with Instagram login, він починається з IGAA, і вставте його.
credentials-token_of_basic_display = Це токен Instagram Basic Display, який Meta закрила 2024 року. Створіть новий в Instagram → API setup with Instagram login і вставте його.
credentials-token_of_app = Це токен застосунку, а не акаунта. В Instagram → API setup with Instagram login натисніть Generate token біля акаунта й вставте те, що з’явиться.
credentials-token_expired = Строк цього токена минув. Натисніть Generate token ще раз і вставте новий.
credentials-token_refused = Instagram не знає цього токена: його відкликано або скопійовано не повністю. Скопіюйте ще раз або створіть новий і вставте.
credentials-token_without_account = Цей токен належить входу через Facebook без власного акаунта Instagram. Створіть токен в Instagram → API setup with Instagram login і вставте його.
credentials-account_personal = Це особистий акаунт, а Instagram дає програмам публікувати лише в професійні. У застосунку Instagram перейдіть на бізнес-акаунт або акаунт автора (Налаштування → Тип акаунта), створіть новий токен і вставте його.
credentials-permission_missing = Цей токен не має права публікувати. Створіть новий, дозвольте все, про що запитають (бракує instagram_business_content_publish), і вставте його.
credentials-other_account = Цей токен відкриває інший акаунт, @{ $username }. Щоб підключити і його, додайте його в /accounts; для цього ж увійдіть у правильний акаунт, створіть токен і вставте.
credentials-no_answer = Зараз не вдалося запитати Instagram. Ви не винні: вставте токен ще раз за хвилину.

## Команда

command-team = хто тут працює, запрошення
command-client = перемкнути бренд
role-author = автор
role-editor = редактор
role-admin = адміністратор
team-title = 👥 Команда { $brand }
team-line = { $name } · { $role } · з { $date }
team-invitations = Відкриті запрошення
team-invitation = { $role } · від: { $by } · до { $moment }
team-next = Виберіть людину, щоб змінити її роль або прибрати, чи запросіть нову.
team-in-private = Командою опікуються в приватному чаті зі мною: відкрийте його й напишіть /team.
team-member = Виберіть, що { $name } може робити для { $brand }.
team-remove-ask = Прибрати { $name } з { $brand }? Ця людина більше нічого тут не побачить і не зробить. Що схвалила тільки вона і що ще не вийшло, повернеться на перевірку; що вийшло, залишиться. Якщо вона є в групі редакторів, приберіть її й звідти.
team-role-set = { $name }: { $role }
team-removed = { $name } більше не працює для { $brand }.
button-invite-author = ➕ Запросити автора
button-invite-editor = ➕ Запросити редактора
button-invite-admin = ➕ Запросити адміністратора
button-invitation-revoke = ✖️ Відкликати: { $role }, до { $clock }
button-team-remove = 🗑 Прибрати
button-team-removed = Так, прибрати
invitation = Це посилання впускає одну людину до { $brand }, роль: { $role }. Воно діє один раз, до { $moment }. Надішліть його тільки цій людині.

    { $link }
invitation-revoked = Відкликано: посилання більше нікого не впустить.
joined = Ви приєдналися до { $brand }, роль: { $role }.
joined-already = Ви вже працюєте для { $brand }, роль: { $role }. Посилання лишається відкритим для того, кому воно призначене.
told-joined-author = 👋 { $name } тепер працює для { $brand }: автор.
told-joined-editor = { $group ->
    [yes] 👋 { $name } тепер працює для { $brand }: редактор. Пости перевіряють у групі редакторів: додайте людину туди, якщо її там ще немає.
   *[other] 👋 { $name } тепер працює для { $brand }: редактор.
}
told-joined-admin = { $group ->
    [yes] 👋 { $name } тепер працює для { $brand }: адміністратор. Пости перевіряють у групі редакторів: додайте людину туди, якщо її там ще немає.
   *[other] 👋 { $name } тепер працює для { $brand }: адміністратор.
}

## Кілька брендів

client-title = Про який бренд мова в цьому чаті?
client-title-one = Тут ви працюєте для { $brand }.
client-chosen = Відтепер у цьому чаті мова про { $brand }.
client-in-private = Бренди перемикають у приватному чаті зі мною: відкрийте його й напишіть /client.
client-ask-name = Як називається новий бренд? Дайте відповідь назвою.
client-name-field = Daily Bean
client-ask-new-name = Як тепер називатиметься { $brand }? Дайте відповідь новою назвою.
client-renamed = Відтепер бренд називається { $brand }.
button-client = { $brand } · { $role }
button-client-new = ➕ Новий бренд…
button-client-rename = ✏️ Перейменувати { $brand }…

## Початок роботи

setup-ask-name = Вітаю, { $name }! Цей стіл налаштовуєте ви; це кілька хвилин, можна зупинитися й повернутися будь-коли.

    Спершу: як називається бренд, чиї акаунти ви ведете? Напишіть назву.
setup-title = 🛠 Налаштовуємо { $brand }
setup-title-done = ✅ { $brand }: усе налаштовано
setup-name = Назва
setup-zone = Часовий пояс
setup-language = Мова в групах
setup-group = Група редакторів
setup-account = Перший акаунт
setup-team = Команда
setup-later = пізніше
setup-each-private = кожному особисто
setup-about-zone = За яким годинником виходять пости? Виберіть місце або знайдіть інше місто.
setup-about-language = Якою мовою писати там, де читають кілька людей? В особистих чатах у кожного своя.
setup-about-group = Де редактори переглядають пости? Найкраще в групі Telegram: додайте мене туди звичайним учасником. З написаного там я бачу лише команди й відповіді мені; режим приватності Telegram вимикати не треба. Якщо я вже в групі, напишіть у ній /start.

    Без групи кожен редактор отримує пости особисто.
setup-about-account = Куди йдуть пости? Підключіть канал або акаунт.
setup-about-team = Хто пише і хто схвалює? Запросіть їх: кожен отримає власне посилання.
setup-all-done = Усе готово. Надішліть мені текст або фото, і це стане вашою першою чернеткою. Змінити все це можна в /team, /accounts і /settings, додати бренд – у /client.
setup-some-later = Можна починати: надішліть мені текст або фото, і це стане вашою першою чернеткою. Відкладене – за кнопками нижче; /start покаже їх знову.
button-setup-search = 🔎 Інше місто
button-setup-skip = Пізніше ›
button-setup-each = Кожному редактору особисто ›
button-setup-add-group = ➕ Додати мене в групу
button-setup-open-accounts = 🔗 Акаунти
button-setup-open-team = 👥 Команда

## Група редакторів

group-offer = Ви додали мене в «{ $group }». Чиїх редакторів там питати? Як учасник я бачу лише команди й відповіді мені, більшого не треба.
group-offer-none = Гаразд, нікого там не питаю. Захочете інакше – напишіть у тій групі /start.
group-bound = ✅ Відтепер пости { $brand } перевіряємо в тій групі.
group-kept = Гаразд, там усе лишається, як було.
group-taken-ask = У тій групі я питаю редакторів іншого бренду, { $other }. Віддати її для { $brand }? Тоді редакторів { $other } питатиму по одному.
button-group-none = Нічиїх
button-group-keep = Ні, хай буде як є
button-group-take = Так, віддати для { $brand }
told-group-bound = 👋 Відтепер пости { $brand } перевіряємо тут. Як це працює, розповість /help.
## Підключення каналу чи групи Telegram

button-chat-add = ➕ Додати канал або групу Telegram
button-chat-channel = 📢 Вибрати канал
button-chat-group = 👥 Вибрати групу
button-chat-cancel = ✖️ Скасувати
button-chat-check = 🔄 Перевірити ще раз
button-chat-connect = ✅ Підключити до { $brand }
button-chat-not = Не зараз
button-chat-again = 🔑 Підключити знову
chat-which = Куди публікувати { $brand }? Натисніть кнопку внизу й виберіть канал або групу; ви маєте бути там адміністратором. У каналі Telegram зробить мене адміністратором, який може публікувати, редагувати й видаляти повідомлення.

    Якщо я вже адміністратор каналу, однаково виберіть його.
chat-left = Нічого не підключено. Повернутися до цього можна в /accounts.
chat-looking = Дивлюся, що мені можна в «{ $title }»…
chat-connected-new = ✅ «{ $title }» підключено до { $brand }. Нові пости можуть іти туди.
chat-connected-again = ✅ «{ $title }» знову підключено до { $brand }.
chat-ask = Тепер я адміністратор «{ $title }». Публікувати там? Доки ви не скажете, туди нічого не піде.
chat-right-there = бути в групі: відкрийте її → Додати учасників → виберіть мене
chat-right-admin = бути адміністратором: канал → Адміністратори → Додати адміністратора → виберіть мене
chat-right-post = Публікувати повідомлення: канал → Адміністратори → я → Публікація повідомлень
chat-right-edit = Редагувати повідомлення: канал → Адміністратори → я → Редагування чужих повідомлень
chat-right-delete = Видаляти повідомлення: канал → Адміністратори → я → Видалення чужих повідомлень
chat-right-write = Надсилати повідомлення: група → Дозволи → Надсилання повідомлень (або зробіть мене адміністратором)
chat-right-media = Надсилати фото, відео й файли: група → Дозволи → Надсилання медіа (або зробіть мене адміністратором)
done-chat-still = Чогось іще бракує.
refused-chat_closed = Мене немає в цьому каналі чи групі, тож я не можу подивитися. Додайте мене туди (у канал — адміністратором) і перевірте ще раз.
refused-chat_rights = «{ $title }»: мені там іще потрібно

    { $rights }
refused-chat_admins_only = «{ $title }» може підключити лише хтось із його адміністраторів. Попросіть когось із них або станьте ним.
refused-chat_taken = У цей канал чи групу вже публікує інша редакція тут, а канал належить лише одній.
chat-taken-by = Цей канал чи група вже належить { $brand }, а канал належить лише одному бренду. Спершу відключіть його там.
credentials-chat_no_answer = Telegram зараз не відповідає. Ви не винні: спробуйте ще раз за хвилину.
account-chat-works = ✅ Там мені можна все, що потрібно.
account-lacks = Чого там бракує:
account-still-stands = Його черга досі стоїть: натисніть «{ $button }».
account-drop-ask-chat = Відключити { $name }? Сюди більше нічого не піде. Що вже вийшло, залишиться. Щоб повернути, підключіть знову тут.
account-way-held-chat = Мені не можна там публікувати, тож пости чекають: поверніть мені права, і вони підуть самі. Якщо ні — натисніть кнопку.
account-way-disconnected-chat = Туди нічого не йде. Щоб повернутися, підключіть знову.

## Доступ до акаунта, що закінчується

account-until = доступ до { $moment }, раніше поновиться сам
account-until-unknown = До коли діє доступ, мережа скаже під час першого поновлення, за день після підключення.
account-why-expired = Доступ до нього закінчився, і мережа не захотіла його поновити. Тут ніхто не винен: доступ діє кілька тижнів, а ще зникає з новим паролем або коли його відкликають.
account-title-ends = ⏳ { $account }: доступ закінчується { $moment }
account-why-ends = Я намагаюся його поновити й спробую ще, але мережа досі цього не зробила. Поки що нічого не втрачено.
account-takes-along = { $count ->
    [one] { $count } пост заплановано на пізніше, і він чекав би: { $moment }.
    [few] { $count } пости заплановано на пізніше, і вони чекали б; перший — { $moment }.
   *[other] { $count } постів заплановано на пізніше, і вони чекали б; перший — { $moment }.
}
account-next-ends = Далі: створіть новий токен і підключіть акаунт знову кнопкою; решта не зміниться.
finding-access_ends = Наш доступ туди діє до { $day }, а пост заплановано на пізніше. Раніше він поновиться сам; якщо ні, адміністратори дізнаються.
## Як працює весь шлях, для адміністраторів

command-health = чи все працює? (для адміністраторів)
health-title = { $brand }: чи все працює?
health-beat = 💓 Останній удар серця пройшов { $seconds } с тому.
health-beat-late = 🚨 Останній удар серця пройшов { $ago }: нічого не виходить. Той, хто обслуговує стіл, дивиться, чи працює процес worker, і в його журнал.
health-beat-none = 🚨 Ще жоден удар серця не пройшов: той, хто обслуговує стіл, дивиться, чи працює процес worker, і в його журнал.
health-parts = 🗄 База даних, будильник і Telegram відповідають.
health-migrations = 🚨 База даних старіша за програму: той, хто обслуговує стіл, перезапускає його, і база оновиться.
health-telegram = 🟠 Частина столу не може дістатися Telegram. Той, хто його обслуговує, дивиться на з’єднання; далі все піде саме.
health-alarm = 🟠 Будильник (Agenda) недоступний. Пости все одно виходять вчасно; той, хто обслуговує стіл, дивиться на його сховище.
health-frozen = 🧊 Усе відповідає, але стіл заморожено: /freeze пустить далі.
health-queue = { $waiting ->
    [0] 📭 У дорозі нічого немає.
    [one] 📬 У дорозі { $waiting } публікація; ніщо не чекає понад свій час.
    [few] 📬 У дорозі { $waiting } публікації; ніщо не чекає понад свій час.
   *[other] 📬 У дорозі { $waiting } публікацій; ніщо не чекає понад свій час.
}
health-queue-kept = 📬 У дорозі: { $waiting }. Час минув для { $kept }: їх тримає заморожування, ліміт, повторна спроба або їхній акаунт. /login відкриє сторінку, де видно, що саме.
health-queue-slow = 📬 У дорозі: { $waiting }. Час настав, а не вийшло: { $due }, найстаріше вже { $span }. /login відкриє сторінку, де видно, що заважає.
health-care-none = 👌 Загублених відповідей немає, нічого не затримано, нічого не зірвалося.
health-care = ⚠️ Загублених відповідей: { $unknown } · затримано: { $held } · не вийшло: { $failed }. Вирішіть на їхніх картках; усе разом видно через /login.
health-accounts-well = { $count ->
    [0] ⚪️ Ще не підключено жодного акаунта: /accounts.
    [one] 🟢 Працює { $count } акаунт.
    [few] 🟢 Працюють { $count } акаунти.
   *[other] 🟢 Працює { $count } акаунтів.
}
health-accounts = 🔑 Треба під’єднати знову в /accounts: { $names }.
health-accounts-soon = ⏳ { $name }: під’єднайте знову до { $moment } в /accounts.
button-jobs = 🗂 Що чекає і чому
alert-heartbeat = 🚨 Стіл зупинився: уже { $minutes } хв нічого не проходить, тож пости не виходять. Той, хто його обслуговує, дивиться, чи працює процес worker, і в його журнал. Нічого не втрачено: що спізниться, чекатиме на ваше слово.
alert-heartbeat-over = ✅ Стіл знову працює. Що спізнилося, чекає на ваше слово на своїй картці.
alert-unknown = { $count ->
    [one] ❓ Відповідь про { $count } публікацію загублена вже пів години: ніхто не знає, чи вона вийшла. Подивіться там і вирішіть на картці; її видно і через /login.
    [few] ❓ Відповіді про { $count } публікації загублені вже пів години: ніхто не знає, чи вони вийшли. Подивіться там і вирішіть на картках; усі видно через /login.
   *[other] ❓ Відповіді про { $count } публікацій загублені вже пів години: ніхто не знає, чи вони вийшли. Подивіться там і вирішіть на картках; усі видно через /login.
}
alert-unknown-over = ✅ Загублених відповідей більше немає: усе вирішено.

## Вхід на вебсторінки

command-login = відкрити сторінки для адміністраторів
login-in-private = Посилання для входу лише для вас: попросіть його в нашому приватному чаті.
login-link = Ось ваше посилання на сторінки для адміністраторів. Воно діє один раз, протягом п’яти хвилин; вхід потім діє 12 годин. Нікому його не передавайте: { $url }
login-no-pages = У цього стола немає вебсторінок, які можна відкрити: спершу той, хто його обслуговує, має задати SITE_URL.

## Команди

command-new = написати пост
command-quiz = зробити вікторину
command-drafts = мої чернетки
command-find = знайти пост
command-review = що чекає на редактора
command-queue = що вийде далі
command-status = як справи за столом
command-freeze = спинити все, що ще не вийшло
command-settings = налаштування
command-help = як це працює

start-author = Вітаю, { $name }! Це стіл «{ $brand }».

    Напишіть мені текст або надішліть фото, і це стане чернеткою. Редактори її подивляться, і вона вийде у свій час. Оце й усе.

    Спробуйте: просто напишіть щось.
start-editor = Вітаю, { $name }! Це стіл «{ $brand }».

    Пости, що чекають на згоду, приходять із карткою: схвалити, попросити змін або відхилити. Усі вони в /review. Писати пости теж можна: просто надішліть мені текст або фото.
help = Напишіть мені текст або надішліть фото: це стане чернеткою з карткою, де видно, куди й коли вона піде і що далі.

    • Надсилайте що завгодно, і альбоми теж: що приходить разом, те одна чернетка.
    • Дайте відповідь на картку текстом, щоб його змінити, або фото й відео, щоб їх додати.
    • Виправте своє повідомлення, і чернетка теж зміниться.
    • У «Коли» час можна й написати: «завтра 9:00», «пт 18:30», «через 45 хв».
    • Редактори схвалюють; виходить саме те, що вони бачили.
    • Якщо відповідь мережі загубилася, ми питаємо. Навмання двічі нічого не виходить.

    /new – написати пост
    /quiz – зробити вікторину
    /drafts – мої чернетки
    /find – знайти пост за словами
    /review – що чекає на редактора
    /queue – що вийде далі
    /status – як справи за столом
    /accounts – підключені акаунти (для адміністраторів)
    /team – хто тут працює, запрошення
    /client – перемкнути бренд
    /freeze – спинити все, що ще не вийшло
    /settings – налаштування
    /health – чи все працює (для адміністраторів)
    /login – вебсторінки (для адміністраторів)
new = Надішліть мені текст, фото, відео чи файли, і це одразу стане чернеткою.
new-in-private = Пости пишуть у приватному чаті зі мною: відкрийте його й надішліть текст або фото.
drafts-title = { $count ->
    [one] Ваша чернетка
    [few] Ваші чернетки
    [many] Ваші чернетки
   *[other] Ваші чернетки
}
drafts-none = Чернеток немає. Надішліть мені текст або фото, щоб почати.
find = Напишіть після команди, що шукати: /find обсмажування кави. Мають бути всі слова; #123 знайде саме цей пост.
find-title = 🔎 { $words }
find-none = За запитом «{ $words }» нічого немає. Менше слів або лише їхні початки знайдуть більше.
find-again = Вашого повідомлення з /find уже немає. Пошукайте, будь ласка, ще раз.
review-title = { $count ->
    [one] На редактора чекає { $count } пост
    [few] На редактора чекають { $count } пости
    [many] На редактора чекають { $count } постів
   *[other] На редактора чекають { $count } поста
}
review-none = На редактора ніщо не чекає. ☕️
queue-title = Вийде далі
queue-none = Нічого не заплановано. Схвалені пости будуть тут, доки не вийдуть.
queue-when = { $moment }, { $relative }
queue-held = ⏸ час ({ $moment }) минув
list-photo = 🖼 фото
status-title = { $brand } просто зараз
status-frozen = 🧊 Усе заморожено: нічого не виходить.
status-drafts = { $count ->
    [one] 📝 { $count } чернетка
    [few] 📝 { $count } чернетки
    [many] 📝 { $count } чернеток
   *[other] 📝 { $count } чернетки
}
status-in-review = 👀 На перевірці: { $count }
status-scheduled = 🗓 У дорозі: { $count }
status-live-today = { $count ->
    [one] ✅ За останні 24 години вийшов { $count } пост
    [few] ✅ За останні 24 години вийшли { $count } пости
    [many] ✅ За останні 24 години вийшло { $count } постів
   *[other] ✅ За останні 24 години вийшло { $count } поста
}
status-need-care = { $count ->
    [one] ⚠️ Увага потрібна { $count } посту
    [few] ⚠️ Увага потрібна { $count } постам
    [many] ⚠️ Увага потрібна { $count } постам
   *[other] ⚠️ Увага потрібна { $count } поста
}
status-all-well = 👌 Усе гаразд
status-no-accounts = Ще не підключено жодного акаунта.
account-connected = 🟢 { $name }
account-token_expired = 🟠 { $name } · треба підключити знову
account-disconnected = 🔴 { $name } · від’єднано
account-stands = 🔑 { $name } · стоїть: підключіть знову
account-off = ⚪️ { $name } · вимкнено
