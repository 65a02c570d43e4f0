/** Reads the text format of Prometheus as a scraper does: every line must be a comment we know or a sample. */
export interface Scraped {
  readonly types: ReadonlyMap<string, string>;
  readonly samples: readonly {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (-?[\d.eE+-]+|[Nn]a[Nn]|[+-]Inf)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/gy;

export function readExposition(text: string): Scraped {
  if (!text.endsWith('\n')) throw new Error('The last line has no end');
  const types = new Map<string, string>();
  const samples: Scraped['samples'][number][] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const type = /^# TYPE (\S+) (gauge|counter|histogram|summary)$/.exec(line);
    if (type) {
      if (types.has(type[1] ?? '')) throw new Error(`There are two of ${type[1]}`);
      types.set(type[1] ?? '', type[2] ?? '');
      continue;
    }
    if (/^# HELP \S+ \S/.test(line)) continue;
    const sample = SAMPLE.exec(line);
    if (!sample) throw new Error(`This is no sample: ${line}`);
    samples.push({ name: sample[1] ?? '', labels: labelsOf(sample[2] ?? ''), value: Number(sample[3]) });
  }
  return { types, samples };
}

function labelsOf(text: string): Record<string, string> {
  const found = [...text.matchAll(LABEL)];
  if (found.map(([whole]) => whole).join('') !== text) throw new Error(`These are no labels: ${text}`);
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value]));
}
