import type { Writable } from 'node:stream';

/** Takes text. */
export type Print = (text: string) => void;

/** Where a process says what it does. */
export interface Printers {
  readonly out: Print;
  readonly err: Print;
}

/**
 * Prints on two streams. One that fails, as nobody reads it any more or a disk is full, is given up, and the other one is told: no
 * process ends because nobody listens to it.
 */
export function printersOn(stdout: Writable, stderr: Writable): Printers {
  const printers = {
    out: printer(stdout, 'output', (text) => printers.err(text)),
    err: printer(stderr, 'error', (text) => printers.out(text)),
  };
  return printers;
}

function printer(stream: Writable, name: 'output' | 'error', tell: Print): Print {
  let lost = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (lost) return;
    lost = true;
    tell(`startgate: standard ${name} is lost (${error.code ?? error.message}): what belongs there is no longer told\n`);
  });
  return (text) => {
    if (!lost) stream.write(text);
  };
}
