/*
 * Runs in the browser: the contrast of every piece of text that is seen, against what really lies behind it.
 * Colours are read back from a canvas, so that every notation (`light-dark`, `color-mix`) counts as it is painted.
 */
(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  function read(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return { r, g, b, a: a / 255 };
  }
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- outside it would stay in the page for ever
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a),
    g: top.g * top.a + below.g * (1 - top.a),
    b: top.b * top.a + below.b * (1 - top.a),
    a: 1,
  });
  function behind(node) {
    if (!node) return read('Canvas');
    const colour = read(getComputedStyle(node).backgroundColor);
    return colour.a === 1 ? colour : over(colour, behind(node.parentElement));
  }
  function luminance({ r, g, b }) {
    const [x, y, z] = [r, g, b].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  }
  function contrast(a, b) {
    const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  }

  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility({ opacityProperty: true }) || node.closest('.unseen')) continue;
    const below = behind(node);
    const ratio = contrast(over(read(getComputedStyle(node).color), below), below);
    found.push({ text: text.data.trim().slice(0, 40), where: node.className || node.tagName, ratio });
  }
  for (const field of document.querySelectorAll('textarea')) {
    const below = behind(field);
    const colour = getComputedStyle(field, '::placeholder').color;
    found.push({ text: field.placeholder, where: 'placeholder', ratio: contrast(over(read(colour), below), below) });
  }
  return found;
})();
