import type { Fault } from './people-api.js';
import { faultSchema } from './people-schemas.js';

/** Null where it is not a fault. */
export function parseFault(input: unknown): Fault | null {
  return faultSchema.safeParse(input).data ?? null;
}

/** What a fault without `methods` applies to: all that shows a message to somebody or changes one. */
const isSending = (method: string): boolean => /^(?:send(?!ChatAction)|copy|forward|edit)/.test(method);

/** Faults wait in order; the first that fits a request hits it. */
export class FaultList {
  private faults: Fault[] = [];
  private held: (() => void)[] = [];

  private readonly changed: (faults: Fault[]) => void;

  constructor(changed: (faults: Fault[]) => void) {
    this.changed = changed;
  }

  list(): Fault[] {
    return this.faults.map((fault) => ({ ...fault }));
  }
  add(fault: Fault): void {
    this.faults.push({ ...fault, times: fault.times ?? 1 });
    this.changed(this.list());
  }
  clear(): void {
    this.faults = [];
    this.changed([]);
  }

  /** The fault that hits this request, counted down. */
  take(method: string, chatId: number | null): Fault | null {
    const fits = (fault: Fault): boolean =>
      (fault.methods ? fault.methods.includes(method) : isSending(method)) &&
      (fault.chatId === undefined || fault.chatId === chatId);
    const fault = this.faults.find(fits);
    if (!fault) return null;
    fault.times = (fault.times ?? 1) - 1;
    if (fault.times === 0) this.faults = this.faults.filter((other) => other !== fault);
    this.changed(this.list());
    return { ...fault };
  }

  /** An effect that comes only when it is let go: a request that was under way longer than anybody waited. */
  hold(effect: () => void): void {
    this.held.push(effect);
  }
  /** Lets the held effects take place, in order; returns how many. */
  release(): number {
    const held = this.held;
    this.held = [];
    for (const effect of held) effect();
    return held.length;
  }
}
