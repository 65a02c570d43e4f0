## Состояния поста

state-draft = 📝 Черновик
state-in_review = 👀 На проверке
state-changes_requested = ✏️ Просят правок
state-rejected = ⛔️ Отклонён
state-approved = ✅ Одобрен
state-archived = 🗑 Удалён
state-scheduled = 🗓 Запланирован
state-frozen = 🧊 Заморожен
state-going_out = 📤 Выходит
state-live = ✅ Опубликован
state-partly_live = 🟡 Опубликован частично
state-needs_care = ⚠️ Нужно внимание
state-left_alone = 🤷 Оставлен как есть
state-taking_down = 🧹 Убираем
state-taken_down = 🧹 Убрано

## Карточка поста

card-title = #{ $number } · { $state }
card-by = { $brand } · пишет { $author }
media-photos = { $count ->
    [one] 🖼 { $count } фото
   *[other] 🖼 { $count } фото
}
media-videos = { $count ->
    [one] 🎬 { $count } видео
   *[other] 🎬 { $count } видео
}
media-animations = { $count ->
    [one] 🎞 { $count } анимация
    [few] 🎞 { $count } анимации
   *[other] 🎞 { $count } анимаций
}
media-documents = { $count ->
    [one] 📎 { $count } файл
    [few] 📎 { $count } файла
   *[other] 📎 { $count } файлов
}
card-where = 📍 { $accounts }
card-when = 🕓 { $moment }
card-when-asap = 🕓 Сразу после одобрения
card-when-passed = 🕓 { $moment }. Это время уже прошло: выберите, пожалуйста, другое.
card-own-text = ✍️ У { $network } свой текст: «{ $words }»
card-options = ⚙️ { $network }: { $options }
card-left-out = ➖ Пропущено: { $account }. { $finding }
card-changes-by = { $by } просит правок:
card-rejected-by = Отклонено ({ $by }):
card-approved-free = Одобрено: здесь ничьё согласие не нужно.
card-approved-alone = Одобрено сразу: больше проверить некому.
card-approved-by = Одобрили: { $names }.
card-is-below = #{ $number } · карточка теперь ниже ↓

next-draft = Готово? Отправьте на проверку. Чтобы изменить текст, просто ответьте на эту карточку.
next-draft-unfit = Исправьте отмеченное выше и отправьте на проверку. Чтобы изменить текст, просто ответьте на эту карточку.
next-quiz = Готово? Отправьте на проверку. Чтобы что-то изменить, нажмите «Изменить викторину».
next-quiz-unfit = Исправьте отмеченное выше: «Изменить викторину». Потом отправьте на проверку.
next-no-accounts = Пока не подключён ни один аккаунт, куда публиковать: попросите администратора подключить.
next-in-review = { $needed ->
    [one] Спросили редактора. Ответ появится здесь.
    [few] Спросили редакторов: согласились { $approvals } из { $needed }.
    [many] Спросили редакторов: согласились { $approvals } из { $needed }.
   *[other] Спросили редакторов: согласились { $approvals } из { $needed }.
}
next-changes-requested = Ответьте на эту карточку новым текстом и отправьте её ещё раз.
next-rejected = Этот пост не выйдет. Чтобы попробовать снова, просто пришлите мне новый.
next-archived = Этот пост не выйдет. Его ещё можно вернуть.

## Каждый аккаунт одобренного поста

target-later-part = { $account } (второе сообщение)
target-scheduled = 🗓 { $account } · { $moment }
target-frozen = 🧊 { $account } · заморожено; должно было выйти { $moment }
target-account-held = 🔑 { $account } · ждёт, пока аккаунт подключат снова; должно было выйти { $moment }
target-publishing = 📤 { $account } · выходит
target-retrying = 🔁 { $account } · пока не получилось, следующая попытка { $moment }
target-waiting = ⏳ { $account } · ждёт до { $moment }
target-held = ⏸ { $account } · время ({ $moment }) прошло. Отправить сейчас?
target-published = ✅ { $account } · опубликовано { $moment }
target-handed_over = 🤝 { $account } · передано
target-unknown = ❓ { $account } · отправлено, но ответ потерялся. Редакторов попросили посмотреть.
target-left = 🤷 { $account } · возможно, опубликовано; оставлено как есть
target-failed = ❌ { $account } · не вышло
target-cancelled = ↩️ { $account } · отозвано
target-removing = 🧹 { $account } · удаляется
target-removed = 🧹 { $account } · удалено
link-open = открыть
target-kept = ⚠️ { $account } · всё ещё опубликовано: убрать не удалось. Удалите там вручную или попробуйте ещё раз.
target-removing-again = 🧹 { $account } · убрать пока не удалось, следующая попытка { $moment }

## Удаление и исправление опубликованного

correction-waiting = ✏️ { $account } · исправление в пути
correction-frozen = 🧊 { $account } · заморожено; исправление ждёт
correction-again = 🔁 { $account } · исправить пока не удалось, следующая попытка { $moment }
correction-published = ✏️ { $account } · исправлено { $moment }
correction-failed = ❌ { $account } · исправить не удалось, там всё как было
correction-unknown = ❓ { $account } · ответ на исправление потерялся. Исправить ещё раз не повредит.
live-editable = ✏️ { $account } · уже опубликовано: после одобрения там будет изменено
live-fixed = 📌 { $account } · остаётся как есть: { $network } не даёт менять посты
live-reshaped = 📌 { $account } · остаётся как есть, потому что изменилось бы число или вид сообщений. Если нужно иначе, уберите и опубликуйте заново.
button-take-down = 🧹 Убрать…
button-take-down-one = 🧹 { $account }
button-take-down-all = 🧹 Отовсюду
button-take-down-sure = 🧹 Да, убрать
button-correct-again = 🔁 Исправить ещё раз · { $account }
take-down-which = Что убрать?
take-down-sure = { $accounts }: люди больше не увидят этого там. Вернуть нельзя.
done-unpublish = Убираем
did-unpublish = убрано
refused-nothing_live = От этого уже ничего не опубликовано.
refused-cannot_remove = { $network } не даёт программам удалять. Откройте приложение и удалите пост там.
refused-cannot_edit = { $network } не даёт программам менять опубликованное. Измените в приложении или сделайте новый пост.
refused-edit_reshaped = { $account }: опубликовано другое число или вид сообщений, поэтому изменить на месте нельзя. Уберите и опубликуйте заново.
refused-first_gone = Первого сообщения там уже нет, а это само по себе не имеет смысла. Сделайте новый пост.
refused-token_beyond = Токен не может больше, чем можете вы. Выберите роль не выше своей.
refused-too_many_tokens = У вас уже { $max } токенов, больше одному человеку нельзя. Сначала отзовите тот, которым никто не пользуется.

## Почему не вышло: чьё это дело и что делать

failure-invalid = Сеть не принимает это в таком виде. Исправлять нам: проверьте текст и картинку и может ли бот здесь публиковать, затем попробуйте ещё раз.
failure-rejected = Сеть отказала по своим правилам. Измените пост или опубликуйте его вручную.
failure-missing = Страницы или канала больше нет. Попросите администратора проверить аккаунт.
failure-auth = Нас отключили от этого аккаунта. Попросите администратора подключить его снова, затем попробуйте ещё раз.
failure-permission = Нам больше нельзя здесь публиковать. Попросите администратора вернуть боту права, затем попробуйте ещё раз.
failure-rate_limit = Сеть просит не спешить. Никто не виноват: дальше пойдёт само.
failure-quota = Аккаунт пока исчерпал свои публикации. Никто не виноват: пойдёт дальше, когда появится место.
failure-not_ready = Сеть ещё обрабатывает пост. Никто не виноват.
failure-network = Сеть недоступна. Это не из-за вас; если пост не выйдет сам, попробуйте ещё раз.
failure-timeout = Сеть слишком долго не отвечала. Это не из-за вас; если пост не выйдет сам, попробуйте ещё раз.
failure-outage = У сети сбой. Это не из-за вас; если пост не выйдет сам, попробуйте позже.
failure-bug = Что-то сломалось у нас. Простите! Попробуйте ещё раз; если не поможет, скажите администратору.
failure-words = Ответ сети: «{ $words }»
failure-item = Элемент { $item }: { $text }
failure-meta-unreachable = Instagram не смог загрузить файл с этого стола. Это исправлять нам: спросите администратора, доступен ли SITE_URL из интернета, и попробуйте ещё раз.
failure-meta-download-slow = Instagram слишком долго загружал файл с этого стола. Попробуйте ещё раз; если повторится, попросите администратора проверить соединение.
failure-meta-processing = Instagram прервал обработку файла. Вы не виноваты: попробуйте ещё раз, а если повторится, пришлите файл заново.
failure-meta-expired = Подготовленное в Instagram устарело неиспользованным. Никто не виноват: попробуйте ещё раз, и оно подготовится заново.
failure-meta-ratio = Instagram не принимает такую форму фото. Обрежьте его или добавьте поля кнопками черновика и отправьте снова.
failure-meta-too-large = Для Instagram файл слишком большой. Пришлите меньше.
failure-meta-photo-format = Instagram не смог прочитать фото. Пришлите его заново, именно как фото.
failure-meta-video-format = Instagram не принимает это видео. Пришлите MP4 (H.264 со звуком AAC), от 3 секунд до 15 минут.
failure-meta-caption = Для Instagram текст слишком длинный или в нём слишком много хештегов либо упоминаний. Сократите и отправьте снова.
failure-meta-link = Instagram не принимает ссылку в тексте. Уберите её или напишите иначе.
failure-meta-spam = Instagram счёл это спамом и не опубликовал. Подождите несколько часов, измените текст и попробуйте ещё раз.
failure-meta-blocked = Instagram по своим правилам на время заблокировал это действие. Попробуем ещё; что именно не так, скажет приложение Instagram.
failure-meta-duplicate = Instagram говорит, что такое же только что опубликовано. Измените текст или оставьте как есть.
failure-meta-daily-limit = У аккаунта уже все публикации, которые Instagram разрешает за 24 часа. Никто не виноват: пойдёт дальше, когда будет место.
failure-meta-restricted = Instagram ограничил этот аккаунт. Владельцу нужно открыть приложение Instagram и сделать, что оно говорит, потом попробуйте ещё раз.
failure-meta-permission = У нашего токена нет на это права в Instagram. Попросите администратора подключить аккаунт снова (/accounts) с разрешением на публикацию.
failure-meta-window = Instagram разрешает отвечать только 24 часа после последнего сообщения человека, и они прошли. В приложении Instagram ответить ещё может человек.
failure-meta-gone = Instagram этого больше не знает или не показывает нам. Попросите администратора проверить аккаунт (/accounts).
failure-meta-signed-out = Instagram больше не признаёт наш токен. Попросите администратора подключить аккаунт снова (/accounts), потом попробуйте ещё раз.
failure-meta-token-expired = Срок нашего токена для Instagram истёк. Попросите администратора подключить аккаунт снова (/accounts), потом попробуйте ещё раз.
failure-meta-password = Пароль аккаунта Instagram изменили, и это завершило наш сеанс. Попросите администратора подключить его снова (/accounts).
failure-meta-app-removed = Кто-то убрал наше приложение в настройках аккаунта Instagram. Попросите администратора подключить его снова (/accounts).

## Что нашла проверка

finding-empty = Здесь нечего читать и не на что смотреть: добавьте текст или фото.
finding-text_too_long = { $over ->
    [one] В тексте { NUMBER($length) } символов, а помещается { NUMBER($max) }: сократите на { NUMBER($over) } символ.
    [few] В тексте { NUMBER($length) } символов, а помещается { NUMBER($max) }: сократите на { NUMBER($over) } символа.
    [many] В тексте { NUMBER($length) } символов, а помещается { NUMBER($max) }: сократите на { NUMBER($over) } символов.
   *[other] В тексте { NUMBER($length) } символов, а помещается { NUMBER($max) }: сократите на { NUMBER($over) } символа.
}
finding-too_many_media = { $max ->
    [one] Помещается только одна картинка.
    [few] Помещается только { $max } картинки.
    [many] Помещается только { $max } картинок.
   *[other] Помещается только { $max } картинки.
} Лишние уберите через «Медиа…».
finding-photo_dimensions = Картинка { $item } слишком большая или узкая ({ $size }): пришлите менее вытянутую.
finding-too_many_entities = Форматирования больше, чем помещается ({ $count }, можно { $max }): остальное будет простым текстом.
finding-file_too_large = Файл { $item } весит { $sizeMb } МБ, а помещается до { $maxMb } МБ: пришлите меньше или добавьте ссылку на него в текст.
finding-video_codec = Видео { $item } в формате { $codec }, его воспроизводят не все приложения Telegram: H.264 в MP4 работает везде.
finding-several_messages = Сообщений будет { $count }, одно за другим.
finding-quiz_question = В вопросе викторины { $length } символов: напишите от 1 до { $max }.
finding-quiz_answers = Ответов в викторине: { $count }. Дайте от { $min } до { $max }.
finding-quiz_answer = В ответе { $item } викторины { $length } символов: напишите от 1 до { $max }.
finding-quiz_correct = У викторины нет правильного ответа: выберите его.
finding-quiz_explanation = В пояснении к викторине { $length } символов, а помещается { $max }: уберите { $over }.
finding-quiz_explanation_lines = Строк в пояснении к викторине: { $count }, а можно до { $max }. Соедините некоторые из них.
finding-no_media = Instagram не берёт один текст: добавьте фото или видео.
finding-needs_public_address = Instagram не может забрать картинки с этого адреса: попросите администратора указать в SITE_URL адрес, доступный из интернета.
finding-reel_needs_video = Для reels нужно видео: пришлите его или сделайте обычный пост.
finding-too_many_hashtags = Хештегов { $count }, а можно не больше { $max }: уберите лишние.
finding-many_hashtags = Хештегов { $count }; больше { $max } никому не помогают и могут навредить посту.
finding-too_many_mentions = Упоминаний { $count }, а можно не больше { $max }: уберите лишние.
finding-alt_text_too_long = В описании картинки { $item } символов { $length }, а помещается { $max }.
finding-medium_type = Элемент { $item } ({ $mime }) не берут: только фото и видео.
finding-photo_ratio = Фото { $item } ({ $width }×{ $height }) слишком высокое или слишком широкое: лента берёт от 4:5 до 1.91:1. Обрежьте его, добавьте поля или пришлите другое.
finding-photo_small = Картинка { $item } шириной всего { $width } пикселей: меньше { $min } растягивают, и они нечёткие.
finding-carousel_crop = Фото { $item } ({ $width }×{ $height }) будет обрезано по форме первого: поля сохранят его целым.
finding-story_without_text = Историю покажут без её текста ({ $length } символов).
finding-video_type = Видео { $item } имеет тип { $mime }: пришлите MP4 или MOV.
finding-video_too_large = Видео { $item } весит { $sizeMb } МБ, а помещается до { $maxMb } МБ.
finding-video_too_wide = Видео { $item } шириной { $width } пикселей, а можно до { $max }.
finding-video_too_short = Видео { $item } длится { $seconds } с, а должно длиться не меньше { $minSeconds } с.
finding-video_too_long = Видео { $item } длится { $seconds } с, а можно до { $maxSeconds } с.
finding-options_unread = То, что было выбрано для этой сети, больше не читается, поэтому пост пойдёт обычным способом: откройте «{ button-networks }» и выберите снова.
finding-more = { $count ->
    [one] … и ещё { $count }
    [few] … и ещё { $count }
   *[many] … и ещё { $count }
}
finding-other = Не подходит ({ $code }).

## Предпросмотр

preview-of = 👁 { $accounts }
preview-not-shown = 👁 Это пока нельзя показать. { $finding }
preview-failed = 👁 Telegram не показывает этого здесь. Его ответ: «{ $words }»

## Кнопки

button-submit = 📨 На проверку
button-resubmit = 📨 Отправить ещё раз
button-where = 📍 Куда
button-when = 🕓 Когда
button-new-time = 🕓 Новое время
button-type-time = ⌨️ Написать время…
button-preview = 👁 Как выйдет
button-edit = ✏️ Новый текст
button-withdraw = ↩️ Забрать на доработку
button-cancel = ↩️ Отозвать
button-reopen = 📝 Снова в черновики
button-restore = ↩️ Вернуть
button-archive = 🗑 Удалить
button-media = 🗂 Медиа…
button-media-remove = ✖️ Убрать
button-duplicate = 📄 Копия в новый черновик
button-batch-only = 🔁 Лучше заменить всё
button-batch-undo = ↩️ Отменить
button-find-more = Ещё ›
button-send-now = 📤 Отправить сейчас · { $account }
button-try-again = 🔁 Попробовать ещё раз · { $account }
button-held-send = { $count ->
    [1] 📤 Отправить сейчас
    [one] 📤 Отправить все, через каждые 2 мин
    [few] 📤 Отправить все, через каждые 2 мин
    [many] 📤 Отправить все, через каждые 2 мин
   *[other] 📤 Отправить все, через каждые 2 мин
}
button-held-drop = { $count ->
    [1] 🗑 Убрать
    [one] 🗑 Убрать все
    [few] 🗑 Убрать все
    [many] 🗑 Убрать все
   *[other] 🗑 Убрать все
}
button-resume = ▶️ Возобновить…
button-resume-all = 📤 Отправить сейчас, через каждые 2 мин
button-resume-choose = 🗂 Решу про каждый
button-resume-shift = ⏩ Каждый позже на { $span }
button-approve = ✅ Одобрить
button-request-changes = ✏️ Просить правок
button-reject = ⛔️ Отклонить
button-it-is-there = ✅ Он там есть
button-not-there = 🔁 Нет, отправить ещё раз
button-leave-it = 🤷 Оставить как есть
button-open = Открыть #{ $number }
button-done = Готово
button-back = ‹ Назад

menu-where = Куда публиковать?
menu-media = Коснитесь номера, чтобы передвинуть или убрать. Пока не нажмёте «Готово», ничего не изменится.
menu-when = Когда публиковать? (Время: { $zone })
preset-asap = Сразу после одобрения
preset-now = Сейчас
preset-in-an-hour = Через час
preset-today-evening = Сегодня в { $clock }
preset-tomorrow-morning = Завтра в { $clock }
preset-tomorrow-evening = Завтра в { $clock }
preset-monday-morning = В понедельник в { $clock }

## Отдельно для каждой сети

button-networks = 🎛 Сети…
button-own-text = ✍️ Свой текст…
button-common-text = ↩️ Общий текст
button-describe = 🖼 Описать фото { $item }
button-fix-crop = ✂️ Обрезать · { $name }
button-fix-pad = 🖼 Добавить поля · { $name }
button-fix-shorten = ✂️ Сократить · { $name }
button-fix-split = 📄 Разделить · { $name }
button-fix-drop = ➖ Без { $name }
done-fix-crop = Обрезано. Просмотр покажет, как именно
done-fix-pad = Добавлены поля. Просмотр покажет, как именно
done-fix-shorten = Сокращено только для этой сети
done-fix-split = Выйдет несколькими сообщениями
done-fix-drop = Пропущено
ask-own-text = Какой текст должен быть в #{ $number } для { $network }? Ответьте текстом; в других сетях ничего не изменится.
ask-describe = Что видно на фото { $item } в #{ $number }? Ответьте одним предложением для тех, кто его не видит. Чёрточка (-) уберёт описание.
ask-describe-field = Чашка кофе на деревянном столе
done-own-text = У #{ $number } свой текст для { $network }. Он есть на карточке.
done-described = Спасибо, фото описано.
option-on = да
option-off = нет
option-telegram-split = Разделить длинный текст
option-telegram-silent = Без звука
option-telegram-linkPreview-below = Предпросмотр ссылки снизу
option-telegram-linkPreview-above = Предпросмотр ссылки сверху
option-telegram-linkPreview-off = Без предпросмотра ссылки
option-telegram-captionAbove = Подпись над фото
option-telegram-spoiler = Скрыть фото до нажатия
option-instagram-kind-feed = Пост
option-instagram-kind-reel = Reels
option-instagram-kind-story = История
option-instagram-shareToFeed = Показать Reels и в ленте
option-instagram-fit-none = Фото как есть
option-instagram-fit-crop = Обрезать
option-instagram-fit-pad = Добавить поля

## Карточка проверки

review-open = 👀 #{ $number } · Проверьте, пожалуйста
review-approved = ✅ #{ $number } · Одобрено
review-changes = ✏️ #{ $number } · Просят правок
review-rejected = ⛔️ #{ $number } · Отклонено
review-superseded = 🔄 #{ $number } · Заменено
review-withdrawn = ↩️ #{ $number } · Забрано
review-count = Одобрений: { $approvals } из { $needed }
review-replaced = Есть новая версия: смотрите её карточку.
review-taken-back = Забрано до решения ({ $by }).
review-later-replaced = С тех пор его заменила новая версия.
review-later-taken-back = С тех пор его отозвали ({ $by }).
decided-approve = ✅ { $by }: одобрено · { $moment }
decided-changes = ✏️ { $by }: нужны правки · { $moment }
decided-reject = ⛔️ { $by }: отклонено · { $moment }

## Карточка потерянного ответа

unknown-title = ❓ #{ $number } · Он там?
unknown-title-settled = 🔎 #{ $number } · Потерянный ответ
unknown-what = Мы отправили это: { $account }, { $moment }, но ответ потерялся по дороге. Пост мог выйти, а мог и нет.
unknown-ask = Посмотрите, пожалуйста, там и скажите нам. Наугад мы второй раз не отправляем.
unknown-looked-not-yet = 🔎 Мы смотрели ({ $moment }): сеть этого пока не показывает. Это ничего не доказывает, смотрим дальше.
unknown-looked-cannot-tell = 🔎 Мы смотрели ({ $moment }) и не смогли сказать, тот ли это пост; смотрим дальше.
unknown-settled = Это уже решено, спрашивать не о чем.
unknown-by-network = Сеть
unknown-decided-there = ✅ { $by }: пост на месте · { $moment }
unknown-decided-refused = ❌ { $by }: поста нет и не будет · { $moment }
unknown-decided-resend = 🔁 { $by }: нет, отправить ещё раз · { $moment }
unknown-decided-leave = 🤷 { $by }: оставить как есть · { $moment }
## Карточка того, что не вышло вовремя

held-title = { $count ->
    [one] ⏸ { $count } пост не вышел вовремя
    [few] ⏸ { $count } поста не вышли вовремя
    [many] ⏸ { $count } постов не вышли вовремя
   *[other] ⏸ { $count } поста не вышли вовремя
}
held-title-settled = ⏸ Больше ничего не задержано
held-more = { $count ->
    [one] … и ещё { $count }
    [few] … и ещё { $count }
    [many] … и ещё { $count }
   *[other] … и ещё { $count }
}
held-ask = { $count ->
    [1] Сам он уже не выйдет: поздно. Что с ним сделать?
    [one] Сами они уже не выйдут: поздно. Что с ними сделать?
    [few] Сами они уже не выйдут: поздно. Что с ними сделать?
    [many] Сами они уже не выйдут: поздно. Что с ними сделать?
   *[other] Сами они уже не выйдут: поздно. Что с ними сделать?
}

## Карточка аккаунта, очередь которого стоит

account-title = 🔑 { $account } стоит
account-title-settled = ✅ { $account } снова работает
account-why-auth = { $network } больше не принимает наш доступ к этому аккаунту. Здесь никто не виноват: доступ истекает, пропадает с новым паролем или когда его отзывают.
account-why-permission = { $network } больше не разрешает нам там публиковать: кто-то забрал это право или аккаунт ограничен.
account-waits = { $count ->
    [one] Его ждёт { $count } пост, самый ранний должен был выйти { $moment }. Ничего не потеряно, и больше там ничего не пробуем.
    [few] Его ждут { $count } поста, первый должен был выйти { $moment }. Ничего не потеряно, и больше там ничего не пробуем.
    [many] Его ждут { $count } постов, первый должен был выйти { $moment }. Ничего не потеряно, и больше там ничего не пробуем.
   *[other] Его ждут { $count } поста, первый должен был выйти { $moment }. Ничего не потеряно, и больше там ничего не пробуем.
}
account-waits-none = Сейчас его ничего не ждёт, и ничего там не пробуем.
account-next-connect = Дальше: администратор подключает его снова: /accounts. Тогда спросим о том, что не вышло вовремя; остальное уйдёт само.
account-next-rights = Дальше: верните бота и дайте ему право публиковать, затем нажмите кнопку. Спросим о том, что не вышло вовремя; остальное уйдёт само.
button-release-account = 🔄 Снова работает
done-account-released = { $count ->
    [0] Работает дальше
    [one] Работает дальше; { $count } пост не вышел вовремя и ждёт решения
    [few] Работает дальше; { $count } поста не вышли вовремя и ждут решения
    [many] Работает дальше; { $count } постов не вышли вовремя и ждут решения
   *[other] Работает дальше; { $count } поста не вышли вовремя и ждут решения
}

## Заморозка

freeze-title = 🧊 Заморожено: больше ничего не выйдет.
freeze-by = { $by }, { $moment }
freeze-leaving = Как раз в тот миг выходило, уже не остановить:
freeze-left = Уже вышло:
freeze-left-none = За час до того ничего не вышло.
freeze-waiting = { $count ->
    [0] Ничто не ждёт выхода.
    [one] { $count } пост остаётся здесь, пока кто-нибудь не возобновит.
    [few] { $count } поста остаются здесь, пока кто-нибудь не возобновит.
    [many] { $count } постов остаются здесь, пока кто-нибудь не возобновит.
   *[other] { $count } поста остаются здесь, пока кто-нибудь не возобновит.
}
resume-ask = { $count ->
    [one] { $count } пост не вышел вовремя. Что сделать?
    [few] { $count } поста не вышли вовремя. Что сделать?
    [many] { $count } постов не вышли вовремя. Что сделать?
   *[other] { $count } поста не вышли вовремя. Что сделать?
}
resumed = ▶️ Возобновлено ({ $by }): посты снова выходят в своё время.
resumed-all = { $count ->
    [1] Сейчас выйдет { $count } пост
    [one] Сейчас выйдет { $count } пост (через каждые 2 минуты)
    [few] Сейчас выйдут { $count } поста (через каждые 2 минуты)
    [many] Сейчас выйдут { $count } постов (через каждые 2 минуты)
   *[other] Сейчас выйдут { $count } поста (через каждые 2 минуты)
}. Что опоздало, ждёт человека.
resumed-choose = { $count ->
    [one] { $count } пост задержан: карточка спрашивает, что делать.
    [few] { $count } поста задержаны: карточка спрашивает, что делать.
    [many] { $count } постов задержаны: карточка спрашивает, что делать.
   *[other] { $count } поста задержаны: карточка спрашивает, что делать.
}
resumed-shift = { $count ->
    [one] { $count } пост выйдет позже на столько, сколько длилась заморозка.
    [few] { $count } поста выйдут позже на столько, сколько длилась заморозка.
    [many] { $count } постов выйдут позже на столько, сколько длилась заморозка.
   *[other] { $count } поста выйдут позже на столько, сколько длилась заморозка.
}

## Вопросы, на которые отвечают реплаем

ask-new-text = Что должно быть в #{ $number }? Ответьте новым текстом; фото, видео или файл будет добавлен.
ask-new-text-field = Новый текст
ask-changes = Что изменить в #{ $number }? Ответьте на это сообщение, его прочитает { $author }.
ask-reject = Почему отклонён #{ $number }? Ответьте на это сообщение, его прочитает { $author }.
ask-reason-field = Одним-двумя предложениями
ask-link = Ответьте ссылкой на #{ $number } там или дефисом (-), если её нет.
ask-link-field = https://…
ask-time = Когда должен выйти #{ $number }? Напишите в ответ своими словами: «завтра 9:00», «пт 18:30», «25.12 10:00», «через 45 минут». Часы: { $zone }.
ask-held-time = Когда должен выйти первый? Остальные пойдут за ним, через каждые 2 минуты. Напишите в ответ своими словами: «завтра 9:00», «пт 18:30», «через 45 минут». Часы: { $zone }.
ask-time-field = завтра 9:00
which-hour = Во сколько?
which-day = Какой день?
which-year = В этом году тот день уже прошёл. В следующем?
which-skipped = Той ночью часы переводят вперёд, и такого времени нет. Какое выбрать?
which-twice = Той ночью часы переводят назад, и такое время будет дважды. Которое?

## Что сделало нажатие или сообщение

done-submitted = Отправлено на проверку
done-approved-alone = Одобрено: больше некого спросить
done-withdraw = Забрано. Можно править
done-archive = Удалено. Можно вернуть
done-restore = Это снова черновик
done-cancel = Отозвано. Пост не выйдет
done-reopen = Это снова черновик
done-scheduled = { $moment }, { $relative }
done-asap = Сразу после одобрения
done-now = Выходит сейчас
done-time = 🕓 #{ $number } выйдет { $moment }, { $relative }.
done-time-review = Редакторов спросили о новом времени.
done-held-sent = { $count ->
    [one] Выйдет { $count } пост
    [few] Выйдут { $count } поста, через каждые 2 минуты
    [many] Выйдут { $count } постов, через каждые 2 минуты
   *[other] Выйдут { $count } поста, через каждые 2 минуты
}
done-held-moved = { $count ->
    [one] 🕓 { $count } пост выйдет с { $moment }.
    [few] 🕓 { $count } поста выйдут с { $moment }, через каждые 2 минуты.
    [many] 🕓 { $count } постов выйдут с { $moment }, через каждые 2 минуты.
   *[other] 🕓 { $count } поста выйдут с { $moment }, через каждые 2 минуты.
}
done-held-dropped = { $count ->
    [one] Отозван { $count } пост
    [few] Отозваны { $count } поста
    [many] Отозвано { $count } постов
   *[other] Отозвано { $count } поста
}
done-approved = Одобрено. Спасибо!
done-approved-partly = Спасибо! { $approvals } из { $needed }
done-changes-requested = Спасибо, автор уже знает.
done-rejected = Отклонено. Автор знает почему.
done-not-there = Отправляем ещё раз
done-left-alone = Оставлено как есть
done-it-is-there = Спасибо! Считаем опубликованным.
done-edited = В #{ $number } новые слова. Они на карточке.
done-edited-in-review = В #{ $number } новые слова, редакторов спросили ещё раз.
done-media = Медиа в новом порядке
done-duplicate = #{ $number } – новый черновик, копия #{ $of }
done-added = Добавлено в #{ $number }, после того, что уже было. Это видно на карточке.
done-added-in-review = Добавлено в #{ $number }, после того, что уже было; редакторов спросили ещё раз.
done-batch-only = 🔁 В #{ $number } осталось только присланное сейчас; другие медиа убраны.
done-batch-undone = ↩️ Из #{ $number } это снова убрано.

did-created = написан
did-edit = изменён
did-scheduled = назначено время
did-submit = отправлен на проверку
did-archive = удалён
did-approve = одобрен
did-request-changes = возвращён на правки
did-reject = отклонён
did-withdraw = забран на доработку
did-reopen = возвращён в черновики
did-cancel = отозван
did-restore = возвращён
somebody = кто-то

## Автору

told-changes-requested = ✏️ { $editor } просит правок в #{ $number }:

    «{ $reason }»

    Ответьте на карточку новым текстом и отправьте её ещё раз.
told-rejected = ⛔️ Пост #{ $number } отклонён ({ $editor }):

    «{ $reason }»
told-frozen = 🧊 Всё заморожено ({ $by }): ничего не выйдет, пока кто-нибудь не возобновит. Что уже вышло, покажет /freeze.
told-resumed = ▶️ Возобновлено ({ $by }): посты снова выходят в своё время.
told-group-lost = ⚠️ { $brand }: я больше не могу писать в группу редакторов. Либо меня из неё убрали, либо её уже нет. Пока спрашиваю каждого редактора лично. Добавьте меня в ту группу снова — и я буду спрашивать там, как раньше.
told-group-back = 👋 Я снова здесь: посты { $brand } проверяем в этой группе.
told-live = ✅ #{ $number } вышел:
told-partly-live = ⚠️ #{ $number }: вышло { $live } из { $all }:
told-not-live = ⚠️ #{ $number }: не всё получилось.
told-outcomes = Как вышли ваши посты ({ $count }):

## After a restore from a backup

told-restored = 🗄 { $brand }: редакция восстановлена из резервной копии. Того, что произошло с { $from } до { $to } ({ $zone }), в ней нет, хотя оно могло выйти. Ничто из того, что тогда было в пути, само не выйдет: посмотрите в аккаунты, а потом решите на карточке, которая придёт. Кого с тех пор удалили или подключили, тоже неизвестно: /accounts.
held-title-restored = { $count ->
    [one] ⏸ После восстановления задержан { $count } пост
    [few] ⏸ После восстановления задержано { $count } поста
    [many] ⏸ После восстановления задержано { $count } постов
   *[other] ⏸ После восстановления задержано { $count } поста
}
held-ask-restored = Редакция восстановлена из резервной копии, и кое-что из этого могло уже выйти. Сначала посмотрите в аккаунты; то, что там уже есть, уберите отсюда.
button-held-keep = 🕓 Ничего не вышло: оставить время
done-held-kept = { $count ->
    [one] { $count } пост выйдет в своё время
    [few] { $count } поста выйдут в своё время
    [many] { $count } постов выйдет в своё время
   *[other] { $count } поста выйдет в своё время
}
target-doubted = ⏸ { $account } · возможно, уже вышло: редакция восстановлена из резервной копии. Должно было выйти { $moment }. Отправить?
queue-doubted = ⏸ { $moment }, возможно, уже вышло

## Настройки

settings-title = ⚙️ Мои настройки
settings-language = 🌐 Я говорю с вами по-русски.
settings-clock-desk = 🕓 Время – { $place }, как для всего стола. Там сейчас { $clock }.
settings-clock-own = 🕓 В этом чате время – { $place }. Там сейчас { $clock }.
settings-quiet = 🌙 Тишина с { $from } до { $to }
settings-quiet-none = 🌙 Без тихих часов
settings-desk-title = ⚙️ { $brand }: как работает этот стол
settings-approvals = { $count ->
    [0] 👍 Посты выходят без чьего-либо одобрения.
    [one] 👍 Посту нужно { $count } одобрение.
    [few] 👍 Посту нужны { $count } одобрения.
    [many] 👍 Посту нужно { $count } одобрений.
   *[other] 👍 Посту нужно { $count } одобрения.
}
settings-approvals-note = Новое число действует для того, что отправят на проверку с этого момента; что уже ждёт, сохраняет число, с которым его отправили.
settings-stuck-all = { $editors ->
    [one] ⚠️ Одобрять здесь может только { $editors } человек, а одобрений нужно { $needed }: посты ждали бы вечно. Уменьшите число или добавьте редактора.
    [few] ⚠️ Одобрять здесь могут только { $editors } человека, а одобрений нужно { $needed }: посты ждали бы вечно. Уменьшите число или добавьте редактора.
    [many] ⚠️ Одобрять здесь могут только { $editors } человек, а одобрений нужно { $needed }: посты ждали бы вечно. Уменьшите число или добавьте редактора.
   *[other] ⚠️ Одобрять здесь могут только { $editors } человека, а одобрений нужно { $needed }: посты ждали бы вечно. Уменьшите число или добавьте редактора.
}
settings-stuck-editors = ⚠️ То, что редакторы пишут сами, ждало бы вечно: слишком мало других, кто может одобрить. Разрешите ниже одобрять своё, уменьшите число или добавьте редактора.
settings-own-yes = ✍️ Редакторы могут одобрять собственные посты.
settings-own-no = ✍️ Собственный пост никто не одобряет.
settings-alone-yes = 🧍 Пока редактор один, его собственные посты выходят без второго человека.
settings-alone-no = 🧍 Даже посты единственного редактора ждут второго человека.
settings-move-yes = 🕓 Новое время одобренного поста тоже нужно одобрить.
settings-move-no = 🕓 Новое время не требует нового одобрения.
settings-late = ⏰ Что опоздало больше чем на { $span }, ждёт человека.
settings-clock-of-desk = 🌍 Часы стола – { $place }. Там сейчас { $clock }.
settings-language-of-desk = 🌐 Язык в группах: { $language }.
settings-moved = Кто-то тем временем изменил настройки. Вот какие они сейчас.
settings-in-private = Настройки – в личном чате со мной: откройте его и отправьте /settings.

tokens-title = 🔑 Мои токены API для { $brand }
tokens-about = Программа с токеном обращается к столу от вашего имени: может то же, что и вы, и не больше, чем разрешает токен.
token-role-author = как автор
token-role-editor = как редактор
token-role-admin = как админ
token-scope-read = смотреть
token-scope-write = писать черновики
token-scope-publish = публиковать и снимать
token-scope-manage = управлять людьми, аккаунтами и настройками
token-used = { $prefix } последний раз: { $when }
token-unused = { $prefix } ещё не использован
token-new-title = 🔑 Новый токен
token-new-about = Что он может делать от вашего имени? Разрешите только то, что нужно программе.
token-made = 🔑 Ваш новый токен
token-made-once = Скопируйте его туда, где он нужен, и удалите это сообщение: второй раз я его не покажу, а кто его прочтёт, сможет им воспользоваться.
token-made-address = Адрес API: { $address }.
token-revoke-sure = Отозвать «{ $name }»? Программы с ним сразу перестанут работать.
ask-token-name = Для чего этот токен? Дайте название, которое узнаете, например «Недельный отчёт».
ask-token-name-field = Недельный отчёт
done-token-revoked = Отозван. Им больше никто не воспользуется.
button-tokens = 🔑 Токены API…
button-token-new = ➕ Новый токен…
button-token-make = Создать…
button-token-revoke = 🚫 { $name }
button-token-revoke-sure = 🚫 Отозвать
button-token-hide = 🗑 Скопировано, удалить

button-clock = 🕓 Часы…
button-clock-desk = 🕓 Как у стола
button-quiet-type = 🌙 Другие часы…
button-quiet-none = 🔔 Без тишины
button-desk-settings = ⚙️ Весь стол…
button-own-approval = Свои посты можно одобрять
button-alone = Посты единственного редактора – сразу
button-move-approval = Новое время нужно одобрить
ask-zone = По какому городу время? Ответьте городом («Киев», «Нью-Йорк») или разницей с UTC («UTC+2»).
ask-zone-field = Киев
ask-quiet = Когда мне молчать? Ответьте двумя часами, например «22:00–8:00».
which-zone = Какое из этих?
done-set = Готово
done-clock = 🕓 Теперь время – { $place }. Там сейчас { $clock }.

## Викторины

quiz-easy = 🟢 Легко
quiz-medium = 🟡 Средне
quiz-hard = 🔴 Сложно
quiz-explanation = 💡 { $explanation }
quiz-difficulty = Сложность: { $difficulty }
ask-quiz-question = ❓ Какой вопрос? (До 300 символов)
ask-quiz-answers = Теперь ответы, каждый с новой строки: от 2 до 10, каждый до 100 символов.
ask-quiz-correct = Какой правильный?
ask-quiz-explanation = Что людям прочитать после ответа? (До 200 символов)
ask-quiz-difficulty = Насколько сложно?
button-skip = Пропустить
button-quiz-none = 🗑 Без этого
button-quiz-edit = ✏️ Изменить викторину
button-quiz-question = ❓ Вопрос
button-quiz-answers = 🔢 Ответы
button-quiz-correct = ✅ Правильный ответ
button-quiz-explanation = 💡 Пояснение
button-quiz-difficulty = 🎚 Сложность
bad-quiz-question-missing = Не хватает вопроса: напишите его текстом.
bad-quiz-question-long = { $over ->
    [one] Вопрос длиннее на { $over } символ; помещается { $max }. Пришлите короче.
    [few] Вопрос длиннее на { $over } символа; помещается { $max }. Пришлите короче.
    [many] Вопрос длиннее на { $over } символов; помещается { $max }. Пришлите короче.
   *[other] Вопрос длиннее на { $over } символа; помещается { $max }. Пришлите короче.
}
bad-quiz-answers-few = Нужно хотя бы { $limit } ответа, каждый с новой строки. Пришлите все ещё раз.
bad-quiz-answers-many = Ответов { $count }, а помещается { $limit }. Уберите лишние и пришлите ещё раз.
bad-quiz-answer-missing = Ответ { $answer } пустой. Пришлите все ещё раз.
bad-quiz-answer-long = { $over ->
    [one] Ответ { $answer } длиннее на { $over } символ; помещается { $max }. Пришлите все ещё раз.
    [few] Ответ { $answer } длиннее на { $over } символа; помещается { $max }. Пришлите все ещё раз.
    [many] Ответ { $answer } длиннее на { $over } символов; помещается { $max }. Пришлите все ещё раз.
   *[other] Ответ { $answer } длиннее на { $over } символа; помещается { $max }. Пришлите все ещё раз.
}
bad-quiz-answer-twice = Ответ { $answer } уже есть. Пришлите все ещё раз, каждый один раз.
bad-quiz-correct-missing = Выберите правильный ответ кнопкой или напишите его номер.
bad-quiz-explanation-long = { $over ->
    [one] Пояснение длиннее на { $over } символ; помещается { $max }. Пришлите короче.
    [few] Пояснение длиннее на { $over } символа; помещается { $max }. Пришлите короче.
    [many] Пояснение длиннее на { $over } символов; помещается { $max }. Пришлите короче.
   *[other] Пояснение длиннее на { $over } символа; помещается { $max }. Пришлите короче.
}
bad-quiz-unknown-difficulty = Выберите сложность одной из кнопок.

## Один аккаунт поста

target-copy = { $account } (копия { $copy })
button-targets = 🎯 Аккаунты…
button-reopen-target = ▶️ Всё-таки отправить
button-repeat = 🔂 Опубликовать ещё раз…
button-repeat-now = 🔂 Ещё раз, сейчас · { $copy }
repeat-twice = Там будет дважды: у { $account } это уже есть.
repeat-removed = { $account } получит это ещё раз.
ask-repeat-time = Когда #{ $number } должен выйти ещё раз ({ $account })? Напишите в ответ своими словами: «завтра 9:00», «пт 18:30», «через 45 мин». Часы: { $zone }.
done-cancel-target = Отозвано. Туда пост не выйдет
done-reopen-target = Туда пост всё-таки выйдет
done-repeat = Выходит ещё раз, сейчас
done-repeat-at = Выйдет ещё раз { $moment }
did-cancel-target = отозвано из одного аккаунта
did-reopen-target = всё-таки отправлено в один аккаунт
did-repeat = опубликовано ещё раз
did-returned = возвращено на проверку

## Одобрения, которых не хватает

review-stuck = ⚠️ Больше одобрить некому: нужно { $needed }, а здесь может быть { $possible }. Администратор может добавить редактора или изменить правила в /settings; затем { $author } забирает пост и отправляет ещё раз.
decided-lost = ↩️ { $by }: одобрено · { $moment } · здесь уже не решает
next-lost = ↩️ { $name } здесь уже не решает, и это одобрение не считается: редакторов спросили ещё раз.
refused-admins_only = Это делают администраторы. Попросите кого-нибудь из них.
refused-bad_name = Название бренда – не длиннее 60 знаков. Напишите покороче.
refused-invitation_used = Этим приглашением уже кто-то воспользовался: каждое впускает одного человека. Попросите того, кто прислал, сделать другое.
refused-invitation_expired = Это приглашение слишком старое: оно действовало 24 часа. Попросите того, кто прислал, сделать новое.
refused-invitation_revoked = Это приглашение отозвали. Спросите того, кто прислал, так ли и задумано.
refused-group_taken = В той группе я спрашиваю редакторов другого бренда. Выберите другую группу.
refused-group_not_there = Это не группа, в которой есть и вы, и я. Добавьте меня в группу ваших редакторов и выберите её снова.
refused-bad_setting = Так настроить нельзя. Выберите одну из кнопок.
refused-bad_zone = Не знаю такого места. Напишите ближайший большой город («Киев», «Нью-Йорк») или разницу с UTC («UTC+2»).
refused-bad_quiet_hours = Не понимаю этих часов. Напишите два, например «22:00–8:00».
refused-last_admin = Стол остался бы без администратора. Сначала сделайте администратором кого-то другого.
refused-copy_unknown = Ответ о последней копии потерялся: она уже может быть там. Сначала посмотрите и скажите на её карточке; тогда можно ещё раз.
refused-copy_waits = Последняя копия ещё в пути. Подождите её или сначала отзовите.
refused-bad_quiz = Викторина в таком виде не годится. Проверьте вопрос, ответы и правильный из них.

## Отказы

refused-not_member = Этот стол для своей команды. Попросите администратора добавить вас.
refused-not_found = Этого здесь уже нет.
refused-post_moved = С #{ $number } уже что-то произошло: { $what } ({ $by }, { $moment }). На карточке видно, как сейчас.
refused-not_allowed = Это делают редакторы. Попросите кого-нибудь из них.
refused-own_post = Эту версию написали вы: одобрить её должен кто-то другой.
refused-already_approved = Вы уже одобрили. Ждём ещё кого-нибудь.
refused-empty_post = В посте должен быть текст или фото.
refused-no_targets = Выберите хотя бы один аккаунт.
refused-unfit_target = { $account }: { $finding }
refused-past_time = Это время уже прошло: выберите более позднее.
refused-bad_time = Не понимаю этого времени. Напишите, например, «завтра 9:00», «пт 18:30», «25.12 10:00» или «через 45 минут», либо выберите одну из кнопок.
refused-far_time = Это больше чем через два года: проверьте год.
refused-going_out = #{ $number } как раз выходит: подождите минутку и посмотрите снова.
refused-has_left = #{ $number } уже вышел: забирать нечего.
refused-text_too_long = Текст слишком длинный: сократите и отправьте ещё раз.
refused-media_too_large = Этот файл больше 20 МБ, которые Telegram даёт ботам: пришлите поменьше.
refused-media_over = Файл больше { $megabytes } МБ, а это самое большее, что я могу взять: пришлите версию поменьше.
refused-media_damaged =
    { $item ->
        [0] Этот файл повреждён или оборвался по дороге.
       *[other] Файл { $item } этого поста повреждён.
    } Если на вашем устройстве он открывается, пришлите его ещё раз.
refused-media_type = Файл называется { $said }, но внутри это { $is }. Пришлите само изображение или видео или дайте файлу настоящее имя.
refused-media_dimensions = Это слишком велико, чтобы я его открыл: не больше 100 мегапикселей для изображения, 8192 пикселя на сторону и 4 часа для видео. Пришлите версию поменьше.
refused-media_codec = Я не могу прочитать, как сохранено это видео. Пришлите его как видео, а не как файл, чтобы Telegram его преобразовал, или экспортируйте в MP4 (H.264).
refused-upload_gone = Эта ссылка уже использована или устарела. Попросите у бота новую.
refused-too_many_media = В пост помещается не больше 20 фото, видео и файлов. Лишнее не добавлено: пришлите его отдельным постом или сначала уберите другие («Медиа…» на карточке).
refused-reason_needed = Напишите, пожалуйста, причину словами в ответ на мой вопрос.
refused-text_needed = Пожалуйста, ответьте словами.
refused-stale = Эта кнопка уже устарела. На карточке видно, как сейчас.
refused-decided = Это уже решено ({ $by }, { $moment }). На карточке видно, как сейчас.
refused-not_approved = Одобрения уже нет, поэтому пост не может выйти.
refused-idempotency_key_reused = С этим ключом уже просили о другом. Возьмите новый.
refused-request_running = Такой же запрос ещё выполняется. Попробуйте через мгновение.
refused-media_address = Оттуда я файлы не беру: этот адрес не публичный. Пришлите сам файл.
refused-media_unreachable = Не удалось загрузить файл по этому адресу. Проверьте, открывается ли он без входа, или пришлите сам файл.
refused-bad_entities = Форматирование не подходит к тексту. Пришлите текст ещё раз.
refused-no_account = Такого аккаунта здесь нет. Посмотрите /accounts.
refused-no_member = Такого человека в команде уже нет. Посмотрите состав команды.
refused-bad_link = Это не ссылка на пост. Ответьте такой, как https://t.me/channel/12, или дефисом (-).
refused-credentials = Сеть не принимает наш доступ к этому аккаунту. Администратор может подключить его снова: /accounts.
refused-account_held = В этот аккаунт ничего не уходит, пока его не подключат снова. Как именно, сказано на его карточке; тогда спросим обо всём, что не вышло вовремя.

trouble-ours = Что-то пошло не так у нас. Ничего не потеряно; попробуйте, пожалуйста, через минутку.
trouble-store-away = Минутку: база данных редакции сейчас недоступна. То, что вы делаете, сохранено и пойдёт дальше само, как только она вернётся.
trouble-store-tap = Минутку: база данных недоступна. Ваше нажатие сработает, как только она вернётся.
tap-takes-long = Минутку: это займёт чуть больше времени.
trouble-store-given-up = База данных редакции недоступна уже пять минут, и я не смог это взять. Это не ваша вина. Скажите, пожалуйста, администратору и повторите, когда всё заработает; то, что вы написали, осталось в этом чате.
trouble-network-away = Сеть сейчас не ответила. Это не ваша вина, и ничего не потеряно: попробуйте, пожалуйста, через минуту.
trouble-network-busy = Сеть просит не спешить. Ничьей вины, и ничего не потеряно: попробуйте, пожалуйста, через { $seconds } с.
trouble-network-closed = Сеть нас туда больше не пускает. Это не ваша вина: попросите администратора взглянуть на аккаунт (/accounts).
trouble-network-refused = Сеть этого не взяла: «{ $words }». Измените пост или спросите администратора.
trouble-disk-full = Нет места для файлов. Скажите, пожалуйста, администратору; то, что вы написали, осталось в этом чате.

## Сообщения

what-works = Работают текст, фото, видео, анимации и файлы, по одному или альбомом, с подписью или без. Ваше сообщение остаётся здесь, в чате.
unsupported-sound = Из одного звука пост не сделать. Напишите это текстом или пришлите видео.
unsupported-video-note = Круглое видео в пост не пойдёт. Пришлите его обычным видео.
unsupported-sticker = Стикер в пост не пойдёт. Пришлите картинку или эмодзи в тексте.
unsupported-poll = Опрос в пост не пойдёт. Напишите вопрос текстом.
unsupported-place = Место или контакт в пост не пойдёт. Напишите адрес текстом или дайте ссылку на карту.
unsupported-story = Историю перенять не получится. Пришлите само её фото или видео.
unsupported-other = Поста из этого я не сделаю.
album-too-late = С #{ $number } уже что-то произошло, прежде чем пришла эта часть альбома, поэтому она не добавлена. Пришлите её ответом на карточку.
too-large-upload = Этот файл больше 20 МБ, которые Telegram даёт ботам. Загрузите его здесь; ссылка действует один раз, в течение часа: { $url }
unknown-command = Такой команды я не знаю. Что я умею, скажет /help.
reply-to-what = Ответа на то сообщение я уже не жду. Чтобы изменить пост, откройте его через /drafts и ответьте на карточку; для нового поста пишите без ответа.
edited-too-late = С #{ $number } уже что-то произошло, поэтому ваша правка до него не дошла. Ответьте новым текстом на его карточку.
outsider = Здравствуйте! Это закрытый стол одной команды. Если вы из неё, попросите администратора добавить вас.
outsider-tap = Это для участников стола.

## Аккаунты

command-accounts = подключённые аккаунты (для администраторов)
accounts-title = Аккаунты { $brand }
accounts-next = Выберите, чтобы проверить, выключить или подключить снова.
accounts-none = Пока ничего не подключено. Куда должны выходить посты?
accounts-admins-only = Аккаунтами занимаются администраторы. Спросите кого-нибудь из них.
accounts-in-private = Аккаунтами занимаются в личном чате со мной: откройте его и напишите там /accounts.
account-way-connected = Посты выходят в своё время.
account-way-token_expired = Срок токена истёк: подключите снова.
account-way-disconnected = Сюда ничего не идёт. Вставьте новый токен, чтобы подключить снова.
account-way-off = Сюда ничего не идёт, пока не включите; запланированное ждёт.
account-way-held = Нас больше не принимают, поэтому посты ждут: подключите снова.
account-works = ✅ @{ $username } отвечает.
account-quota = За 24 ч использовано { $used } из { $total } публикаций.
account-drop-ask = Отключить { $name }? Токен будет забыт, и сюда больше ничего не пойдёт. Что уже вышло, останется. Чтобы вернуть, вставьте новый токен.
account-kind-business = бизнес-аккаунт
account-kind-creator = аккаунт автора
account-connected-new = ✅ @{ $username }, { $kind } – подключён к { $brand }. Новые посты могут выходить там.
account-connected-again = ✅ @{ $username }, { $kind } – снова подключён к { $brand }.
account-reconnected = ✅ Снова подключён. Посты выходят в своё время.
account-reconnected-held = { $count ->
    [one] ✅ Снова подключён. { $count } пост пропустил своё время: карточка спрашивает, что с ним делать.
    [few] ✅ Снова подключён. { $count } поста пропустили своё время: карточка спрашивает, что с ними делать.
   *[many] ✅ Снова подключён. { $count } постов пропустили своё время: карточка спрашивает, что с ними делать.
}
button-account-add = ➕ Добавить { $network }
button-account-test = 🩺 Проверить
button-account-off = ⚪️ Выключить
button-account-on = 🟢 Включить
button-account-paste = 🔑 Подключить снова…
button-account-drop = 🔌 Отключить…
button-account-dropped = 🔌 Да, отключить
done-account-on = Включён
done-account-off = Выключен
done-account-disconnect = Отключён
ask-token-instagram = Вставьте сюда токен Instagram, ответом на это сообщение. Где его взять:

    1. На developers.facebook.com откройте своё приложение, затем Instagram → API setup with Instagram login.
    2. В «Generate access tokens» добавьте аккаунт (бизнес или автора), нажмите Generate token и разрешите всё.
    3. Скопируйте токен (начинается с IGAA) и вставьте сюда.

    Ваше сообщение я сразу удалю, а токен буду хранить запечатанным.
ask-token-field = IGAA…
token-not-deleted = Я не смог удалить ваше сообщение с токеном: пожалуйста, удалите его сами, прямо сейчас.
token-in-group = Это был токен доступа, которого никто другой не должен видеть. Если его видели, создайте новый. Чтобы подключить аккаунт, напишите /accounts в личном чате со мной.
token-of-other = Это был токен доступа, поэтому я ничего из него не сохранил. Аккаунты подключают администраторы.
token-unasked = Это похоже на токен доступа, поэтому это не пост, и я ничего из него не сохранил. Чтобы подключить аккаунт, нажмите кнопку и вставьте его ещё раз.
credentials-no_token = Это не токен: токен – одно длинное слово, которое начинается с IGAA. Скопируйте его целиком и вставьте ещё раз, ответом на мой вопрос.
credentials-token_of_facebook = Это токен Facebook (начинается с EAA), Instagram его не принимает. Создайте токен в Instagram → API setup with Instagram login, он начинается с IGAA, и вставьте его.
credentials-token_of_basic_display = Это токен Instagram Basic Display, который Meta закрыла в 2024 году. Создайте новый в Instagram → API setup with Instagram login и вставьте его.
credentials-token_of_app = Это токен приложения, а не аккаунта. В Instagram → API setup with Instagram login нажмите Generate token рядом с аккаунтом и вставьте то, что появится.
credentials-token_expired = Срок этого токена истёк. Нажмите Generate token ещё раз и вставьте новый.
credentials-token_refused = Instagram не знает этого токена: его отозвали или скопировали не целиком. Скопируйте ещё раз или создайте новый и вставьте.
credentials-token_without_account = Этот токен относится ко входу через Facebook без своего аккаунта Instagram. Создайте токен в Instagram → API setup with Instagram login и вставьте его.
credentials-account_personal = Это личный аккаунт, а Instagram даёт программам публиковать только в профессиональные. В приложении Instagram перейдите на бизнес-аккаунт или аккаунт автора (Настройки → Тип аккаунта), создайте новый токен и вставьте его.
credentials-permission_missing = У этого токена нет права публиковать. Создайте новый, разрешите всё, о чём спросят (не хватает instagram_business_content_publish), и вставьте его.
credentials-other_account = Этот токен открывает другой аккаунт, @{ $username }. Чтобы подключить и его, добавьте его в /accounts; для этого же войдите в нужный аккаунт, создайте токен и вставьте.
credentials-no_answer = Сейчас не удалось спросить Instagram. Вы не виноваты: вставьте токен ещё раз через минуту.

## Команда

command-team = кто здесь работает, приглашения
command-client = переключить бренд
role-author = автор
role-editor = редактор
role-admin = администратор
team-title = 👥 Команда { $brand }
team-line = { $name } · { $role } · с { $date }
team-invitations = Открытые приглашения
team-invitation = { $role } · от: { $by } · до { $moment }
team-next = Выберите человека, чтобы изменить его роль или убрать, или пригласите нового.
team-in-private = Командой занимаются в личном чате со мной: откройте его и напишите /team.
team-member = Выберите, что { $name } может делать для { $brand }.
team-remove-ask = Убрать { $name } из { $brand }? Этот человек больше ничего здесь не увидит и не сделает. Что одобрил только он и что ещё не вышло, вернётся на проверку; что вышло, останется. Если он есть в группе редакторов, уберите его и оттуда.
team-role-set = { $name }: { $role }
team-removed = { $name } больше не работает для { $brand }.
button-invite-author = ➕ Пригласить автора
button-invite-editor = ➕ Пригласить редактора
button-invite-admin = ➕ Пригласить администратора
button-invitation-revoke = ✖️ Отозвать: { $role }, до { $clock }
button-team-remove = 🗑 Убрать
button-team-removed = Да, убрать
invitation = Эта ссылка впускает одного человека в { $brand }, роль: { $role }. Она действует один раз, до { $moment }. Отправьте её только этому человеку.

    { $link }
invitation-revoked = Отозвано: ссылка больше никого не впустит.
joined = Вы присоединились к { $brand }, роль: { $role }.
joined-already = Вы уже работаете для { $brand }, роль: { $role }. Ссылка остаётся открытой для того, кому она предназначена.
told-joined-author = 👋 { $name } теперь работает для { $brand }: автор.
told-joined-editor = { $group ->
    [yes] 👋 { $name } теперь работает для { $brand }: редактор. Посты проверяют в группе редакторов: добавьте человека туда, если его там ещё нет.
   *[other] 👋 { $name } теперь работает для { $brand }: редактор.
}
told-joined-admin = { $group ->
    [yes] 👋 { $name } теперь работает для { $brand }: администратор. Посты проверяют в группе редакторов: добавьте человека туда, если его там ещё нет.
   *[other] 👋 { $name } теперь работает для { $brand }: администратор.
}

## Несколько брендов

client-title = О каком бренде речь в этом чате?
client-title-one = Здесь вы работаете для { $brand }.
client-chosen = Теперь в этом чате речь о { $brand }.
client-in-private = Бренды переключают в личном чате со мной: откройте его и напишите /client.
client-ask-name = Как называется новый бренд? Ответьте названием.
client-name-field = Daily Bean
client-ask-new-name = Как теперь назвать { $brand }? Ответьте новым названием.
client-renamed = Теперь бренд называется { $brand }.
button-client = { $brand } · { $role }
button-client-new = ➕ Новый бренд…
button-client-rename = ✏️ Переименовать { $brand }…

## Начало работы

setup-ask-name = Здравствуйте, { $name }! Этот стол настраиваете вы; это несколько минут, можно остановиться и вернуться в любой момент.

    Сначала: как называется бренд, чьи аккаунты вы ведёте? Напишите название.
setup-title = 🛠 Настраиваем { $brand }
setup-title-done = ✅ { $brand }: всё настроено
setup-name = Название
setup-zone = Часовой пояс
setup-language = Язык в группах
setup-group = Группа редакторов
setup-account = Первый аккаунт
setup-team = Команда
setup-later = позже
setup-each-private = каждому лично
setup-about-zone = По каким часам выходят посты? Выберите место или найдите другой город.
setup-about-language = На каком языке писать там, где читают несколько человек? В личных чатах у каждого свой.
setup-about-group = Где редакторы смотрят посты? Лучше всего в группе Telegram: добавьте меня туда обычным участником. Из написанного там я вижу только команды и ответы мне; режим приватности Telegram выключать не нужно. Если я уже в группе, напишите в ней /start.

    Без группы каждый редактор получает посты лично.
setup-about-account = Куда идут посты? Подключите канал или аккаунт.
setup-about-team = Кто пишет и кто одобряет? Пригласите их: каждый получит свою ссылку.
setup-all-done = Всё готово. Пришлите мне текст или фото, и это станет вашим первым черновиком. Изменить всё это можно в /team, /accounts и /settings, добавить бренд – в /client.
setup-some-later = Можно начинать: пришлите мне текст или фото, и это станет вашим первым черновиком. Отложенное – за кнопками ниже; /start покажет их снова.
button-setup-search = 🔎 Другой город
button-setup-skip = Позже ›
button-setup-each = Каждому редактору лично ›
button-setup-add-group = ➕ Добавить меня в группу
button-setup-open-accounts = 🔗 Аккаунты
button-setup-open-team = 👥 Команда

## Группа редакторов

group-offer = Вы добавили меня в «{ $group }». Чьих редакторов там спрашивать? Как участник я вижу только команды и ответы мне, большего не нужно.
group-offer-none = Хорошо, никого там не спрашиваю. Захотите иначе – напишите в той группе /start.
group-bound = ✅ Теперь посты { $brand } проверяем в той группе.
group-kept = Хорошо, там всё остаётся как было.
group-taken-ask = В той группе я спрашиваю редакторов другого бренда, { $other }. Отдать её для { $brand }? Тогда редакторов { $other } буду спрашивать по одному.
button-group-none = Ничьих
button-group-keep = Нет, пусть будет как есть
button-group-take = Да, отдать для { $brand }
told-group-bound = 👋 Теперь посты { $brand } проверяем здесь. Как это работает, расскажет /help.
## Подключение канала или группы Telegram

button-chat-add = ➕ Добавить канал или группу Telegram
button-chat-channel = 📢 Выбрать канал
button-chat-group = 👥 Выбрать группу
button-chat-cancel = ✖️ Отмена
button-chat-check = 🔄 Проверить ещё раз
button-chat-connect = ✅ Подключить к { $brand }
button-chat-not = Не сейчас
button-chat-again = 🔑 Подключить снова
chat-which = Куда публиковать { $brand }? Нажмите кнопку внизу и выберите канал или группу; вы должны быть там администратором. В канале Telegram сделает меня администратором, который может публиковать, изменять и удалять сообщения.

    Если я уже администратор канала, всё равно выберите его.
chat-left = Ничего не подключено. Вернуться к этому можно в /accounts.
chat-looking = Смотрю, что мне можно в «{ $title }»…
chat-connected-new = ✅ «{ $title }» подключён к { $brand }. Новые посты могут идти туда.
chat-connected-again = ✅ «{ $title }» снова подключён к { $brand }.
chat-ask = Теперь я администратор «{ $title }». Публиковать там? Пока вы не скажете, туда ничего не уйдёт.
chat-right-there = быть в группе: откройте её → Добавить участников → выберите меня
chat-right-admin = быть администратором: канал → Администраторы → Добавить администратора → выберите меня
chat-right-post = Публиковать сообщения: канал → Администраторы → я → Публикация сообщений
chat-right-edit = Изменять сообщения: канал → Администраторы → я → Изменение чужих сообщений
chat-right-delete = Удалять сообщения: канал → Администраторы → я → Удаление чужих сообщений
chat-right-write = Отправлять сообщения: группа → Разрешения → Отправка сообщений (или сделайте меня администратором)
chat-right-media = Отправлять фото, видео и файлы: группа → Разрешения → Отправка медиа (или сделайте меня администратором)
done-chat-still = Чего-то ещё не хватает.
refused-chat_closed = Меня нет в этом канале или группе, поэтому я не могу посмотреть. Добавьте меня туда (в канал — администратором) и проверьте ещё раз.
refused-chat_rights = «{ $title }»: мне там ещё нужно

    { $rights }
refused-chat_admins_only = «{ $title }» может подключить только кто-то из его администраторов. Попросите кого-то из них или станьте им.
refused-chat_taken = В этот канал или группу уже публикует другая редакция здесь, а канал принадлежит только одной.
chat-taken-by = Этот канал или группа уже принадлежит { $brand }, а канал принадлежит только одному бренду. Сначала отключите его там.
credentials-chat_no_answer = Telegram сейчас не отвечает. Вы не виноваты: попробуйте ещё раз через минуту.
account-chat-works = ✅ Там мне можно всё, что нужно.
account-lacks = Чего там не хватает:
account-still-stands = Его очередь всё ещё стоит: нажмите «{ $button }».
account-drop-ask-chat = Отключить { $name }? Сюда больше ничего не пойдёт. Что уже вышло, останется. Чтобы вернуть, подключите снова здесь.
account-way-held-chat = Мне нельзя там публиковать, поэтому посты ждут: верните мне права, и они пойдут сами. Если нет — нажмите кнопку.
account-way-disconnected-chat = Туда ничего не идёт. Чтобы вернуться, подключите снова.

## Доступ к аккаунту, который заканчивается

account-until = доступ до { $moment }, раньше обновится сам
account-until-unknown = До какого времени действует доступ, сеть скажет при первом обновлении, через день после подключения.
account-why-expired = Доступ к нему закончился, и сеть не захотела его обновить. Здесь никто не виноват: доступ действует несколько недель, а ещё пропадает с новым паролем или когда его отзывают.
account-title-ends = ⏳ { $account }: доступ заканчивается { $moment }
account-why-ends = Я пытаюсь его обновить и попробую ещё, но сеть пока этого не сделала. Ничего ещё не потеряно.
account-takes-along = { $count ->
    [one] { $count } пост запланирован на более позднее время и ждал бы: { $moment }.
    [few] { $count } поста запланированы на более позднее время и ждали бы; первый — { $moment }.
   *[other] { $count } постов запланированы на более позднее время и ждали бы; первый — { $moment }.
}
account-next-ends = Дальше: создайте новый токен и подключите аккаунт снова кнопкой; остальное не изменится.
finding-access_ends = Наш доступ туда действует до { $day }, а пост запланирован на более позднее время. Раньше он обновится сам; если нет, администраторы узнают.
## Как работает весь путь, для администраторов

command-health = всё ли работает? (для администраторов)
health-title = { $brand }: всё ли работает?
health-beat = 💓 Последний удар сердца прошёл { $seconds } с назад.
health-beat-late = 🚨 Последний удар сердца прошёл { $ago }: ничего не выходит. Тот, кто обслуживает стол, смотрит, работает ли процесс worker, и в его журнал.
health-beat-none = 🚨 Ещё ни один удар сердца не прошёл: тот, кто обслуживает стол, смотрит, работает ли процесс worker, и в его журнал.
health-parts = 🗄 База данных, будильник и Telegram отвечают.
health-migrations = 🚨 База данных старше программы: тот, кто обслуживает стол, перезапускает его, и база обновится.
health-telegram = 🟠 Часть стола не может достучаться до Telegram. Тот, кто его обслуживает, смотрит на соединение; дальше всё пойдёт само.
health-alarm = 🟠 Будильник (Agenda) недоступен. Посты всё равно выходят вовремя; тот, кто обслуживает стол, смотрит на его хранилище.
health-frozen = 🧊 Всё отвечает, но стол заморожен: /freeze пустит дальше.
health-queue = { $waiting ->
    [0] 📭 В пути ничего нет.
    [one] 📬 В пути { $waiting } публикация; ничто не ждёт сверх своего времени.
    [few] 📬 В пути { $waiting } публикации; ничто не ждёт сверх своего времени.
   *[other] 📬 В пути { $waiting } публикаций; ничто не ждёт сверх своего времени.
}
health-queue-kept = 📬 В пути: { $waiting }. Время прошло для { $kept }: их держит заморозка, лимит, повторная попытка или их аккаунт. /login откроет страницу, где видно, что именно.
health-queue-slow = 📬 В пути: { $waiting }. Время настало, а не вышло: { $due }, самое старое уже { $span }. /login откроет страницу, где видно, что мешает.
health-care-none = 👌 Потерянных ответов нет, ничего не задержано, ничего не сорвалось.
health-care = ⚠️ Потерянных ответов: { $unknown } · задержано: { $held } · не вышло: { $failed }. Решите на их карточках; всё вместе видно через /login.
health-accounts-well = { $count ->
    [0] ⚪️ Пока не подключён ни один аккаунт: /accounts.
    [one] 🟢 Работает { $count } аккаунт.
    [few] 🟢 Работают { $count } аккаунта.
   *[other] 🟢 Работает { $count } аккаунтов.
}
health-accounts = 🔑 Нужно подключить снова в /accounts: { $names }.
health-accounts-soon = ⏳ { $name }: подключите снова до { $moment } в /accounts.
button-jobs = 🗂 Что ждёт и почему
alert-heartbeat = 🚨 Стол остановился: уже { $minutes } мин ничего не проходит, поэтому посты не выходят. Тот, кто его обслуживает, смотрит, работает ли процесс worker, и в его журнал. Ничего не потеряно: что опоздает, будет ждать вашего слова.
alert-heartbeat-over = ✅ Стол снова работает. Что опоздало, ждёт вашего слова на своей карточке.
alert-unknown = { $count ->
    [one] ❓ Ответ о { $count } публикации потерян уже полчаса: никто не знает, вышла ли она. Посмотрите там и решите на карточке; её видно и через /login.
    [few] ❓ Ответы о { $count } публикациях потеряны уже полчаса: никто не знает, вышли ли они. Посмотрите там и решите на карточках; все видны через /login.
   *[other] ❓ Ответы о { $count } публикациях потеряны уже полчаса: никто не знает, вышли ли они. Посмотрите там и решите на карточках; все видны через /login.
}
alert-unknown-over = ✅ Потерянных ответов больше нет: всё решено.

## Вход на веб-страницы

command-login = открыть страницы для администраторов
login-in-private = Ссылка для входа только для вас: попросите её в нашем личном чате.
login-link = Вот ваша ссылка на страницы для администраторов. Она действует один раз, в течение пяти минут; вход потом действует 12 часов. Никому её не передавайте: { $url }
login-no-pages = У этого стола нет веб-страниц, которые можно открыть: сначала тот, кто его обслуживает, должен задать SITE_URL.

## Команды

command-new = написать пост
command-quiz = сделать викторину
command-drafts = мои черновики
command-find = найти пост
command-review = что ждёт редактора
command-queue = что выйдет дальше
command-status = как дела за столом
command-freeze = остановить всё, что ещё не вышло
command-settings = настройки
command-help = как это работает

start-author = Здравствуйте, { $name }! Это стол «{ $brand }».

    Напишите мне текст или пришлите фото, и это станет черновиком. Редакторы его посмотрят, и он выйдет в своё время. Вот и всё.

    Попробуйте: просто напишите что-нибудь.
start-editor = Здравствуйте, { $name }! Это стол «{ $brand }».

    Посты, которые ждут согласия, приходят с карточкой: одобрить, попросить правок или отклонить. Все они в /review. Писать посты тоже можно: просто пришлите мне текст или фото.
help = Напишите мне текст или пришлите фото: это станет черновиком с карточкой, где видно, куда и когда он пойдёт и что дальше.

    • Присылайте что угодно, и альбомы тоже: что приходит вместе, то один черновик.
    • Ответьте на карточку текстом, чтобы изменить его, или фото и видео, чтобы добавить их.
    • Исправьте своё сообщение, и черновик тоже изменится.
    • В «Когда» время можно и написать: «завтра 9:00», «пт 18:30», «через 45 минут».
    • Редакторы одобряют; выходит именно то, что они видели.
    • Если ответ сети потерялся, мы спрашиваем. Наугад дважды ничего не выходит.

    /new – написать пост
    /quiz – сделать викторину
    /drafts – мои черновики
    /find – найти пост по словам
    /review – что ждёт редактора
    /queue – что выйдет дальше
    /status – как дела за столом
    /accounts – подключённые аккаунты (для администраторов)
    /team – кто здесь работает, приглашения
    /client – переключить бренд
    /freeze – остановить всё, что ещё не вышло
    /settings – настройки
    /health – всё ли работает (для администраторов)
    /login – веб-страницы (для администраторов)
new = Пришлите мне текст, фото, видео или файлы, и это сразу станет черновиком.
new-in-private = Посты пишут в личном чате со мной: откройте его и пришлите текст или фото.
drafts-title = { $count ->
    [one] Ваш черновик
    [few] Ваши черновики
    [many] Ваши черновики
   *[other] Ваши черновики
}
drafts-none = Черновиков нет. Пришлите мне текст или фото, чтобы начать.
find = Напишите после команды, что искать: /find обжарка кофе. Должны быть все слова; #123 найдёт именно этот пост.
find-title = 🔎 { $words }
find-none = По запросу «{ $words }» ничего нет. Меньше слов или только их начала найдут больше.
find-again = Вашего сообщения с /find уже нет. Поищите, пожалуйста, ещё раз.
review-title = { $count ->
    [one] Редактора ждёт { $count } пост
    [few] Редактора ждут { $count } поста
    [many] Редактора ждут { $count } постов
   *[other] Редактора ждут { $count } поста
}
review-none = Редактора ничто не ждёт. ☕️
queue-title = Выйдет дальше
queue-none = Ничего не запланировано. Одобренные посты будут здесь, пока не выйдут.
queue-when = { $moment }, { $relative }
queue-held = ⏸ время ({ $moment }) прошло
list-photo = 🖼 фото
status-title = { $brand } прямо сейчас
status-frozen = 🧊 Всё заморожено: ничего не выходит.
status-drafts = { $count ->
    [one] 📝 { $count } черновик
    [few] 📝 { $count } черновика
    [many] 📝 { $count } черновиков
   *[other] 📝 { $count } черновика
}
status-in-review = 👀 На проверке: { $count }
status-scheduled = 🗓 В пути: { $count }
status-live-today = { $count ->
    [one] ✅ За последние 24 часа вышел { $count } пост
    [few] ✅ За последние 24 часа вышли { $count } поста
    [many] ✅ За последние 24 часа вышло { $count } постов
   *[other] ✅ За последние 24 часа вышло { $count } поста
}
status-need-care = { $count ->
    [one] ⚠️ Внимание нужно { $count } посту
    [few] ⚠️ Внимание нужно { $count } постам
    [many] ⚠️ Внимание нужно { $count } постам
   *[other] ⚠️ Внимание нужно { $count } поста
}
status-all-well = 👌 Всё в порядке
status-no-accounts = Пока не подключён ни один аккаунт.
account-connected = 🟢 { $name }
account-token_expired = 🟠 { $name } · нужно подключить снова
account-disconnected = 🔴 { $name } · отключён
account-stands = 🔑 { $name } · стоит: подключите снова
account-off = ⚪️ { $name } · выключен
