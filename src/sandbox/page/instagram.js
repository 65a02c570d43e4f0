/** @import { PostView, ProfileView } from '../instagram/view-api.js' */
/** @import { Fault } from '../instagram/faults.js' */
import { callBelow, Refusal } from './api.js';
import { changed, onChange, state } from './store.js';
import { recallNumbers, remember } from './storage.js';

/* What the page knows of the simulated Instagram: it has no stream, so it is asked again and again. */

const PREFIX = '/sandbox/instagram';
const EVERY_MS = 1_500;

export const instagram = {
  /** @type {ProfileView[]} */
  profiles: [],
  /** @type {Fault[]} */
  faults: [],
};

/** A token that nobody has connected yet; empty where this sandbox has no Instagram. */
export const spareToken = () =>
  document.querySelector('meta[name="copydesk-instagram"]')?.getAttribute('content') ?? '';

/** When the newest post was published that was looked at, by username. */
const seen = recallNumbers('profiles');

/** @param {ProfileView} profile @returns {PostView[]} newest first */
export const everythingOf = ({ posts, stories }) =>
  [...posts, ...stories].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));

/** @param {ProfileView} profile */
export function newOn(profile) {
  const since = seen[profile.username] ?? 0;
  return everythingOf(profile).filter(({ at }) => Date.parse(at) > since).length;
}

export const currentProfile = () => instagram.profiles.find(({ username }) => username === state.place.profile);

function markSeen() {
  const profile = currentProfile();
  if (!profile || document.visibilityState !== 'visible') return;
  const newest = Date.parse(everythingOf(profile)[0]?.at ?? '') || 0;
  // A moment from before the sandbox was emptied would hide what comes now.
  if (seen[profile.username] === newest) return;
  seen[profile.username] = newest;
  remember('profiles', JSON.stringify(seen));
}

export async function loadInstagram() {
  if (spareToken() === '') return;
  const [profiles, faults] = await Promise.all([
    callBelow(PREFIX, 'GET', '/profiles'),
    callBelow(PREFIX, 'GET', '/faults'),
  ]);
  if (JSON.stringify([profiles, faults]) === JSON.stringify([instagram.profiles, instagram.faults])) return;
  instagram.profiles = profiles;
  instagram.faults = faults;
  changed();
}

/** First of the views, as `keepUnread`. */
export function keepSeen() {
  onChange(markSeen);
  document.addEventListener('visibilitychange', changed);
}

/** While somebody looks: a hidden page may be late. */
export function followInstagram() {
  if (spareToken() === '') return;
  const ask = async () => {
    if (document.visibilityState === 'visible' && state.online) {
      await loadInstagram().catch((error) => {
        if (!(error instanceof Refusal)) throw error;
      });
    }
    setTimeout(ask, EVERY_MS);
  };
  void ask();
}

/** @param {string} path of a file, below the simulator's root */
export const mediaUrl = (path) => PREFIX + path;

/** @param {string} name of one of the simulator's presets */
export async function armPreset(name) {
  const presets = await callBelow(PREFIX, 'GET', '/faults/presets');
  await callBelow(PREFIX, 'POST', '/faults', presets[name]);
  await loadInstagram();
}

export async function disarmInstagram() {
  await callBelow(PREFIX, 'DELETE', '/faults');
  await loadInstagram();
}

/** @param {string} username @param {'good' | 'revoked'} tokens */
export async function setTokens(username, tokens) {
  await callBelow(PREFIX, 'PUT', `/profiles/${encodeURIComponent(username)}/tokens`, { tokens });
  await loadInstagram();
}

export const revokedOnes = () => instagram.profiles.filter(({ tokens }) => tokens !== 'good');
