/** There is no space left where media are kept. Nothing was stored; the operator frees some, and the same thing may be sent again. */
export class MediaFull extends Error {
  override readonly name = 'MediaFull';
  constructor(cause: unknown) {
    super('The disk that keeps the media is full', { cause });
  }
}
