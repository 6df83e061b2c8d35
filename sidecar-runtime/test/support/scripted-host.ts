import type { Host } from '../../src/platform/native-host.ts';

/** A host with these calls alone; any other one fails. */
export function scriptedHost(calls: Partial<Host>): Host {
  const absent = (name: string): never => {
    throw new Error(`host.${name} is not expected`);
  };
  return new Proxy(calls, { get: (target, name): unknown => Reflect.get(target, name) ?? absent(String(name)) }) as Host;
}
