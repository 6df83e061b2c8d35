import { limitOf, optionOf, type Recognizer, secondsOf } from './recognized';

/**
 * `linkerd-await`, as a wrapper of a command, or in the postStart hook that `proxy-await` puts into the proxy.
 *
 * @see https://github.com/linkerd/linkerd-await
 * @see https://linkerd.io/2/reference/proxy-configuration/
 */
export const linkerd: Recognizer = ({ program, args }, { env = [] }) => {
  if (program !== 'linkerd-await') return undefined;
  const disabled = env.find(({ name, value }) =>
    (name === 'LINKERD_AWAIT_DISABLED' || name === 'LINKERD_DISABLED') && value !== undefined && value !== '');
  return {
    tool: 'linkerd-await',
    targets: [{
      text: optionOf(args, '--uri', '-u') ?? `http://localhost:${optionOf(args, '--port', '-p') ?? '4191'}/ready`,
      container: 'linkerd-proxy', condition: 'healthy',
    }],
    ...limitOf(secondsOf(optionOf(args, '--timeout', '-t'))),
    onTimeout: 'fail',
    ...(disabled === undefined ? {} : { faults: [`${disabled.name} is set, as here`] }),
    opens: `linkerd-await checks the gate every ${optionOf(args, '--backoff', '-b') ?? '1s'}`,
  };
};
