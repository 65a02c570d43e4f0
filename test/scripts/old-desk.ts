import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Post } from '../../src/db/entities/post.js';
import { createOrm } from '../../src/db/orm.js';
import { writeBackup } from '../../src/scripts/write-backup.js';
import { systemClock, systemIds } from '../../src/system.js';
import { approvePost } from '../../src/usecases/approve-post.js';
import { createPost } from '../../src/usecases/create-post.js';
import { type Desk, sqlOutside } from '../../src/usecases/desk.js';
import { editPost } from '../../src/usecases/edit-post.js';
import { schedulePost } from '../../src/usecases/schedule-post.js';
import { submitPost } from '../../src/usecases/submit-post.js';
import { type DeskParts, openDeskParts } from '../support/desk-parts.js';
import { createEmptyDatabase } from '../support/empty-database.js';
import { quietLog } from '../support/log.js';
import { openToyNetwork, type ToyNetwork } from '../support/toy-network.js';
import { testVault } from '../support/vault.js';

/** A desk that is backed up; its people also work on the one that comes of the backup. */
export interface OldDesk extends AsyncDisposable {
  readonly parts: DeskParts;
  readonly toy: ToyNetwork;
  /** Of its backups, and of the data of the desks that come of them. */
  readonly dir: string;
  backup(name: string): Promise<string>;
  drafted(text: string, desk?: Desk): Promise<string>;
  submitted(postId: string, desk?: Desk): Promise<string>;
  approve(postId: string, desk?: Desk): Promise<void>;
  approved(text: string, dueAt?: Date | null, desk?: Desk): Promise<string>;
  /** What is live gets other words, approved. */
  rewrite(postId: string, text: string): Promise<void>;
}

export async function openOldDesk(): Promise<OldDesk> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-restore-'));
  const toy = openToyNetwork({ id: 'telegram', name: 'Toy' });
  const parts = await openDeskParts([toy.platform]);
  const { clientId, authorId, editorId } = parts.scene;
  const old: OldDesk = {
    parts,
    toy,
    dir,
    async backup(name) {
      const to = join(dir, name);
      const source = { db: sqlOutside(parts.desk), dataDir: join(dir, 'old'), ownKey: false, madeBy: '0.1.0' };
      await writeBackup({ ...source, clock: systemClock, ids: systemIds }, to);
      return to;
    },
    async drafted(text, desk = parts.desk) {
      const content = { text, entities: [], media: [] };
      const source = `tg:1:${systemIds.uuid()}`;
      const wanted = { clientId, memberId: authorId, content, source, chatId: '1', language: 'en' };
      return (await createPost(desk, wanted)).postId;
    },
    async submitted(postId, desk = parts.desk) {
      await submitPost(desk, { postId, memberId: authorId });
      return postId;
    },
    async approve(postId, desk = parts.desk) {
      const { revisionId } = await desk.orm.em.fork().findOneOrFail(Post, postId);
      await approvePost(desk, { postId, memberId: parts.otherEditorId, revisionId: revisionId ?? '' });
    },
    async approved(text, dueAt = null, desk = parts.desk) {
      const postId = await old.drafted(text, desk);
      if (dueAt) await schedulePost(desk, { postId, memberId: authorId }, dueAt);
      await old.approve(await old.submitted(postId, desk), desk);
      return postId;
    },
    async rewrite(postId, text) {
      const content = { text, entities: [], media: [] };
      await editPost(parts.desk, { postId, memberId: editorId }, (draft) => ({ ...draft, content }));
      await old.approve(postId);
    },
    async [Symbol.asyncDispose]() {
      await parts[Symbol.asyncDispose]();
      await rm(dir, { recursive: true, force: true });
    },
  };
  return old;
}

/** An empty database and an empty directory, for one test. */
export async function openEmpty(dir: string) {
  const database = await createEmptyDatabase();
  const orm = await createOrm(database.url, quietLog);
  onTestFinished(async () => {
    await orm.close(true);
    await database.drop();
  });
  const dataDir = await mkdtemp(join(dir, 'new-'));
  return { orm, url: database.url, dataDir, kind: 'sandbox', vault: testVault, now: new Date() } as const;
}
