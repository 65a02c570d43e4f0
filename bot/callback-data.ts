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
  /** Asks what is to be taken down; the post. */
  takeDown: 'td',
  /** Asks whether to take it down; `arg` is the publication (`shortId`), or `all`. */
  unpublish: 'dp',
  unpublishSure: 'dy',
  /** On the card of all that is held; `arg` names what it shows. */
  heldSend: 'hs',
  heldMove: 'hm',
  heldDrop: 'hd',
  /** What is still ahead goes at its time. */
  heldKeep: 'hk',
  /** `arg` is a moment, and what the card showed. */
  heldAt: 'ha',
  /** The version is the second in which it was frozen. */
  resume: 'fr',
  resumeBy: 'fb',
  stayFrozen: 'fs',
  /** Accounts of a client, for its admins: the list (`id` is the client), one account, and what is done to it. */
  accountList: 'al',
  account: 'ac',
  accountTest: 'at',
  accountOn: 'an',
  accountOff: 'af',
  accountPaste: 'av',
  accountDrop: 'ad',
  accountDropped: 'ax',
  /** `arg` is the platform. */
  accountAdd: 'aa',
  /** A chat of Telegram for a client (`id`): which one is asked; this one (`arg`) is connected, or left alone. */
  chatAdd: 'ka',
  chatConnect: 'kc',
  chatNot: 'kz',
  /** What each network gets of its own: the networks and pictures of a post, one network, its options. `arg` names it. */
  networks: 'nw',
  network: 'nt',
  keepOptions: 'nk',
  ownText: 'no',
  commonText: 'nc',
  /** `arg` is the place of the picture, from 0. */
  describe: 'nd',
  /** `arg` is what to do and for which account. */
  fix: 'fx',
  open: 'op',
  /** The version is the second in which its queue was held. */
  releaseAccount: 'rq',
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
  mySettings: 'sm',
  deskSettings: 'sd',
  /** Tokens of the API: the list and the menu of a new one (`id` is the member, `arg` what it may), and one token. */
  apiTokens: 'kl',
  tokenNew: 'kt',
  tokenMake: 'km',
  tokenRevoke: 'kr',
  tokenRevoked: 'kx',
  tokenHide: 'kh',
  /** `arg` is what, and the new value; without a value it is asked for. */
  setOwn: 'so',
  /** The same; the version is that of the settings. */
  setDesk: 'sc',
  /** `arg` is the part of a quiz, and the answer; none skips it. */
  quizPart: 'qp',
  /** `arg` is the part; none opens the menu. */
  quizEdit: 'qe',
  /** The menu of a post's accounts. */
  targets: 'tg',
  /** From here on about the first part of one publication, as it was. */
  target: 'ta',
  cancelTarget: 'tc',
  reopenTarget: 'tr',
  askRepeat: 'tq',
  repeat: 'tp',
  /** A set-up; `arg` is the step, and what is chosen there. */
  setUp: 'su',
  /** Whose editors are asked in the group that `arg` names; none: nobody's; `keep`: those who are. */
  bindGroup: 'bg',
  /** The same, although others are asked there. */
  takeGroup: 'bt',
  /** The team of a client; one of it (`id` is the membership), and what becomes of them. */
  team: 'te',
  teamMember: 'tb',
  /** `arg` is the role. */
  teamRole: 'tl',
  teamRemove: 'tx',
  teamRemoved: 'ty',
  /** `arg` is the role. */
  invite: 'iv',
  revokeInvitation: 'ir',
  chooseClient: 'cl',
  newClient: 'cw',
  renameClient: 'cn',
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
  return [VERBS[verb], shortId(id), version.toString(36), ...(arg === '' ? [] : [arg])].join(':');
}

/** Null for what is not ours: an older version's button, or something made up. */
export function parseCallbackData(data: string): Tap | null {
  const [code = '', short = '', version = '', arg = ''] = data.split(':');
  const verb = BY_CODE.get(code);
  const id = longId(short);
  if (!verb || id === null || !/^[0-9a-z]{1,7}$/.test(version)) return null;
  return { verb, id, version: Number.parseInt(version, 36), arg };
}

/** A UUID in 22 characters. */
export function shortId(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

export function longId(short: string): string | null {
  const hex = Buffer.from(short, 'base64url').toString('hex');
  if (short.length !== 22 || hex.length !== 32) return null;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function isVerb(name: string): name is Verb {
  return name in VERBS;
}
