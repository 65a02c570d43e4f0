const main = document.querySelector('main');
const zone = document.querySelector('#zone');
const input = document.querySelector('#file');
const choose = document.querySelector('#choose');
const bar = document.querySelector('#progress');
const status = document.querySelector('#status');
const texts = main.dataset;

let isSending = false;

function say(text, kind = '') {
  status.textContent = text;
  status.className = kind;
}

/** The file can be chosen again; nothing of it was kept. */
function fail(text) {
  isSending = false;
  bar.hidden = true;
  zone.hidden = false;
  input.value = '';
  choose.textContent = texts.again;
  say(text, 'bad');
}

function finish() {
  isSending = false;
  bar.hidden = true;
  say(texts.done, 'good');
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText).error ?? texts.failed;
  } catch {
    return texts.failed;
  }
}

function send(file) {
  if (isSending) return;
  if (file.size > Number(texts.max)) {
    fail(texts.large);
    return;
  }
  isSending = true;
  zone.hidden = true;
  bar.hidden = false;
  bar.value = 0;
  say(`${texts.sending} ${file.name}`);
  // `fetch` cannot tell how much of a file has left.
  const request = new XMLHttpRequest();
  request.open('POST', location.pathname);
  request.setRequestHeader('content-type', file.type || 'application/octet-stream');
  request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = (loaded / total) * 100;
  });
  request.upload.addEventListener('load', () => say(texts.checking));
  request.addEventListener('load', () => (request.status === 200 ? finish() : fail(answerOf(request))));
  request.addEventListener('error', () => fail(texts.broken));
  request.send(file);
}

input.addEventListener('change', () => {
  const file = input.files[0];
  if (file) send(file);
});

for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  document.addEventListener(type, (event) => {
    event.preventDefault();
    zone.classList.toggle('over', type === 'dragenter' || type === 'dragover');
  });
}
document.addEventListener('drop', ({ dataTransfer }) => {
  const file = dataTransfer.files[0];
  if (file) send(file);
});

window.addEventListener('beforeunload', (event) => {
  if (isSending) event.preventDefault();
});
