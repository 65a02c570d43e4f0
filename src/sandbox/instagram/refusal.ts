/** A refusal in Meta's form. */
export class GraphRefusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly subcode: number | null;
  readonly isTransient: boolean;
  /** For `x-business-use-case-usage`. */
  readonly waitMinutes: number | null;

  constructor(
    code: number,
    message: string,
    options: { subcode?: number; status?: number; isTransient?: boolean; waitMinutes?: number } = {},
  ) {
    super(message);
    this.name = 'GraphRefusal';
    this.code = code;
    this.subcode = options.subcode ?? null;
    this.status = options.status ?? 400;
    this.isTransient = options.isTransient ?? false;
    this.waitMinutes = options.waitMinutes ?? null;
  }

  body(): object {
    return {
      error: {
        message: this.message,
        type: 'OAuthException',
        code: this.code,
        ...(this.subcode !== null && { error_subcode: this.subcode }),
        is_transient: this.isTransient,
        fbtrace_id: 'ASandboxTrace',
      },
    };
  }
}

/** A refusal of the page's side. */
export class ViewRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'ViewRefusal';
    this.status = status;
  }
}

export const invalidParameter = (message: string): GraphRefusal => new GraphRefusal(100, `(#100) ${message}`);

/** What Meta says of everything that one may not see, whether it exists or not. */
export const unknownObject = (id: string): GraphRefusal =>
  new GraphRefusal(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    { subcode: 33 },
  );
