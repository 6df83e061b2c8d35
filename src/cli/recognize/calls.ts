import type { Call } from './recognized';

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'busybox']);
/** Longer scripts are programs of their own. */
const LONGEST_SCRIPT = 10_000;

/** The programs that a command runs, one after another: itself, or those of the script that a shell is given. */
export function callsOf(words: readonly string[]): Call[] {
  const [path] = words;
  if (path === undefined) return [];
  const program = baseName(path);
  const script = SHELLS.has(program) ? scriptOf(words) : undefined;
  if (script === undefined) return [{ program, path, args: words.slice(1), goesOn: false }];
  return script.length > LONGEST_SCRIPT ? [] : callsOfScript(script);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What follows `-c`, `-ec` and the like. */
function scriptOf(words: readonly string[]): string | undefined {
  const index = words.findIndex((word, at) => at > 0 && /^-[a-z]*c$/u.test(word));
  return index === -1 ? undefined : words[index + 1];
}

/** A script cut at its separators: enough to see which programs it calls. It is not run, and not understood further. */
function callsOfScript(script: string): Call[] {
  const stops = /(?:^|[;\n])\s{0,40}set\s{1,40}-\w{0,40}e/u.test(script);
  const loop = /(?:^|[;&|\n])\s{0,40}(?:until|while)\s/u.exec(script);
  const loops = loop !== null && /\bdo\b/u.test(script.slice(loop.index));
  const parts = script.split(/(&&|\|\||;|\n|\||&)/u);
  const last = parts.findLastIndex((part, index) => index % 2 === 0 && part.trim() !== '');
  const calls: Call[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const words = wordsOf(parts[index]!);
    while (words[0] !== undefined && (LEADING.has(words[0]) || /^\w+=/u.test(words[0]))) words.shift();
    const [path, ...args] = words;
    if (path === undefined) continue;
    const goesOn = index < last && !stops && parts[index + 1] !== '&&';
    calls.push({ program: baseName(path), path, args, goesOn, ...(loops ? { loop: script } : {}) });
  }
  return calls;
}

/** Words of the shell that may stand before a program. */
const LEADING = new Set(['exec', 'until', 'while', 'do', 'if', 'then', '!', 'time', 'command']);

function wordsOf(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/gu)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}
