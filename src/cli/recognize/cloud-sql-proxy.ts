import { limitOf, optionOf, type Recognizer, secondsOf } from './recognized';

/**
 * `cloud-sql-proxy wait`, which asks the proxy's own startup endpoint.
 *
 * @see https://github.com/GoogleCloudPlatform/cloud-sql-proxy/blob/main/cmd/wait.go
 */
export const cloudSqlProxy: Recognizer = ({ program, args }) => {
  if (!/^cloud-?sql-?proxy$/u.test(program.replaceAll('_', '-')) || !args.includes('wait')) return undefined;
  const port = optionOf(args, '--http-port') ?? '9090';
  return {
    tool: 'cloud-sql-proxy wait',
    targets: [{ text: `http://${optionOf(args, '--http-address') ?? 'localhost'}:${port}/startup`, condition: 'healthy' }],
    ...limitOf(secondsOf(optionOf(args, '--max', '-m')) ?? 30),
    onTimeout: 'fail',
    opens: 'cloud-sql-proxy checks the gate every second',
  };
};
