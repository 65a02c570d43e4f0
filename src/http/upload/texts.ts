import { MediaFull } from '../../domain/media-full.js';
import { Refusal } from '../../domain/refusal.js';

export const LANGUAGES = ['en', 'uk', 'ru'] as const;
export type PageLanguage = (typeof LANGUAGES)[number];

/** What the page for uploading says. `gone` also for links that never were: a page tells strangers nothing. */
export interface PageTexts {
  readonly title: string;
  readonly intro: string;
  readonly choose: string;
  readonly drop: string;
  readonly limit: string;
  readonly sending: string;
  readonly checking: string;
  readonly done: string;
  readonly again: string;
  readonly broken: string;
  readonly tooLarge: string;
  readonly damaged: string;
  readonly type: string;
  readonly dimensions: string;
  readonly codec: string;
  readonly full: string;
  readonly moved: string;
  readonly failed: string;
  readonly gone: string;
  readonly noScript: string;
}

export const PAGE_TEXTS: Readonly<Record<PageLanguage, PageTexts>> = {
  en: {
    title: 'Send a large file',
    intro: 'One photo, video or document for your post.',
    choose: 'Choose a file',
    drop: 'or drop it here',
    limit: 'Up to 300 MB. The link is for one file and one hour.',
    sending: 'Sending…',
    checking: 'Sent. Checking it…',
    done: 'Done. The file is in your post: go back to the chat.',
    again: 'Choose another file',
    broken: 'The connection broke. Check it and choose the file again: nothing was lost.',
    tooLarge: 'This file is too large. Send a smaller or shorter version.',
    damaged: 'This file is damaged or empty. If it opens on your device, choose it again.',
    type: 'This file is something other than its name says. Choose the picture or video itself.',
    dimensions:
      'This is too large to open: at most 100 megapixels for a picture, 8192 pixels a side and 4 hours for a video.',
    codec: 'The way this video is stored cannot be read. Export it as MP4 (H.264) and choose it again.',
    full: 'The desk has no room left for files. Please tell your admin.',
    moved: 'The post can no longer be changed by you. The chat shows how it is now.',
    failed: 'Something went wrong on our side. Try again in a moment.',
    gone: 'This link has been used already or is too old. Ask the bot for a new one.',
    noScript: 'This page needs JavaScript to send a file.',
  },
  uk: {
    title: 'Надіслати великий файл',
    intro: 'Одне фото, відео чи документ для вашого поста.',
    choose: 'Вибрати файл',
    drop: 'або перетягніть його сюди',
    limit: 'До 300 МБ. Посилання діє годину й для одного файлу.',
    sending: 'Надсилаю…',
    checking: 'Надіслано. Перевіряю…',
    done: 'Готово. Файл у вашому пості: поверніться до чату.',
    again: 'Вибрати інший файл',
    broken: 'З’єднання обірвалося. Перевірте його й виберіть файл ще раз: нічого не втрачено.',
    tooLarge: 'Файл завеликий. Надішліть меншу чи коротшу версію.',
    damaged: 'Файл пошкоджений або порожній. Якщо на вашому пристрої він відкривається, виберіть його ще раз.',
    type: 'Усередині файлу не те, що каже його назва. Виберіть саме зображення чи відео.',
    dimensions:
      'Це завелике, щоб відкрити: щонайбільше 100 мегапікселів для зображення, 8192 пікселі на сторону й 4 години для відео.',
    codec: 'Не вдається прочитати, як збережене це відео. Експортуйте його в MP4 (H.264) і виберіть ще раз.',
    full: 'Для файлів більше немає місця. Скажіть, будь ласка, адміністратору.',
    moved: 'Ви вже не можете змінити цей пост. У чаті видно, який він зараз.',
    failed: 'Щось пішло не так у нас. Спробуйте за хвилину ще раз.',
    gone: 'Це посилання вже використане або застаріле. Попросіть у бота нове.',
    noScript: 'Щоб надіслати файл, цій сторінці потрібен JavaScript.',
  },
  ru: {
    title: 'Отправить большой файл',
    intro: 'Одно фото, видео или документ для вашего поста.',
    choose: 'Выбрать файл',
    drop: 'или перетащите его сюда',
    limit: 'До 300 МБ. Ссылка действует час и для одного файла.',
    sending: 'Отправляю…',
    checking: 'Отправлено. Проверяю…',
    done: 'Готово. Файл в вашем посте: вернитесь в чат.',
    again: 'Выбрать другой файл',
    broken: 'Соединение прервалось. Проверьте его и выберите файл ещё раз: ничего не потеряно.',
    tooLarge: 'Файл слишком большой. Отправьте версию поменьше или покороче.',
    damaged: 'Файл повреждён или пуст. Если на вашем устройстве он открывается, выберите его ещё раз.',
    type: 'Внутри файла не то, что говорит его имя. Выберите само изображение или видео.',
    dimensions:
      'Это слишком велико, чтобы открыть: не больше 100 мегапикселей для изображения, 8192 пикселя на сторону и 4 часа для видео.',
    codec: 'Не получается прочитать, как сохранено это видео. Экспортируйте его в MP4 (H.264) и выберите ещё раз.',
    full: 'Для файлов больше нет места. Сообщите, пожалуйста, администратору.',
    moved: 'Вы уже не можете изменить этот пост. В чате видно, какой он сейчас.',
    failed: 'Что-то пошло не так у нас. Попробуйте через минуту ещё раз.',
    gone: 'Эта ссылка уже использована или устарела. Попросите у бота новую.',
    noScript: 'Чтобы отправить файл, этой странице нужен JavaScript.',
  },
};

const OF_REFUSAL: Readonly<Record<string, keyof PageTexts>> = {
  media_too_large: 'tooLarge',
  media_damaged: 'damaged',
  media_type: 'type',
  media_dimensions: 'dimensions',
  media_codec: 'codec',
  upload_gone: 'gone',
};

/** What to say about something thrown, and the status it goes with; a fault of ours says no more than that. */
export function troubleOf(thrown: unknown): { readonly status: number; readonly text: keyof PageTexts } {
  if (thrown instanceof MediaFull) return { status: 507, text: 'full' };
  if (!(thrown instanceof Refusal)) return { status: 500, text: 'failed' };
  const text = OF_REFUSAL[thrown.code] ?? 'moved';
  return { status: text === 'gone' ? 410 : text === 'tooLarge' ? 413 : text === 'moved' ? 409 : 422, text };
}

/** The link's language, or what the browser prefers of ours. */
export function languageOf(known: string | undefined, acceptLanguage: string | undefined): PageLanguage {
  const wanted = [known ?? '', ...(acceptLanguage ?? '').split(',')].map((one) => one.trim().slice(0, 2).toLowerCase());
  return wanted.map((one) => LANGUAGES.find((ours) => ours === one)).find((found) => found !== undefined) ?? 'en';
}
