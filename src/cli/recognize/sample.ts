import { optionOf, type Recognizer, secondsOf } from './recognized';

/**
 * The `wait` of samples that blog about start order: `/entrypoint wait`, with the flags of `pilot-agent wait`. Our image carries the
 * program under this name too.
 *
 * @see https://istio.io/latest/docs/reference/commands/pilot-agent/#pilot-agent-wait
 */
export const sample: Recognizer = ({ program, args }) => {
  if (program !== 'entrypoint' || args[0] !== 'wait') return undefined;
  return {
    tool: 'entrypoint wait',
    targets: [{ text: optionOf(args, '--url', '-url') ?? 'http://localhost:8080/ready', condition: 'healthy' }],
    timeoutSeconds: secondsOf(optionOf(args, '--timeoutSeconds', '-timeoutSeconds')) ?? 60,
    onTimeout: 'fail',
    opens: `the gate is checked every ${optionOf(args, '--periodMillis', '-periodMillis') ?? '500'} ms`,
  };
};
