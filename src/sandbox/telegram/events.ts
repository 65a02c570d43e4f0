import type { PeopleEvent } from './people-api.js';

type Listener = (event: PeopleEvent) => void;

/** Who is looking, and what reaches their screens. */
export class PeopleEvents {
  private readonly listeners = new Map<Listener, { person: number; end: () => void }>();

  /** `end` is called when the world closes. Returns what stops listening. */
  listen(person: number, listener: Listener, end: () => void): () => void {
    this.listeners.set(listener, { person, end });
    return () => void this.listeners.delete(listener);
  }

  get watchers(): number {
    return this.listeners.size;
  }

  /** The event is made per person: two people see the same message differently. */
  to(people: readonly number[], make: (person: number) => PeopleEvent): void {
    for (const [listener, { person }] of this.listeners) if (people.includes(person)) listener(make(person));
  }

  toAll(event: PeopleEvent): void {
    for (const listener of this.listeners.keys()) listener(event);
  }

  close(): void {
    for (const { end } of this.listeners.values()) end();
    this.listeners.clear();
  }
}
