/** @import { PersonView } from '../telegram/people-api.js' */
import { avatar } from './avatar.js';
import { byId, el, keepChildren, walkWithArrows } from './dom.js';
import { t } from './i18n.js';
import { becomePerson } from './place.js';
import { onChange, state } from './store.js';
import { unreadOfPerson } from './unread.js';

/** The switch between persons, always in sight, with what waits for each. */
export function showPeople() {
  const group = byId('people');
  walkWithArrows(group, 'button');
  onChange(() => {
    keepChildren(group, state.world.people, {
      key: (person) => String(person.id),
      signature: (person) => [person, state.place.person === person.id, unreadOfPerson(person.id)],
      make: personButton,
    });
    const all = state.world.people.reduce((sum, person) => sum + unreadOfPerson(person.id), 0);
    document.title = all > 0 ? `(${all}) ${t('pageTitle')}` : t('pageTitle');
  });
}

/** @param {PersonView} person */
function personButton(person) {
  const unread = unreadOfPerson(person.id);
  return el(
    'button',
    {
      class: 'person',
      attrs: { type: 'button', 'aria-pressed': String(state.place.person === person.id), title: `@${person.username}` },
      on: { click: () => becomePerson(person.id) },
    },
    avatar(person.id, person.name),
    el('span', { class: 'person-name' }, person.name),
    unreadBadge(unread),
  );
}

/** @param {number} count */
export function unreadBadge(count) {
  if (count === 0) return null;
  return el(
    'span',
    { class: 'badge' },
    el('span', { attrs: { 'aria-hidden': 'true' } }, count > 99 ? '99+' : String(count)),
    el('span', { class: 'unseen' }, t('unread', { count })),
  );
}
