import sharp from 'sharp';

// Pictures here are seen once: what sharp would keep of them is only memory. One thread for each of the two that are decoded at once.
sharp.cache(false);
sharp.concurrency(1);

const AT_ONCE = 2;
let busy = 0;
const waiting: (() => void)[] = [];

/** Runs work that holds a picture's pixels: at most two in this process, the others in turn. */
export async function decoding<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else busy += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed on, so that nobody new comes between.
    if (next) next();
    else busy -= 1;
  }
}
