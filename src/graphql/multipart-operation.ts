import { z } from 'zod';
import { FILES_MAX } from './incoming-files.js';
import type { UploadedFile } from './upload-scalar.js';

const OPERATION = z.looseObject({ variables: z.record(z.string(), z.unknown()) });
const MAP = z.record(z.string(), z.array(z.string()).min(1));

/** The operation, with a handle wherever `map` names a place; or a sentence that says what is wrong. */
export function readOperation(
  operations: string | undefined,
  map: string,
  handleFor: (file: string) => UploadedFile,
): object | string {
  if (operations === undefined) return 'operations comes before map.';
  const operation = OPERATION.safeParse(readJson(operations));
  if (!operation.success) return 'operations must be the JSON of one operation with variables; batches are not taken.';
  const named = MAP.safeParse(readJson(map));
  if (!named.success) return 'map must be the JSON of an object: each file with the paths of its variables.';
  const files = Object.entries(named.data);
  if (files.length > FILES_MAX || files.flatMap(([, paths]) => paths).length > FILES_MAX) {
    return `map names ${FILES_MAX} files at most.`;
  }
  for (const [file, paths] of files) {
    const handle = handleFor(file);
    const lost = paths.find((path) => !put(operation.data, path, handle));
    if (lost !== undefined) return `map names ${lost}, where there is no null among the variables.`;
  }
  return operation.data;
}

/** False where there is no null at this path of the variables. */
function put(operation: object, path: string, handle: UploadedFile): boolean {
  const steps = path.split('.');
  const last = steps.pop();
  if (steps[0] !== 'variables' || last === undefined) return false;
  let at: unknown = operation;
  for (const step of steps) at = own(at, step);
  if (own(at, last) !== null || typeof at !== 'object' || at === null) return false;
  return Reflect.set(at, last, handle);
}

/** Never what an object has from its prototype. */
function own(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
  return Reflect.get(holder, name);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
