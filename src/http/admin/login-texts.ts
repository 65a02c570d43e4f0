import type { Language } from '../../domain/settings.js';

export interface LoginTexts {
  readonly title: string;
  readonly intro: string;
  readonly enter: string;
  readonly gone: string;
  readonly out: string;
  readonly outHow: string;
  readonly playground: string;
  readonly loggedIn: string;
  readonly tokenHow: string;
  readonly haveToken: string;
}

/** `gone` is also said of codes that never were, and `out` to strangers: a page tells them nothing. */
export const LOGIN_TEXTS: Readonly<Record<Language, LoginTexts>> = {
  en: {
    title: 'Log in',
    intro: 'You asked the bot for this link. It opens the desk’s pages for admins in this browser, for 12 hours.',
    enter: 'Log in here',
    gone: 'This link was used already or is older than five minutes. Write /login to the bot for a new one.',
    out: 'You are not logged in',
    outHow: 'Write /login to the bot, in your private chat with it, and open the link that it sends.',
    playground: 'The playground works for admins who are logged in in this browser.',
    loggedIn: 'I am logged in: open it',
    tokenHow: 'With an API token it works, too: paste it under Headers, as',
    haveToken: 'I have a token: open it',
  },
  uk: {
    title: 'Вхід',
    intro:
      'Ви попросили це посилання в бота. Воно відкриває сторінки для адміністраторів у цьому браузері на 12 годин.',
    enter: 'Увійти тут',
    gone: 'Це посилання вже використане або старше за п’ять хвилин. Напишіть боту /login, щоб отримати нове.',
    out: 'Ви не ввійшли',
    outHow: 'Напишіть боту /login у приватному чаті й відкрийте посилання, яке він надішле.',
    playground: 'Пісочниця API працює для адміністраторів, які ввійшли в цьому браузері.',
    loggedIn: 'Вхід уже виконано: відкрити',
    tokenHow: 'Працює вона й із токеном API: вставте його в розділі Headers, ось так:',
    haveToken: 'У мене є токен: відкрити',
  },
  ru: {
    title: 'Вход',
    intro: 'Вы попросили эту ссылку у бота. Она открывает страницы для администраторов в этом браузере на 12 часов.',
    enter: 'Войти здесь',
    gone: 'Эта ссылка уже использована или старше пяти минут. Напишите боту /login, чтобы получить новую.',
    out: 'Вы не вошли',
    outHow: 'Напишите боту /login в личном чате и откройте ссылку, которую он пришлёт.',
    playground: 'Песочница API работает для администраторов, которые вошли в этом браузере.',
    loggedIn: 'Вход уже выполнен: открыть',
    tokenHow: 'Работает она и с токеном API: вставьте его в разделе Headers, вот так:',
    haveToken: 'У меня есть токен: открыть',
  },
};
