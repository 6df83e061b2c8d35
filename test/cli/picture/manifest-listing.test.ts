import { expect, test } from 'vitest';
import { listManifest, type ListedLines } from '../../../src/cli/picture/manifest-listing';
import { workloadOf } from '../../../src/cli/order/workload';
import { documentsOf } from '../../../src/cli/read/documents';
import { manifestsOf } from '../../../src/cli/read/manifest';

function listed(text: string, containers: readonly string[]): ListedLines[] {
  const [document] = documentsOf(new TextEncoder().encode(text));
  if (document === undefined || 'failure' in document) throw new Error('not read');
  const [manifest] = manifestsOf('file', document);
  if (manifest === undefined || 'failure' in manifest) throw new Error('no manifest');
  return listManifest(workloadOf(manifest)!, containers);
}

const JSON_POD = JSON.stringify({
  kind: 'Pod', metadata: { name: 'web' },
  spec: {
    initContainers: [{ name: 'proxy', image: 'proxy' }],
    containers: [{ name: 'app', args: ['- name: proxy'] }, { name: 'other' }],
    restartPolicy: 'Always',
  },
});

test('a manifest is cut where its containers begin and end', () => {
  expect(listed(JSON_POD, ['proxy', 'app', 'other'])).toEqual([
    { container: undefined, text: 'kind: Pod\nmetadata:\n  name: web\nspec:\n  initContainers:' },
    { container: 'proxy', text: '    - name: proxy\n      image: proxy' },
    { container: undefined, text: '  containers:' },
    { container: 'app', text: '    - name: app\n      args:\n        - "- name: proxy"' },
    { container: 'other', text: '    - name: other' },
    { container: undefined, text: '  restartPolicy: Always' },
  ]);
});

test('lines of a block that are empty belong to their container', () => {
  const blocks = listed('kind: Pod\nspec:\n  containers:\n  - name: app\n    command: [sh, -c, "a\\n\\nb\\n"]\n  hostNetwork: true\n', ['app']);
  expect(blocks.map(({ container }) => container)).toEqual([undefined, 'app', undefined]);
  expect(blocks[2]!.text).toBe('  hostNetwork: true');
});

test('a container that the manifest does not have owns no line', () => {
  expect(listed(JSON_POD, ['startgate-install'])).toHaveLength(1);
});
