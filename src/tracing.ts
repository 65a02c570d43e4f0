import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  ROOT_CONTEXT,
  type Span as OtelSpan,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { type Tracer, untraced } from './ports.js';

export interface Tracing {
  readonly tracer: Tracer;
  /** Sends what is left. */
  close(): Promise<void>;
}

export interface TracingOptions {
  /** Of a collector that takes OTLP over HTTP, without a slash at the end. */
  readonly endpoint: string;
  readonly version: string;
  /** How long spans are gathered before they are sent. */
  readonly gatherMs?: number;
}

const SEND_MS = 3_000;
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/;

/** Nothing of it is global: what is under way is known by our own storage, and several desks in one process keep apart. */
export function openTracing({ endpoint, version, gatherMs = 2_000 }: TracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: SEND_MS });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'copydesk', 'service.version': version }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: gatherMs, exportTimeoutMillis: SEND_MS }),
    ],
  });
  const otel = provider.getTracer('copydesk', version);
  const underWay = new AsyncLocalStorage<OtelSpan | null>();

  const contextOf = (parent: string | null | undefined): Context => {
    const span = underWay.getStore();
    if (parent === undefined) return span ? trace.setSpan(ROOT_CONTEXT, span) : ROOT_CONTEXT;
    const [, traceId, spanId] = TRACEPARENT.exec(parent ?? '') ?? [];
    if (!traceId || !spanId) return ROOT_CONTEXT;
    return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
  };

  const tracer: Tracer = {
    async span(name, attributes, work, parent) {
      if (parent === undefined && !underWay.getStore()) return untraced.span(name, attributes, work);
      const span = otel.startSpan(name, { attributes }, contextOf(parent));
      try {
        return await underWay.run(span, () => work({ set: (more) => void span.setAttributes(more) }));
      } catch (thrown) {
        // Its sentence may quote a network, and that a post.
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('error.type', kindOf(thrown));
        throw thrown;
      } finally {
        span.end();
      }
    },
    apart: (work) => underWay.run(null, work),
    past(name, from, attributes) {
      if (underWay.getStore()) otel.startSpan(name, { attributes, startTime: from }, contextOf(undefined)).end();
    },
    current() {
      const context = underWay.getStore()?.spanContext();
      return context ? `00-${context.traceId}-${context.spanId}-01` : null;
    },
  };
  // A collector that is away keeps nobody from stopping.
  return { tracer, close: () => provider.shutdown().catch(() => undefined) };
}

/** The kind of a failure, the code of a refusal or of the system, or the name of the error. */
function kindOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'unknown';
  if ('kind' in thrown) return String(thrown.kind);
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : thrown.name;
}
