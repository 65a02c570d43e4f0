import type { House } from './house.js';
import { networkMoves } from './network-moves.js';
import { cardMoves, deskMoves } from './people-moves.js';
import { promiseBroken } from './promises.js';
import { factsOf, isLate } from './store.js';
import { firstWorld, keyOf, rowOf, type World } from './world.js';
import { workerMoves } from './worker-moves.js';

export interface Move {
  readonly label: string;
  readonly world: World;
  /** Nobody has to do this, so a way out must not depend on it. */
  readonly whim?: boolean;
}

export interface Found {
  readonly states: number;
  readonly steps: number;
  readonly depth: number;
  /** Null where every promise holds in every world within the bounds. */
  readonly broken: string | null;
  readonly trace: readonly string[];
}

/** Every world that can come about, breadth first, so that a counterexample is a shortest one. */
export function search(house: House): Found {
  const graph = new Graph();
  let level: [number, World][] = [[graph.first(keyOf(firstWorld(house))), firstWorld(house)]];
  for (let depth = 0; level.length > 0; depth++) {
    graph.depth = depth;
    const next: [number, World][] = [];
    for (const [id, world] of level) {
      if (isSettled(house, world)) graph.settled.push(id);
      for (const { label, world: after, whim } of movesOf(house, world)) {
        if (after === world) continue;
        // What was broken on the way is not part of a world's key, so it is asked of each step, not of each world.
        if (after.broken) return graph.found(after.broken, id, label);
        const seen = graph.add(id, keyOf(after), label, whim ?? false);
        if (seen.known) continue;
        const broken = promiseBroken(after);
        if (broken) return graph.found(broken, seen.id);
        next.push([seen.id, after]);
      }
    }
    level = next;
  }
  const stuck = graph.stuck();
  return stuck === null ? graph.found(null, 0) : graph.found('a row without a way out or a card', stuck);
}

function movesOf(house: House, world: World): Move[] {
  const moves = [
    ...workerMoves(house, world),
    ...networkMoves(house, world),
    ...cardMoves(house, world),
    ...deskMoves(house, world),
  ];
  if (world.tick < house.setting.ticks)
    moves.push({ label: 'time goes by', world: { ...world, tick: world.tick + 1 } });
  return moves;
}

const WAITING: readonly string[] = ['scheduled', 'waiting'];
const FINAL: readonly string[] = ['published', 'cancelled', 'removed', 'left'];

/** Nothing has to happen any more, or only what lies beyond the bounds of the search. */
function isSettled(house: House, world: World): boolean {
  return world.rows.every(({ d, pending }, part) => {
    return pending.length === 0 && (FINAL.includes(d.state) || isBeyond(house, world, part));
  });
}

/** It has used up its attempts; or what it waits for, its time, its turn or that it is held as late, lies behind the last tick. */
function isBeyond({ setting, rules }: House, world: World, part: number): boolean {
  const { d, sent } = rowOf(world, part);
  if (sent.length >= setting.attempts) return true;
  if (world.tick < setting.ticks || !WAITING.includes(d.state)) return false;
  return rules.atClaim(factsOf(world, part)) !== null && !isLate(rules, world, part);
}

/** What was seen and how it was reached; edges are kept to ask from where an end can be reached. */
class Graph {
  depth = 0;
  readonly settled: number[] = [];
  private readonly ids = new Map<string, number>();
  private readonly parents: number[] = [];
  private readonly labels: string[] = [];
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private steps = 0;

  first(key: string): number {
    this.ids.set(key, 0);
    this.parents.push(-1);
    this.labels.push('');
    return 0;
  }

  add(parent: number, key: string, label: string, whim: boolean): { id: number; known: boolean } {
    this.steps++;
    const old = this.ids.get(key);
    const id = old ?? this.parents.length;
    if (!whim && id !== parent) {
      this.from.push(parent);
      this.to.push(id);
    }
    if (old !== undefined) return { id, known: true };
    this.ids.set(key, id);
    this.parents.push(parent);
    this.labels.push(label);
    return { id, known: false };
  }

  /** The first world from which no settled one can be reached without somebody's whim. */
  stuck(): number | null {
    const states = this.parents.length;
    const heads = new Int32Array(states).fill(-1);
    const nexts = new Int32Array(this.to.length);
    this.to.forEach((to, edge) => {
      nexts[edge] = heads[to] ?? -1;
      heads[to] = edge;
    });
    const fine = new Uint8Array(states);
    const open = [...this.settled];
    for (const id of open) fine[id] = 1;
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (let edge = heads[id] ?? -1; edge >= 0; edge = nexts[edge] ?? -1) {
        const before = this.from[edge] ?? 0;
        if (fine[before]) continue;
        fine[before] = 1;
        open.push(before);
      }
    }
    const stuck = fine.indexOf(0);
    return stuck < 0 ? null : stuck;
  }

  found(broken: string | null, at: number, last?: string): Found {
    const trace: string[] = last === undefined ? [] : [last];
    for (let id = broken === null ? 0 : at; id > 0; id = this.parents[id] ?? 0) trace.unshift(this.labels[id] ?? '');
    return { states: this.parents.length, steps: this.steps, depth: this.depth, broken, trace };
  }
}
