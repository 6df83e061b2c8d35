/** A line of the waiter or of the sidecar runtime, not of the container's own program. */
export function isOurs(line: string): boolean {
  return line.startsWith('startgate: ');
}

/** What a line that a container prints means on the timeline; undefined when it is not an event. */
export function eventOfLine(line: string): string | undefined {
  const text = /^startgate: (.*)$/.exec(line)?.[1];
  if (text === undefined) return line === '' ? undefined : `says: ${line}`;
  const starting = /^starting: (.*)$/.exec(text);
  if (starting) return `not ready: ${starting[1]}`;
  const opened = /^all gates are passed after (\d+) ms$/.exec(text);
  if (opened) return `gate opened after ${opened[1]} ms`;
  if (/^listening on |^draining|^\S+ is open$|: connection refused$/.test(text)) return undefined;
  return text;
}
