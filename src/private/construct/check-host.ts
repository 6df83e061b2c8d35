import type { CheckModel } from '../model';

/** @throws if the check looks at a host, which is not the container */
export function requireNoHost(what: string, check: CheckModel): void {
  if (!('host' in check) || check.host === undefined) return;
  throw new Error(`${what} checks the container itself, but its check has the host "${check.host}"; use waitsFor for something outside of the Pod`);
}
