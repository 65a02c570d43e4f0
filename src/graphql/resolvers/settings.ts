import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { clientView } from '../../reads/client-view.js';
import { deskSettings } from '../../reads/settings.js';
import type { ApiContext } from '../context.js';
import { ClientArgs } from '../types/args.js';
import { ClientSettings } from '../types/settings.js';

const MINUTE_MS = 60_000;

@Resolver()
export class SettingsResolver {
  @Query(() => ClientSettings, { nullable: true, description: 'What is set for the client.' })
  async settings(
    @Args(() => ClientArgs) _: ClientArgs,
    @Ctx() { db, viewer: { clientId } }: ApiContext,
  ): Promise<ClientSettings | null> {
    const [found, client] = await Promise.all([deskSettings(db, clientId), clientView(db, clientId)]);
    if (!found || !client) return null;
    const { lateAfterMs, ...rest } = found;
    return { ...rest, lateAfterMinutes: lateAfterMs / MINUTE_MS, editorsChatId: client.editorsChatId };
  }
}
