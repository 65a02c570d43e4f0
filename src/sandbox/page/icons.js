/* Drawn here, on a 24-unit grid, in strokes. */
const PATHS = {
  back: ['M15 5l-7 7 7 7'],
  forward: ['M9 5l7 7-7 7'],
  send: ['M5 12h13', 'M12 5l7 7-7 7'],
  attach: ['M20 11.5l-7.8 7.8a5 5 0 0 1-7.1-7.1l8.2-8.2a3.4 3.4 0 0 1 4.8 4.8l-8.1 8.1a1.7 1.7 0 0 1-2.4-2.4l7.2-7.2'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  more: ['M5 12h.01', 'M12 12h.01', 'M19 12h.01'],
  reply: ['M10 7l-5 5 5 5', 'M5 12h9a5 5 0 0 1 5 5v2'],
  edit: ['M4 20l4.5-1L20 7.5 16.5 4 5 15.5z', 'M14 6.5l3.5 3.5'],
  trash: ['M5 7h14', 'M10 7V4h4v3', 'M7 7l1 13h8l1-13'],
  copy: ['M9 9h11v11H9z', 'M5 15H4V4h11v1'],
  link: [
    'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.2 1.2',
    'M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2',
  ],
  external: ['M13 5h6v6', 'M19 5l-9 9', 'M17 14v5H5V7h5'],
  sun: [
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
    'M12 2v2.5M12 19.500V22M2 12h2.500M19.5 12H22M5 5l1.7 1.700M17.3 17.300L19 19M19 5l-1.7 1.700M6.7 17.300L5 19',
  ],
  moon: ['M20 14.500A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.500z'],
  bolt: ['M13 3L5 14h6l-1 7 8-11h-6z'],
  file: ['M6 3h8l4 4v14H6z', 'M14 3v4h4'],
  help: ['M12 3a9 9 0 1 0 .1 0', 'M9.6 9.6a2.5 2.5 0 1 1 3.7 2.2c-.9.5-1.3 1-1.3 2', 'M12 16.8h.01'],
  check: ['M5 12.500l4.5 4.500L19 7.5'],
  down: ['M6 10l6 6 6-6'],
  channel: ['M4 10v4h3l8 4V6L7 10z', 'M18.5 9.500a4 4 0 0 1 0 5'],
  group: [
    'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
    'M3 19c.5-3.5 3-5 6-5s5.5 1.5 6 5',
    'M16 5.500a3 3 0 0 1 0 5.2',
    'M17.5 14.300c2 .6 3.2 2.2 3.5 4.7',
  ],
  braces: [
    'M9 4c-2.5 0-3 1-3 3v2c0 1.5-.5 2.5-2 3 1.5.5 2 1.5 2 3v2c0 2 .5 3 3 3',
    'M15 4c2.5 0 3 1 3 3v2c0 1.5.5 2.5 2 3-1.5.5-2 1.5-2 3v2c0 2-.5 3-3 3',
  ],
  picture: ['M4 5h16v14H4z', 'M4 16l5-5 4 4 2-2 5 4', 'M15.5 9h.01'],
};

/** @typedef {keyof typeof PATHS} IconName */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Says nothing to a screen reader: the control around it has the name.
 * @param {IconName} name
 * @returns {SVGSVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
