/** Milliseconds as the waiter's command line writes them: `60s`, `1500ms`. */
export function durationText(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
