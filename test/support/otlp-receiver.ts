import { createServer } from 'node:http';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A collector: takes OTLP over HTTP in JSON, and keeps what it was told. */
export interface OtlpReceiver extends AsyncDisposable {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** Everything as it came. */
  readonly bodies: readonly string[];
}

const value = z.record(z.string(), z.unknown()).transform((one) => Object.values(one)[0]);
const body = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().default(''),
              attributes: z
                .array(z.object({ key: z.string(), value }))
                .transform((all) => Object.fromEntries(all.map((one) => [one.key, one.value]))),
            }),
          ),
        }),
      ),
    }),
  ),
});

export async function openOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void json(request).then((given) => {
      if (request.url !== '/v1/traces') return response.writeHead(404).end();
      bodies.push(JSON.stringify(given));
      for (const resource of body.parse(given).resourceSpans)
        for (const scope of resource.scopeSpans) spans.push(...scope.spans);
      return response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    bodies,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
