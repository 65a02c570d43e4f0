import type { Language } from '../../domain/settings.js';

/** Moments in words, by one person's clock and in their language. */
export interface Moments {
  readonly now: Date;
  /** `Sat, 21 Nov, 19:30`. */
  at(moment: Date): string;
  /** `in 5 min`. */
  from(moment: Date): string;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', uk: 'uk', ru: 'ru' };

export function momentsIn(language: Language, zone: string, now: Date): Moments {
  const clock = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const span = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'always', style: 'short' });
  return {
    now,
    at: (moment) => clock.format(moment),
    from(moment) {
      const seconds = Math.round((moment.getTime() - now.getTime()) / 1000);
      if (Math.abs(seconds) < 90) return span.format(seconds, 'second');
      const minutes = Math.round(seconds / 60);
      if (Math.abs(minutes) < 90) return span.format(minutes, 'minute');
      const hours = Math.round(minutes / 60);
      return Math.abs(hours) < 36 ? span.format(hours, 'hour') : span.format(Math.round(hours / 24), 'day');
    },
  };
}
