import { z } from 'zod';
import type { PlatformRegistry } from '../platforms/registry.js';

/** Something to choose for one post on one network. */
export interface NetworkOption {
  readonly name: string;
  /** Of a switch: off, on. */
  readonly values: readonly (string | boolean)[];
  /** Where nobody chose. */
  readonly value: string | boolean;
}

const described = z.object({
  properties: z.record(
    z.string(),
    z.object({
      type: z.string().optional(),
      enum: z.array(z.string()).optional(),
      default: z.union([z.string(), z.boolean()]).optional().catch(undefined),
    }),
  ),
});

/** What a network lets authors choose by a tap: the switches and the lists of its options; free words are none. */
export function networkOptions(platforms: PlatformRegistry, platformId: string): NetworkOption[] {
  const { options } = platforms.get(platformId);
  if (!options) return [];
  const { properties } = described.parse(z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' }));
  return Object.entries(properties).flatMap(([name, { type, enum: listed, default: value }]): NetworkOption[] => {
    const values = type === 'boolean' ? [false, true] : (listed ?? []);
    return values[0] === undefined ? [] : [{ name, values, value: value ?? values[0] }];
  });
}
