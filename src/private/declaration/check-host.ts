import { partsOf } from '../check-parts';
import type { CheckModel } from '../model';

/** @throws if the check looks at a host, which is not the container */
export function requireNoHost(what: string, check: CheckModel): void {
  const host = partsOf(check).map((part) => ('host' in part ? part.host : undefined)).find((each) => each !== undefined);
  if (host === undefined) return;
  throw new Error(`${what} checks the container itself, but its check has the host "${host}"; use waitsFor for something outside of the Pod`);
}
