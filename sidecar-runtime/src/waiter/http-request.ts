import { encode, lowerCase } from './bytes.ts';

/** What an HTTP try asks for. */
export interface HttpRequest {
  readonly path: string;
  readonly host: string;
  /** The caller's own headers, which win over ours. */
  readonly headers: readonly (readonly [string, string])[];
  /** Ask the other side to hold a not-ready answer for so many seconds (RFC 7240), and to end the connection with it. */
  readonly hold?: number;
}

/**
 * One GET request, complete.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3
 */
export function encodeRequest(request: HttpRequest): Uint8Array {
  const ours: (readonly [string, string])[] = [
    ['Host', request.host],
    ['User-Agent', 'startgate'],
    ['Accept', '*/*'],
  ];
  if (request.hold !== undefined) ours.push(['Connection', 'close'], ['Prefer', `wait=${request.hold}`]);
  const given = request.headers.map(([name]) => lowerCase(name));
  const kept = given.length === 0 ? ours : ours.filter(([name]) => !given.includes(lowerCase(name)));
  const headers = [...kept, ...request.headers];
  return encode([`GET ${request.path} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'));
}
