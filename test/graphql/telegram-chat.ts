import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const FULL = {
  status: 'administrator',
  can_post_messages: true,
  can_edit_messages: true,
  can_delete_messages: true,
};

/** A Telegram that has one channel, as a desk looks at it before it connects it; set to null, it is silent. */
export interface TelegramChat extends AsyncDisposable {
  readonly url: string;
  chat: { readonly place: object; readonly adminIds: readonly number[] } | null;
}

export async function openTelegramChat(): Promise<TelegramChat> {
  const server = createServer((request, response) => {
    if (!telegram.chat) return response.destroy();
    const { place, adminIds } = telegram.chat;
    const results: Record<string, unknown> = {
      getMe: { id: 1, is_bot: true, first_name: 'Desk', username: 'desk_bot' },
      getChat: { id: -1005, type: 'channel', title: 'Bean Lab', username: 'beanlab' },
      getChatMember: place,
      getChatAdministrators: adminIds.map((id) => ({ user: { id } })),
    };
    response.setHeader('content-type', 'application/json');
    return response.end(JSON.stringify({ ok: true, result: results[request.url?.split('/').at(-1) ?? ''] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const telegram: TelegramChat = {
    url: `http://127.0.0.1:${port}`,
    chat: { place: FULL, adminIds: [3] },
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return telegram;
}
