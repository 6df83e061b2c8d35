import { join } from 'node:path';
import { mustCapture } from '../exec.mjs';
import { GO_ENV } from '../go.mjs';
import { ALERT_PROGRAMS, PIPE_PROGRAMS, REGISTRY_PROGRAMS, ROOT } from '../paths.mjs';
import { stamped } from '../step.mjs';

/** A registry and two of the programs that ask one, for the tests of the image lock. */
export const registryPrograms = goPrograms('build the registry, crane and regctl', 'test/registry/programs', REGISTRY_PROGRAMS, {
  registry: './registry', crane: 'github.com/google/go-containerregistry/cmd/crane', regctl: 'github.com/regclient/regclient/cmd/regctl',
});

/** The programs that pipe manifests through the command line, for the tests of that. */
export const pipePrograms = goPrograms('build Helm 3, Helm 4 and kustomize', 'test/pipes/programs', PIPE_PROGRAMS, {
  helm3: 'helm.sh/helm/v3/cmd/helm', helm4: 'helm.sh/helm/v4/cmd/helm', kustomize: 'sigs.k8s.io/kustomize/kustomize/v5',
});

/** What judges alert rules and queries as Prometheus does, for the tests of the alerts and the dashboard. */
export const alertPrograms = goPrograms('build the judge of alert rules', 'test/alerts/programs', ALERT_PROGRAMS, { rules: './rules' });

/**
 * Programs of one Go module. Each is built on its own, because two may have the same name; they share what they are compiled from.
 *
 * @param {string} name
 * @param {string} module its folder
 * @param {string} outdir
 * @param {Record<string, string>} programs packages, by the name that the program gets
 */
function goPrograms(name, module, outdir, programs) {
  return stamped(name, {
    inputs: [module, 'scripts/lib/go.mjs'],
    outputs: Object.keys(programs).map((program) => join(outdir, program)),
    work: async () => {
      for (const [program, source] of Object.entries(programs)) {
        const args = ['build', '-mod=readonly', '-trimpath', '-ldflags', '-s -w', '-o', join(outdir, program), source];
        await mustCapture('go', args, { cwd: join(ROOT, module), env: GO_ENV });
      }
    },
  });
}
