import { spawn } from 'node:child_process';

/** Runs a program on a terminal of its own, writes what it shows to stdout, and ends as it does. */
const ON_A_TERMINAL = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
while True:
    try:
        shown = os.read(terminal, 4096)
    except OSError:
        break
    if not shown:
        break
    sys.stdout.buffer.write(shown)
    sys.stdout.buffer.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

export interface Shown {
  readonly code: number | null;
  /** All that the terminal got, of both outputs, lines ending with a carriage return too. */
  readonly text: string;
}

/**
 * What a program shows on a real terminal.
 *
 * @param onText is called with all that has been shown so far, each time that there is more
 */
export function runOnTerminal(
  words: readonly string[], env: Readonly<Record<string, string>>, onText: (text: string) => void = () => undefined,
): Promise<Shown> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      'python3', ['-c', ON_A_TERMINAL, ...words], { env: { TERM: 'xterm', ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      onText(text);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}
