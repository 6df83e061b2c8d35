import { readdirSync, readFileSync } from 'node:fs';

/** What the waiters that run on this machine right now have resident, the largest of them, in KiB; undefined if there is none. */
export function waiterMemory(): number | undefined {
  const sizes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    const file = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8');
    try {
      return /startgate$/.test(file('cmdline').split('\0')[0]!) ? [Number(/^VmRSS:\s+(\d+) kB/m.exec(file('status'))?.[1])] : [];
    } catch {
      return []; // it has ended meanwhile
    }
  });
  return sizes.length === 0 ? undefined : Math.max(...sizes);
}
