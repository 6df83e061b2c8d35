import { manifests, pod, type RuleExample } from './example';

const ORDER = '\'{"version":1,"dependencies":[{"container":"app","dependsOn":"migrate","condition":"succeeded","timeout":"60s","onTimeout":"fail","mechanism":"order"}]}\'';
const APP = ['  containers:', '    - { name: app, image: shop/web }', ''];

function annotated(annotation: string, ...spec: readonly string[]): string {
  return [
    'apiVersion: v1', 'kind: Pod', 'metadata:', '  name: web', '  annotations:', `    ${annotation}`,
    'spec:', ...spec, ...APP,
  ].join('\n');
}

/** Rules about how a manifest is written. */
export const MANIFEST_EXAMPLES: Readonly<Record<string, RuleExample>> = {
  'unreadable': manifests('kind: Pod\nspec: {{ .Values.spec }}\n', pod('containers:', '  - { name: app, image: shop/web }')),
  'malformed-field': manifests(
    pod('containers:', '  - { name: app, image: shop/web, command: /app }'),
    pod('containers:', '  - { name: app, image: shop/web, command: [/app] }')),
  'annotation-unreadable': manifests(
    annotated('startgate.dev/order: "app -> migrate"'),
    annotated(`startgate.dev/order: ${ORDER}`, '  initContainers:', '    - { name: migrate, image: shop/migrate }')),
  'annotation-not-kept': manifests(
    annotated(`startgate.dev/order: ${ORDER}`).replace(APP.join('\n'), [
      '  containers:', '    - { name: migrate, image: shop/migrate }', '    - { name: app, image: shop/web }', '',
    ].join('\n')),
    annotated(`startgate.dev/order: ${ORDER}`, '  initContainers:', '    - { name: migrate, image: shop/migrate }')),
  'ignore-without-reason': manifests(
    annotated('startgate.dev/ignore.not-gated-again: ""'),
    annotated('startgate.dev/ignore.not-gated-again: the app connects again by itself')),
  'ignore-error': { also: ['duplicate-container-name'], ...manifests(
    annotated('startgate.dev/ignore.duplicate-container-name: both are the app').replace('- { name: app, image: shop/web }', '- { name: app, image: shop/web }\n    - { name: app, image: shop/worker }'),
    annotated('startgate.dev/ignore.not-gated-again: the app connects again by itself')) },
  'ignore-unknown-rule': manifests(
    annotated('startgate.dev/ignore.not-gated: the app connects again by itself'),
    annotated('startgate.dev/ignore.not-gated-again: the app connects again by itself')),
};
