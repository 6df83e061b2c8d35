import { optionOf, type Recognizer } from './recognized';

const SIDECARS_READY = '/tekton/downward/ready';

/**
 * The entrypoint that Tekton puts before each step of a task: it waits for the file that the step before writes at its end.
 *
 * @see https://github.com/tektoncd/pipeline/blob/main/cmd/entrypoint/README.md
 */
export const tekton: Recognizer = ({ program, path, args }) => {
  const isTekton = program === 'entrypoint' && (path.startsWith('/tekton/') || optionOf(args, '-entrypoint') !== undefined);
  const file = isTekton ? optionOf(args, '-wait_file') : undefined;
  if (file === undefined) return undefined;
  return {
    tool: 'the entrypoint of Tekton',
    targets: [file === SIDECARS_READY
      ? { text: `file://${file}`, condition: 'healthy' }
      : { text: `file://${file}`, condition: 'succeeded' }],
    onTimeout: 'fail',
    opens: 'the entrypoint checks the gate every second',
    ...(file === SIDECARS_READY ? { notes: ['the controller of Tekton writes the file when the sidecars of the Pod are ready'] } : {}),
  };
};

/** The file that a step writes when it has ended well. */
export function tektonPostFile(words: readonly string[]): string | undefined {
  return optionOf(words, '-post_file');
}
