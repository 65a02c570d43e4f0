import { expect, test } from 'vitest';
import { CITIES } from '../../src/domain/zone-cities.js';
import { findZones, isSameZone, isZone, placeOf } from '../../src/domain/zones.js';

const WINTER = new Date('2026-01-15T12:00:00Z');
const SUMMER = new Date('2026-07-15T12:00:00Z');

test.each([
  ['Kyiv', 'Europe/Kyiv'],
  ['Kiev', 'Europe/Kyiv'],
  ['київ', 'Europe/Kyiv'],
  ['Киев', 'Europe/Kyiv'],
  ['Львів', 'Europe/Kyiv'],
  ['europe/kyiv', 'Europe/Kyiv'],
  ['Europe/Kiev', 'Europe/Kiev'],
  ['krakow', 'Europe/Warsaw'],
  ['КЁЛЬН', 'Europe/Berlin'],
  ['new york', 'America/New_York'],
  ['New_York', 'America/New_York'],
  ['нью йорк', 'America/New_York'],
  ['Buenos Aires', 'America/Argentina/Buenos_Aires'],
  ['Тель-Авив', 'Asia/Jerusalem'],
  ['Рейкʼявік', 'Atlantic/Reykjavik'],
  ['utc', 'UTC'],
  ['UTC+2', '+02:00'],
  ['gmt -3', '-03:00'],
  ['+5:30', '+05:30'],
  ['+0545', '+05:45'],
  ['−4', '-04:00'],
])('"%s" is %s', (typed, zone) => {
  expect(findZones(typed, WINTER)[0]).toBe(zone);
});

test.each(['', '  ', 'Nowhere', 'UTC+25', '+3:75', 'in my kitchen'])('"%s" is nowhere', (typed) => {
  expect(findZones(typed, WINTER)).toEqual([]);
});

test('a beginning finds several places, each zone once', () => {
  expect(findZones('San', WINTER)).toEqual(
    expect.arrayContaining(['America/Los_Angeles', 'America/Santiago', 'America/Santo_Domingo']),
  );
  expect(findZones('Kie', WINTER)).toEqual(['Europe/Kyiv']);
});

test('an offset also finds the places that have it at that time of year', () => {
  expect(findZones('UTC+2', WINTER)).toContain('Europe/Kyiv');
  expect(findZones('UTC+2', SUMMER)).not.toContain('Europe/Kyiv');
});

test('every zone is found by the name of its place, as buttons carry it', () => {
  const zones = [...Intl.supportedValuesOf('timeZone'), ...CITIES.map(([zone]) => zone)];
  const lost = zones.filter((zone) => {
    const [found = 'UTC'] = findZones(placeOf(zone), WINTER);
    return !isSameZone(found, zone);
  });
  expect(lost).toEqual([]);
});

test('one zone under two names is the same, two zones with one clock are not', () => {
  expect(isSameZone('Europe/Kyiv', 'Europe/Kiev')).toBe(true);
  expect(isSameZone('Asia/Kolkata', 'Asia/Calcutta')).toBe(true);
  expect(isSameZone('Europe/Kyiv', 'Europe/Helsinki')).toBe(false);
});

test.each([
  ['Europe/Kyiv', true],
  ['+05:30', true],
  ['UTC', true],
  ['Europe/Atlantis', false],
  ['', false],
  ['Kyiv', false],
])('%s as a zone: %s', (zone, is) => {
  expect(isZone(zone)).toBe(is);
});

test.each([
  ['Europe/Kyiv', 'Kyiv'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['+03:00', 'UTC+03:00'],
  ['UTC', 'UTC'],
])('%s is called %s', (zone, place) => {
  expect(placeOf(zone)).toBe(place);
});
