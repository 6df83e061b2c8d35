import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PIPE_PROGRAMS, ROOT } from '../../scripts/lib/paths.mjs';
import { run } from '../cluster/command';

/**
 * What a user has who pipes a chart through `apply`: the manifest as a template of a chart, rendered by Helm, and a policy applied by the
 * command line that is shipped.
 *
 * @param policy as an object; JSON is YAML
 */
export async function throughHelm(manifest: string, policy: object): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-helm-'));
  try {
    mkdirSync(join(folder, 'chart', 'templates'), { recursive: true });
    writeFileSync(join(folder, 'chart', 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 0.1.0\n');
    writeFileSync(join(folder, 'chart', 'templates', 'web.yaml'), manifest);
    writeFileSync(join(folder, 'policy.yaml'), JSON.stringify(policy));
    const rendered = await run(join(PIPE_PROGRAMS, 'helm3'), ['template', 'web', join(folder, 'chart')], { env: { HOME: folder } });
    const apply = [join(ROOT, 'lib', 'cli', 'main.mjs'), 'apply', '--policy', join(folder, 'policy.yaml')];
    return await run(process.execPath, apply, { input: rendered });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
