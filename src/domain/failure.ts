/** The closed list of ways in which a delivery can fail, and what each means for the row. */
export const FAILURES = {
  /** The platform will never accept this content. */
  invalid: { retry: false, reconnect: false },
  /** Policy, copyright, spam. */
  rejected: { retry: false, reconnect: false },
  /** The page, chat or board is gone. */
  missing: { retry: false, reconnect: false },
  /** Token expired or revoked. */
  auth: { retry: false, reconnect: true },
  permission: { retry: false, reconnect: true },
  /** Waits do not count as tries; `giveUpAt` bounds them. */
  rate_limit: { retry: 'wait', reconnect: false },
  quota: { retry: 'wait', reconnect: false },
  /** The platform is still processing. */
  not_ready: { retry: 'wait', reconnect: false },
  network: { retry: true, reconnect: false },
  timeout: { retry: true, reconnect: false },
  outage: { retry: true, reconnect: false },
  /** Anything else that was thrown: ours to mend. */
  bug: { retry: false, reconnect: false },
} as const;

export type FailureKind = keyof typeof FAILURES;

export interface FailureInfo {
  /** `uncertain`: the request may have taken effect. Read only while committing; left out, it counts as uncertain. */
  readonly effect?: 'none' | 'uncertain';
  /** The checkpoint is spoilt (expired container, lost session): start over. */
  readonly restart?: boolean;
  readonly retryAfterMs?: number;
  /** Whose limit it is, of a `rate_limit` or `quota`; left out, the account's. */
  readonly scope?: 'app' | 'account';
  /** The target lives on under this id. */
  readonly movedTo?: string;
  /** Which medium of the part is at fault, from 0. */
  readonly mediaIndex?: number;
  /** HTTP status. */
  readonly status?: number;
  /** The platform's own code, such as `400` or `190/463`. */
  readonly code?: string;
  readonly cause?: unknown;
}

/** What is kept of a failure in the row and shown on a card: no causes, no secrets. */
export interface Failure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly code?: string;
  readonly status?: number;
  readonly mediaIndex?: number;
}

/** The only error that adapters throw. `message` is the platform's own word or ours, already free of secrets. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly info: FailureInfo = {},
  ) {
    super(message, { cause: info.cause });
  }

  /** Anything thrown, as a failure of a known kind. */
  static from(thrown: unknown): PlatformError {
    if (thrown instanceof PlatformError) return thrown;
    return new PlatformError('bug', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
  }

  toFailure(): Failure {
    const { code, status, mediaIndex } = this.info;
    return {
      kind: this.kind,
      message: this.message.slice(0, 500),
      ...(code !== undefined && { code }),
      ...(status !== undefined && { status }),
      ...(mediaIndex !== undefined && { mediaIndex }),
    };
  }
}
