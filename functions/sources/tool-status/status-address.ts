import { isLoopback } from '../../platform/guarded-fetch.ts';

/** Where status pages are asked for: as the district file says, or, in the sandbox, at a simulator that stands for all of their hosts. */
export type StatusPages = { readonly where: 'lambda' } | { readonly where: 'sandbox'; readonly simulator: string };

/**
 * The address of a file below a status page of the district file; undefined where it may not be asked for. On Lambda that is anything but
 * https by name (S-23). In the sandbox loopback is asked as it is, and any other host by its name at the simulator: nothing leaves the machine.
 */
export function statusAddress(page: string, file: string, pages: StatusPages): string | undefined {
  if (!URL.canParse(page)) return undefined;
  const { protocol, hostname, host, pathname, username, password } = new URL(page);
  if (username !== '' || password !== '') return undefined;
  const path = `${pathname.replace(/\/+$/, '')}/${file}`;
  if (pages.where === 'sandbox') {
    const base = isLoopback(page) ? `${protocol}//${host}` : `${pages.simulator}/${hostname}`;
    return `${base}${path}`;
  }
  return protocol === 'https:' && isName(hostname) ? `https://${host}${path}` : undefined;
}

/** A name with a dot: neither an address of a network nor a machine beside us. */
function isName(hostname: string): boolean {
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(hostname);
}
