import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { withoutNulls } from '../../../src/cli/edit/changes';
import { LIMITS } from '../../../src/cli/read/limits';
import { type Ran, runIn } from '../memory-host';

const POLICY = `apiVersion: startgate.dev/v1alpha1
kind: StartOrderPolicy
metadata:
  name: mesh
spec:
  defaults:
    runtimeImage: registry.example/startgate:0.1.0
  select:
    kinds: [Deployment, Pod]
  sidecars:
    - name: proxy
      image: mesh/proxy:1.4
      port: 15021
      readyWhen: { httpGet: { path: /healthz/ready } }
  dependencies:
    - dependsOn: proxy
`;

const WEB = `# the shop
apiVersion: apps/v1
kind: Deployment
metadata:
    name: web   # odd, but ours
spec:
    template:
        metadata:
            labels: {app: "web"}
        spec:
            containers:
            # the application
            - name: app
              image: 'shop/web:1.0'
              command: [ /app,  "--x" ]   # kept
`;

const ORDER = '{"version":1,"dependencies":[{"container":"app","dependsOn":"proxy","condition":"healthy",'
  + '"check":"http://localhost:15021/healthz/ready","timeout":"60s","onTimeout":"fail","mechanism":"guard"}]}';

function apply(stdin: string, ...args: string[]): Promise<Ran> {
  return applyBy(POLICY, stdin, ...args);
}

function applyBy(policy: string, stdin: string, ...args: string[]): Promise<Ran> {
  return runIn({ files: { 'policy.yaml': policy }, stdin }, 'apply', '--policy', 'policy.yaml', ...args);
}

test('a workload gets sidecar and gate, and every other byte stays', async () => {
  expect(await apply(WEB)).toEqual({
    code: 0, err: '',
    out: `# the shop
apiVersion: apps/v1
kind: Deployment
metadata:
    name: web   # odd, but ours
spec:
    template:
        metadata:
            labels: {app: "web"}
            annotations:
                startgate.dev/order: '${ORDER}'
        spec:
            containers:
            # the application
            - name: app
              image: 'shop/web:1.0'
              command: [ "/run/startgate/bin/startgate", "exec", "--wait", "proxy=http://localhost:15021/healthz/ready", "--timeout", "60s", "--", /app,  "--x" ]   # kept
              startupProbe:
                  exec:
                      command:
                      - /run/startgate/bin/startgate
                      - wait
                      - app=guard://self
                      - --timeout
                      - "65s"
                  periodSeconds: 1
                  timeoutSeconds: 70
                  failureThreshold: 1
              volumeMounts:
              - name: startgate-image
                mountPath: /run/startgate/bin
                readOnly: true
            initContainers:
            - name: proxy
              image: mesh/proxy:1.4
              ports:
              - containerPort: 15021
              securityContext:
                  allowPrivilegeEscalation: false
                  capabilities:
                      drop:
                      - ALL
                  runAsNonRoot: true
                  seccompProfile:
                      type: RuntimeDefault
              restartPolicy: Always
            volumes:
            - name: startgate-image
              image:
                  reference: registry.example/startgate:0.1.0
`,
  });
});

test('applied twice it changes nothing', async () => {
  const { out } = await apply(WEB);
  expect(await apply(out)).toEqual({ code: 0, err: '', out });
});

test('--diff shows what would change', async () => {
  const pod = 'kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: a\n';
  const policy = POLICY.replace('    runtimeImage', '    mechanism: native\n    runtimeImage');
  const { out } = await runIn({ files: { 'policy.yaml': policy, 'web.yaml': pod } }, 'apply', '--policy', 'policy.yaml', '--diff', 'web.yaml');
  expect(out).toBe(`--- web.yaml
+++ web.yaml
@@ -1,7 +1,29 @@
 kind: Pod
 metadata:
   name: web
+  annotations:
+    startgate.dev/order: '${ORDER.replace('guard', 'native')}'
 spec:
   containers:
     - name: app
       image: a
+  initContainers:
+    - name: proxy
+      image: mesh/proxy:1.4
+      ports:
+        - containerPort: 15021
+      securityContext:
+        allowPrivilegeEscalation: false
+        capabilities:
+          drop:
+            - ALL
+        runAsNonRoot: true
+        seccompProfile:
+          type: RuntimeDefault
+      restartPolicy: Always
+      startupProbe:
+        httpGet:
+          path: /healthz/ready
+          port: 15021
+        periodSeconds: 1
+        failureThreshold: 60
`);
});

test('a workload that no policy selects stays', async () => {
  const job = WEB.replace('Deployment', 'Job');
  const both = `${WEB}---\n${job}`;
  expect((await apply(both)).out.split('\n---\n')[1]).toBe(job);
});

test('what is no workload stays, comments, directives, empty documents and all', async () => {
  const text = '%YAML 1.2\n---\n# nothing\n---\n\n---\nkind: Service\nspec: {ports: [ 1 ]}\n...\n# end';
  expect(await apply(text)).toEqual({ code: 0, err: '', out: text });
});

test('a byte order mark and the ends of lines stay', async () => {
  const text = `\uFEFF${WEB.replaceAll('\n', '\r\n')}`;
  const { out } = await apply(text);
  expect([out.startsWith('\uFEFF'), out.replaceAll('\r\n', '').includes('\n'), out.replaceAll('\r\n', '\n').slice(1)]).toEqual([
    true, false, (await apply(WEB)).out,
  ]);
});

test('JSON stays JSON', async () => {
  const list = { kind: 'List', items: [{ kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'app', image: 'a', command: ['/a'] }] } }] };
  const { out } = await apply(JSON.stringify(list));
  const { items: [pod] } = JSON.parse(out) as { items: [{ spec: { initContainers: { name: string }[] } }] };
  expect(pod.spec.initContainers.map(({ name }) => name)).toEqual(['proxy']);
});

test('the items of a list that says their kind get none', async () => {
  const list = 'kind: PodList\nitems:\n- metadata: {name: a}\n  spec:\n    containers:\n    - name: app\n      image: a\n      command: [/a]\n';
  const { code, err, out } = await apply(list);
  expect([code, err, out.startsWith('kind: PodList\nitems:\n- metadata: {name: a, "annotations": '), out.match(/kind:/gu)!.length]).toEqual([0, '', true, 1]);
});

test('a warning of the settings is said once a run', async () => {
  const pod = (name: string): string => `kind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - {name: app, image: a}\n`;
  const policy = POLICY.replace('    runtimeImage: registry.example/startgate:0.1.0\n', '    kubernetesVersion: "1.37"\n');
  const { err } = await applyBy(policy, `${pod('a')}---\n${pod('b')}`);
  expect(err).toBe('stdin:6:7: warning restart-opens-gate: "app" waits for "proxy" with a startup probe, which opens when the kubelet restarts [Pod a]\n'
    + '  cure: set spec.defaults.runtimeImage in the policy: a guard or an init container then waits and stays closed; or set mechanism: native\n');
});

test('files become one stream of documents', async () => {
  const files = { 'policy.yaml': POLICY, 'a.yaml': 'kind: Service', 'b.json': '{"kind": "Service"}\n', 'c.yaml': '# c\n---\nkind: Service\n' };
  expect(await runIn({ files }, 'apply', '--policy', 'policy.yaml', 'a.yaml', 'b.json', 'c.yaml')).toEqual({
    code: 0, err: '', out: 'kind: Service\n---\n{"kind": "Service"}\n---\n# c\n---\nkind: Service\n',
  });
});

test('an annotation with a reason keeps the policy away', async () => {
  const excluded = WEB.replace('name: web   # odd, but ours', 'name: web\n    annotations: {startgate.dev/policy-exclude: "no network"}');
  expect(await apply(excluded, '--diff')).toEqual({ code: 0, err: '', out: '' });
});

test('the policy of a ResourceList is its functionConfig', async () => {
  const config = POLICY.split('\n').map((line) => `  ${line}`).join('\n').trimEnd();
  const item = WEB.split('\n').slice(1).map((line) => `    ${line}`).join('\n').trimEnd().slice(4);
  const list = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n  - ${item}\nfunctionConfig:\n${config}\n`;
  const { code, out, err } = await runIn({ stdin: list }, 'apply');
  expect([code, err, /\n +- name: proxy\n +image: mesh\/proxy:1.4\n/u.test(out), out.endsWith(config + '\n')]).toEqual([0, '', true, true]);
});

test('a problem of a functionConfig names the policy, and no line of a text that nobody sees', async () => {
  const list = `kind: ResourceList\nitems: []\nfunctionConfig: ${JSON.stringify({
    apiVersion: 'startgate.dev/v1alpha1', kind: 'StartOrderPolicy', metadata: { name: 'mesh' }, spec: { sidecar: [] },
  })}\n`;
  expect(await runIn({ stdin: list }, 'apply')).toEqual({
    code: 1, out: '', err: 'functionConfig "mesh": spec has no field "sidecar"; allowed: defaults, select, sidecars, injected, dependencies\n',
  });
});

test.each([
  ['a byte order mark', '\uFEFFkind: B\n', '---\nkind: B\n'],
  ['a mark of a document', '---\nkind: B\n', '---\nkind: B\n'],
  ['a directive', '# b\n%YAML 1.1\n---\nkind: B\n', '...\n# b\n%YAML 1.1\n---\nkind: B\n'],
  ['blank lines, which would belong to the text before', '\n\n---\nkind: B\n', '---\n\n\n---\nkind: B\n'],
])('a second file can begin with %s', async (_what, second, written) => {
  const first = 'a: |+\n  x\n';
  const files = { 'policy.yaml': POLICY, 'a.yaml': first, 'b.yaml': second };
  expect((await runIn({ files }, 'apply', '--policy', 'policy.yaml', 'a.yaml', 'b.yaml')).out).toBe(`${first}${written}`);
});

test.each(['readinessProbe: null', 'livenessProbe: ~', 'lifecycle: null', 'env:', 'ports: null', 'restartPolicy: null'])(
  'a container with "%s" gets what one without it gets, and the field stays', async (field) => {
    const { out } = await apply(WEB.replace('command: [', `${field}\n              command: [`));
    const value = (text: string): unknown => withoutNulls(parse(text));
    expect([out.includes(field), value(out)]).toEqual([true, value((await apply(WEB)).out)]);
  },
);

test('a Pod template with "initContainers: null" gets the sidecar there', async () => {
  const { out } = await apply(WEB.replace('            containers:\n', '            initContainers: null # none\n            containers:\n'));
  expect(out).toContain('            initContainers: # none\n            - name: proxy\n');
});

describe('an error', () => {
  test('a null item', async () => {
    expect(await apply(WEB.replace('            # the application\n', '            -\n'))).toEqual({
      code: 1, out: '',
      err: 'stdin:12:14: error malformed-field: spec.template.spec.containers[0] must not be null [Deployment web]\n'
        + `  cure: remove the item, or write its value\n${REFUSED}`,
    });
  });

  test('a byte order mark inside of a file', async () => {
    expect(await apply(`kind: A\n---\n\uFEFF${WEB.slice(WEB.indexOf('\n') + 1)}`)).toMatchObject({
      code: 1, out: '', err: expect.stringContaining('stdin:3:1: error unreadable: has a byte order mark inside of the file: remove the mark') as string,
    });
  });

  test('an order that waits for less', async () => {
    const weaker = POLICY.replace('- dependsOn: proxy', '- dependsOn: proxy\n      condition: started');
    const { out } = await applyBy(weaker, WEB);
    const { code, err } = await apply(out);
    expect([code, err.split('\n')[0]]).toEqual([
      1, 'stdin:2:1: error policy-conflict: the manifest has an order already, in which "app" waits for "proxy" until it is started, not healthy [Deployment web]',
    ]);
  });

  test('an order that asks another check', async () => {
    const { out } = await apply(WEB);
    const other = POLICY.replace('/healthz/ready', '/live');
    const { code, err } = await applyBy(other, out);
    expect([code, err.split('\n')[0]]).toEqual([
      1, 'stdin:2:1: error policy-conflict: the manifest has an order already, in which "app" waits for "proxy" '
      + 'by another check than http://localhost:15021/live [Deployment web]',
    ]);
  });

  const REFUSED = 'cdk8s-startgate: nothing is written, because of 1 error\n';

  test('writes nothing, and says what to do', async () => {
    const unknown = WEB.replace('command: [ /app,  "--x" ]   # kept', 'tty: true');
    const guarded = POLICY.replace('- dependsOn: proxy', '- dependsOn: proxy\n      mechanism: guard');
    expect(await applyBy(guarded, unknown)).toEqual({
      code: 1, out: '',
      err: 'stdin:13:15: error command-unknown: "app" needs a guard because it waits for "proxy", but its command is unknown: the manifest sets none [Deployment web]\n'
        + `  cure: set command in the manifest; or lock the image: cdk8s-startgate lock FILE…, and set spec.defaults.imageLock in the policy\n${REFUSED}`,
    });
  });

  test('of two policies names both, with lines', async () => {
    const other = POLICY.replace('name: mesh', 'name: other').replace('proxy:1.4', 'proxy:2');
    expect(await applyBy(`${POLICY}---\n${other}`, WEB)).toEqual({
      code: 1, out: '',
      err: 'stdin:2:1: error policy-conflict: the policies "mesh at policy.yaml:1" and "other at policy.yaml:18" add the sidecar "proxy" with different values [Deployment web]\n'
        + `  cure: give both the same values, or change one of the selectors, so that each workload has one of the policies\n${REFUSED}`,
    });
  });

  test('an order that lacks what the policy adds', async () => {
    const { out } = await apply(WEB);
    const more = POLICY.replace('  dependencies:\n', '    - { name: second, image: b }\n  dependencies:\n    - { dependsOn: second, condition: started }\n');
    expect(await applyBy(more, out)).toEqual({
      code: 1, out: '',
      err: 'stdin:2:1: error policy-conflict: the manifest has an order already, which lacks the sidecar "second", the dependency of "app" on "second" [Deployment web]\n'
        + `  cure: apply all policies in one run, --policy A --policy B, to the manifest before it has an order; or exclude the workload with a reason: startgate.dev/policy-exclude: "…"\n${REFUSED}`,
    });
  });

  test('another sidecar of an earlier policy', async () => {
    const { out } = await apply(WEB);
    const other = POLICY.replace('proxy:1.4', 'proxy:2');
    expect(await applyBy(other, out)).toEqual({
      code: 1, out: '',
      err: 'stdin:2:1: error policy-conflict: the manifest has an order already, with another sidecar "proxy": its image, command or args differ from those of the policy [Deployment web]\n'
        + `  cure: apply all policies in one run, --policy A --policy B, to the manifest before it has an order; or exclude the workload with a reason: startgate.dev/policy-exclude: "…"\n${REFUSED}`,
    });
  });

  test('an order that the manifest does not keep', async () => {
    const { out } = await apply(WEB);
    const { code, out: nothing, err } = await apply(out.replace('"/run/startgate/bin/startgate", "exec", "--wait", "proxy=http://localhost:15021/healthz/ready", "--timeout", "60s", "--", ', ''));
    expect([code, nothing, err]).toEqual([
      1, '',
      'stdin:15:15: error annotation-not-kept: the annotation says that "app" waits for "proxy" with guard, but "app" has no guard that waits for it [Deployment web]\n'
      + `  cure: render the manifest again, or undo the change made after rendering\n${REFUSED}`,
    ]);
  });

  test('a Pod template that shares parts by anchors', async () => {
    const shared = 'kind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - &app\n      name: app\n      image: a\n      command: [/a]\nother: *app\n';
    expect(await apply(shared)).toEqual({
      code: 1, out: '',
      err: 'stdin:1:1: error unreadable: the Pod template can\'t be changed at its place: it shares parts with others by anchors, or has an unusual form [Pod a]\n'
        + `  cure: write the Pod template without anchors, aliases, tags and explicit keys\n${REFUSED}`,
    });
  });

  test('a malformed field of a workload that the policy selects', async () => {
    expect(await apply(WEB.replace('image: \'shop/web:1.0\'', 'image: 3'))).toEqual({
      code: 1, out: '',
      err: 'stdin:14:15: error malformed-field: spec.template.spec.containers[0].image must be a string; got 3 [Deployment web]\n'
        + `  cure: write the field as the Kubernetes API defines it; check ignored it\n${REFUSED}`,
    });
  });

  test('a chart that is not rendered', async () => {
    expect(await apply('kind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n')).toEqual({
      code: 1, out: '',
      err: 'stdin:3:10: error unreadable: is a Helm template, not YAML: render the chart first with helm template\n'
        + `  cure: fix the place that the message names; render a template first\n${REFUSED}`,
    });
  });

  test('a document over the limits', async () => {
    expect(await apply(`a: [${'{a},'.repeat(LIMITS.yamlValues + 1000)}]`)).toEqual({
      code: 1, out: '',
      err: `stdin: error unreadable: holds more than ${LIMITS.yamlValues} values in one document: split the document\n`
        + `  cure: fix the place that the message names; render a template first\n${REFUSED}`,
    });
  });

  test('no policy', async () => {
    expect(await runIn({ stdin: WEB }, 'apply')).toEqual({
      code: 64, out: '', err: 'cdk8s-startgate: no policy: name a file with --policy; see cdk8s-startgate policy --example\n',
    });
  });

  test('a policy with an error', async () => {
    expect(await applyBy('kind: x\n', WEB)).toMatchObject({ code: 1, out: '' });
  });

  test('bytes that are no text', async () => {
    const files = { 'policy.yaml': POLICY, 'a.yaml': new Uint8Array([0xff, 0xfe]) };
    expect(await runIn({ files }, 'apply', '--policy', 'policy.yaml', 'a.yaml')).toEqual({ code: 1, out: '', err: 'a.yaml: is not UTF-8 text\n' });
  });
});

test('a policy that selects nothing is a warning with what there is', async () => {
  const { code, err } = await apply(WEB.replace('Deployment', 'Job'));
  expect([code, err]).toEqual([0, 'policy.yaml:1:1: warning policy-matches-nothing: the policy selects none of the 1 workload in the input: Job "web"\n  cure: change spec.select of the policy\n']);
});

const FOLDER = join(import.meta.dirname, '..', 'manifests');

test.each(readdirSync(FOLDER))('%s, with a policy, has the same documents, and a second time changes nothing', async (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const first = await apply(text);
  if (first.code !== 0) {
    expect(first.out).toBe('');
    return;
  }
  expect(parseAllDocuments(first.out)).toHaveLength(parseAllDocuments(text).length);
  expect(await apply(first.out)).toMatchObject({ code: 0, out: first.out });
});
