import type { MediaType } from './media-type.ts';
import type { Readiness, ReadinessState } from './readiness.ts';

/** The parts of one answer, made once per state and served as they are. */
export interface Answer {
  readonly status: 200 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How much of a reason a header carries. The body has the whole text. */
export const MAX_REASON_HEADER = 200;

/** After how many seconds a client that was not held should ask again. @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
const RETRY_AFTER = '1';

/** The headers that every answer of ours carries. */
export function statusHeaders(state: ReadinessState): Record<string, string> {
  const headers: Record<string, string> = { 'Startgate-Status': state.status };
  if (state.reason !== undefined) headers['Startgate-Reason'] = reasonHeader(state.reason);
  return headers;
}

/** Printable ASCII, at most 200 characters: other characters become `?`, runs of white space one space. */
export function reasonHeader(reason: string): string {
  const printable = reason.trim().replaceAll(/\s+/gu, ' ').replaceAll(/[^\x20-\x7e]/gu, '?');
  return printable.length <= MAX_REASON_HEADER ? printable : `${printable.slice(0, MAX_REASON_HEADER - 3)}...`;
}

/**
 * Writes the answer for one state.
 * @param status the HTTP status
 * @param state what the body and the headers tell
 * @param type what the body is written in
 */
export function writeAnswer(status: 200 | 503, state: ReadinessState, type: MediaType): Answer {
  const body = type === 'application/json' ? JSON.stringify(state) : textOf(state);
  const headers: Record<string, string> = {
    'Content-Type': type === 'application/json' ? type : 'text/plain; charset=UTF-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    Vary: 'Accept',
    ...statusHeaders(state),
  };
  if (status === 503 && state.status === 'starting') headers['Retry-After'] = RETRY_AFTER;
  return { status, headers, body };
}

/** One line: the status, and the reason where there is one. */
export function textOf(state: ReadinessState): string {
  return state.reason === undefined ? `${state.status}\n` : `${state.status}: ${state.reason}\n`;
}

/**
 * The answers of one endpoint for the state now. They are written anew only after the state changed.
 * @param isOk whether a state is 200, else 503
 */
export function answersFor(readiness: Readiness, isOk: (state: ReadinessState) => boolean): (type: MediaType) => Answer {
  let state: ReadinessState | undefined;
  let json: Answer;
  let text: Answer;
  return (type) => {
    if (state !== readiness.state) {
      state = readiness.state;
      const status = isOk(state) ? 200 : 503;
      json = writeAnswer(status, state, 'application/json');
      text = writeAnswer(status, state, 'text/plain');
    }
    return type === 'application/json' ? json : text;
  };
}

/** The answers of `/ready`. */
export function readyAnswersFor(readiness: Readiness): (type: MediaType) => Answer {
  return answersFor(readiness, ({ status }) => status === 'ready');
}
