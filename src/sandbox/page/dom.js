/* The page's only way to make elements: data goes in as text nodes and attributes, never as markup. */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @typedef {object} Props
 * @property {string} [class]
 * @property {Record<string, string | number | boolean | null | undefined>} [attrs] `true` sets it empty; null, undefined and false leave it out
 * @property {Partial<{ [E in keyof HTMLElementEventMap]: (event: HTMLElementEventMap[E]) => void }>} [on]
 */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  if (props.class) node.className = props.class;
  for (const [name, value] of Object.entries(props.attrs ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const [type, listener] of Object.entries(props.on ?? {})) {
    node.addEventListener(type, /** @type {EventListener} */ (listener));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/**
 * @param {string} id of an element that index.html has
 * @returns {HTMLElement}
 */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`index.html has no #${id}`);
  return node;
}

/** @type {WeakMap<Element, string>} */
const signatures = new WeakMap();

/**
 * Makes the children of `parent` show `items`, touching only those whose signature changed: the others keep their focus,
 * their scroll and their animation. A focused child that is replaced hands its focus to its successor.
 * @template T
 * @param {Element} parent
 * @param {T[]} items
 * @param {{ key: (item: T) => string, signature: (item: T) => unknown, make: (item: T) => HTMLElement }} how
 */
export function keepChildren(parent, items, how) {
  const focused = document.activeElement;
  /** @type {Map<string | undefined, Element>} */
  const old = new Map();
  for (const child of parent.children) old.set(child instanceof HTMLElement ? child.dataset.key : undefined, child);

  let cursor = parent.firstElementChild;
  for (const item of items) {
    const key = how.key(item);
    const signature = JSON.stringify([document.documentElement.lang, how.signature(item)]);
    const before = old.get(key);
    old.delete(key);
    let node = before;
    if (!node || signatures.get(node) !== signature) {
      node = how.make(item);
      if (node instanceof HTMLElement) node.dataset.key = key;
      signatures.set(node, signature);
      if (before) {
        if (cursor === before) cursor = node;
        replaceKeepingFocus(before, node);
      }
    }
    if (node === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(node, cursor);
  }
  for (const gone of old.values()) gone.remove();
  // A moved node loses its focus without an event.
  if (focused instanceof HTMLElement && focused.isConnected && document.activeElement === document.body) {
    focused.focus({ preventScroll: true });
  }
}

const FOCUSABLE = 'button, a[href], [tabindex="0"]';

/**
 * @param {Element} before
 * @param {Element} after
 */
function replaceKeepingFocus(before, after) {
  const active = document.activeElement;
  const at = active && before.contains(active) ? [before, ...before.querySelectorAll(FOCUSABLE)].indexOf(active) : -1;
  before.replaceWith(after);
  if (at < 0) return;
  const places = [after, ...after.querySelectorAll(FOCUSABLE)];
  const next = places[Math.min(at, places.length - 1)];
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
}

/**
 * Arrow keys (with Home and End) walk over the buttons of a group.
 * @param {HTMLElement} group
 * @param {string} selector
 */
export function walkWithArrows(group, selector) {
  group.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined) return;
    const stops = [...group.querySelectorAll(selector)];
    const here = stops.findIndex((stop) => stop.contains(document.activeElement));
    if (here < 0) return;
    const next = stops[Math.max(0, Math.min(stops.length - 1, here + step))];
    if (next instanceof HTMLElement) next.focus();
    event.preventDefault();
  });
}
