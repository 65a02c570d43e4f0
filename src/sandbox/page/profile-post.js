/** @import { PostView } from '../instagram/view-api.js' */
/** @import { TextKey } from './i18n.js' */
import { el } from './dom.js';
import { formatDay, formatTime, t } from './i18n.js';
import { icon } from './icons.js';
import { mediaUrl } from './instagram.js';
import { copy, showModal } from './toast.js';

/** @type {Record<PostView['kind'], TextKey>} */
export const KIND_WORDS = { image: 'kindImage', carousel: 'kindCarousel', reel: 'kindReel', story: 'kindStory' };

/** @param {PostView['media'][number]} medium @param {boolean} isPlayed */
export function mediumView({ path, mime, altText }, isPlayed) {
  const src = mediaUrl(path);
  if (mime.startsWith('video/')) {
    const attrs = {
      src,
      preload: 'metadata',
      muted: true,
      playsinline: true,
      controls: isPlayed,
      'aria-label': t('kindReel'),
    };
    return el('video', { attrs });
  }
  return el('img', { attrs: { src, alt: altText ?? '', loading: 'lazy' } });
}

/** One post as a follower sees it. @param {PostView} post */
export function openPost(post) {
  const { caption, permalink, at, kind, byHand, media } = post;
  const dialog = el('dialog', { class: 'post', attrs: { 'aria-label': t(KIND_WORDS[kind]) } });
  const close = el(
    'button',
    { class: 'round', attrs: { type: 'button', 'aria-label': t('close') }, on: { click: () => dialog.close() } },
    icon('close'),
  );
  const when = `${formatDay(at)}, ${formatTime(at)}`;
  dialog.append(
    el(
      'div',
      { class: 'post-head' },
      el('p', {}, el('strong', {}, t(KIND_WORDS[kind])), ' · ', el('time', { attrs: { datetime: at } }, when)),
      close,
    ),
    media.length > 0 ? gallery(media) : '',
    el('p', { class: 'post-caption' }, caption || t('noCaption')),
    el(
      'p',
      { class: 'post-foot' },
      el('code', {}, permalink),
      el(
        'button',
        { class: 'solid', attrs: { type: 'button' }, on: { click: () => void copy(permalink, t('linkCopied')) } },
        t('copyLink'),
      ),
      byHand && el('span', {}, t('byHand')),
    ),
  );
  showModal(dialog);
}

/** @param {PostView['media']} media */
function gallery(media) {
  const stage = el('div', { class: 'post-stage', attrs: { 'aria-live': 'polite' } });
  const place = el('span', { class: 'post-place' });
  let shown = 0;
  /** @param {number} by */
  function move(by) {
    shown = Math.max(0, Math.min(media.length - 1, shown + by));
    const medium = media[shown];
    if (medium) stage.replaceChildren(mediumView(medium, true));
    place.textContent = t('placeOf', { item: shown + 1, count: media.length });
    before.disabled = shown === 0;
    after.disabled = shown === media.length - 1;
  }
  const before = arrow('back', t('before'), () => move(-1));
  const after = arrow('forward', t('after'), () => move(1));
  const box = el(
    'div',
    { class: 'post-gallery', attrs: { role: 'group', 'aria-label': t('pictures') } },
    stage,
    media.length > 1 && el('div', { class: 'post-arrows' }, before, place, after),
  );
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') move(-1);
    if (event.key === 'ArrowRight') move(1);
  });
  move(0);
  return box;
}

/** @param {import('./icons.js').IconName} name @param {string} label @param {() => void} act */
function arrow(name, label, act) {
  return el(
    'button',
    { class: 'round', attrs: { type: 'button', 'aria-label': label }, on: { click: act } },
    icon(name),
  );
}
