import { el } from './dom.js';
import { t } from './i18n.js';
import { icon } from './icons.js';

/**
 * What Telegram's apps make of a file.
 * @param {File} file
 * @param {boolean} asFile as it is, in full quality
 */
export function kindOf(file, asFile) {
  if (asFile) return 'document';
  if (file.type === 'image/gif') return 'animation';
  if (/^image\/(?:jpeg|png|webp)$/.test(file.type)) return 'photo';
  if (file.type.startsWith('video/')) return 'video';
  return file.type.startsWith('audio/') ? 'audio' : 'document';
}

/** One address per file, or each drawing would leave a copy in memory. @type {WeakMap<File, string>} */
const addresses = new WeakMap();

/** @param {File} file */
function addressOf(file) {
  const address = addresses.get(file) ?? URL.createObjectURL(file);
  addresses.set(file, address);
  return address;
}

/** @param {File[]} files @param {HTMLElement} quality @param {HTMLElement} remove */
export function attachmentBar(files, quality, remove) {
  const [first] = files;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const size = `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return el(
    'div',
    { class: 'composer-bar' },
    el('div', { class: 'attachments' }, ...files.map(thumbnail)),
    el(
      'div',
      { class: 'composer-bar-words' },
      el('strong', {}, files.length === 1 ? (first?.name ?? '') : t('filesCount', { count: files.length })),
      el('span', {}, size),
    ),
    quality,
    remove,
  );
}

/** @param {File} file */
function thumbnail(file) {
  if (!file.type.startsWith('image/'))
    return el('span', { class: 'attachment', attrs: { title: file.name } }, icon('file'));
  return el('img', { class: 'attachment', attrs: { src: addressOf(file), alt: '', title: file.name } });
}
