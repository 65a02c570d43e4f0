/** @import { PostView, ProfileView } from '../instagram/view-api.js' */
/** @import { Child } from './dom.js' */
import { profileAvatar } from './avatar.js';
import { byId, el, keepChildren, walkWithArrows } from './dom.js';
import { formatDay, t } from './i18n.js';
import { icon } from './icons.js';
import { currentProfile } from './instagram.js';
import { goTo } from './place.js';
import { KIND_WORDS, mediumView, openPost } from './profile-post.js';
import { onChange, state } from './store.js';

/** What the client's followers see, in the place of an open chat. */
export function showProfile() {
  const section = byId('profile');
  const top = el('div', { class: 'profile-top' });
  const stories = el('ul', { class: 'stories' });
  const grid = el('ul', { class: 'grid' });
  const empty = el('p', { class: 'profile-empty' });
  section.append(el('div', { class: 'profile-scroller', attrs: { tabindex: 0 } }, top, stories, grid, empty));
  for (const list of [stories, grid]) walkWithArrows(list, 'button');
  onChange(() => {
    const profile = currentProfile();
    section.hidden = state.place.profile === null;
    if (section.hidden || !profile) return;
    stories.setAttribute('aria-label', t('stories'));
    grid.setAttribute('aria-label', t('posts'));
    grid.setAttribute('aria-live', 'polite');
    const { posts, stories: shown, ...facts } = profile;
    keepChildren(top, [profile], { key: () => facts.username, signature: () => [facts, posts.length], make: head });
    keepChildren(stories, shown, tiles);
    keepChildren(grid, posts, tiles);
    stories.hidden = shown.length === 0;
    empty.hidden = posts.length > 0;
    empty.textContent = t('profileEmpty');
  });
}

const tiles = {
  /** @param {PostView} post */
  key: ({ id }) => id,
  /** @param {PostView} post */
  signature: (post) => post,
  make: tile,
};

const back = () => goTo(state.place.person, null);

/** @param {ProfileView} profile */
function head(profile) {
  const { username, name, accountType, posts, quota, tokens } = profile;
  return el(
    'div',
    { class: 'profile-head' },
    el(
      'button',
      { class: 'round back', attrs: { type: 'button', 'aria-label': t('back') }, on: { click: back } },
      icon('back'),
    ),
    profileAvatar(profile),
    el(
      'div',
      { class: 'profile-words' },
      el('h2', {}, username),
      el('p', {}, `${name} · ${accountType.toLowerCase().replaceAll('_', ' ')}`),
    ),
    el(
      'dl',
      { class: 'profile-counts' },
      count(t('posts'), String(posts.length)),
      count(t('quotaToday'), `${quota.used} / ${quota.total}`),
      tokens !== 'good' && count(t('profileToken'), t('profileTokenRevoked')),
    ),
  );
}

/** @param {string} name @param {Child} value */
const count = (name, value) => el('div', {}, el('dt', {}, name), el('dd', {}, value));

/** @param {PostView} post */
function tile(post) {
  const [first] = post.media;
  const kind = t(KIND_WORDS[post.kind]);
  const words = post.caption.slice(0, 80) || t('noCaption');
  return el(
    'li',
    {},
    el(
      'button',
      {
        class: `tile tile-${post.kind}`,
        attrs: { type: 'button', 'aria-label': `${kind}, ${formatDay(post.at)}: ${words}` },
        on: { click: () => openPost(post) },
      },
      first ? mediumView(first, false) : el('span', { class: 'tile-words' }, words),
      post.kind !== 'image' && el('span', { class: 'tile-kind', attrs: { 'aria-hidden': 'true' } }, kind),
    ),
  );
}
