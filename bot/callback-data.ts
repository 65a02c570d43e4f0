/** What a button asks for. Short: Telegram takes at most 64 bytes in all. */
export const VERBS = {
  submit: 's',
  withdraw: 'w',
  archive: 'x',
  restore: 'u',
  cancel: 'c',
  reopen: 'o',
  preview: 'p',
  edit: 'e',
  where: 'wh',
  /** Marks or unmarks an account in the menu; `arg` is the choice after it. */
  choose: 'wm',
  /** Keeps the choice. */
  chosen: 'wd',
  when: 'tm',
  setTime: 'ts',
  typeTime: 'tt',
  back: 'b',
  /** Tries a failed delivery anew, or sends a held one. */
  retry: 'r',
  approve: 'ap',
  requestChanges: 'ch',
  reject: 'rj',
  previewRevision: 'pr',
  itIsThere: 'uy',
  notThere: 'un',
  leaveIt: 'ul',
  /** On the card of all that is held; `arg` names what it shows. */
  heldSend: 'hs',
  heldMove: 'hm',
  heldDrop: 'hd',
  /** `arg` is a moment, and what the card showed. */
  heldAt: 'ha',
  /** The version is the second in which it was frozen. */
  resume: 'fr',
  resumeBy: 'fb',
  stayFrozen: 'fs',
  open: 'op',
  /** The menu of a post's media; `arg` is their order so far, a character each, and which of them is chosen. */
  media: 'md',
  /** Keeps the order. */
  mediaKept: 'mk',
  /** What was added by an answer (`arg` names its first message) takes the place of all else, or is taken out again. */
  batchOnly: 'bo',
  batchUndo: 'bu',
  duplicate: 'cp',
  /** The next page of what was looked for; the version is the number below which it begins. */
  findMore: 'fm',
} as const;
export type Verb = keyof typeof VERBS;

/** A tap: on what, and from which version of it. */
export interface Tap {
  readonly verb: Verb;
  readonly id: string;
  readonly version: number;
  readonly arg: string;
}

const BY_CODE: ReadonlyMap<string, Verb> = new Map(
  Object.entries(VERBS).flatMap(([verb, code]) => (isVerb(verb) ? [[code, verb] as const] : [])),
);

/** `verb:id:version[:arg]`, with the UUID in 22 characters and the version in base 36. */
export function callbackData(verb: Verb, id: string, version: number, arg = ''): string {
  const short = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
  return [VERBS[verb], short, version.toString(36), ...(arg === '' ? [] : [arg])].join(':');
}

/** Null for what is not ours: an older version's button, or something made up. */
export function parseCallbackData(data: string): Tap | null {
  const [code = '', short = '', version = '', arg = ''] = data.split(':');
  const verb = BY_CODE.get(code);
  const hex = Buffer.from(short, 'base64url').toString('hex');
  if (!verb || short.length !== 22 || hex.length !== 32 || !/^[0-9a-z]{1,7}$/.test(version)) return null;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { verb, id, version: Number.parseInt(version, 36), arg };
}

function isVerb(name: string): name is Verb {
  return name in VERBS;
}
