/**
 * A HEIC of 64 × 32, left half in one colour and right half in another, written by hand: its two blocks hold their samples uncoded, which
 * HEVC allows, so that no encoder is needed. Colours are Y, Cb, Cr.
 */
export function sampleHeic(
  left: Yuv,
  right: Yuv,
  { icc, turns = 0 }: { icc?: Buffer; turns?: 0 | 1 | 2 | 3 } = {},
): Buffer {
  const nal = slice([left, right]);
  const data = Buffer.concat([u32(nal.length), nal]);
  const brand = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'));
  const size = meta(0, data.length, icc, turns).length;
  return Buffer.concat([brand, meta(brand.length + size + 8, data.length, icc, turns), box('mdat', data)]);
}

export type Yuv = readonly [y: number, cb: number, cr: number];

/** Bits in the order in which HEVC writes them. */
class Bits {
  readonly #bits: number[] = [];

  u(count: number, value: number): this {
    for (let i = count - 1; i >= 0; i -= 1) this.#bits.push(Math.floor(value / 2 ** i) % 2);
    return this;
  }

  /** Exponential Golomb codes. */
  ue(...values: number[]): this {
    for (const value of values) {
      const length = Math.floor(Math.log2(value + 1));
      this.u(length, 0).u(length + 1, value + 1);
    }
    return this;
  }

  /** Profile "Main", level 1. */
  profile(): this {
    return this.u(8, 1).u(32, 0x60000000).u(4, 0b1001).u(44, 0).u(8, 30);
  }

  end(): this {
    return this.u(1, 1).align();
  }

  align(): this {
    return this.u((8 - (this.#bits.length % 8)) % 8, 0);
  }

  bytes(bytes: Buffer): this {
    for (const byte of bytes) this.u(8, byte);
    return this;
  }

  toBuffer(): Buffer {
    const bytes = this.#bits.join('').match(/.{8}/g) ?? [];
    return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
  }
}

const VPS = nalUnit(
  32,
  new Bits().u(4, 0).u(2, 3).u(6, 0).u(3, 0).u(1, 1).u(16, 0xffff).profile().u(1, 1).ue(0, 0, 0).u(6, 0).ue(0).u(2, 0),
);
const SPS = nalUnit(
  33,
  new Bits()
    .u(4, 0)
    .u(3, 0)
    .u(1, 1)
    .profile()
    // Colours 4:2:0, size, eight bits, blocks of 32.
    .ue(0, 1, 64, 32)
    .u(1, 0)
    .ue(0, 0, 0)
    .u(1, 1)
    .ue(0, 0, 0, 2, 0, 0, 3, 0, 0)
    .u(3, 0)
    // Uncoded samples, of eight bits each, in blocks of 32.
    .u(1, 1)
    .u(4, 7)
    .u(4, 7)
    .ue(2, 0)
    .u(1, 1)
    .ue(0)
    .u(5, 0),
);
const PPS = nalUnit(
  34,
  new Bits().ue(0, 0).u(7, 0).ue(0, 0, 0).u(3, 0).ue(0, 0).u(7, 0).u(3, 0b101).u(2, 0).ue(0).u(2, 0),
);

function slice(blocks: readonly Yuv[]): Buffer {
  const bits = new Bits().u(2, 0b10).ue(0, 2, 0).end();
  blocks.forEach(([y, cb, cr], i) => {
    const coder = new Coder(bits);
    // Behind the samples of the block before: the slice goes on.
    if (i > 0) coder.terminal(0);
    // One undivided block, as likely as not at first; then its samples follow uncoded.
    coder.likely([240, 227][i] ?? 0);
    coder.terminal(1);
    bits.align().bytes(Buffer.concat([Buffer.alloc(1024, y), Buffer.alloc(256, cb), Buffer.alloc(256, cr)]));
  });
  new Coder(bits).terminal(1);
  return nalUnit(19, bits, false);
}

/** The arithmetic coder of HEVC, as far as two blocks need it. */
class Coder {
  #low = 0;
  #range = 510;
  #outstanding = 0;
  #isFirst = true;
  constructor(private readonly bits: Bits) {}

  /** The more probable value of a bin whose other value has this range. */
  likely(otherRange: number): void {
    this.#range -= otherRange;
    this.#renormalize();
  }

  terminal(value: 0 | 1): void {
    this.#range -= 2;
    if (value === 0) return this.#renormalize();
    this.#low += this.#range;
    this.#range = 2;
    this.#renormalize();
    this.#put((this.#low >> 9) & 1);
    this.bits.u(2, ((this.#low >> 7) & 3) | 1);
  }

  #renormalize(): void {
    while (this.#range < 256) {
      if (this.#low < 256) this.#put(0);
      else if (this.#low >= 512) {
        this.#low -= 512;
        this.#put(1);
      } else {
        this.#low -= 256;
        this.#outstanding += 1;
      }
      this.#range <<= 1;
      this.#low <<= 1;
    }
  }

  #put(bit: number): void {
    if (this.#isFirst) this.#isFirst = false;
    else this.bits.u(1, bit);
    for (; this.#outstanding > 0; this.#outstanding -= 1) this.bits.u(1, 1 - bit);
  }
}

/** With a 3 put in wherever the bytes would look like the beginning of the next unit. */
function nalUnit(type: number, bits: Bits, isOpen = true): Buffer {
  const bytes = [...(isOpen ? bits.end() : bits.align()).toBuffer()];
  const out: number[] = [type << 1, 1];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(out);
}

function meta(offset: number, length: number, icc: Buffer | undefined, turns: number): Buffer {
  const properties = [
    box('hvcC', configuration()),
    fullBox('ispe', u32(64), u32(32)),
    ...(icc ? [box('colr', Buffer.from('prof'), icc)] : []),
    ...(turns ? [box('irot', Buffer.from([turns]))] : []),
  ];
  const named = properties.map((_, i) => (i === 0 || i === properties.length - 1 ? 0x80 : 0) + i + 1);
  return fullBox(
    'meta',
    fullBox('hdlr', u32(0), Buffer.from('pict'), Buffer.alloc(13)),
    fullBox('pitm', u16(1)),
    fullBox('iloc', u16(0x4400), u16(1), u16(1), u16(0), u16(1), u32(offset), u32(length)),
    fullBox('iinf', u16(1), box('infe', u32(0x02000000), u16(1), u16(0), Buffer.from('hvc1\0'))),
    box('iprp', box('ipco', ...properties), fullBox('ipma', u32(1), u16(1), Buffer.from([named.length, ...named]))),
  );
}

function configuration(): Buffer {
  const units = [VPS, SPS, PPS].map((unit, i) =>
    Buffer.concat([Buffer.from([0x80 + 32 + i]), u16(1), u16(unit.length), unit]),
  );
  const head = '0101600000009000000000001ef000fcfdf8f800000f03';
  return Buffer.concat([Buffer.from(head, 'hex'), ...units]);
}

function box(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
}

function fullBox(type: string, ...parts: Buffer[]): Buffer {
  return box(type, u32(0), ...parts);
}

function u16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
