import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Telegram's Bot API as a machine reads it; it lies beside the project on our machines, not in it. */
const PATH = fileURLToPath(
  new URL('../../../../shared/specs/telegram/bot-api-10.1.publish-subset.json', import.meta.url),
);

const fieldSchema = z.object({ name: z.string(), types: z.array(z.string()), required: z.boolean() });
const specSchema = z.object({
  methods: z.record(z.string(), z.object({ returns: z.array(z.string()), fields: z.array(fieldSchema).default([]) })),
  types: z.record(
    z.string(),
    z.object({ fields: z.array(fieldSchema).default([]), subtypes: z.array(z.string()).default([]) }),
  ),
});
type Spec = z.infer<typeof specSchema>;

export const machineSpec: Spec | null = existsSync(PATH)
  ? specSchema.parse(JSON.parse(readFileSync(PATH, 'utf8')))
  : null;

/** Throws where a method's result is not what Telegram would send: missing, unknown or mistyped fields, at any depth. */
export function checkAnswer(method: string, result: unknown): void {
  const returns = machineSpec?.methods[method]?.returns;
  if (machineSpec && returns) demand(machineSpec, returns, result, method);
}

function demand(spec: Spec, types: readonly string[], value: unknown, place: string): void {
  const reasons = types.map((type) => mismatch(spec, type, value, place));
  if (!reasons.includes(null)) throw new Error(`not Telegram's shape: ${reasons.join(' or ')}`);
}

/** Null where the value is of the type, else what is wrong with it. */
export function mismatch(spec: Spec, type: string, value: unknown, place: string): string | null {
  const list = /^Array of (.*)$/.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value)) return `${place} is no list`;
    return firstOf(value.map((item: unknown, index) => mismatch(spec, list, item, `${place}[${index}]`)));
  }
  if (type === 'Integer') return Number.isSafeInteger(value) ? null : `${place} is no integer`;
  if (type === 'Float') return typeof value === 'number' ? null : `${place} is no number`;
  if (type === 'String') return typeof value === 'string' ? null : `${place} is no text`;
  if (type === 'Boolean') return typeof value === 'boolean' ? null : `${place} is no boolean`;
  const known = spec.types[type];
  if (!known) return `${place} is of an unknown type ${type}`;
  if (known.subtypes.length > 0) {
    const reasons = known.subtypes.map((subtype) => mismatch(spec, subtype, value, place));
    return reasons.includes(null) ? null : reasons.join(' or ');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${place} is no ${type}`;
  return fieldsOf(spec, type, known.fields, value, place);
}

type Field = z.infer<typeof fieldSchema>;

function fieldsOf(spec: Spec, type: string, fields: readonly Field[], value: object, place: string): string | null {
  const entries = new Map<string, unknown>(Object.entries(value));
  const missing = fields.find((field) => field.required && !entries.has(field.name));
  if (missing) return `${place} (${type}) lacks ${missing.name}`;
  const wrong: (string | null)[] = [...entries].map(([name, inner]) => {
    const field = fields.find((one) => one.name === name);
    if (!field) return `${place} (${type}) has an unknown field ${name}`;
    const reasons = field.types.map((one) => mismatch(spec, one, inner, `${place}.${name}`));
    return reasons.includes(null) ? null : reasons.join(' or ');
  });
  return firstOf(wrong);
}

const firstOf = (reasons: readonly (string | null)[]): string | null =>
  reasons.find((reason) => reason !== null) ?? null;
