import { z } from 'zod';
import { type Setting, TOKEN, USER_ID, VERSION } from '../../platforms/instagram/setting.js';

const answerSchema = z.looseObject({
  id: z.string().optional(),
  error: z.object({ code: z.number(), error_subcode: z.number().optional(), message: z.string() }).optional(),
});

export interface Answer {
  readonly status: number;
  readonly id: string;
  /** `code/subcode`, or null where it is no refusal. */
  readonly error: string | null;
  readonly body: Record<string, unknown>;
}

/** The Graph API as any program calls it. */
export function callerOf({ url }: Setting, token: string | null = TOKEN) {
  async function call(method: string, path: string, params: Record<string, unknown> = {}): Promise<Answer> {
    const query =
      method === 'GET' ? `?${new URLSearchParams(Object.entries(params).map(([k, v]) => [k, String(v)]))}` : '';
    const response = await fetch(`${url}/${VERSION}/${path}${query}`, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
      },
      ...(method !== 'GET' && { body: JSON.stringify(params) }),
    });
    const body = answerSchema.parse(await response.json());
    const { code, error_subcode: subcode } = body.error ?? {};
    const error = code === undefined ? null : subcode === undefined ? String(code) : `${code}/${subcode}`;
    return { status: response.status, id: body.id ?? '', error, body };
  }
  return {
    get: (path: string, params?: Record<string, unknown>) => call('GET', path, params),
    create: (params: Record<string, unknown>, userId = USER_ID) => call('POST', `${userId}/media`, params),
    publish: (id: string, userId = USER_ID) => call('POST', `${userId}/media_publish`, { creation_id: id }),
    call,
  };
}
