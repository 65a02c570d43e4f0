import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  type MetadataTags,
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  type Rotation,
  type Target,
  WebMOutputFormat,
} from 'mediabunny';

export interface SampleVideo {
  readonly format?: 'mp4' | 'mov' | 'mkv' | 'webm';
  readonly seconds?: number;
  readonly rotation?: Rotation;
  readonly sound?: boolean;
  readonly picture?: boolean;
  readonly tags?: MetadataTags;
  /** Of each picture. */
  readonly packetBytes?: number;
  /** Of the first picture, in seconds. */
  readonly from?: number;
  readonly width?: number;
}

const FORMATS = {
  mp4: () => new Mp4OutputFormat({ fastStart: false }),
  mov: () => new MovOutputFormat({ fastStart: false }),
  mkv: () => new MkvOutputFormat(),
  webm: () => new WebMOutputFormat(),
};
const FPS = 25;
/** What an encoder of H.264 says of itself: sequence and picture parameters, in the form in which MP4 keeps them. */
const SPS = Buffer.from('Z0LAHtkDxWhAAAADAEAAAAwDxYuS', 'base64');
const PPS = Buffer.from('aMuMsg==', 'base64');
const AVC = Buffer.concat([
  Buffer.from([1, SPS[1] ?? 0, SPS[2] ?? 0, SPS[3] ?? 0, 0xff, 0xe1, 0, SPS.length]),
  SPS,
  Buffer.from([1, 0, PPS.length]),
  PPS,
]);
/** AAC-LC, 44.1 kHz, mono. */
const AAC = Buffer.from([0x12, 0x08]);

/** A video whose containers are real and whose pictures are noise: nothing here decodes them. 360 × 640 stored, as long as asked. */
export async function sampleVideo(wanted: SampleVideo = {}): Promise<Buffer> {
  const target = new BufferTarget();
  await writeSample(wanted, target);
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

/** The same into a file, and never whole in memory. */
export async function sampleVideoFile(path: string, wanted: SampleVideo): Promise<void> {
  await writeSample(wanted, new FilePathTarget(path));
}

async function writeSample(wanted: SampleVideo, target: Target): Promise<void> {
  const {
    format = 'mp4',
    seconds = 1,
    rotation = 0,
    sound = false,
    picture = true,
    packetBytes = 200,
    from = 0,
  } = wanted;
  const output = new Output({ format: FORMATS[format](), target });
  const isWebm = format === 'webm';
  const video = new EncodedVideoPacketSource(isWebm ? 'vp9' : 'avc');
  const audio = new EncodedAudioPacketSource(isWebm ? 'opus' : 'aac');
  if (picture) output.addVideoTrack(video, { rotation });
  if (sound) output.addAudioTrack(audio);
  if (wanted.tags) output.setMetadataTags(wanted.tags);
  await output.start();
  for (let i = 0; i < seconds * FPS; i += 1) {
    const at = from + i / FPS;
    if (picture) await video.add(pictureAt(at, i % FPS === 0, packetBytes, i), videoMeta(isWebm, wanted.width ?? 360));
    if (sound) await audio.add(new EncodedPacket(noise(60, i), 'key', i / FPS, 1 / FPS), audioMeta(isWebm));
  }
  await output.finalize();
}

function pictureAt(at: number, isKey: boolean, bytes: number, seed: number): EncodedPacket {
  const unit = Buffer.concat([Buffer.from([isKey ? 0x65 : 0x41]), noise(bytes, seed)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(unit.length);
  return new EncodedPacket(Buffer.concat([length, unit]), isKey ? 'key' : 'delta', at, 1 / FPS);
}

function videoMeta(isWebm: boolean, width: number) {
  const size = { codedWidth: width, codedHeight: 640 };
  if (isWebm) return { decoderConfig: { codec: 'vp09.00.31.08', ...size } };
  return { decoderConfig: { codec: 'avc1.42c01e', description: AVC, ...size } };
}

function audioMeta(isWebm: boolean) {
  if (isWebm) return { decoderConfig: { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000 } };
  return { decoderConfig: { codec: 'mp4a.40.2', description: AAC, numberOfChannels: 1, sampleRate: 44_100 } };
}

/** The same for the same seed. */
function noise(length: number, seed: number): Buffer {
  return Buffer.alloc(length, Buffer.from([1 + (seed % 200), 7, 11, 200]));
}
