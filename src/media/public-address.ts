import { BlockList, isIP } from 'node:net';

/** Addresses that lead nowhere from outside. */
const INSIDE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  INSIDE.addSubnet(network, bits, 'ipv4');
}
/** Of version 6 only 2000::/3 is given to anybody; what is outside of it leads nowhere, home, or through a gateway to version 4. */
const GIVEN = new BlockList();
GIVEN.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  // Tunnels (Teredo, 6to4) and what protocols keep for themselves.
  ['2001::', 23],
  ['2002::', 16],
  // For examples.
  ['2001:db8::', 32],
  ['3fff::', 20],
] as const) {
  INSIDE.addSubnet(network, bits, 'ipv6');
}
/** Addresses of version 4 as they are written in version 6. */
const MAPPED = new BlockList();
MAPPED.addSubnet('::ffff:0:0', 96, 'ipv6');

/** Whether this address (of version 4 or 6) leads nowhere from outside. */
export function isInsideAddress(address: string): boolean {
  if (isIP(address) === 4) return INSIDE.check(address, 'ipv4');
  const isGiven = GIVEN.check(address, 'ipv6') || MAPPED.check(address, 'ipv6');
  return !isGiven || INSIDE.check(address, 'ipv6');
}

/** Names that are only known at home. */
const HOME =
  /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|home\.arpa|corp|private|test|invalid|example)$/;

/** Whether somebody outside can reach this web address, as far as the address itself tells. */
export function isPublicAddress(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return false;
  const host = parsed.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return !isInsideAddress(host);
  return host.includes('.') && !HOME.test(host);
}
