import { row } from '../../e2e/support/shown';
import { COLUMNS, MECHANISMS, type MatrixRow, refusalOf, ROWS } from './check-matrix';

const HEAD = `# Which mechanism can run which check

A test writes this page: it declares each check with each option for each mechanism, asks the rules, and plays what is rendered. By default,
the library chooses a mechanism that can. [The errors](#errors) are below the table, by their numbers. With a \`runtimeImage\` or a \`waiterPath\`, \`NATIVE\` becomes
\`NATIVE_WAITER\` where the kubelet can't run a check. [examples/login-endpoint.ts](../examples/login-endpoint.ts) is a whole app: an endpoint
that takes 3 s and answers 401, and a second port.

- \`timeout\` and \`interval\` under \`NATIVE\` are \`timeoutSeconds\` and \`periodSeconds\` of the startup probe, rounded up to whole seconds.
- \`tls\`: the kubelet does not verify the certificate.
- \`statuses\`: without them the kubelet accepts 200 to 399, and the waiter 200 to 299.
- \`Check.all\`: a mechanism can if it can run each of the checks, but for \`NATIVE\`.
`;

/** The page, with the errors below the table: each once. */
export function checksPage(): string {
  const refusals = ROWS.flatMap((each) => MECHANISMS.flatMap((mechanism) => refusalOf(each, mechanism) ?? []));
  const cures = new Map<string, Set<string>>();
  for (const { reason, cure } of refusals) cures.set(reason, (cures.get(reason) ?? new Set()).add(cure));
  const numbers = new Map([...cures.keys()].map((reason, index) => [reason, index + 1]));
  const cellOf = (reason: string | undefined): string => (reason === undefined ? 'works' : `[error ${numbers.get(reason)}](#errors)`);
  return [
    HEAD,
    row(['check', ...MECHANISMS.map((mechanism) => `\`${COLUMNS[mechanism]}\``)]), row(['---', ...MECHANISMS.map(() => '---')]),
    ...ROWS.map((each) => row([nameOf(each), ...MECHANISMS.map((mechanism) => cellOf(refusalOf(each, mechanism)?.reason))])), '',
    '## Errors', '',
    row(['number', 'error', 'cure']), row(['---', '---', '---']),
    ...[...cures].map(([reason, texts]) => row([String(numbers.get(reason)), reason, [...texts].join('; or: ')])), '',
  ].join('\n');
}

function nameOf({ check, option }: MatrixRow): string {
  const place = option.startsWith('on ') || option === 'two ports' ? option : `\`${option}\``;
  return option === '' ? `\`${check}\`` : `\`${check}\`, ${place}`;
}

/** Rows of the README's table of checks, each with what it sums up: checks, and the options that it is about. */
const SUMMED: Readonly<Record<string, (row: MatrixRow) => boolean>> = {
  '`httpGet`, `tcpSocket`, `grpc`, with `timeout`, `interval`, `headers`, `service`': ({ check, option }) =>
    ['httpGet', 'tcpSocket', 'grpc'].includes(check) && ['', 'timeout', 'interval', 'headers', 'headers.Host', 'service'].includes(option),
  '`httpGet` with `statuses`; `Check.all` of two ports': ({ check, option }) => option === 'statuses' || check === 'Check.all',
  '`httpGet` with `tls`': ({ check, option }) => check === 'httpGet' && option === 'tls',
  '`grpc` with `tls`': ({ check, option }) => check === 'grpc' && option === 'tls',
  '`command`': ({ check }) => check === 'command',
  '`file`, `unixSocket`': ({ check, option }) => (check === 'file' || check === 'unixSocket') && (option === '' || option.startsWith('on ')),
  '`listensOn: LOOPBACK`': ({ option }) => option === 'listensOn: LOOPBACK',
  '`listensOn: POD_IP`': ({ option }) => option === 'listensOn: POD_IP',
};

/** The README's columns. */
const JOINED = [['native'], ['native-waiter', 'post-start'], ['init-waiter'], ['guard']] as const;

/**
 * The table of the README as the page has it.
 *
 * @throws if a row or column sums up what is not the same: then it has to be split
 */
export function readmeChecks(): string[] {
  return [
    row(['check', ...JOINED.map((mechanisms) => mechanisms.map((mechanism) => `\`${COLUMNS[mechanism]}\``).join(', '))]),
    row(JOINED.map(() => '---').concat('---')),
    ...Object.entries(SUMMED).map(([title, isOf]) => row([title, ...JOINED.map((mechanisms) => {
      const cells = new Set(mechanisms.map((mechanism) => summed(ROWS.filter(isOf), mechanism)));
      if (cells.size !== 1) throw new Error(`README row "${title}": ${mechanisms.join(' and ')} differ`);
      return [...cells][0]!;
    })])),
  ];
}

/** All work, none, or only those with a place. */
function summed(rows: readonly MatrixRow[], mechanism: (typeof MECHANISMS)[number]): string {
  const works = rows.filter((each) => refusalOf(each, mechanism) === undefined);
  if (works.length === rows.length) return 'yes';
  if (works.length === 0) return 'error';
  const [{ option }] = works as [MatrixRow];
  if (!option.startsWith('on ')) throw new Error(`${mechanism} can run some of ${rows.map(nameOf).join(' and ')}`);
  return option;
}
