import { optionOf, type Recognizer, secondsOf } from './recognized';

/**
 * `pilot-agent wait`, which `holdApplicationUntilProxyStarts` puts into the postStart hook of the proxy.
 *
 * @see https://istio.io/latest/docs/reference/commands/pilot-agent/#pilot-agent-wait
 */
export const istio: Recognizer = ({ program, args }) => {
  if (program !== 'pilot-agent' || args[0] !== 'wait') return undefined;
  return {
    tool: 'pilot-agent wait',
    targets: [{ text: optionOf(args, '--url') ?? 'http://localhost:15021/healthz/ready', container: 'istio-proxy', condition: 'healthy' }],
    timeoutSeconds: secondsOf(optionOf(args, '--timeoutSeconds')) ?? 60,
    onTimeout: 'fail',
    opens: `pilot-agent checks the gate every ${optionOf(args, '--periodMillis') ?? '500'} ms`,
  };
};
