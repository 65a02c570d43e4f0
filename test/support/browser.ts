import { accessSync, constants, createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { z } from 'zod';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Ours, not the package's: its own are made for a Lambda, and switch off the security that the page's policy relies on. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Headless Chromium that needs nothing installed: one on `PATH`, else the one from npm with the libraries and fonts that
 * a bare Debian lacks. Runs as root too. Dispose of it, or its process stays.
 */
export async function launchBrowser(): Promise<Browser & AsyncDisposable> {
  const tmp = await mkdtemp(join(tmpdir(), 'copydesk-browser-'));
  const installed = findOnPath();
  const unpacked = installed === null ? await unpackedChromium() : null;
  const libraries = unpacked === null ? {} : { LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib') };
  const browser = await chromium.launch({
    executablePath: installed ?? join(unpacked ?? '', 'chromium'),
    args: ARGS,
    env: { ...environment(), ...libraries, TMPDIR: tmp, FONTCONFIG_FILE: await writeFontsConfig(tmp) },
  });
  browser.on('disconnected', () => void rm(tmp, { recursive: true, force: true, maxRetries: 5 }));
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function findOnPath(): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not there, or not for us: the next one.
      }
    }
  }
  return null;
}

/**
 * Unpacked once per user and version. Test files run at the same time, so each unpacks into a folder of its own and the
 * first to be done gives it the name: nobody ever starts half a file. (The package's own unpacking has that race.)
 */
async function unpackedChromium(): Promise<string> {
  const bin = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin');
  const manifest: unknown = JSON.parse(await readFile(join(bin, '..', 'package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  const folder = join(tmpdir(), `copydesk-chromium-${version}-${userInfo().uid}`);
  if (existsSync(folder)) return folder;

  const fresh = await mkdtemp(`${folder}-`);
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(fresh, 'chromium'), { mode: 0o700 }),
  );
  await unpackTar(join(bin, 'al2023.tar.br'), join(fresh, 'al2023'));
  try {
    await rename(fresh, folder);
  } catch {
    await rm(fresh, { recursive: true, force: true });
  }
  return folder;
}

const BLOCK = 512;

/** A tar of plain files only, which is what the package has: name, size in octal, and the bytes up to the next full block. */
async function unpackTar(archive: string, folder: string): Promise<void> {
  const tar = brotliDecompressSync(await readFile(archive));
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const name = textAt(tar, at, 100);
    const size = Number.parseInt(textAt(tar, at + 124, 12), 8);
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), tar.subarray(at + BLOCK, at + BLOCK + size), { mode: 0o700 });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function textAt(bytes: Buffer, at: number, length: number): string {
  return bytes.toString('latin1', at, at + length).split('\0', 1)[0] ?? '';
}

/** Chromium dies where it finds no font at all; with ours alone every machine draws the same picture. */
async function writeFontsConfig(folder: string): Promise<string> {
  const fonts = join(dirname(fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/package.json'))), 'ttf');
  const path = join(folder, 'fonts.conf');
  const families = [
    ['sans-serif', 'DejaVu Sans'],
    ['system-ui', 'DejaVu Sans'],
    ['serif', 'DejaVu Serif'],
    ['monospace', 'DejaVu Sans Mono'],
  ];
  // The machine's own fonts only fill in what ours lack: emoji.
  await writeFile(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${escapeXml(fonts)}</dir><dir>/usr/share/fonts</dir><cachedir>${escapeXml(join(folder, 'fonts'))}</cachedir>
${families.map(([name, font]) => `<alias><family>${name}</family><prefer><family>${font}</family></prefer></alias>`).join('\n')}
<match target="pattern"><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>
</fontconfig>`,
  );
  return path;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
