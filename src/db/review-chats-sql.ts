import { sql } from 'kysely';

/** Where the editors of client `c` are asked, to be joined laterally: their group, else each of them. `chat_id`, `language`. */
export const reviewChatsOfClient = sql`lateral (
    select c.editors_chat_id as chat_id, c.language where c.editors_chat_id is not null
    union all
    select m.telegram_id, coalesce(m.language, c.language) from membership s join member m on m.id = s.member_id
    where c.editors_chat_id is null and s.client_id = c.id and s.removed_at is null and s.role in ('editor', 'admin'))`;

/** Where it is told that an account of client `c` stands still, to be joined laterally: as above, and each admin. */
export const accountChatsOfClient = sql`lateral (
    select c.editors_chat_id as chat_id, c.language where c.editors_chat_id is not null
    union all
    select m.telegram_id, coalesce(m.language, c.language) from membership s join member m on m.id = s.member_id
    where s.client_id = c.id and s.removed_at is null
      and (s.role = 'admin' or (s.role = 'editor' and c.editors_chat_id is null)))`;
