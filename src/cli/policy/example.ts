/** A policy to begin with; the tests read it. */
export const POLICY_EXAMPLE = `# yaml-language-server: $schema=https://unpkg.com/cdk8s-startgate/lib/start-order-policy.schema.json
apiVersion: startgate.dev/v1alpha1
kind: StartOrderPolicy
metadata:
  name: mesh
spec:
  defaults:
    kubernetesVersion: "1.35"
    runtimeImage: registry.example/startgate:0.1.0
  # the workloads that get the sidecar: all of these must match
  select:
    kinds: [Deployment, StatefulSet]
    images: [registry.example/shop/*]
  sidecars:
    - name: proxy
      image: registry.example/proxy:1.4
      port: 15021
      readyWhen:
        httpGet:
          path: /healthz/ready
  # every container but the sidecars waits for the proxy
  dependencies:
    - dependsOn: proxy
      timeout: 60s
`;
