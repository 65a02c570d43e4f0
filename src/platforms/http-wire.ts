import { type ClientRequest, type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';

/** A body that is streamed. Its length is told ahead, so that the other side knows an unfinished one when it sees it. */
export interface StreamedBody {
  readonly type: string;
  /** Bytes. */
  readonly length: number;
  chunks(): AsyncIterable<Uint8Array>;
}

export interface Wire {
  /** For axios, in place of Node's own. */
  readonly transport: {
    request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest;
  };
  /** Was there a connection, with TLS agreed on where it is used? Before that nothing of a request leaves this machine. */
  isOpen(): boolean;
  /** Lets go of the connection where the request is not finished. */
  close(): void;
}

/** Looks at what Node does instead of guessing from error codes: whether a request can have arrived decides whether it is repeated. */
export function watchWire(): Wire {
  let open = false;
  let request: ClientRequest | null = null;
  const markOpen = (): void => {
    open = true;
  };
  return {
    transport: {
      request(options, onAnswer) {
        const secure = options.protocol === 'https:';
        const started = (secure ? httpsRequest : httpRequest)(options, onAnswer);
        started.once('socket', (socket) => {
          if (started.reusedSocket || !socket.connecting) markOpen();
          else socket.once(secure ? 'secureConnect' : 'connect', markOpen);
        });
        request = started;
        return started;
      },
    },
    isOpen: () => open,
    close() {
      if (request?.writableFinished === false) request.destroy();
    },
  };
}

export interface Upload {
  readonly stream: Readable;
  /** Has its last byte gone towards the connection? Until then the other side has an unfinished request, which it may not act on. */
  isHandedOver(): boolean;
  /** Why the body could not be read, if that is what went wrong. */
  failure(): unknown;
}

export function watchUpload(body: StreamedBody): Upload {
  let given = 0;
  let failure: unknown;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body.chunks()) {
        if (given + chunk.length > body.length)
          throw new Error(`more than the ${body.length} bytes that were announced`);
        given += chunk.length;
        yield chunk;
      }
      if (given < body.length) throw new Error(`${given} bytes where ${body.length} were announced`);
    } catch (thrown) {
      failure = thrown;
      throw thrown;
    }
  }
  return {
    stream: Readable.from(watched(), { objectMode: false }),
    isHandedOver: () => given >= body.length,
    failure: () => failure,
  };
}
