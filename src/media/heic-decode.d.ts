declare module 'heic-decode' {
  /** Pixels as red, green, blue, alpha, already turned as the file says. */
  export default function decode(given: {
    buffer: Uint8Array;
  }): Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
}
