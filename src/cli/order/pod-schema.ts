import { fields, FLAG, list, NUMBER, OBJECT, PORT, type Shape, TEXT } from './schema';

const HEADER = fields({ name: TEXT, value: TEXT }, ['name']);
const HTTP_GET = fields({ path: TEXT, port: PORT, host: TEXT, scheme: TEXT, httpHeaders: list(HEADER) });
const EXEC = fields({ command: list(TEXT) });

const PROBE = fields({
  httpGet: HTTP_GET,
  tcpSocket: fields({ port: PORT, host: TEXT }),
  grpc: fields({ port: NUMBER, service: TEXT }),
  exec: EXEC,
  initialDelaySeconds: NUMBER,
  periodSeconds: NUMBER,
  timeoutSeconds: NUMBER,
  failureThreshold: NUMBER,
});

const HOOK = fields({ exec: EXEC, httpGet: HTTP_GET, tcpSocket: OBJECT, sleep: fields({ seconds: NUMBER }) });

const CONTAINER = fields({
  name: TEXT,
  image: TEXT,
  command: list(TEXT),
  args: list(TEXT),
  env: list(fields({ name: TEXT, value: TEXT, valueFrom: fields({ fieldRef: fields({ fieldPath: TEXT }) }) }, ['name'])),
  ports: list(fields({ name: TEXT, containerPort: NUMBER, protocol: TEXT }, ['containerPort'])),
  volumeMounts: list(fields({ name: TEXT, mountPath: TEXT, subPath: TEXT, subPathExpr: TEXT, readOnly: FLAG }, ['name', 'mountPath'])),
  restartPolicy: TEXT,
  restartPolicyRules: list(fields({ action: TEXT, exitCodes: fields({ operator: TEXT, values: list(NUMBER) }) })),
  startupProbe: PROBE,
  readinessProbe: PROBE,
  livenessProbe: PROBE,
  lifecycle: fields({ postStart: HOOK, preStop: HOOK }),
}, ['name']);

/**
 * The fields of a Pod's spec that are read: a copy with only these fields.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export const POD_SPEC: Shape = fields({
  containers: list(CONTAINER),
  initContainers: list(CONTAINER),
  volumes: list(fields({ name: TEXT, image: fields({ reference: TEXT }) }, ['name'])),
  imagePullSecrets: list(fields({ name: TEXT })),
  restartPolicy: TEXT,
  hostNetwork: FLAG,
  shareProcessNamespace: FLAG,
  activeDeadlineSeconds: NUMBER,
  os: fields({ name: TEXT }),
  securityContext: fields({ runAsUser: NUMBER }),
});
