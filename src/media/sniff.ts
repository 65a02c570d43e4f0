import type { GivenFile } from '../ports.js';

/** What the first bytes of a file say that it is; `application/octet-stream` where they say nothing. */
export interface Sniffed {
  readonly family: 'picture' | 'video' | 'other';
  readonly mime: string;
}

/** How much of a file `sniff` wants to see. */
export const HEAD_BYTES = 4096;

const OTHERS: readonly (readonly [mime: string, at: number, magic: string])[] = [
  ['application/pdf', 0, '%PDF-'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/x-msdownload', 0, 'MZ'],
  ['application/x-elf', 0, '\x7fELF'],
  ['application/x-rar-compressed', 0, 'Rar!'],
  ['application/x-7z-compressed', 0, '7z\xbc\xaf\x27\x1c'],
  ['application/gzip', 0, '\x1f\x8b'],
  ['application/x-ole-storage', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['application/postscript', 0, '%!PS'],
  ['image/bmp', 0, 'BM'],
  ['image/x-icon', 0, '\x00\x00\x01\x00'],
  ['image/vnd.adobe.photoshop', 0, '8BPS'],
  ['image/jxl', 0, '\xff\x0a'],
  ['image/jxl', 4, 'JXL '],
  ['image/jp2', 4, 'jP  '],
  ['video/x-msvideo', 8, 'AVI '],
  ['video/x-flv', 0, 'FLV\x01'],
  ['video/x-ms-wmv', 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['video/mpeg', 0, '\x00\x00\x01\xba'],
  ['audio/wav', 8, 'WAVE'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/flac', 0, 'fLaC'],
  ['audio/mpeg', 0, 'ID3'],
];

export function sniff(head: Buffer): Sniffed {
  const latin = head.toString('latin1');
  const is = (magic: string, at = 0): boolean => latin.startsWith(magic, at);
  if (is('\xff\xd8\xff')) return picture('image/jpeg');
  if (is('\x89PNG\r\n\x1a\n')) return picture('image/png');
  if (is('GIF87a') || is('GIF89a')) return picture('image/gif');
  if (is('RIFF') && is('WEBP', 8)) return picture('image/webp');
  if (is('II*\0') || is('MM\0*')) return picture('image/tiff');
  if (is('\x1a\x45\xdf\xa3')) return video(latin.includes('webm') ? 'video/webm' : 'video/x-matroska');
  if (is('ftyp', 4)) return byBrand(head, latin);
  // QuickTime's older files begin without saying their kind.
  if (['moov', 'mdat', 'wide', 'free', 'skip'].some((box) => is(box, 4))) return video('video/quicktime');
  const known = OTHERS.find(([, at, magic]) => is(magic, at));
  return { family: 'other', mime: known?.[0] ?? textual(head) };
}

function byBrand(head: Buffer, latin: string): Sniffed {
  const end = Math.min(head.readUInt32BE(0), head.length);
  const brands = (latin.slice(8, 12) + latin.slice(16, end)).match(/.{4}/gs) ?? [];
  const has = (...names: string[]): boolean => brands.some((brand) => names.includes(brand));
  if (has('avif', 'avis')) return picture('image/avif');
  if (has('heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1')) return picture('image/heic');
  if (has('M4A ', 'M4B ')) return { family: 'other', mime: 'audio/mp4' };
  if (has('crx ')) return { family: 'other', mime: 'image/x-canon-cr3' };
  return video(brands[0] === 'qt  ' ? 'video/quicktime' : 'video/mp4');
}

/** Text that a browser would run is named, so that nobody serves it as anything else. */
function textual(head: Buffer): string {
  const text = head.toString('utf8');
  if (head.length === 0 || text.includes('\0') || text.slice(0, -4).includes('\ufffd'))
    return 'application/octet-stream';
  if (/<svg[\s>]/i.test(text)) return 'image/svg+xml';
  if (/^\s*(<!--.*?-->\s*)?<(!doctype html|html|head|body|script)/is.test(text)) return 'text/html';
  return 'text/plain';
}

/** Of what a document's kind does not show in its first bytes: an office file is a ZIP, a table is text. */
const VAGUE = ['application/octet-stream', 'application/zip', 'application/x-ole-storage', 'text/plain'];

/** The kind of a file that nobody looks into: by its content, and where that does not tell, by the sender's word. */
export function documentMime(content: string, said: string | undefined): string {
  const isUsable = said !== undefined && /^(application|text)\/[\w.+-]+$/.test(said) && said !== 'text/html';
  return VAGUE.includes(content) && isUsable ? said : content;
}

const EXTENSIONS = /\.(jpe?g|png|webp|gif|heic|heif|avif|tiff?|mp4|m4v|mov|mkv|webm)$/i;

/** What the sender called a picture or a video, by kind or by name; null for anything else. */
export function claimOf({ mime, name }: Pick<GivenFile, 'mime' | 'name'>): string | null {
  if (mime && /^(image|video)\//.test(mime)) return mime;
  return name?.match(EXTENSIONS)?.[1]?.toLowerCase() ?? null;
}

function picture(mime: string): Sniffed {
  return { family: 'picture', mime };
}

function video(mime: string): Sniffed {
  return { family: 'video', mime };
}
