import sharp from 'sharp';
import { Refusal } from '../domain/refusal.js';
import type { MediaRoom, MediaStore } from '../ports.js';

const MIMES: Readonly<Record<string, string>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

/** The media of this installation, over the store that keeps their bytes. */
export function openMediaRoom(store: MediaStore): MediaRoom {
  return {
    async take({ source }, maxBytes) {
      const { hash, size } = await store.put(source, maxBytes);
      const measured = await store
        .open(hash)
        .pipe(sharp({ failOn: 'error' }))
        .metadata()
        .catch(() => null);
      const mime = measured && MIMES[measured.format];
      if (!measured || !mime) throw new Refusal('unsupported');
      const { width, height } = measured.autoOrient;
      return { hash, size, kind: 'photo', mime, width, height };
    },
    shipment: async ({ hash, mime, size }) => ({ hash, mime, size }),
    open: (hash) => store.open(hash),
    publicUrl: () => null,
  };
}
