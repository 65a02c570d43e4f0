import { BlockList, isIP } from 'node:net';
import { StartError } from '../start-error.js';
import { isInsideAddress } from './public-address.js';

/** What the operator allows although it is private: hosts by name or address, and networks. */
export interface AllowedTargets {
  hasHost(host: string): boolean;
  readonly networks: BlockList;
}

/** `nas.local`, `10.0.0.5`, `fd00::5`, `10.1.0.0/16`. What is none of these ends the start. */
export function readTargets(listed: readonly string[]): AllowedTargets {
  const hosts = new Set<string>();
  const networks = new BlockList();
  for (const item of listed) {
    const [address = '', bits] = item.split('/', 2);
    const version = isIP(address);
    if (bits === undefined && version === 0 && isHostName(item)) hosts.add(item.toLowerCase());
    else if (bits === undefined && version !== 0) networks.addAddress(address, familyOf(version));
    else if (version !== 0 && isPrefix(bits, version)) networks.addSubnet(address, Number(bits), familyOf(version));
    else
      throw new StartError(
        `ALLOW_PRIVATE_TARGETS takes hosts, addresses and networks such as 10.1.0.0/16, and ${item} is none.`,
      );
  }
  return { hasHost: (host) => hosts.has(host.toLowerCase()), networks };
}

export function isInside(address: string, { networks }: AllowedTargets): boolean {
  const version = isIP(address);
  return version === 0 || (isInsideAddress(address) && !networks.check(address, familyOf(version)));
}

function familyOf(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6';
}

function isPrefix(bits: string | undefined, version: number): boolean {
  return bits !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}

function isHostName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text);
}
