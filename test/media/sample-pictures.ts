import sharp from 'sharp';

/** A place in Kyiv, a telephone and its owner, as cameras write them. */
export const SECRETS = ['Pixel of Olena', 'Secret caption'];
const EXIF = {
  IFD0: { Make: 'Pixel of Olena', ImageDescription: 'Secret caption' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 27/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '30/1 31/1 0/1' },
};
const XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>Secret caption</rdf:Description></rdf:RDF></x:xmpmeta>';

export type SampleFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'tiff';

/** Left half red, right half blue. */
export function halves(width = 120, height = 80) {
  const red = { create: { width: width / 2, height, channels: 3, background: '#ff0000' } } as const;
  return sharp({ create: { width, height, channels: 3, background: '#0000ff' } }).composite([
    { input: red, left: 0, top: 0 },
  ]);
}

export function plain(format: SampleFormat, width?: number, height?: number): Promise<Buffer> {
  return halves(width, height).toFormat(format).toBuffer();
}

/** With place, telephone and caption in it, and lying on its side where that is asked. */
export function tellTale(format: SampleFormat, orientation = 1): Promise<Buffer> {
  return halves().toFormat(format).withMetadata({ orientation }).withExifMerge(EXIF).withXmp(XMP).toBuffer();
}

/** `frames` pictures of 40 × 30, 100 ms each. */
export async function moving(format: 'gif' | 'webp', frames = 3): Promise<Buffer> {
  const raw = Buffer.alloc(40 * 30 * 3 * frames);
  for (let i = 0; i < raw.length; i += 1) raw[i] = (i * 7 + Math.floor(i / (40 * 30 * 3)) * 90) % 251;
  const picture = sharp(raw, { raw: { width: 40, height: 30 * frames, channels: 3, pageHeight: 30 } });
  return picture.toFormat(format, { delay: Array.from({ length: frames }, () => 100), loop: 0 }).toBuffer();
}

/** Colours of the points at a quarter and three quarters of the middle line, as red, green, blue. */
export async function leftAndRight(bytes: Buffer): Promise<number[][]> {
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number) => {
    const from = (Math.floor(info.height / 2) * info.width + Math.floor(info.width * x)) * info.channels;
    return [...data.subarray(from, from + 3)];
  };
  return [at(0.25), at(0.75)];
}
