import { limitOf, type Recognizer, secondsOf } from './recognized';

/**
 * kubexit, which watches the Pod through the API until the containers that it is born after are ready.
 *
 * @see https://github.com/karlkfi/kubexit
 */
export const kubexit: Recognizer = ({ program }, { env = [] }) => {
  if (program !== 'kubexit') return undefined;
  const variable = (name: string): string | undefined => env.find((each) => each.name === name)?.value;
  const names = (variable('KUBEXIT_BIRTH_DEPS') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
  return {
    tool: 'kubexit',
    targets: names.map((name) => ({ text: name, container: name, condition: 'healthy' })),
    ...limitOf(secondsOf(variable('KUBEXIT_BIRTH_TIMEOUT')) ?? 30),
    onTimeout: 'fail',
    opens: 'the gate opens when the API reports the container as ready',
    notes: ['kubexit needs permission to watch the Pod'],
  };
};
