import { open } from 'node:fs/promises';
import {
  EncodedAudioPacketSource,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  Logging,
  LogLevel,
  MATROSKA,
  MatroskaInputFormat,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
  StreamTarget,
  type StreamTargetChunk,
  WEBM,
} from 'mediabunny';
import type { MediaRef } from '../domain/content.js';
import { Refusal } from '../domain/refusal.js';
import { codeOf } from './disk-trouble.js';
import { clearTimes } from './mp4-times.js';
import { writeAll } from './write-all.js';

// What it has to say to the console is in the refusals.
Logging.level = LogLevel.Silent;

type Measured = Omit<MediaRef, 'hash' | 'size' | 'name'>;

const MAX_SIDE = 8192;
const MAX_MS = 4 * 3_600_000;
const CUT_OFF_SLACK_MS = 500;
/** What is held in memory of each file. */
const BUFFER_BYTES = 1024 * 1024;

/**
 * Copies picture and sound of a video into a new MP4 at `to`, packet by packet as they are, with nothing else: no place, no device, no
 * time. Its table of contents comes first, so that it plays while it loads. Null where there is no picture in it.
 */
export async function remuxVideo(from: string, to: string, isAnimation: boolean): Promise<Measured | null> {
  using input = new Input({
    formats: [MP4, QTFF, MATROSKA, WEBM],
    source: new FilePathSource(from, { maxCacheSize: BUFFER_BYTES }),
  });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (!video) return (await input.getTracks()).length > 0 ? null : damaged();
    const audio = await video.getPrimaryPairableAudioTrack();
    const measured = await measure(video, audio, isAnimation);
    await refuseCutOff(input, video, measured.durationMs ?? 0);
    await copy(video, audio, to);
    return measured;
  } catch (thrown) {
    // Whatever the reader stumbles over is in the file; only the machine's own errors are not.
    throw thrown instanceof Refusal || codeOf(thrown) !== null ? thrown : new Refusal('media_damaged');
  }
}

async function measure(video: InputVideoTrack, audio: InputAudioTrack | null, isAnimation: boolean): Promise<Measured> {
  const videoCodec = await video.getCodec();
  const audioCodec = await audio?.getCodec();
  if (!videoCodec || audioCodec === null) throw new Refusal('media_codec');
  const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
  if (width < 1 || height < 1) damaged();
  if (Math.max(width, height) > MAX_SIDE) throw new Refusal('media_dimensions', { width, height, max: MAX_SIDE });
  const durationMs = Math.round((await video.computeDuration()) * 1000);
  if (durationMs > MAX_MS) throw new Refusal('media_dimensions', { durationMs, max: MAX_MS });
  const kind = isAnimation && !audio ? 'animation' : 'video';
  return { kind, mime: 'video/mp4', width, height, durationMs, videoCodec, ...(audioCodec && { audioCodec }) };
}

/** Matroska has no table of contents that would miss what is cut off; its header says how long it was. */
async function refuseCutOff(input: Input, video: InputVideoTrack, durationMs: number): Promise<void> {
  if (!((await input.getFormat()) instanceof MatroskaInputFormat)) return;
  const said = (await input.getDurationFromMetadata([video])) ?? 0;
  if (durationMs + CUT_OFF_SLACK_MS < said * 1000 * 0.95) damaged();
}

async function copy(video: InputVideoTrack, audio: InputAudioTrack | null, to: string): Promise<void> {
  await using file = await open(to, 'wx', 0o600);
  let moov: { data: Uint8Array; position: number } | null = null;
  const format = new Mp4OutputFormat({
    fastStart: 'reserve',
    onMoov: (data, position) => (moov = { data: data.slice(), position }),
  });
  // Into a file of our own: the library's leaves it open when the disk is full, and takes half a write for a whole one.
  const sink = new WritableStream<StreamTargetChunk>({
    write: ({ data, position }) => writeAll(file, data, position),
  });
  const output = new Output({ format, target: new StreamTarget(sink, { chunked: true, chunkSize: BUFFER_BYTES }) });
  const lanes = [await videoLane(output, video), ...(audio ? [await audioLane(output, audio)] : [])];
  try {
    await output.start();
    await pump(lanes);
    await output.finalize();
  } catch (thrown) {
    // What could not be written cannot be closed either; the first failure says why.
    await output.cancel().catch(() => undefined);
    throw thrown;
  }
  if (moov) await clearTimes(file, moov);
}

/** A track on its way: where its packets come from, and where they go. */
interface Lane {
  readonly from: EncodedPacketSink;
  /** How many its table of contents names. */
  readonly count: number;
  add(packet: EncodedPacket): Promise<void>;
}

async function videoLane(output: Output, track: InputVideoTrack): Promise<Lane> {
  const codec = await track.getCodec();
  if (!codec) throw new Refusal('media_codec');
  const source = new EncodedVideoPacketSource(codec);
  const decoderConfig = (await track.getDecoderConfig()) ?? undefined;
  const [rotation, flip] = [await track.getRotation(), await track.getFlip()];
  const count = await countPackets(track);
  output.addVideoTrack(source, { rotation, flip, maximumPacketCount: count });
  const meta = decoderConfig && { decoderConfig };
  return { from: new EncodedPacketSink(track), count, add: (packet) => source.add(packet, meta) };
}

async function audioLane(output: Output, track: InputAudioTrack): Promise<Lane> {
  const codec = await track.getCodec();
  if (!codec) throw new Refusal('media_codec');
  const source = new EncodedAudioPacketSource(codec);
  const decoderConfig = (await track.getDecoderConfig()) ?? undefined;
  const count = await countPackets(track);
  output.addAudioTrack(source, { maximumPacketCount: count });
  const meta = decoderConfig && { decoderConfig };
  return { from: new EncodedPacketSink(track), count, add: (packet) => source.add(packet, meta) };
}

/** The table of contents gets its place before anything is written. */
async function countPackets(track: InputVideoTrack | InputAudioTrack): Promise<number> {
  let count = 0;
  for await (const _ of new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true })) count += 1;
  return count || damaged();
}

/**
 * The earlier packet first, so that neither track waits in memory for the other, and one by one, so that none is read ahead. A file that
 * was cut off still has its table of contents, and its packets just end.
 */
async function pump(lanes: readonly Lane[]): Promise<void> {
  const heads = await Promise.all(
    lanes.map(async (lane) => ({ lane, left: lane.count, next: await lane.from.getFirstPacket() })),
  );
  for (;;) {
    const [first] = heads.toSorted((a, b) => timeOf(a.next) - timeOf(b.next));
    if (!first?.next) break;
    await first.lane.add(first.next);
    first.left -= 1;
    first.next = await first.lane.from.getNextPacket(first.next);
  }
  if (heads.some(({ left }) => left > 0)) damaged();
}

function timeOf(packet: EncodedPacket | null): number {
  return packet?.timestamp ?? Number.POSITIVE_INFINITY;
}

function damaged(): never {
  throw new Refusal('media_damaged');
}
