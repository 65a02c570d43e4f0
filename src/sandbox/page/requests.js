/** @import { RequestView } from '../telegram/people-api.js' */
import { getRequests, Refusal } from './api.js';

const KEPT = 500;

/** What the bot sent, oldest first; polling for news is not sending. @type {RequestView[]} */
export let requests = [];
let since = 0;
/** @type {Promise<boolean> | null} */
let running = null;

/** Asks for what is new. @returns {Promise<boolean>} whether there was something */
export function refreshRequests() {
  running ??= fetchNew().finally(() => {
    running = null;
  });
  return running;
}

async function fetchNew() {
  try {
    const page = (await getRequests(since)).filter((request) => request.n > since);
    since = page.reduce((newest, request) => Math.max(newest, request.n), since);
    const news = page.filter((request) => request.method !== 'getUpdates');
    requests = [...requests, ...news].slice(-KEPT);
    return news.length > 0;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** After a restart the simulator may count from the beginning. */
export function forgetRequests() {
  since = 0;
  requests = [];
}
