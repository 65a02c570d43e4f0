import { defineEntity, p } from '@mikro-orm/core';
import type { MediaKind } from '../../domain/content.js';

const MediaSchema = defineEntity({
  name: 'Media',
  tableName: 'media',
  properties: {
    /** SHA-256 of the original, hexadecimal. */
    hash: p.text().primary(),
    kind: p.text().$type<MediaKind>(),
    mime: p.text(),
    /** Bytes. */
    size: p.bigint('number'),
    width: p.integer(),
    height: p.integer(),
    durationMs: p.integer().strictNullable(),
    videoCodec: p.text().strictNullable(),
    audioCodec: p.text().strictNullable(),
    /** File name, of a document. */
    name: p.text().strictNullable(),
    createdAt: p.datetime(),
  },
});

/** A stored original. */
export class Media extends MediaSchema.class {}
MediaSchema.setClass(Media);
