/**
 * A build as a row of steps in one Job: the sources, their tests, what is built of them, a report. The steps share a folder, hand
 * results on, and one of them runs only when the tests have failed. It is one manifest, with nothing beside it in the cluster.
 */
import { App, Chart, type ChartProps, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { OnError, Step, StepJob, When } from 'cdk8s-startgate';

export interface BuildStepsProps extends ChartProps {
  /** An image with a shell. @default 'busybox:1.37' */
  readonly image?: string;
  /** @default 'registry.example/startgate:0.1.0' */
  readonly runtimeImage?: string;
  /** Whether the sources pass their tests. @default true */
  readonly pass?: boolean;
  /** Exit code of the compiler. @default 0 */
  readonly compilerCode?: number;
}

const CLONE = `
echo 'hello, world' > main.txt
[ "$PASS" = true ] && echo pass > expected.txt || echo fail > expected.txt
cksum < main.txt | cut -d ' ' -f 1 > "$STARTGATE_RESULTS/commit"
`;

const BUILD = `
[ "$COMPILER_CODE" = 0 ] || exit "$COMPILER_CODE"
{ echo "commit $COMMIT"; cat main.txt; } > program.txt
cksum < program.txt | cut -d ' ' -f 1 > "$STARTGATE_RESULTS/digest"
`;

export class BuildSteps extends Chart {
  readonly job: StepJob;

  constructor(scope: Construct, id: string, props: BuildStepsProps = {}) {
    super(scope, id, props);
    const image = props.image ?? 'busybox:1.37';
    const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '200m', memory: '64Mi' } };
    const container = {
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
    };
    const shell = (script: string): string[] => ['sh', '-euc', script];
    const common = { image, resources, container };
    this.job = new StepJob(this, 'build', {
      metadata: { name: 'build' },
      runtimeImage: props.runtimeImage ?? 'registry.example/startgate:0.1.0',
      activeDeadline: Duration.minutes(10),
      podSpec: {
        securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
        automountServiceAccountToken: false,
      },
      steps: [
        {
          ...common, name: 'clone', command: shell(CLONE), env: { PASS: `${props.pass ?? true}` }, results: ['commit'],
          timeout: Duration.minutes(2),
        },
        // whatever the tests say, there is a report of them
        { ...common, name: 'test', command: shell('grep -q pass expected.txt'), onError: OnError.CONTINUE, timeout: Duration.minutes(5) },
        { ...common, name: 'blame', command: shell('echo who broke the tests?'), when: [When.notExitCode('test', 0)] },
        {
          ...common, name: 'build', command: shell(BUILD), results: ['digest'],
          env: { COMMIT: Step.result('clone', 'commit'), COMPILER_CODE: `${props.compilerCode ?? 0}` },
        },
        {
          ...common, name: 'report', command: shell('echo "built $1 of commit $(cat "$2")" | tee report.txt'),
          args: ['report', Step.result('build', 'digest'), Step.resultPath('clone', 'commit')],
        },
      ],
    });
  }
}

/** The build as an app of its own. */
export function buildApp(): App {
  const app = new App();
  new BuildSteps(app, 'build-steps');
  return app;
}

if (require.main === module) buildApp().synth();
