import { spawnSync } from 'node:child_process';

/** What to say where there is none. */
export const GO = 'Go 1.26 or newer (https://go.dev/dl/)';
const OLDEST_MINOR = 26;

/** `GOWORK` and `GOFLAGS` of the caller are meant for other modules. Without cgo the programs are static. */
export const GO_ENV = { GOWORK: 'off', GOFLAGS: '-buildvcs=false', CGO_ENABLED: '0' };

/**
 * @param {string | undefined} said what `go version` printed; undefined without Go
 * @returns {boolean} whether it builds our programs
 */
export function isGo(said = goVersion()) {
  const minor = /\bgo1\.(\d+)/u.exec(said ?? '')?.[1];
  return minor !== undefined && Number(minor) >= OLDEST_MINOR;
}

function goVersion() {
  const { status, stdout } = spawnSync('go', ['version'], { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}
