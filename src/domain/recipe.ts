/** What is made of a picture before it ships: always a JPEG in sRGB without metadata. Part of what is approved. */
export interface Recipe {
  readonly format: 'jpeg';
  /** Pixels; a picture that is smaller stays as it is. */
  readonly maxWidth: number;
  readonly maxHeight: number;
  /** Width to height, reached by cutting off (`crop`) or by a border of the picture's own colour (`pad`). */
  readonly form?: { readonly ratio: number; readonly by: 'crop' | 'pad' };
}

/** Width and height of what the recipe makes. */
export function sizeAfter({ width, height }: Pixels, recipe: Recipe): Pixels {
  const { maxWidth, maxHeight, form } = recipe;
  const formed = form ? inForm(width, height, form) : { width, height };
  const scale = Math.min(1, maxWidth / formed.width, maxHeight / formed.height);
  return {
    width: Math.max(1, Math.round(formed.width * scale)),
    height: Math.max(1, Math.round(formed.height * scale)),
  };
}

export interface Pixels {
  readonly width: number;
  readonly height: number;
}

function inForm(width: number, height: number, { ratio, by }: NonNullable<Recipe['form']>): Pixels {
  const isWider = width / height > ratio;
  const keepsHeight = by === 'crop' ? isWider : !isWider;
  return keepsHeight ? { width: height * ratio, height } : { width, height: width / ratio };
}
