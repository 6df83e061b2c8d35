import type { Host, Output } from './host';

export type Paint = Readonly<Record<'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'blue', (text: string) => string>>;

/**
 * Colours for an output: on a terminal only, and not where NO_COLOR is set to anything.
 *
 * @see https://no-color.org
 */
export function paintFor(output: Output, env: Host['env']): Paint {
  const on = output.isTerminal && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  const colour = (open: number, close: number) => (text: string): string => (on ? `\u001b[${open}m${text}\u001b[${close}m` : text);
  return {
    bold: colour(1, 22), dim: colour(2, 22),
    red: colour(31, 39), yellow: colour(33, 39), green: colour(32, 39), blue: colour(34, 39),
  };
}
