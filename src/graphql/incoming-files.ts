import type { Readable } from 'node:stream';
import type { GivenFile } from '../ports.js';
import { badInput } from './errors.js';

/** More than a post takes is no post. */
export const FILES_MAX = 20;

interface Slot {
  /** Whoever asked for it waits for its part. */
  readonly part: PromiseWithResolvers<GivenFile>;
  isAsked: boolean;
  arrived: Readable | null;
}

/**
 * The files of one multipart request, by their names in its map. They come one after the other, each only as fast as it is read; what comes
 * and is not asked for by the one mutation that the files belong to ends the request.
 */
export class IncomingFiles {
  private readonly slots = new Map<string, Slot>();
  private readonly whole = Promise.withResolvers<void>();
  private failure: Error | null = null;

  /** `giveUp`: what is left of the request is read and forgotten. */
  constructor(private readonly giveUp: () => void) {
    this.whole.promise.catch(() => undefined);
  }

  expect(name: string): void {
    const part = Promise.withResolvers<GivenFile>();
    part.promise.catch(() => undefined);
    this.slots.set(name, { part, isAsked: false, arrived: null });
  }

  /** Its bytes, as soon as they come. */
  ask(name: string): Promise<GivenFile> {
    const slot = this.slots.get(name);
    if (!slot) throw badInput(`The file ${name} is not in map.`);
    slot.isAsked = true;
    // All files of a mutation are asked for in one go; what is still unasked after that belongs to nobody.
    setImmediate(() => this.refuseUnasked());
    return slot.part.promise;
  }

  arrive(name: string, file: GivenFile): void {
    const slot = this.slots.get(name);
    if (this.failure) file.source.resume();
    else if (!slot) this.fail(`The file ${name} is not in map.`, file.source);
    else if (slot.arrived) this.fail(`The file ${name} came twice.`, file.source);
    else {
      slot.arrived = file.source;
      slot.part.resolve(file);
      if ([...this.slots.values()].some(({ isAsked }) => isAsked)) this.refuseUnasked();
    }
  }

  /** The request is here in full. */
  end(): void {
    const missing = [...this.slots].flatMap(([name, { arrived }]) => (arrived ? [] : [name]));
    if (missing.length > 0) this.fail(`map names files that were not sent: ${missing.join(', ')}.`);
    else this.whole.resolve();
  }

  /** Ends once the request is here in full and nothing was wrong with it. */
  all(): Promise<void> {
    return this.whole.promise;
  }

  fail(sentence: string, last?: Readable): void {
    if (this.failure) return;
    this.failure = badInput(sentence);
    this.whole.reject(this.failure);
    for (const { part, arrived } of this.slots.values()) {
      part.reject(this.failure);
      if (arrived && !arrived.readableEnded) arrived.destroy(this.failure);
    }
    last?.resume();
    this.giveUp();
  }

  private refuseUnasked(): void {
    const unasked = [...this.slots].find(([, { isAsked, arrived }]) => arrived && !isAsked);
    if (unasked) this.fail(`The file ${unasked[0]} is used by nothing; files of one request belong to one mutation.`);
  }
}
