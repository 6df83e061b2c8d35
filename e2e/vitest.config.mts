import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: { 'cdk8s-startgate': fileURLToPath(new URL('../src/index.ts', import.meta.url)) } },
  test: {
    name: 'e2e',
    include: ['*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // Pods at the same time: more, and two cores have other things to do than to start them
    maxConcurrency: 6,
  },
});
