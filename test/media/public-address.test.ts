import { expect, test } from 'vitest';
import { isPublicAddress } from '../../src/media/public-address.js';

test.each([
  ['https://desk.daily-bean.com', true],
  ['https://desk.daily-bean.com:8443/copydesk', true],
  ['http://desk.daily-bean.com', true],
  ['https://93.184.216.34', true],
  ['https://[2606:4700::1111]', true],
  ['https://кава.укр', true],
  ['ftp://desk.daily-bean.com', false],
  ['desk.daily-bean.com', false],
  ['', false],
  ['http://localhost:3000', false],
  ['http://desk.localhost', false],
  ['http://127.0.0.1:3000', false],
  ['http://127.1', false],
  ['http://2130706433', false],
  ['http://0.0.0.0', false],
  ['http://10.1.2.3', false],
  ['http://172.16.0.1', false],
  ['http://172.32.0.1', true],
  ['http://192.168.1.10', false],
  ['http://169.254.169.254', false],
  ['http://100.64.0.1', false],
  ['http://[::1]', false],
  ['http://[::]', false],
  ['http://[fe80::1]', false],
  ['http://[fd00::1]', false],
  ['http://[::ffff:192.168.1.1]', false],
  ['http://[::ffff:93.184.216.34]', true],
  ['http://desk.local', false],
  ['http://desk.local.', false],
  ['http://nas.lan', false],
  ['http://desk.internal', false],
  ['http://desk', false],
])('%s is public: %s', (url, isPublic) => {
  expect(isPublicAddress(url)).toBe(isPublic);
});
