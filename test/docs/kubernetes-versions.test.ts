import { expect, test } from 'vitest';
import { kubernetesVersionsPage } from './kubernetes-versions-page';

test('docs/kubernetes-versions.md has what is rendered for each version', async () => {
  // after a change: npx vitest run -u --project lowest test/docs/kubernetes-versions.test.ts
  await expect(kubernetesVersionsPage()).toMatchFileSnapshot('../../docs/kubernetes-versions.md');
});
