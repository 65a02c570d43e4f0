/** What a bot administrator may do; what is left out it may not, except for the defaults of `DEFAULT_RIGHTS`. */
export interface BotRights {
  can_post_messages?: boolean;
  can_edit_messages?: boolean;
  can_delete_messages?: boolean;
  can_pin_messages?: boolean;
  can_invite_users?: boolean;
}

export const DEFAULT_RIGHTS: Required<BotRights> = {
  can_post_messages: true,
  can_edit_messages: true,
  can_delete_messages: true,
  can_pin_messages: true,
  can_invite_users: true,
};

export interface SeedPerson {
  id: number;
  name: string;
  username: string;
  /** IETF tag, as Telegram's `language_code`. */
  language: string;
}

export type SeedChat =
  /** The person has pressed "start" before: the bot may write. */
  | { type: 'private'; person: number }
  | {
      type: 'group' | 'supergroup' | 'channel';
      /** Negative; supergroups and channels begin with -100. */
      id: number;
      title: string;
      username?: string;
      /** People in it, owner and admins included or not. */
      members: number[];
      owner: number;
      admins?: number[];
      /** `absent`: it was never there. */
      bot: 'absent' | 'member' | { admin: BotRights };
    };

export interface WorldSeed {
  bot: {
    id: number;
    username: string;
    name: string;
    /** The whole token, `<id>:<secret>`. */
    token: string;
    /** Privacy mode in groups; on where left out. */
    privacy?: boolean;
  };
  people: SeedPerson[];
  chats: SeedChat[];
}
