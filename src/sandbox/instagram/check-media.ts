import { measureImage } from '../telegram/image-size.js';
import type { Received } from './files.js';
import type { FileRecord } from './records.js';
import { GraphRefusal } from './refusal.js';

export const IMAGE_MAX_BYTES = 8 * 1024 * 1024;
export const VIDEO_MAX_BYTES = 300_000_000;
const RATIO_MIN = 0.8;
const RATIO_MAX = 1.91;
/** A rendition has whole pixels. */
const SLACK = 0.005;

/** Looks at the bytes, never at what the server said about them. */
export function checkImage({ sha256, size, head }: Received, inFeed: boolean): FileRecord {
  if (size > IMAGE_MAX_BYTES) {
    throw new GraphRefusal(36_000, 'The image size is too large. The maximum size is 8 MiB.', { subcode: 2_207_004 });
  }
  const image = measureImage(head);
  if (image?.format !== 'jpeg') {
    const format = image?.format ?? 'unknown';
    throw new GraphRefusal(36_001, `The image format ${format} is not supported. Supported formats are: jpeg.`, {
      subcode: 2_207_005,
    });
  }
  const { width, height } = image;
  const ratio = width / height;
  if (inFeed && (ratio < RATIO_MIN - SLACK || ratio > RATIO_MAX + SLACK)) {
    const message = `The submitted image with aspect ratio (${width}/${height}) cannot be published. Please submit an image with a valid aspect ratio.`;
    throw new GraphRefusal(36_003, message, { subcode: 2_207_009 });
  }
  return { sha256, size, mime: 'image/jpeg', width, height };
}

/** The subcode of what is wrong with it; a video is refused later, by the state of its container. */
export function checkVideo({ sha256, size, head }: Received, story: boolean): FileRecord | { failure: number } {
  const boxes = [...boxesIn(head)];
  const at = (name: string): number => boxes.findIndex((box) => box.name === name);
  const isMovie = at('ftyp') === 0 && at('moov') > 0 && (at('mdat') < 0 || at('moov') < at('mdat'));
  const movie = boxes[at('moov')];
  const seconds = movie && secondsOf(head, movie);
  const max = story ? 60 : 900;
  if (!isMovie || (story && size > 100_000_000) || !seconds || seconds < 3 || seconds > max)
    return { failure: 2_207_026 };
  return { sha256, size, mime: 'video/mp4', width: 0, height: 0 };
}

interface Box {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

function* boxesIn(data: Buffer, from = 0, to = Infinity): Generator<Box> {
  for (let at = from; at + 8 <= Math.min(data.length, to);) {
    const size = data.readUInt32BE(at);
    const name = data.toString('latin1', at + 4, at + 8);
    yield { name, start: at + 8, end: at + size };
    // 0 and 1 stand for "to the end" and for sizes above 4 GB: what follows is not looked at.
    if (size < 8) return;
    at += size;
  }
}

function secondsOf(data: Buffer, { start, end }: Box): number | null {
  for (const box of boxesIn(data, start, end)) {
    if (box.name !== 'mvhd' || box.start + 32 > data.length) continue;
    const isLong = data.readUInt8(box.start) === 1;
    const scale = data.readUInt32BE(box.start + (isLong ? 20 : 12));
    const length = isLong ? Number(data.readBigUInt64BE(box.start + 24)) : data.readUInt32BE(box.start + 16);
    return scale > 0 ? length / scale : null;
  }
  return null;
}
