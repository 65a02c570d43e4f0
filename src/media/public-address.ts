import { BlockList, isIP } from 'node:net';

/** Nobody outside reaches these: this machine, private and link-local networks, and what has no route at all. */
const OURS = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  OURS.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  OURS.addSubnet(net, bits, 'ipv6');

/** Names that only a local network knows. */
const LOCAL_NAME = /(?:^|\.)(?:local|localhost|internal|lan|home|test|invalid)$/;

/** Could a network on the internet fetch from this address? By its form alone: no name is looked up. */
export function isPublicAddress(url: string): boolean {
  const address = URL.parse(url);
  if (!address || !/^https?:$/.test(address.protocol)) return false;
  const host = address.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const version = isIP(host);
  if (version === 4) return !OURS.check(host, 'ipv4');
  if (version === 6) return !OURS.check(host, 'ipv6');
  return host.includes('.') && !LOCAL_NAME.test(host);
}
