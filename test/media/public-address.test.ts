import { expect, test } from 'vitest';
import { isPublicAddress } from '../../src/media/public-address.js';

test.each([
  ['https://desk.example.org', true],
  ['http://desk.example.org:8080/copydesk', true],
  ['https://8.8.8.8', true],
  ['https://[2001:db8::1]', true],
  ['https://xn--80ak6aa92e.com', true],
  ['http://localhost:3000', false],
  ['http://desk.localhost', false],
  ['http://127.0.0.1:3000', false],
  ['http://0x7f.1', false],
  ['http://2130706433', false],
  ['http://10.1.2.3', false],
  ['http://172.31.0.1', false],
  ['http://192.168.1.10', false],
  ['http://169.254.10.1', false],
  ['http://[::1]', false],
  ['http://[::ffff:127.0.0.1]', false],
  ['http://[fe80::1]', false],
  ['http://[fd00::1]', false],
  ['http://desk.local', false],
  ['http://desk.local.', false],
  ['http://desk', false],
  ['ftp://desk.example.org', false],
  ['desk.example.org', false],
])('%s: %s', (url, isPublic) => {
  expect(isPublicAddress(url)).toBe(isPublic);
});
