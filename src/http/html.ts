const MARKUP = Symbol('markup');

/** Markup that is safe to send: everything that was put into it is escaped. */
export interface Html {
  readonly [MARKUP]: string;
}

type Filling = Html | readonly Html[] | string | number | null | false;

export function html(parts: TemplateStringsArray, ...fillings: readonly Filling[]): Html {
  return { [MARKUP]: parts.map((part, place) => part + markup(fillings[place] ?? null)).join('') };
}

export function markup(filling: Filling): string {
  if (filling === null || filling === false) return '';
  if (typeof filling !== 'object') return escape(String(filling));
  return MARKUP in filling ? filling[MARKUP] : filling.map((one) => one[MARKUP]).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
