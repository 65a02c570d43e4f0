import { el } from './dom.js';
import { t } from './i18n.js';

/**
 * @param {Iterable<File>} files
 * @returns {{ picture: File | null, said: string }} `said` is what the person should know
 */
export function firstPicture(files) {
  const all = [...files];
  const picture = all.find((file) => file.type.startsWith('image/')) ?? null;
  if (!picture) return { picture, said: all.length > 0 ? t('notPicture') : '' };
  return { picture, said: all.length > 1 ? t('onePhoto') : '' };
}

/** One address per file, or each drawing would leave a copy in memory. @type {WeakMap<File, string>} */
const addresses = new WeakMap();

/** @param {File} file */
function addressOf(file) {
  const address = addresses.get(file) ?? URL.createObjectURL(file);
  addresses.set(file, address);
  return address;
}

/** @param {File} file @param {HTMLElement} remove */
export function attachmentBar(file, remove) {
  return el(
    'div',
    { class: 'composer-bar' },
    el('img', { class: 'attachment', attrs: { src: addressOf(file), alt: '' } }),
    el(
      'div',
      { class: 'composer-bar-words' },
      el('strong', {}, t('photo')),
      el('span', {}, `${file.name} · ${Math.max(1, Math.round(file.size / 1024))} KB`),
    ),
    remove,
  );
}
